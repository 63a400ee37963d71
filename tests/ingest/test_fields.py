from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import RawArticle, Reading
from pipeline.errors import Refusal
from pipeline.ingest import fields

FOURTH = date(2019, 1, 4)
TEN = datetime(2019, 1, 4, 10, tzinfo=UTC)


def _read(row: dict[str, object]) -> RawArticle:
    return fields.raw_article("row", row, as_text=str)


def test_a_row_of_the_guardians_kind_is_read_through_its_fields() -> None:
    row = {
        "id": "world/2019/jan/04/vote",
        "webTitle": "A vote",
        "webPublicationDate": "2019-01-04T10:00:00Z",
        "webUrl": "https://paper.example/vote",
        "apiUrl": "https://api.example/vote",
        "fields": {
            "bodyText": "The words.",
            "body": "<p>Others.</p>",
            "byline": "Jo Doe",
            "publication": "The Paper",
            "lastModified": "2019-01-06T10:00:00Z",
        },
    }
    assert _read(row) == RawArticle(
        *("row", "The words.", "A vote", "The Paper", "https://paper.example/vote", FOURTH, "Jo Doe"),
        published_at=TEN,
        updated=date(2019, 1, 6),
    )


def test_a_row_of_the_times_kind_is_read_through_its_objects() -> None:
    row = {
        "headline": {"main": "A vote", "kicker": None},
        "byline": {"original": "By Jo Doe", "person": [{"firstname": "Jo"}]},
        "pub_date": "2019-01-04T10:00:00+0000",
        "web_url": "https://paper.example/vote",
        "lead_paragraph": "The words.",
        "abstract": "A summary.",
        "source": "The Paper",
    }
    assert _read(row) == RawArticle(
        *("row", "The words.", "A vote", "The Paper", "https://paper.example/vote", FOURTH, "By Jo Doe"),
        published_at=TEN,
    )


@pytest.mark.parametrize(
    "row",
    [
        {"_source": {"title": "A", "text": "Words."}, "_id": 7},
        {"data": {"attributes": {"headline": {"main": "A"}, "body": "Words."}}},
        {"fields.headline": "A", "fields.bodyText": "Words."},
        {"headline.main": "A", "content.rendered": "Words."},
        {"title": {"rendered": "A"}, "content": {"rendered": "Words."}},
        {"Título": "A", "Texto": "Words."},
        {"HD": "A", "LP": "Words.", "TD": " "},
        {"article": {"title": "A", "body": [[{"type": "text", "text": "Words."}]]}},
    ],
)
def test_fields_are_found_wherever_an_export_puts_them(row: dict[str, object]) -> None:
    read = _read(row)
    assert (read.title, read.text) == ("A", "Words.")


def test_an_address_or_a_name_of_another_thing_is_not_the_articles() -> None:
    read = _read(
        {"text": "Words.", "image": {"url": "https://a.example/i.png"}, "author": {"url": "https://a.example/"}}
    )
    assert (read.url, read.byline, read.title) == ("", "", "")


def test_a_first_paragraph_of_its_own_comes_before_the_rest_once() -> None:
    assert _read({"lead_paragraph": "One.", "body": "Two."}).text == "One.\n\nTwo."
    assert _read({"lead_paragraph": "One  two.", "body": "One\ntwo. Three."}).text == "One\ntwo. Three."


def test_a_moment_keeps_its_zone_and_the_day_is_as_written() -> None:
    read = _read({"text": "Words.", "publishedAt": "2019-01-04T23:30:00-05:00", "dateModified": "2019-01-05T08:00Z"})
    assert read.published_at == datetime(2019, 1, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert (read.published, read.updated) == (FOURTH, date(2019, 1, 5))


def test_a_moment_of_another_name_is_taken_only_on_the_same_day() -> None:
    assert _read({"text": "Words.", "published": "2019-01-04", "timestamp": "2019-01-04T10:00Z"}).published_at == TEN
    assert _read({"text": "Words.", "published": "2019-01-04", "timestamp": "2019-02-04T10:00Z"}).published_at is None


@pytest.mark.parametrize("given_date", [1546596000, 1546596000000, "1546596000", 1546596000.0])
def test_seconds_and_milliseconds_since_1970_are_a_moment(given_date: object) -> None:
    assert _read({"text": "Words.", "date": given_date}).published_at == TEN


@pytest.mark.parametrize("given_date", [20190104, "20190104"])
def test_digits_that_are_a_day_are_that_day(given_date: object) -> None:
    assert (_read({"text": "Words.", "date": given_date}).published) == FOURTH


def test_what_a_row_says_twice_is_shown_with_the_one_taken_first() -> None:
    read = _read({"text": "Words.", "date": "2019-01-05", "datePublished": "4 January 2019", "title": "A"})
    assert read.published == FOURTH
    assert read.readings == (
        Reading("published", "datePublished", "4 January 2019"),
        Reading("published", "date", "2019-01-05"),
    )


def test_a_date_that_cannot_be_read_is_shown_as_it_is_written() -> None:
    read = _read({"text": "Words.", "date": "03/04/2020", "outlet": "A", "site": "A"})
    assert (read.published, read.readings) == (None, (Reading("published", "date", "03/04/2020"),))


def test_a_date_that_can_be_read_is_taken_before_one_that_cannot() -> None:
    read = _read({"text": "Words.", "published": "yesterday", "date": "2019-01-04"})
    assert read.published == FOURTH
    assert [reading.value for reading in read.readings] == ["2019-01-04", "yesterday"]


@given(
    st.dictionaries(
        st.sampled_from(["text", "fields", "_source", "date", "headline.main", "source", "updated", "..", "", "a.b"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        ),
    )
)
def test_no_row_raises_anything_but_a_refusal(row: dict[str, object]) -> None:
    with suppress(Refusal):
        assert _read(row).text.strip()
