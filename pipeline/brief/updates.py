"""Two sentences to the figures and days that the later one gives anew: "41 people were killed", "the toll rose to 43".

``contradictions`` asks whether two articles can both be right; here the later one is, so that "at least 41" and 43,
which agree, are an update too. What two figures count is read as it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.brief.contradictions import counts
from pipeline.brief.contradictions.conflict import names_meet
from pipeline.brief.contradictions.counts import PEOPLE, Count, Measure
from pipeline.brief.statements import Statement
from pipeline.domain import Article, Claim, Span
from pipeline.language import events, figures

# of the words of the shorter sentence, what the other must have to be about the same thing
SAME_THING = 0.5
SAME_DAY_THING = 0.6
FEWEST_SHARED = 2
# a later count of what only grows is not far below an earlier one
REVISED_DOWN = 0.8

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Update:
    """What a later sentence gives anew: ``counts`` before and after, else the days are what differs."""

    values: Values
    counts: tuple[Count, Count] | None = None


def statement(claim: Claim) -> Statement:
    """A claim's own words, of the outlet and the day of the first that it cites."""
    source = claim.citations[0].source
    article = Article(source.article_id, claim.text, source.title, source.outlet, published=source.published)
    return Statement(article, Span(0, len(claim.text)))


def values(before: Statement, after: Statement) -> Values:
    """The figures of two sentences on one thing that differ, else their days: as written before, and after."""
    told = tuple(_written(x, y) for x, y in _differing(before, after))
    return told or (_days(before, after) if shared(before, after) >= SAME_DAY_THING else ())


def find(before: Statement, after: Statement) -> Update | None:
    """What the later sentence gives anew, where both are about the same thing by their words; else None."""
    about = given_anew(before, after)
    if about:
        return Update(tuple(_written(x, y) for x, y in about), about[0])
    days = _days(before, after)
    has_figures = any(_is_growth(*pair) for pair in _differing(before, after))
    if days and not has_figures and shared(before, after) >= SAME_DAY_THING and names_meet(before.names, after.names):
        return Update(days)
    return None


def given_anew(before: Statement, after: Statement) -> tuple[tuple[Count, Count], ...]:
    """The figures that the later sentence gives anew: each as counted before, and after."""
    differing = (pair for pair in _differing(before, after) if _is_growth(*pair))
    return tuple(pair for pair in differing if _are_of_one_thing(before, after, *pair))


def shared(one: Statement, other: Statement) -> float:
    """Share of the words of the shorter sentence that the other has too, numbers and days left out; 0 to 1."""
    mine, yours = _words(one), _words(other)
    return len(mine & yours) / max(min(len(mine), len(yours)), 1)


def fate(count: Count) -> str:
    """What became of those that it counts; of a toll without a noun, what its sentence tells, where it is one thing."""
    if count.role or count.mention.unit or count.kind not in {"", PEOPLE}:
        return count.role
    told = {name for name, _ in events.fates(count.statement.text)} & events.RUNNING
    return told.pop() if len(told) == 1 else ""


def _differing(before: Statement, after: Statement) -> Iterator[tuple[Count, Count]]:
    """Figures of one thing, where the later sentence has none that is equal."""
    free = list(counts.of(after))
    for x in counts.of(before):
        alike = [y for y in free if count_alike(x, y)]
        if alike and not any(x.key == y.key for y in alike):
            free.remove(alike[0])
            yield x, alike[0]


def count_alike(x: Count, y: Count) -> bool:
    """Whether both measure the same of the same kind of thing, whatever their values."""
    if x.measure is not y.measure or x.measure not in {Measure.LEVEL, Measure.CHANGE} or x.is_part != y.is_part:
        return False
    if fate(x) or fate(y):
        return fate(x) == fate(y) and _kind(x) == _kind(y)
    return x.kind == y.kind != ""


def _kind(count: Count) -> str:
    return count.kind or (PEOPLE if fate(count) else "")


def _is_growth(x: Count, y: Count) -> bool:
    if fate(x) not in events.GROWING:
        return True
    return float(y.mention.high) >= REVISED_DOWN * float(x.mention.low)


def _are_of_one_thing(before: Statement, after: Statement, x: Count, y: Count) -> bool:
    if before.years and after.years and not before.years & after.years:
        return False
    if not names_meet(before.names, after.names):
        return False
    alike = len(_words(before) & _words(after))
    if fate(x) in events.RUNNING and alike >= FEWEST_SHARED:
        return True
    return alike >= FEWEST_SHARED and shared(before, after) >= SAME_THING and bool(x.context & y.context)


def _words(told: Statement) -> frozenset[str]:
    taken = [told.text[mention.span.start : mention.span.end].lower() for mention in told.dates]
    of_days = {word.strip(".,") for part in taken for word in part.split()}
    return frozenset(stem for stem in told.stems if not stem[0].isdigit() and stem not in of_days)


def _written(x: Count, y: Count) -> tuple[str, str]:
    """Both with the sign and the words before them: "at least 41", "$12 million"."""
    return figures.written(x.mention, x.statement.text), figures.written(y.mention, y.statement.text)


def _days(before: Statement, after: Statement) -> Values:
    """Where each sentence gives one day, and these differ."""
    mine, yours = (tuple(islice((each for each in told.dates if each.is_day), 2)) for told in (before, after))
    if len(mine) != 1 or len(yours) != 1 or None in (mine[0].on, yours[0].on):
        return ()
    if mine[0].on == yours[0].on:
        return ()
    return ((mine[0].span.of(before.text), yours[0].span.of(after.text)),)
