"""A sentence and a passage to the figures and dates of the one that the other contradicts or does not give."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.answer.fault import Fault, Kind
from pipeline.language import dates, figures
from pipeline.language.dates import DateMention
from pipeline.language.figures import Mention


def of_figures(claim: str, near: str, whole: str) -> Iterator[Fault]:
    """Contradicted where the passage counts the same thing otherwise, missing where no figure there backs it."""
    close, all_there = figures.find(near), figures.find(whole)
    for mention in figures.find(claim):
        if any(_alike(mention, other) and figures.entails(other, mention) for other in close):
            continue
        rivals = [other for other in close if _alike(mention, other) and _counts_same(mention, other)]
        if not rivals and any(_alike(mention, other) and figures.entails(other, mention) for other in all_there):
            continue
        said = mention.span.of(claim)
        if rivals:
            yield Fault(
                Kind.FIGURE, f"the passage says {_shown(rivals[0], near)}, the claim says {_shown(mention, claim)}"
            )
        else:
            yield Fault(Kind.FIGURE_MISSING, f"{said} is not in the passage")


def _shown(mention: Mention, text: str) -> str:
    return f"{mention.span.of(text)} {mention.counts}".strip()


def _alike(one: Mention, other: Mention) -> bool:
    return one.unit == other.unit or not (one.unit and other.unit)


def _counts_same(one: Mention, other: Mention) -> bool:
    if one.unit and one.unit == other.unit:
        return True
    return bool(one.head) and (one.head == other.head or (one.is_people and other.is_people))


def of_dates(claim: str, near: str, whole: str) -> Iterator[Fault]:
    """Contradicted where the passage names another day, missing where no date there says as much."""
    close, all_there = dates.find(near), dates.find(whole)
    for mention in dates.find(claim):
        if not _says_something(mention) or any(_backs(other, mention) for other in (*close, *all_there)):
            continue
        rivals = [other for other in close if other.is_day and mention.is_day]
        said = mention.span.of(claim)
        if rivals:
            yield Fault(Kind.DATE, f"the passage says {rivals[0].span.of(near)}, the claim says {said}")
        else:
            yield Fault(Kind.DATE_MISSING, f"the passage does not give the date {said}")


def _says_something(mention: DateMention) -> bool:
    return any(part is not None for part in (mention.year, mention.month, mention.day, mention.weekday))


def _backs(there: DateMention, claimed: DateMention) -> bool:
    """Whether the date in the passage says all that the claim says."""
    pairs = ((there.year, claimed.year), (there.month, claimed.month), (there.day, claimed.day))
    if claimed.day is None and claimed.month is None and claimed.year is None:
        return there.weekday == claimed.weekday or there.weekday is None
    known = any(there_part is not None and part is not None for there_part, part in pairs)
    return known and all(there_part is None or part is None or there_part == part for there_part, part in pairs)
