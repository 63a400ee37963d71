"""Claims to the key figures in them, in rows: what is counted, each value that is given of it, by whom, as of when.

Which figures are of one thing is decided as for disagreements, by ``contradictions``. Here more is in one row: values
that agree as well, and those of one article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pipeline.answer import corroborate
from pipeline.brief import claimed, counted_as, labels
from pipeline.brief.claimed import Told
from pipeline.brief.contradictions import conflict, counts
from pipeline.brief.contradictions import figures as compared
from pipeline.brief.contradictions.conflict import Key, Pair
from pipeline.brief.contradictions.counts import Count, Measure
from pipeline.brief.statements import Statement, Weights
from pipeline.domain import Article, ArticleId, Citation, Claim, Figure
from pipeline.language import events, figures, words

# between those who give one value
AND_BY = "; "
MOST_ROWS = 12
MOST = 24
# so many of the wider evidence are read: what comes later was found last
MOST_READ = 240
_DISTINCT = 20
_RUNNING = 3
_WRITTEN = 2
_SEVERAL = 2
_SIZE = 2
_MONEY = "$£€¥₹"
_SHARES = frozenset({"", "%", "points"})
_MANY_SOURCES = 4


@dataclass(frozen=True, eq=False)
class _Given:
    """One figure as one claim gives it, equal to itself only."""

    count: Count
    told: Told
    said_by: str

    @property
    def statement(self) -> Statement:
        return self.count.statement

    @cached_property
    def as_of(self) -> date | None:
        return counted_as.day(self.count)


def key_figures(
    claims: Sequence[Claim],
    more: Sequence[Claim] = (),
    articles: Mapping[ArticleId, Article] | None = None,
    ties: corroborate.Ties | None = None,
) -> tuple[Figure, ...]:
    """The figures that a reader looks for, at most twelve rows: those first that the brief and most sources have.

    ``more`` are sentences of the wider evidence, best first. With the ``articles`` a speaker has a full name, and one
    thing is told from another by all that they say.
    """
    given = tuple(_given(claimed.near(claimed.read(claims, more[:MOST_READ], articles or {}))))
    rows = sorted(_rows(given), key=_weight, reverse=True)[:MOST_ROWS]
    found = [figure for number, row in enumerate(rows) for figure in _figures(row, number, ties or {})]
    return tuple(found[:MOST])


def _given(read: Sequence[Told]) -> Iterator[_Given]:
    for one in read:
        for count in counted_as.shared(counts.of(one.statement)):
            if counted_as.is_key(count):
                yield _Given(count, one, counted_as.giver(count))


def _rows(given: Sequence[_Given]) -> list[list[_Given]]:
    """The figures that count one thing together: first those that agree, then those that differ."""
    weights = Weights.of([one.statement for one in given])
    pairs = _Pairs(weights)
    rows = [[one] for one in given]
    for is_one in (pairs.agree, pairs.differ):
        merged: list[list[_Given]] = []
        for row in rows:
            home = next(
                (other for other in merged if _may_join(row, other) and any(is_one(x, y) for x in row for y in other)),
                None,
            )
            if home is None:
                merged.append(row)
            else:
                home.extend(row)
        rows = merged
    return rows


def _is_of(row: Sequence[_Given], other: Sequence[_Given], is_one: Callable[[_Given, _Given], bool]) -> bool:
    return any(is_one(x, y) for x in row for y in other)


def _may_join(row: Sequence[_Given], other: Sequence[_Given]) -> bool:
    """Not where one sentence has both as two values: it counts two things."""
    return not any(x.statement is y.statement and x.count.key != y.count.key for x in row for y in other)


@dataclass
class _Pairs:
    """Whether two figures are of one thing; each two articles are held against each other once."""

    weights: Weights

    def __post_init__(self) -> None:
        self._of: dict[tuple[int, int], Pair] = {}

    def agree(self, x: _Given, y: _Given) -> bool:
        one, other = x.count, y.count
        is_plain = one.mention.low == other.mention.low >= _DISTINCT
        if not _are_alike(one, other) or not one.agrees(other) or not (is_plain or one.is_part is other.is_part):
            return False
        if not conflict.labels_meet(x.statement, y.statement):
            return False
        if not (one.mention.unit or compared.modifiers_meet(one, other)):
            return False
        pair = self._pair(x, y)
        if not (pair.is_story or one.context & other.context):
            return False
        return (pair.is_story and (is_plain or bool(one.role))) or len(one.context & other.context) >= _SEVERAL

    def differ(self, x: _Given, y: _Given) -> bool:
        if x.statement.article is y.statement.article or not _are_alike(x.count, y.count):
            return False
        if x.count.is_part or y.count.is_part:
            return False
        return compared.are_of_one_subject(x.count, y.count, self._pair(x, y))

    def _pair(self, x: _Given, y: _Given) -> Pair:
        one, other = x.told.telling, y.told.telling
        if one is other:
            return Pair(one, other, self.weights, is_story=True, is_one_time=True)
        key = (id(one), id(other))
        if key not in self._of:
            self._of[key] = conflict.pair(one, other, self.weights)
        return self._of[key]


def _are_alike(one: Count, other: Count) -> bool:
    # "another 17 are missing" are all of the missing: of people a change is a part, which is asked apart
    is_measured = one.measure is other.measure or (one.role != "" and Measure.RATE not in {one.measure, other.measure})
    return bool(one.kind) and is_measured and (one.kind, one.role) == (other.kind, other.role)


def _weight(row: Sequence[_Given]) -> tuple[float, float]:
    """What becomes of people, what the brief's own sentences have, what several give: then what was found first."""
    outlets = {one.told.source.outlet or one.told.source.article_id for one in row}
    values = {one.count.key for one in row}
    score = _RUNNING * any(one.count.role in events.RUNNING for one in row)
    score += _WRITTEN * any(one.told.is_written for one in row)
    score += min(len(outlets), _MANY_SOURCES) + (len(values) > 1)
    score -= _SIZE * all(_is_size(one.count) for one in row)
    return score, -min(one.told.place for one in row)


def _is_size(count: Count) -> bool:
    """A length, a speed and the like: seldom what a brief turns on."""
    return count.mention.unit not in _SHARES and not any(sign in _MONEY for sign in count.mention.unit)


def _figures(row: Sequence[_Given], number: int, ties: corroborate.Ties) -> Iterator[Figure]:
    """Each value of a row by each who gives it, the oldest first; who give the same are cited together."""
    told: dict[tuple[object, str], list[_Given]] = {}
    for one in row:
        home = next((key for key, same in told.items() if _is_by_one(one, same[0])), (one.count.key, one.said_by))
        told.setdefault(home, []).append(one)
    newest = _newest(row)
    ordered = sorted(told.values(), key=lambda same: (_first(same) or date.max, same[0].count.mention.low))
    for same in ordered:
        one = same[0]
        yield Figure(
            value=figures.written(one.count.mention, one.statement.text),
            counts=labels.label(one.count),
            said_by=AND_BY.join({each.said_by.lower(): each.said_by for each in same}.values()),
            claim=_claim(same, ties),
            unit=one.count.mention.unit,
            as_of=_first(same),
            row=number,
            is_newest=newest is not None and any((given.as_of, given.count.key) == newest for given in same),
        )


def _is_by_one(one: _Given, other: _Given) -> bool:
    """Whether one value is given by one: the same, or a body and what it is a body of."""
    if one.count.key != other.count.key:
        return False
    mine, yours = one.said_by.lower(), other.said_by.lower()
    if mine == yours:
        return True
    parts = [set(words.content(said.split(",")[0])) for said in (mine, yours)]
    is_part = bool(parts[0] and parts[1]) and (parts[0] <= parts[1] or parts[1] <= parts[0])
    return is_part and one.as_of == other.as_of and _exactness(one) == _exactness(other)


def _exactness(one: _Given) -> str:
    """The "more than" and "nearly" of a figure."""
    told = figures.written(one.count.mention, one.statement.text)
    return told[: len(told) - len(one.count.mention.span.of(one.statement.text))].strip().lower()


def _first(same: Sequence[_Given]) -> date | None:
    return min((one.as_of for one in same if one.as_of is not None), default=None)


def _newest(row: Sequence[_Given]) -> tuple[date, Key] | None:
    """The latest day and its value, where another value is older; None where none is, or two are of that day.

    Of two of that day that only grow, the smaller is told as history.
    """
    dated = [(one.as_of, one.count) for one in row if one.as_of is not None]
    if not dated:
        return None
    latest = max(day for day, _ in dated)
    last = {count.key for day, count in dated if day == latest}
    older = {count.key for day, count in dated if day < latest}
    is_running = all(count.role in events.GROWING for _, count in dated)
    return (latest, max(last)) if (len(last) == 1 or is_running) and older - {max(last)} else None


def _claim(same: Sequence[_Given], ties: corroborate.Ties) -> Claim:
    """The claim of the first, with the others that tell the same cited beside it."""
    first = same[0].told.claim
    cited: dict[tuple[object, object], Citation] = {}
    for citation in (citation for one in same for citation in one.told.claim.citations):
        cited.setdefault((citation.source.article_id, citation.span), citation)
    if len(cited) == len(first.citations):
        return first
    citations = tuple(cited.values())
    return replace(first, citations=citations, corroboration=corroborate.corroboration(citations, ties))
