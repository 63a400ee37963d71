"""The days of an event to the words that every format shows for them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from pipeline.domain import Event
from pipeline.export import wording

_DECEMBER = 12


def when(event: Event) -> str:
    """When it was, is to be, or was reported: "9–10 December 2020", "October 2020", "November 9 (year not given)"."""
    if event.day is None:
        told = f"{wording.shown(event.written)} (year not given)"
    else:
        told = wording.day(event.day) if event.until is None else days(event.day, event.until)
    return f"Reported on {told}" if event.is_publication_day else f"{told} (planned)" if event.is_planned else told


def days(first: date, last: date) -> str:
    """From one day to another, in as few words as it takes; a whole month or year by its name."""
    starts, ends = first.day == 1, last.day == monthrange(last.year, last.month)[1]
    if first.year != last.year:
        return f"{wording.day(first)} – {wording.day(last)}"
    if starts and ends and (first.month, last.month) == (1, _DECEMBER):
        return str(first.year)
    if first.month != last.month:
        return f"{first.day} {wording.MONTHS[first.month - 1]} – {wording.day(last)}"
    return f"{wording.MONTHS[first.month - 1]} {first.year}" if starts and ends else f"{first.day}–{wording.day(last)}"
