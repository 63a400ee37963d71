"""A sentence and a passage to the figures and dates of the one that the other contradicts or does not give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.answer.fault import Fault, Kind
from pipeline.language import dates, figures, words
from pipeline.language.dates import DateMention
from pipeline.language.figures import Mention

_SIGNS = frozenset({"$", "€", "£", "¥", "₹"})
# one number in two of these is two amounts
_UNITS_OF = (
    _SIGNS,
    frozenset({"km", "mile", "m", "cm", "mm", "ft", "inch"}),
    frozenset({"km/h", "mph"}),
    frozenset({"kg", "lb", "tonne"}),
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_SHARED = 2
_YEAR, _NOTHING = (True, False, False, False), (False, False, False, False)


def of_figures(claim: str, near: str, whole: str) -> Iterator[Fault]:
    """Contradicted where the passage counts the same thing otherwise, missing where no figure there backs it."""
    close, all_there = figures.find(near), figures.find(whole)
    for mention in figures.find(claim):
        if any(_alike(mention, other) and figures.entails(other, mention) for other in close):
            continue
        rivals = [other for other in close if _is_rival(mention, other) and _is_told_of(claim, mention, near, other)]
        if not rivals and any(_alike(mention, other) and figures.entails(other, mention) for other in all_there):
            continue
        said = mention.span.of(claim)
        if rivals:
            rival = min(rivals, key=lambda other: _digits(other.span.of(near)) != _digits(said))
            yield Fault(Kind.FIGURE, f"the passage says {_shown(rival, near)}, the claim says {_shown(mention, claim)}")
        else:
            yield Fault(Kind.FIGURE_MISSING, f"{said} is not in the passage")


def _is_told_of(claim: str, said: DateMention | Mention, near: str, other: DateMention | Mention) -> bool:
    """Whether the sentence of ``other`` is about what the claim is: the closest, or one that shares more than those."""
    if "\n" not in near[: other.span.start]:
        return True
    asked = set(words.content(claim[: said.span.start] + claim[said.span.end :])) - set(
        words.content(said.span.of(claim))
    )
    start = near.rfind("\n", 0, other.span.start) + 1
    line = near[start:].partition("\n")[0]
    there = words.content(line[: other.span.start - start] + line[other.span.end - start :])
    return len(asked.intersection(there)) >= min(_SHARED, len(asked))


def _digits(text: str) -> str:
    found = _NUMBER.search(text)
    return found.group() if found else ""


def _shown(mention: Mention, text: str) -> str:
    said = mention.span.of(text) if mention.unit not in _SIGNS else figures.written(mention, text)
    return f"{said} {mention.counts}".strip()


def _is_rival(claimed: Mention, there: Mention) -> bool:
    """Whether the one is given where the other is: the same thing counted, or the number in a unit like it."""
    if _alike(claimed, there):
        return _counts_same(claimed, there)
    is_number = (claimed.low, claimed.high) == (there.low, there.high)
    return is_number and any({claimed.unit, there.unit} <= kind for kind in _UNITS_OF)


def _alike(one: Mention, other: Mention) -> bool:
    return one.unit == other.unit or not (one.unit and other.unit)


def _counts_same(one: Mention, other: Mention) -> bool:
    if one.unit and one.unit == other.unit:
        return True
    return bool(one.head) and (one.head == other.head or (one.is_people and other.is_people))


def of_dates(claim: str, near: str, whole: str) -> Iterator[Fault]:
    """Contradicted where the passage names another day, missing where no date there says as much."""
    close, all_there = dates.find(near), dates.find(whole)
    closest = dates.find(near.partition("\n")[0])
    for mention in dates.find(claim):
        if not _says_something(mention) or any(_backs(other, mention) for other in (*close, *all_there)):
            continue
        days = [other for other in close if other.is_day and mention.is_day]
        rivals = [other for other in days if _is_told_of(claim, mention, near, other)] or [
            other for other in closest if _names_one_part(mention, other)
        ]
        said = mention.span.of(claim).removeprefix("in ")
        if rivals:
            yield Fault(
                Kind.DATE, f"the passage says {rivals[0].span.of(near).removeprefix('in ')}, the claim says {said}"
            )
        else:
            yield Fault(Kind.DATE_MISSING, f"the passage does not give the date {said}")


def _names_one_part(one: DateMention, other: DateMention) -> bool:
    """Whether both name a month or a day of the week and no more, or a month in a year: not a year, which is far."""
    return _parts(one) == _parts(other) and _parts(one) not in (_YEAR, _NOTHING)


def _parts(mention: DateMention) -> tuple[bool, ...]:
    named = (mention.year, mention.month, mention.day, mention.weekday)
    return tuple(part is not None for part in named)


def _says_something(mention: DateMention) -> bool:
    return any(part is not None for part in (mention.year, mention.month, mention.day, mention.weekday))


def _backs(there: DateMention, claimed: DateMention) -> bool:
    """Whether the date in the passage says all that the claim says."""
    pairs = ((there.year, claimed.year), (there.month, claimed.month), (there.day, claimed.day))
    if claimed.day is None and claimed.month is None and claimed.year is None:
        return there.weekday == claimed.weekday or there.weekday is None
    known = any(there_part is not None and part is not None for there_part, part in pairs)
    return known and all(there_part is None or part is None or there_part == part for there_part, part in pairs)
