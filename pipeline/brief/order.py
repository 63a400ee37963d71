"""Claims to the order in which a reader takes them in: the most important and newest fact, then the rest by time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.domain import ArticleId, Claim

# of a claim that may lead: what its rank, its day, its place in its article and its sources count
RANK, NEWEST, OPENING, SOURCES = 0.35, 0.3, 0.25, 0.1
# characters from the beginning of an article at which a sentence counts for half of what the first does
HALF_WAY = 400
ENOUGH_SOURCES = 3


def led(claims: Sequence[Claim], limit: int) -> tuple[Claim, ...]:
    """Up to ``limit`` claims, given best first: the one that leads, then the best of the others by time."""
    if not claims:
        return ()
    days = sorted({day for claim in claims if (day := _day(claim)) is not None})
    lead = max(range(len(claims)), key=lambda row: (_weight(claims[row], row / len(claims), days), -row))
    others = [claim for row, claim in enumerate(claims) if row != lead][: limit - 1]
    return (claims[lead], *sorted(others, key=_when))


def _weight(claim: Claim, rank: float, days: Sequence[date]) -> float:
    day = _day(claim)
    newest = (days.index(day) + 1) / len(days) if day is not None else 0.0
    opening = 1 / (1 + claim.citations[0].span.start / HALF_WAY)
    sources = min(claim.corroboration.independent, ENOUGH_SOURCES) / ENOUGH_SOURCES
    return RANK * (1 - rank) + NEWEST * newest + OPENING * opening + SOURCES * sources


def _day(claim: Claim) -> date | None:
    return claim.citations[0].source.published


def _when(claim: Claim) -> tuple[bool, date, ArticleId, int]:
    first = claim.citations[0]
    return first.source.published is None, first.source.published or date.max, first.source.article_id, first.span.start
