"""Which days a text names, seen from the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import dates

THURSDAY = date(2020, 12, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It ended on November 9.", date(2020, 11, 9)),
        ("It ended on 9 Nov 2019.", date(2019, 11, 9)),
        ("It ended on Nov. 9, 2019.", date(2019, 11, 9)),
        ("It ended on the 9th of November.", date(2020, 11, 9)),
        ("It ended on 2020-11-09.", date(2020, 11, 9)),
        ("It begins on January 6.", date(2021, 1, 6)),
        ("They met yesterday.", date(2020, 12, 2)),
        ("They met on Thursday.", date(2020, 12, 3)),
        ("They met on Friday.", date(2020, 11, 27)),
        ("They will meet on Friday.", date(2020, 12, 4)),
        ("The vote is scheduled for Monday.", date(2020, 12, 7)),
        ("On Monday, he will travel.", date(2020, 12, 7)),
        ("She said on Monday that they will meet.", date(2020, 11, 30)),
        ("They meet next Thursday.", date(2020, 12, 10)),
        ("They met last Thursday.", date(2020, 11, 26)),
    ],
)
def test_a_day_is_resolved_by_the_day_of_publication(text: str, day: date) -> None:
    assert [mention.on for mention in dates.find(text, THURSDAY)] == [day]


def test_two_days_of_one_month_are_two_dates() -> None:
    text = "He would visit on December 9 and 10."
    assert [mention.on for mention in dates.find(text, THURSDAY)] == [date(2020, 12, 9), date(2020, 12, 10)]


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("in November 2019", 2019, 11),
        ("in late September", 2020, 9),
        ("last month", 2020, 11),
        ("last year", 2019, None),
        ("since 1992", 1992, None),
    ],
)
def test_months_and_years_are_known_as_far_as_they_go(text: str, year: int, month: int | None) -> None:
    (mention,) = dates.find(text, THURSDAY)
    assert (mention.year, mention.month, mention.day) == (year, month, None)


def test_without_a_day_of_publication_the_year_and_the_weekday_stay_open() -> None:
    ninth, thursday = dates.find("On November 9, and on Thursday.")
    assert (ninth.year, ninth.month, ninth.day) == (None, 11, 9)
    assert (thursday.on, thursday.weekday) == (None, 3)


@pytest.mark.parametrize("text", ["He may march on.", "2015 people came.", "It cost $2020.", "the 1990s", "Feb 30"])
def test_words_and_numbers_that_only_look_like_dates_are_none(text: str) -> None:
    assert dates.find(text, THURSDAY) == ()


def test_a_day_agrees_with_its_month_and_its_weekday_and_no_other_day() -> None:
    ninth, tenth, november, monday = dates.find("November 9, then 10 November, in November 2020, on Mondays", THURSDAY)
    assert dates.compatible(ninth, november)
    assert dates.compatible(ninth, monday)
    assert not dates.compatible(ninth, tenth)


@given(st.text(max_size=200))
def test_any_text_has_dates_inside_it(text: str) -> None:
    assert all(mention.span.end <= len(text) for mention in dates.find(text, THURSDAY))


@given(st.sampled_from(sorted(dates.MONTHS)), st.integers(0, 99), st.integers(1000, 2999))
def test_no_calendar_day_breaks_it(month: str, day: int, year: int) -> None:
    text = f"on {month.title()} {day}, {year} and {day} {month.title()}"
    assert all(mention.on or not mention.is_day for mention in dates.find(text, THURSDAY))
