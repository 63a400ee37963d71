"""Places in a brief, counted from 0, to what stands there, and a brief's parts with one thing put in or taken out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.domain import Brief, Claim, Remark, Section
from pipeline.errors import UserError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """A claim (or a place for one) in a brief: the number of its section, and its own in that, both from 0."""

    section: int
    claim: int


def section(brief: Brief, number: int, sections: Sequence[Section] | None = None) -> Section:
    """One of the brief's, or of ``sections`` where those are given. Raises UserError where there is none."""
    every = brief.sections if sections is None else sections
    return every[within(number, len(every), "section")]


def claim(brief: Brief, at: Place) -> Claim:
    """Raises UserError where there is none."""
    claims = section(brief, at.section).claims
    return claims[within(at.claim, len(claims), "sentence")]


def remark(section: Section, number: int) -> Remark:
    """Raises UserError where there is none."""
    return section.remarks[within(number, len(section.remarks), "remark")]


def within(number: int, count: int, what: str) -> int:
    """The number, where there are so many. Raises UserError where it is none of them."""
    if not 0 <= number < count:
        raise UserError(f"There is no {what} {number + 1} here: the brief has changed, or the number is wrong.")
    return number


def having(items: Sequence[T], at: int, item: T) -> tuple[T, ...]:
    return (*items[:at], item, *items[at + 1 :])


def without_claim(section: Section, at: int) -> Section:
    """Remarks stay behind the claims that they stood behind."""
    remarks = tuple(replace(each, after=each.after - (each.after > at)) for each in section.remarks)
    return replace(section, claims=(*section.claims[:at], *section.claims[at + 1 :]), remarks=remarks)


def with_claim(section: Section, at: int, claim: Claim) -> Section:
    """Raises UserError where there is no such place."""
    at = within(at, len(section.claims) + 1, "place")
    remarks = tuple(replace(each, after=each.after + (each.after > at)) for each in section.remarks)
    return replace(section, claims=(*section.claims[:at], claim, *section.claims[at:]), remarks=remarks)
