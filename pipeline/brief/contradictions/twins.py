"""Sentences of two articles that tell the same to what one has otherwise: a figure, a day, a yes for a no.

What stands in both is set aside; of what is left, one is held against the one of its kind, several in their order.
Nothing is left of a sentence that only says less.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.brief.contradictions import about, counts, days, figures, stances
from pipeline.brief.contradictions.aligned import Twins
from pipeline.brief.contradictions.conflict import Conflict, Pair, Side
from pipeline.brief.contradictions.counts import Count
from pipeline.brief.statements import Statement
from pipeline.domain import DisagreementKind
from pipeline.language import dates, words
from pipeline.language.dates import DateMention

_Told = TypeVar("_Told")
# one person of a story is admitted on one day, another dies on another, in nearly the same words
_SAME_DAY = 0.6
_SAME_ACT = 0.75
_VERB_BEFORE = re.compile(
    r"\b(?P<verb>said|told|says|held|met|began|\w{2,}ed)\s+(?:(?:on|in|at|by|late|early|last|this|since|\w+day)\s+)*$",
    re.IGNORECASE,
)
_SHARED = 2
_COMMA = re.compile(r",?\s")


def find(pair: Pair, found: Sequence[Twins]) -> Iterator[Conflict]:
    """What differs within each two sentences that tell the same."""
    for twins in found:
        mine, yours = _left(_told(twins.one), _told(twins.other), _Day.may_be)
        counted = tuple(_figures(pair, twins))
        # two that differ in a figure and in a day tell of two events
        if mine and yours:
            yield from () if counted else _days(pair, twins, mine, yours)
        else:
            yield from counted or stances.find(pair, twins)


def _figures(pair: Pair, twins: Twins) -> Iterator[Conflict]:
    one, other = ([count for count in counts.of(each) if not count.is_again] for each in (twins.one, twins.other))
    mine, yours = _left(one, other, Count.agrees)
    for x in mine:
        facing = [y for y in yours if _are_of_one_kind(x, y)] or _other_words(mine, yours)
        beside = [one for one in mine if facing and _are_of_one_kind(one, facing[0])] or [x]
        if facing and len(facing) == len(beside):
            y = facing[beside.index(x)]
            if not (_is_counted(x, twins.near_other) or _is_counted(y, twins.near_one)):
                sides = Side(x.statement, str(x), x.key), Side(y.statement, str(y), y.key)
                yield Conflict(DisagreementKind.FIGURE, about.of(x, y), *sides, figures.is_update(pair, x, y))


def _left(
    mine: Sequence[_Told], yours: Sequence[_Told], agree: Callable[[_Told, _Told], bool]
) -> tuple[list[_Told], list[_Told]]:
    """Those of each side that agree with none of the other."""
    return (
        [x for x in mine if not any(agree(x, y) for y in yours)],
        [y for y in yours if not any(agree(x, y) for x in mine)],
    )


def _are_of_one_kind(x: Count, y: Count) -> bool:
    if not x.kind or x.measure is not y.measure or x.is_part != y.is_part:
        return False
    return x.kind == y.kind and (x.role == y.role or not (x.role and y.role))


def _other_words(mine: Sequence[Count], yours: Sequence[Count]) -> list[Count]:
    """The only figure left of the other sentence, where what it counts has another name: "crew members", "sailors"."""
    if not len(mine) == len(yours) == 1:
        return []
    x, y = mine[0], yours[0]
    is_plain = x.kind and y.kind and not (x.mention.unit or y.mention.unit) and x.is_part == y.is_part
    is_named_apart = x.mention.head not in y.statement.stems and y.mention.head not in x.statement.stems
    return [y] if is_plain and is_named_apart and len(x.context & y.context) >= _SHARED else []


def _is_counted(count: Count, near: Sequence[Statement]) -> bool:
    """Whether a sentence near the other one agrees after all."""
    return any(
        other.agrees(count) and figures.may_count_same(other, count)
        for statement in near
        for other in counts.of(statement)
    )


@dataclass(frozen=True, slots=True)
class _Day:
    """A day, month or year as a sentence tells it."""

    statement: Statement
    mention: DateMention

    @property
    def grain(self) -> tuple[bool, bool, bool]:
        """Whether it tells a day, a month, a year; a day of the month needs no year."""
        mention = self.mention
        if mention.is_day:
            return True, False, False
        return mention.weekday is not None, mention.month is not None, mention.year is not None

    @property
    def verb(self) -> str:
        """The verb right before it: "asked on Thursday"; empty where there is none."""
        match = _VERB_BEFORE.search(self.statement.text[: self.mention.span.start])
        return match["verb"].lower() if match else ""

    @property
    def is_written(self) -> bool:
        return any(character.isdigit() for character in self.mention.span.of(self.statement.text))

    def may_be(self, other: _Day) -> bool:
        """Whether both tell as much, and can be said of one event."""
        if self.grain != other.grain:
            return False
        one, another = self.mention, other.mention
        # of a bare weekday it is not sure whether the next or the last one is meant
        is_weekday = one.weekday is not None and one.weekday == another.weekday
        return dates.compatible(one, another) or (is_weekday and not (self.is_written and other.is_written))


def _days(pair: Pair, twins: Twins, mine: Sequence[_Day], yours: Sequence[_Day]) -> Iterator[Conflict]:
    if len(mine) == len(yours) == 1 and mine[0].grain == yours[0].grain:
        x, y = mine[0], yours[0]
        if _are_of_one_act(twins, x, y) and not (_is_dated(x, twins.near_other) or _is_dated(y, twins.near_one)):
            yield days.conflict(pair, twins.one, x.mention, twins.other, y.mention)


def _are_of_one_act(twins: Twins, x: _Day, y: _Day) -> bool:
    """Not where the words hardly agree and one day is a weekday, or each follows a verb that the other lacks."""
    if x.is_written != y.is_written and twins.likeness < _SAME_DAY:
        return False
    if twins.likeness >= _SAME_ACT:
        return True
    apart = x.verb and y.verb and x.verb != y.verb
    return not (apart and x.verb not in words.tokens(twins.other.text) and y.verb not in words.tokens(twins.one.text))


def _told(statement: Statement) -> Sequence[_Day]:
    told = [_Day(statement, mention) for mention in statement.dates]
    spelt = {day.mention.span.start for day in told if day.is_written}
    return tuple(day for day in told if any(day.grain) and not _is_spelt_out(day, spelt))


def _is_spelt_out(day: _Day, spelt: Collection[int]) -> bool:
    """ "Saturday, April 27": the weekday says no more than the day after it."""
    after = _COMMA.match(day.statement.text, day.mention.span.end)
    return not day.is_written and after is not None and after.end() in spelt


def _is_dated(day: _Day, near: Sequence[Statement]) -> bool:
    return any(day.may_be(other) for statement in near for other in _told(statement))
