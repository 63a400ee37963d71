"""An outline after its brief's sections were edited: what is written again, or brought up to date, follows the edits.

A planned section is that of the brief with its heading; it may have none, when nothing was found for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.domain import Outline, PlannedSection, Section


def planned(outline: Outline, heading: str) -> PlannedSection:
    """What is planned for a section; one that the outline lacks is about its heading."""
    found = next((each for each in outline.sections if each.heading == heading), None)
    return found or unplanned(outline, heading)


def unplanned(outline: Outline, heading: str) -> PlannedSection:
    """A section of which nothing but its heading is known."""
    return PlannedSection(heading, f"{heading}: {outline.topic}")


def number(outline: Outline, heading: str, sections: Sequence[Section]) -> int:
    """Where among these a section of the outline belongs that they lack; at the end where that cannot be told."""
    place = _number(outline, heading)
    if place is None:
        return len(sections)
    before = [n for n, each in enumerate(sections) if (_number(outline, each.heading) or 0) < place]
    return max(before, default=-1) + 1


def adding(outline: Outline, sections: Sequence[Section], at: int) -> Outline:
    """With the section that was put at this place, before the one that follows it; itself where it has that."""
    heading = sections[at].heading
    return outline if _number(outline, heading) is not None else moving(outline, sections, at)


def moving(outline: Outline, sections: Sequence[Section], at: int) -> Outline:
    """With the section at this place before the one that follows it; at the end where none does."""
    new, rest = planned(outline, sections[at].heading), without(outline, sections[at].heading)
    after = (_number(rest, section.heading) for section in sections[at + 1 :])
    place = next((number for number in after if number is not None), len(rest.sections))
    return replace(outline, sections=(*rest.sections[:place], new, *rest.sections[place:]))


def renaming(outline: Outline, heading: str, to: str) -> Outline:
    place = _number(outline, heading)
    if place is None:
        return outline
    renamed = replace(outline.sections[place], heading=to)
    return replace(outline, sections=(*outline.sections[:place], renamed, *outline.sections[place + 1 :]))


def without(outline: Outline, heading: str) -> Outline:
    place = _number(outline, heading)
    if place is None:
        return outline
    return replace(outline, sections=(*outline.sections[:place], *outline.sections[place + 1 :]))


def _number(outline: Outline, heading: str) -> int | None:
    return next((n for n, each in enumerate(outline.sections) if each.heading == heading), None)
