"""Rows to what differs in them: figures, days, who says it, and how a name is written.

What ``contradictions`` finds comes first, wherever it stands. Beyond it a row shows every figure and day that its two
sentences give otherwise, also where both can be so: "nearly 2,800" beside 2,783.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.brief import updates
from pipeline.brief.contradictions import about, counts, phrases
from pipeline.brief.contradictions.conflict import Conflict, Side
from pipeline.brief.contradictions.counts import Count
from pipeline.brief.statements import Statement, Telling
from pipeline.domain import AlignedRow, Difference, Differs, DisagreementKind, Span, Value
from pipeline.language import attribution, dates, figures, names
from pipeline.language.attribution import Attribution
from pipeline.language.dates import DateMention
from pipeline.language.names import Name

_Told = TypeVar("_Told")
_KINDS = {
    DisagreementKind.FIGURE: Differs.FIGURE,
    DisagreementKind.DATE: Differs.DATE,
    DisagreementKind.POSITION: Differs.POSITION,
}
# "Armenia announced" stands for "Armenia had earlier announced"
_BETWEEN = r"\b[^.;:]{1,30}?\b"
# "Mohammed" and "Muhammad", "Sörensen" and "Sorensen"; shorter words are too soon alike
_SPELT_ALIKE = 0.7
_FEWEST_LETTERS = 5


def marked(
    one: Telling, other: Telling, placed: Sequence[AlignedRow], conflicts: Sequence[Conflict]
) -> tuple[AlignedRow, ...]:
    """The rows with what differs; a conflict is told in the row where the left article has its words."""
    left = {each.span: each for each in one.statements}
    right = {each.span: each for each in other.statements}
    sided = [_sided(each, one) for each in conflicts]
    found = []
    for row in placed:
        mine, yours = [left[span] for span in row.left], [right[span] for span in row.right]
        known = [_of_conflict(each) for each in sided if each.one.statement in mine]
        more = _within(mine, yours, known) if row.is_shared else ()
        found.append(replace(row, differences=tuple(dict.fromkeys((*known, *more)))))
    return tuple(found)


def _sided(found: Conflict, one: Telling) -> Conflict:
    """With the side of the left article first."""
    is_turned = found.one.statement.article.id != one.article.id
    return replace(found, one=found.other, other=found.one) if is_turned else found


def _of_conflict(found: Conflict) -> Difference:
    kind = _KINDS[found.kind]
    return Difference(kind, found.about, _value(found.one), _value(found.other), found.is_update)


def _value(side: Side) -> Value:
    statement = side.statement
    given = next((count for count in counts.of(statement) if (count.key, str(count)) == (side.key, side.value)), None)
    if given is not None:
        return _counted(given)
    wanted = re.escape(side.value), _BETWEEN.join(map(re.escape, side.value.split()))
    found = re.search("|".join(wanted), statement.text)
    span = Span(*found.span()) if found else Span(0, len(statement.text))
    return Value(side.value, _in_article(statement, span))


def _counted(count: Count) -> Value:
    written = figures.written(count.mention, count.statement.text)
    end = count.mention.span.end
    return Value(str(count), _in_article(count.statement, Span(end - len(written), end)))


def _in_article(statement: Statement, span: Span) -> Span:
    return Span(statement.span.start + span.start, statement.span.start + span.end)


def _within(
    mine: Sequence[Statement], yours: Sequence[Statement], known: Collection[Difference]
) -> Iterator[Difference]:
    """What is not ``known`` yet."""
    told = {each.left.span for each in known} | {each.right.span for each in known}
    for each in (*_figures(mine, yours), *_days(mine, yours), *_speakers(mine, yours), *_names(mine, yours)):
        if not any(_touch(span, other) for span in (each.left.span, each.right.span) for other in told):
            yield each


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _alone(
    mine: Sequence[_Told], yours: Sequence[_Told], same: Callable[[_Told, _Told], bool]
) -> tuple[list[_Told], list[_Told]]:
    """What is left of each side when all that the other has too is set aside."""
    return (
        [x for x in mine if not any(same(x, y) for y in yours)],
        [y for y in yours if not any(same(x, y) for x in mine)],
    )


def _figures(mine: Sequence[Statement], yours: Sequence[Statement]) -> Iterator[Difference]:
    """What of a kind is left, in order, where as many of it are left of each side."""
    left, right = _alone(_counts(mine), _counts(yours), lambda x, y: x.key == y.key)
    for x in left:
        facing = [y for y in right if updates.count_alike(x, y)]
        beside = [one for one in left if facing and updates.count_alike(one, facing[0])]
        if facing and len(facing) == len(beside):
            y = facing[beside.index(x)]
            yield Difference(Differs.FIGURE, about.of(x, y), _counted(x), _counted(y), x.agrees(y))


def _counts(told: Sequence[Statement]) -> list[Count]:
    return [count for statement in told for count in counts.of(statement)]


def _days(mine: Sequence[Statement], yours: Sequence[Statement]) -> Iterator[Difference]:
    """Where one day is left of each side, written as one: "yesterday" may be of anything."""
    left, right = _alone(_dated(mine), _dated(yours), lambda x, y: dates.compatible(x[1], y[1]))
    if len(left) == len(right) == 1:
        (a, x), (b, y) = left[0], right[0]
        what = phrases.when(a.text, x.span)
        # the day that opens a dispatch is of nothing that it tells
        if what.strip() != "when":
            yield Difference(Differs.DATE, what, _worded(a, x.span), _worded(b, y.span))


def _dated(told: Sequence[Statement]) -> list[tuple[Statement, DateMention]]:
    return [
        (statement, mention) for statement in told for mention in statement.dates if _is_written(statement, mention)
    ]


def _is_written(statement: Statement, mention: DateMention) -> bool:
    return mention.is_day and any(character.isdigit() for character in mention.span.of(statement.text))


def _worded(statement: Statement, span: Span) -> Value:
    return Value(span.of(statement.text), _in_article(statement, span))


def _speakers(mine: Sequence[Statement], yours: Sequence[Statement]) -> Iterator[Difference]:
    """Where of each side one is left who says it, by name."""
    left, right = _alone(_speaking(mine), _speaking(yours), lambda x, y: names.same(x[1].short, y[1].short))
    if len(left) == len(right) == 1:
        (a, _, x), (b, _, y) = left[0], right[0]
        yield Difference(Differs.SPEAKER, "who says it", _worded(a, x.speaker), _worded(b, y.speaker))


def _speaking(told: Sequence[Statement]) -> list[tuple[Statement, Name, Attribution]]:
    return [
        (statement, name, said)
        for statement, name in _called(told)
        for said in attribution.find(statement.text)
        if _touch(name.span, said.speaker) and not said.who.endswith(",")
    ]


def _names(mine: Sequence[Statement], yours: Sequence[Statement]) -> Iterator[Difference]:
    """Names that are left of each side and look like two spellings of one, or share the surname."""
    left, right = _alone(_called(mine), _called(yours), lambda x, y: names.same(x[1].short, y[1].short))
    for (a, x), (b, y) in itertools.product(left, right):
        if _is_respelt(x.short, y.short):
            yield Difference(Differs.NAME, "name", _worded(a, x.span), _worded(b, y.span))


def _called(told: Sequence[Statement]) -> list[tuple[Statement, Name]]:
    return [(statement, name) for statement in told for name in names.find(statement.text) if not name.is_initial]


def _is_respelt(one: str, other: str) -> bool:
    a, b = one.lower().split(), other.lower().split()
    if len(a) != len(b):
        return False
    apart = [(x, y) for x, y in zip(a, b, strict=True) if not (names.akin(x, y) or x.startswith(y) or y.startswith(x))]
    return len(apart) == 1 and (a[-1] == b[-1] or _is_spelt_alike(*apart[0]))


def _is_spelt_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _FEWEST_LETTERS:
        return False
    return difflib.SequenceMatcher(None, one, other).ratio() >= _SPELT_ALIKE
