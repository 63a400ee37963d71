"""Claims to the order in which a reader takes them in: the most important and newest fact, then the rest by time.

What leads tells of the topic itself: its words stand in the main clause, before "after the ferry sank", and in the
title of its article, and it is no quotation and about nobody of no name. What the same article tells follows it, as it
does there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date

from pipeline.brief import sort
from pipeline.domain import ArticleId, Claim, Sort
from pipeline.language import words

# of a claim that may lead: what its rank, its day, its place in its article, its sources, and the topic in it and in
# the title of its article count
RANK, NEWEST, OPENING, SOURCES, TOPIC, TITLE = 0.3, 0.3, 0.2, 0.2, 0.4, 0.15
# and what a story about a person, or a quotation, loses
FEATURE = 0.4
# of the claims given, the share that may lead: what tells little does not, however new
MAY_LEAD = 0.6
# days after which a claim is an old one, at the least: of two articles of one day and the next, neither is the news
FEWEST_DAYS = 7
# characters from the beginning of an article at which a sentence counts for half of what the first does
HALF_WAY = 400
ENOUGH_SOURCES = 3
_ASIDE = re.compile(r"\b(?:after|as|when|while|since|before|where|because|following)\b|;", re.IGNORECASE)
# "A household with a mortgage", "An 81-year-old man", "Gunnar Pyle, 61, ", "My grandfather"
_PRIVATE = re.compile(
    r"^(?:An? (?:[\w-]+ ){0,2}?(?:man|woman|boy|girl|child|couple|family|household|teenager|student|father|mother|"
    r"resident|survivor|patient)\b|(?:Two|Three|Four) (?:brothers|sisters|friends|siblings)\b)|\b\d\d?-year-old\b|"
    r"\b[A-Z]\w+, \d\d?,|^[“\"‘']"
)


def led(claims: Sequence[Claim], limit: int, topic: str = "") -> tuple[Claim, ...]:
    """Up to ``limit`` claims, given best first: the one that leads ``topic``, then the best of the others by time."""
    if not claims:
        return ()
    days = [day for claim in claims if (day := _day(claim)) is not None]
    span = max((max(days) - min(days)).days, FEWEST_DAYS) if days else FEWEST_DAYS
    ages = [(max(days) - day).days / span if (day := _day(claim)) else 1.0 for claim in claims]
    best = range(math.ceil(MAY_LEAD * len(claims)))
    news = [row for row in best if sort.of(claims[row].text, _day(claims[row])) is Sort.NEWS]
    asked = frozenset(words.content(topic))
    held = [_held(claim, asked) for claim in claims]
    most = max(held) or 1.0
    lead = max(
        news or best,
        key=lambda row: (
            _weight(claims[row], row / len(claims), ages[row], held[row] / most) + TITLE * _titled(claims[row], asked),
            -row,
        ),
    )
    others = [claim for row, claim in enumerate(claims) if row != lead][: limit - 1]
    story = claims[lead].citations[0].source.article_id
    return (
        claims[lead],
        *sorted(others, key=lambda claim: (claim.citations[0].source.article_id != story, *when(claim))),
    )


def _weight(claim: Claim, rank: float, age: float, topic: float) -> float:
    """``rank`` and ``age`` are from 0, the best and the newest, to 1; ``topic`` is 1 for the one that holds most."""
    opening = 1 / (1 + claim.citations[0].span.start / HALF_WAY)
    sources = min(claim.corroboration.independent, ENOUGH_SOURCES) / ENOUGH_SOURCES
    of_facts = RANK * (1 - rank) + NEWEST * (1 - age) + OPENING * opening + SOURCES * sources + TOPIC * topic
    return of_facts - FEATURE * bool(_PRIVATE.search(claim.text))


def _held(claim: Claim, asked: frozenset[str]) -> float:
    """How much of the topic's words it has; in an aside they count for half."""
    return sum(len(asked.intersection(words.content(part))) for part in (_main_clause(claim.text), claim.text)) / 2


def _titled(claim: Claim, asked: frozenset[str]) -> float:
    """From 0 to 1, how much its article is about the topic: little where the title has only some of its words."""
    title = claim.citations[0].source.title
    return (len(asked.intersection(words.content(title))) / max(1, len(asked))) ** 2


def _main_clause(text: str) -> str:
    """What is told first, without who says it: a clause that opens the sentence counts as part of it."""
    aside = _ASIDE.search(text, 1)
    return text[: aside.start()] if aside else text


def _day(claim: Claim) -> date | None:
    """The first day on which it was told; None where no source of it has one."""
    return min((c.source.published for c in claim.citations if c.source.published is not None), default=None)


def when(claim: Claim) -> tuple[bool, date, ArticleId, int]:
    """A key that sorts claims by the day on which they were first told, those of no day last."""
    first, day = claim.citations[0], _day(claim)
    return day is None, day or date.max, first.source.article_id, first.span.start
