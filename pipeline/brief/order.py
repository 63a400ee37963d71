"""Claims to the order in which a reader takes them in: the most important and newest fact, then the rest by time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from pipeline.brief import sort
from pipeline.domain import ArticleId, Claim, Sort

# of a claim that may lead: what its rank, its day, its place in its article and its sources count
RANK, NEWEST, OPENING, SOURCES = 0.3, 0.3, 0.2, 0.2
# of the claims given, the share that may lead: what tells little does not, however new
MAY_LEAD = 0.6
# days after which a claim is an old one, at the least: of two articles of one day and the next, neither is the news
FEWEST_DAYS = 7
# characters from the beginning of an article at which a sentence counts for half of what the first does
HALF_WAY = 400
ENOUGH_SOURCES = 3


def led(claims: Sequence[Claim], limit: int) -> tuple[Claim, ...]:
    """Up to ``limit`` claims, given best first: the one that leads, then the best of the others by time."""
    if not claims:
        return ()
    days = [day for claim in claims if (day := _day(claim)) is not None]
    span = max((max(days) - min(days)).days, FEWEST_DAYS) if days else FEWEST_DAYS
    ages = [(max(days) - day).days / span if (day := _day(claim)) else 1.0 for claim in claims]
    best = range(math.ceil(MAY_LEAD * len(claims)))
    news = [row for row in best if sort.of(claims[row].text, _day(claims[row])) is Sort.NEWS]
    lead = max(news or best, key=lambda row: (_weight(claims[row], row / len(claims), ages[row]), -row))
    others = [claim for row, claim in enumerate(claims) if row != lead][: limit - 1]
    return (claims[lead], *sorted(others, key=_when))


def _weight(claim: Claim, rank: float, age: float) -> float:
    """``rank`` and ``age`` are from 0, the best and the newest, to 1."""
    opening = 1 / (1 + claim.citations[0].span.start / HALF_WAY)
    sources = min(claim.corroboration.independent, ENOUGH_SOURCES) / ENOUGH_SOURCES
    return RANK * (1 - rank) + NEWEST * (1 - age) + OPENING * opening + SOURCES * sources


def _day(claim: Claim) -> date | None:
    return claim.citations[0].source.published


def _when(claim: Claim) -> tuple[bool, date, ArticleId, int]:
    first = claim.citations[0]
    return first.source.published is None, first.source.published or date.max, first.source.article_id, first.span.start
