from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import dates

ZONES = st.integers(-47, 56).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
MOMENTS = st.builds(datetime.combine, st.dates(date(1600, 1, 1), date(2090, 1, 1)), st.times(), ZONES)
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


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-01-04T10:30:00Z", "2019-01-04T10:30:00+00:00"),
        ("2019-01-04t10:30z", "2019-01-04T10:30:00+00:00"),
        ("2019-01-04T23:30:00-05:00", "2019-01-04T23:30:00-05:00"),
        ("2019-01-04T10:30-05:00", "2019-01-04T10:30:00-05:00"),
        ("2019-01-04 10:30:00.123456789+0530", "2019-01-04T10:30:00.123456+05:30"),
        ("2019-01-04 10:30:00+02", "2019-01-04T10:30:00+02:00"),
        ("20190104T103000Z", "2019-01-04T10:30:00+00:00"),
        ("Fri, 04 Jan 2019 10:00:00 GMT", "2019-01-04T10:00:00+00:00"),
        ("Fri, 4 Jan 2019 10:00 +0100", "2019-01-04T10:00:00+01:00"),
        ("Fri, 04 Jan 2019 10:00:00 -0000", "2019-01-04T10:00:00+00:00"),
        ("Fri, 4 Jan 2019 23:59:00 -0500 (EST)", "2019-01-04T23:59:00-05:00"),
        ("Fri Jan  4 10:00:00 UTC 2019", "2019-01-04T10:00:00+00:00"),
        ("January 4, 2019 at 12:05 a.m. EST", "2019-01-04T00:05:00-05:00"),
        ("4 Jan 2019, 12.30 pm CET", "2019-01-04T12:30:00+01:00"),
        ("4 January 2019 10:00 (GMT+2)", "2019-01-04T10:00:00+02:00"),
    ],
)
def test_a_moment_with_its_zone_is_read_in_that_zone(text: str, iso: str) -> None:
    moment = dates.moment(text)
    assert moment is not None
    assert moment.isoformat() == iso


@pytest.mark.parametrize(
    "text",
    [
        *("", "2019-01-04", "2019-01-04T10:30:00", "4 January 2019 10:30", "10:30 UTC", "03/04/2020 10:00 UTC"),
        *("4 July 2019 10:30 BST", "4 July 2019 10:30 IST", "4 January 2019 10:30 Central Time"),
        *(
            "2019-01-04T25:00Z",
            "2019-01-04T10:60Z",
            "2019-02-30T10:00Z",
            "2019-01-04T10:00+99:00",
            "0:30 am 4 Jan 2019",
        ),
        *("4 January 2019 10:00-11:30", "4 January 2019 10:00 – 11:30 GMT", "4 January 2019 10:00 GMT, 11:00 GMT"),
        "13:30 pm CET, 4 January 2019",
    ],
)
def test_a_moment_without_a_zone_or_with_two_readings_is_unknown(text: str) -> None:
    assert dates.moment(text) is None


def test_the_zone_of_the_machine_is_never_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.tzname", ("BST", "XXT"))
    assert dates.moment("4 July 2019 10:30 BST") is None
    assert dates.moment("2019-07-04T10:30:00") is None


@given(MOMENTS)
def test_every_written_moment_is_read_back_on_its_own_day(moment: datetime) -> None:
    assert dates.moment(moment.isoformat()) == moment
    assert dates.moment(f"{moment:%a, %d %b %Y %H:%M:%S %z}") == moment.replace(microsecond=0)
    assert dates.day(moment.isoformat()) == moment.date()


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
    assert (moment := dates.moment(text)) is None or (moment.tzinfo and moment.date() == dates.day(text))
    dates.of_header(text)
    dates.of_dateline(text)
