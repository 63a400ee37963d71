"""Days: when an event was, is to be, or was reported, in one wording."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.domain import Event
from pipeline.export import days
from tests.export import briefs

CLAIM = briefs.PLAIN.timeline[0].claim


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2020, 12, 9), date(2020, 12, 10), "9–10 December 2020"),
        (date(2020, 11, 30), date(2020, 12, 2), "30 November – 2 December 2020"),
        (date(2020, 12, 31), date(2021, 1, 1), "31 December 2020 – 1 January 2021"),
        (date(2020, 2, 1), date(2020, 2, 29), "February 2020"),
        (date(2020, 1, 1), date(2020, 12, 31), "2020"),
        (date(9999, 12, 30), date.max, "30–31 December 9999"),
    ],
)
def test_several_days_are_told_in_few_words(first: date, last: date, told: str) -> None:
    assert days.when(Event(first, CLAIM, until=last)) == told


def test_what_is_planned_reported_or_without_a_year_is_said_to_be() -> None:
    assert days.when(Event(date(2020, 12, 9), CLAIM, is_planned=True)) == "9 December 2020 (planned)"
    assert days.when(Event(date(2020, 12, 9), CLAIM, is_publication_day=True)) == "Reported on 9 December 2020"
    assert days.when(Event(None, CLAIM, written="December\n9")) == "December 9 (year not given)"


def test_an_event_has_a_day_or_the_words_for_one() -> None:
    with pytest.raises(ValueError, match="the words that say when"):
        Event(None, CLAIM)
    with pytest.raises(ValueError, match="before it begins"):
        Event(date(2020, 12, 9), CLAIM, until=date(2020, 12, 8))
