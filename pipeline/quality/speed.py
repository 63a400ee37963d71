"""Questions made from the library to how long finding and answering takes, and whether a headline finds its article.

Known-item search: an article's own headline, asked as a question, has to lead to that article or to a copy of it. It
needs no judgements (Azzopardi, de Rijke and Balog 2007). Answers are by quotes, so that measuring costs nothing.
"""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Scope
from pipeline.ports import Copies, Order

FIRST = 5
PERCENTILE = 0.95


@dataclass(frozen=True, slots=True)
class Probe:
    """A question, and the article whose headline it was made of, if it was."""

    question: str
    article_id: ArticleId | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """``rank`` is that of the probe's own article among those found, from 1; 0 where it is not among them."""

    probe: Probe
    found_ms: float
    answered_ms: float
    rank: int
    is_declined: bool


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds: half of all took no more than ``median``, 19 of 20 no more than ``p95``."""

    median: float
    p95: float


@dataclass(frozen=True, slots=True)
class Speed:
    """What all probes together say; ``first`` and ``first_five`` are shares of the ``headlines`` among them."""

    probes: int
    headlines: int
    found: Latency
    answered: Latency
    first: float
    first_five: float
    declined: int


def probes(desk: Desk, number: int) -> tuple[Probe, ...]:
    """Up to ``number``: what the desk suggests, then headlines taken evenly over the library, one of each story."""
    suggested = [Probe(question) for question in desk.suggestions()[: number // 2]]
    return (*suggested, *_headlines(desk, number - len(suggested)))


def timed(desk: Desk, probe: Probe) -> Timed:
    """Asks one. The first on a desk that was just opened takes longer: its models are loaded then."""
    started = time.perf_counter()
    evidence = desk.search(probe.question)
    found = time.perf_counter()
    answer = desk.ask(probe.question, quotes_only=True)
    ended = time.perf_counter()
    ranked = tuple(dict.fromkeys(hit.passage.article_id for hit in evidence.hits))
    return Timed(probe, 1000 * (found - started), 1000 * (ended - found), _rank(desk, probe, ranked), answer.abstained)


def summed(every: Sequence[Timed]) -> Speed:
    """Raises ValueError for none."""
    ranks = [one.rank for one in every if one.probe.article_id is not None]
    return Speed(
        probes=len(every),
        headlines=len(ranks),
        found=latency([one.found_ms for one in every]),
        answered=latency([one.answered_ms for one in every]),
        first=sum(rank == 1 for rank in ranks) / max(len(ranks), 1),
        first_five=sum(1 <= rank <= FIRST for rank in ranks) / max(len(ranks), 1),
        declined=sum(one.is_declined for one in every),
    )


def latency(milliseconds: Sequence[float]) -> Latency:
    """The 95th percentile by nearest rank. Raises ValueError for none."""
    if not milliseconds:
        raise ValueError("nothing was timed")
    ordered = sorted(milliseconds)
    return Latency(statistics.median(ordered), ordered[math.ceil(PERCENTILE * len(ordered)) - 1])


def _headlines(desk: Desk, number: int) -> Iterator[Probe]:
    stories = desk.shelf.count(Scope(), copies=Copies.HEADS)
    places = sorted({round(at * stories / max(number, 1)) for at in range(number)})
    for place in places:
        entries = desk.shelf.entries(Scope(), copies=Copies.HEADS, order=Order.NEWEST, offset=place, limit=1)
        yield from (Probe(_question(entry.label), entry.source.article_id) for entry in entries)


def _question(headline: str) -> str:
    return f"What is reported: {headline}?"


def _rank(desk: Desk, probe: Probe, ranked: Sequence[ArticleId]) -> int:
    if probe.article_id is None:
        return 0
    own = {probe.article_id, *desk.shelf.copies(probe.article_id)}
    return next((rank for rank, article_id in enumerate(ranked, 1) if article_id in own), 0)
