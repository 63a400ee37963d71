"""Two articles' counts to those that cannot both be so.

Precision before recall: nothing is a conflict where the other article has a compatible figure that may count the same,
where fates, measures or times of measurement differ, or where a running count is simply later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from pipeline.brief.contradictions import about, counts
from pipeline.brief.contradictions.conflict import Conflict, Pair, Side, is_past, labels_meet, names_meet
from pipeline.brief.contradictions.counts import BALLOT, PEOPLE, Count, Measure
from pipeline.brief.statements import Statement, Telling
from pipeline.domain import DisagreementKind
from pipeline.language import events, names

_HELD = frozenset({Measure.LEVEL, Measure.CHANGE})
_ALIKE = 0.5
_REVISED = Decimal("0.8")
_SHARED = 2
_VOTES_ALIKE = 0.3
_TOLD_ALIKE = 0.6
_SAME_CLAUSE = 0.7
_CORRECTION = re.compile(
    r"^\W*(?:corrections?|clarifications?|editor[’']s note)\b|\bearlier version of this\b", re.IGNORECASE
)


@dataclass(frozen=True, eq=False)
class Tally:
    """The counts of one article, by what they count."""

    telling: Telling

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        every = (count for statement in self.telling.statements for count in counts.of(statement))
        return tuple(count for count in every if not count.is_again)

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Count]]:
        found: dict[str, list[Count]] = defaultdict(list)
        for count in self.counts:
            if count.kind and count.measure in _HELD and not _is_withdrawn(count):
                found[count.kind].append(count)
        return found

    @cached_property
    def corrections(self) -> Sequence[tuple[Count, Count]]:
        """What this article takes back, with what it puts there."""
        return tuple(
            (count, counts.of(count.statement)[-1])
            for count in self.counts
            if _is_withdrawn(count) and count.kind == counts.of(count.statement)[-1].kind
        )

    def is_newest(self, count: Count) -> bool:
        """Whether no count of the same that only grows stands higher here; True of what may shrink."""
        if count.role not in events.GROWING:
            return True
        same = (other for other in self.by_kind[count.kind] if other.role == count.role and not other.is_part)
        return all(other.mention.high <= count.mention.high for other in same if _is_total(other))

    def has(self, asked: Count, later: date | None) -> bool:
        """Whether a figure that may count the same agrees with ``asked``; not one that is told as history."""
        return any(
            count.agrees(asked) and may_count_same(count, asked)
            for count in self.counts
            if not _is_withdrawn(count) and not (later and _is_history(count.statement, later))
        )


def find(pair: Pair, one: Tally, other: Tally, twins: Collection[Statement]) -> Iterator[Conflict]:
    """Every figure on which two articles differ, but for sentences that have a twin."""
    yield from _corrections(one, other)
    yield from _corrections(other, one)
    for kind in sorted(one.by_kind.keys() & other.by_kind.keys()):
        for x, y in _pairs(one.by_kind[kind], other.by_kind[kind], pair):
            if x.statement in twins or y.statement in twins or x.agrees(y):
                continue
            if pair.is_story and not (one.is_newest(x) and other.is_newest(y)):
                continue
            updates = is_update(pair, x, y)
            if not (_has(other, x, is_update=updates) or _has(one, y, is_update=updates)):
                sides = Side(x.statement, str(x), x.key), Side(y.statement, str(y), y.key)
                yield Conflict(DisagreementKind.FIGURE, about.of(x, y), *sides, updates)


def _has(tally: Tally, asked: Count, *, is_update: bool) -> bool:
    return tally.has(asked, tally.telling.article.published if is_update else None)


def _is_history(statement: Statement, published: date) -> bool:
    # "cases reached 41 on 12 September", in an article of the 17th
    days = [mention.on for mention in statement.dates if mention.is_day]
    return (
        bool(days)
        and all(day is not None and day < published for day in days)
        and bool(re.search(r"\d", " ".join(mention.span.of(statement.text) for mention in statement.dates)))
    )


def _is_withdrawn(count: Count) -> bool:
    """Whether a correction takes this figure back: every one in it but the last."""
    if not _CORRECTION.search(count.statement.text):
        return False
    return count is not counts.of(count.statement)[-1]


def may_count_same(one: Count, other: Count) -> bool:
    if one.role and other.role and one.role != other.role:
        return False
    if other.role and not one.kind:
        return False
    if not (one.kind and other.kind):
        return not (one.mention.unit or other.mention.unit)
    return one.kind == other.kind or (one.is_of_people and other.is_of_people)


def _pairs(mine: Sequence[Count], yours: Sequence[Count], pair: Pair) -> Iterator[tuple[Count, Count]]:
    """Counts of one subject; of several in a sentence the first is held against the first, and so on."""
    for x in mine:
        for y in yours:
            if x.measure is y.measure and not (x.is_part or y.is_part) and are_of_one_subject(x, y, pair):
                yield x, y


def are_of_one_subject(x: Count, y: Count, pair: Pair) -> bool:
    """Whether two counts of two articles are of one thing, whatever their values."""
    if x.role != y.role or _place(x) != _place(y) or not _are_of_one_time(x.statement, y.statement):
        return False
    if not pair.is_one_time and not _is_written_of_one_year(x.statement, y.statement):
        return False
    if x.is_range and y.is_range:
        return pair.is_story and _is_one_clause(x, y)
    if x.role and pair.is_story and x.kind == PEOPLE and x.role != "rescue":
        return names_meet(x.names, y.names) and modifiers_meet(x, y) and _is_growth(x, y)
    if x.kind == BALLOT:
        return pair.weights.shared(x.context, y.context) >= _VOTES_ALIKE and _share_name(x, y)
    return _is_told_alike(x, y, pair)


def _is_one_clause(x: Count, y: Count) -> bool:
    """Whether two ranges are told in the same few words: "the patients are between ... years old"."""
    shared, larger = x.clause & y.clause, max(x.clause, y.clause, key=len)
    return len(shared) > _SHARED and len(shared) >= _SAME_CLAUSE * len(larger)


def _place(count: Count) -> int:
    """Which of the figures of its kind it is in its sentence."""
    alike = [one for one in counts.of(count.statement) if (one.kind, one.role) == (count.kind, count.role)]
    return alike.index(count) if not count.role else 0


def _is_growth(x: Count, y: Count) -> bool:
    """Whether both are totals, and the later of two running counts is not far below the earlier."""
    days = x.statement.article.published, y.statement.article.published
    if not (_is_total(x) and _is_total(y)):
        return False
    if x.role not in events.GROWING or days[0] is None or days[1] is None or days[0] == days[1]:
        return True
    earlier, later = (x, y) if days[0] < days[1] else (y, x)
    return later.mention.high >= earlier.mention.low * _REVISED


def _is_total(count: Count) -> bool:
    return (
        count.statement.years <= {str(count.statement.article.published.year)}
        if count.statement.article.published
        else not count.statement.years
    )


def _share_name(x: Count, y: Count) -> bool:
    return any(names.same(a, b) for a in x.statement.names for b in y.statement.names)


def _is_told_alike(x: Count, y: Count, pair: Pair) -> bool:
    """Whether the words near two figures are of one thing: enough shared, and no other name."""
    needed = _SHARED if not x.mention.unit else _SHARED + 1
    if len(x.context & y.context) < needed or pair.weights.shared(x.context, y.context) < _ALIKE:
        return False
    if not (x.names and y.names) and not pair.is_story and pair.weights.shared(x.context, y.context) < _TOLD_ALIKE:
        return False
    if x.subject and y.subject and not names.same(x.subject, y.subject):
        return False
    return names_meet(x.names_and_noun, y.names_and_noun) and modifiers_meet(x, y)


def modifiers_meet(x: Count, y: Count) -> bool:
    """ "Northern civilians" are not "Southern civilians"."""
    mine, yours = (_modifiers(count) for count in (x, y))
    return not (mine and yours) or any(names.akin(a, b) for a in mine for b in yours)


def _modifiers(count: Count) -> list[str]:
    return count.mention.counts.split()[:-1]


def _are_of_one_time(a: Statement, b: Statement) -> bool:
    """Whether the years that both write meet, and what they number."""
    return (not (a.years and b.years) or bool(a.years & b.years)) and labels_meet(a, b)


def _is_written_of_one_year(a: Statement, b: Statement) -> bool:
    return bool(a.years & b.years)


def is_update(pair: Pair, x: Count, y: Count) -> bool:
    """Whether a later article may simply know more, or one corrects."""
    if any(_CORRECTION.search(count.statement.text) for count in (x, y)):
        return True
    if not pair.is_later or is_past(x.statement, y.statement):
        return False
    outlets = pair.one.article.outlet, pair.other.article.outlet
    return _is_running(x, y) or (outlets[0] == outlets[1] != "")


def _is_running(x: Count, y: Count) -> bool:
    """Whether both count what is known so far: people of one fate, or more of other things that have had it."""
    if x.is_range and y.is_range:
        return True
    if x.role or y.role:
        return bool({x.role, y.role} & events.RUNNING)
    earlier, later = sorted((x, y), key=lambda count: count.statement.article.published or date.max)
    fates = [frozenset(fate for fate, _ in events.fates(count.around)) for count in (x, y)]
    return (
        not x.mention.unit and later.mention.high >= earlier.mention.low and bool(fates[0] & fates[1] & events.RUNNING)
    )


def _corrections(one: Tally, other: Tally) -> Iterator[Conflict]:
    """What one article takes back and the other still has."""
    for taken, right in one.corrections:
        for x in other.by_kind.get(taken.kind, ()):
            if x.agrees(taken) and not x.agrees(right) and len(x.context & taken.statement.stems) >= _SHARED:
                sides = Side(x.statement, str(x), x.key), Side(right.statement, str(right), right.key)
                yield Conflict(DisagreementKind.FIGURE, about.of(x, right), *sides, is_update=True)
