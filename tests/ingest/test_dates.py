from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import dates

FOURTH = date(2019, 1, 4)


@pytest.mark.parametrize(
    "text",
    [
        "2019-01-04",
        "2019/1/4",
        "20190104",
        "20190104T103000Z",
        "2019-01-04T23:30:00-05:00",
        "2019-01-04 10:30:00.123+02:00",
        "4 January 2019",
        "4th of January 2019",
        "Jan. 4, 2019",
        "JANUARY 4 2019",
        "Friday, January 4, 2019",
        "Fri, 04 Jan 2019 10:00:00 GMT",
        "Fri Jan  4 10:00:00 2019",
        "January 4, 2019 at 10:05 a.m. EST",
        "Published Friday 4 January 2019 | 10:20",
    ],
)
def test_a_full_date_is_read_however_it_is_written(text: str) -> None:
    assert dates.day(text) == FOURTH


@pytest.mark.parametrize(
    "text",
    [
        *("", "03/04/2020", "3.4.2020", "2020", "May 2020", "5 May", "Friday", "yesterday", "2 hours ago"),
        *("3.4.20", "20 Jan 03", "2019-02-30", "2020-13-04", "3 May 2020 - 4 May 2020", "1546560000", "no date"),
    ],
)
def test_a_partial_ambiguous_or_impossible_date_is_unknown(text: str) -> None:
    assert dates.day(text) is None


def test_a_numeric_date_with_one_reading_is_that_day() -> None:
    assert dates.day("13/04/2020") == dates.day("04/13/2020") == date(2020, 4, 13)
    assert dates.day("03/03/2020") == date(2020, 3, 3)


def test_a_header_line_is_nothing_but_a_date() -> None:
    assert dates.of_header("Published: 4 January 2019 10:30 GMT") == FOURTH
    assert dates.of_header("The 4 January 2019 talks failed") is None
    assert dates.of_header("Updated 4 January 2019") is None


def test_a_dateline_gives_a_day_only_with_its_year() -> None:
    assert dates.of_dateline("LONDON, 4 January 2019 (Agency) - Talks failed") == FOURTH
    assert dates.of_dateline("LONDON, Jan 4 (Agency) - Talks failed") is None
    assert dates.of_dateline("On 4 January 2019 - a Friday - talks failed") is None


@given(st.dates(date(1600, 1, 1), date(2090, 1, 1)))
def test_every_iso_and_named_day_is_read_back(day: date) -> None:
    assert dates.day(day.isoformat()) == day
    assert dates.day(f"{day:%B} {day.day}, {day.year}") == day
    assert dates.day(f"{day.day} {day:%b} {day.year}") == day


@given(st.text() | st.from_regex(r"[0-9a-zA-Z /.,:+-]{0,40}(19|20)[0-9]{2}[0-9a-zA-Z /.,:+-]{0,20}"))
def test_no_text_raises(text: str) -> None:
    dates.day(text)
    dates.of_header(text)
    dates.of_dateline(text)
