from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import RawArticle
from pipeline.errors import Refusal
from pipeline.ingest import canonical

BODY = "The council met on Monday. It agreed to rebuild the bridge."


def _raw(text: str = BODY, **more: object) -> RawArticle:
    return RawArticle("a.txt", text, **more)  # type: ignore[arg-type]


def test_newlines_spaces_and_gaps_become_one_kind() -> None:
    assert canonical.text("  One \r\n\r\n\r\n \t two\u00a0three  \rfour\u2028five \n") == "One\n\ntwo three\nfour\nfive"


def test_letters_are_composed() -> None:
    assert canonical.text("cafe\u0301") == "caf\u00e9"


def test_characters_that_cannot_be_seen_are_gone() -> None:
    assert canonical.text("a\u200bb\ufeffc\u202ed\u2066e\u00adf\x07g\u200dh\U000e0041") == "abcdefgh"


def test_joiners_stay_where_they_carry_meaning() -> None:
    for text in ("می\u200cخواهم", "👩\u200d🚒"):
        assert canonical.text(text) == text


@given(st.text(), st.text())
def test_canonical_text_is_so_and_stays_so(one: str, two: str) -> None:
    text = canonical.text(f"{one} \r\n\t\u200d{two}")
    assert canonical.text(text) == text == unicodedata.normalize("NFC", text)
    assert not re.search(r"\n{3}|  | \n|\n |[\r\t\x00-\x08\u202a-\u202e\u200b]", text)
    assert text == text.strip()


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_no_letter_is_lost(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(c for c in unicodedata.normalize("NFC", of) if c.isalnum())

    assert letters(canonical.text(text)) == letters(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        (" \n\u200b\ufeff", "is empty"),
        ("12 34 -- 5", "has no words in it"),
        ("\x00\x01\x02a" * 9, "is not"),
    ],
)
def test_what_has_no_words_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(Refusal, match=f"^{reason}"):
        canonical.article(_raw(text))


def test_an_article_with_an_address_is_known_by_it() -> None:
    one = canonical.article(_raw(url="https://Example.org/x?utm_source=feed#a"))
    two = canonical.article(_raw(BODY + " More.", url="https://example.org/x", outlet="Other"))
    assert one.id == two.id == hashlib.sha256(b"https://example.org/x").hexdigest()[:16]
    assert one.url == "https://example.org/x"


def test_an_article_without_address_is_known_by_outlet_and_text() -> None:
    plain = canonical.article(_raw())
    assert plain.id == canonical.article(_raw(BODY.replace(" ", "  ") + "\n")).id
    assert plain.id != canonical.article(_raw(BODY + " More.")).id
    loaded, given = canonical.article(_raw(outlet="The Daily")), canonical.article(_raw(outlet="X"), outlet="The Daily")
    assert loaded.id == given.id != plain.id
    assert given.outlet == "The Daily"


def test_what_is_not_known_stays_unknown() -> None:
    article = canonical.article(_raw())
    assert (article.title, article.outlet, article.url, article.published) == ("", "", "", None)
    assert (article.byline, article.language, article.collections, article.revision) == ("", "", (), 1)


def test_metadata_comes_on_one_line_each() -> None:
    article = canonical.article(
        _raw(title=" A\n title ", byline="By  Jo\u200b Doe", language="en-GB"), collections=("b", " ", "a ", "b")
    )
    assert (article.title, article.byline, article.language) == ("A title", "Jo Doe", "en")
    assert article.collections == ("b", "a")


def test_a_headline_becomes_the_title_and_leaves_the_text() -> None:
    article = canonical.article(_raw(f"Council agrees to rebuild bridge\n\n{BODY}"))
    assert (article.title, article.text) == ("Council agrees to rebuild bridge", BODY)


def test_a_title_that_the_text_repeats_leaves_the_text() -> None:
    assert canonical.article(_raw(f"Bridge news\n\n{BODY}", title="Bridge News")).text == BODY


@pytest.mark.parametrize(
    "first",
    [
        "The council met on Monday.",
        "Is the bridge safe?",
        "“We will rebuild it.”",
        "Friday, January 4, 2019",
        "By Jo Doe",
        "Source: The Daily",
        "- a point of a list",
        "12 : 34 / 56 am",
        "word " * 60,
        "Bridge",
        "Two lines\nof a poem",
    ],
)
def test_a_first_line_that_is_no_headline_stays_in_the_text(first: str) -> None:
    article = canonical.article(_raw(f"{first}\n\n{BODY}"))
    assert article.title == ""
    assert article.text.startswith(first.strip())


def test_a_headline_without_a_gap_or_a_body_is_text() -> None:
    assert canonical.article(_raw("Council agrees to rebuild bridge\n" + BODY)).title == ""
    assert canonical.article(_raw("Council agrees to rebuild bridge")).text == "Council agrees to rebuild bridge"


@pytest.mark.parametrize(
    ("last", "outlet"),
    [
        ("Source: The Daily and news agencies", "The Daily"),
        ("SOURCE: The Daily", ""),
        ("Source: The Daily, agencies", "The Daily, agencies"),
        ("Source: News agencies", ""),
        ("Source: The Daily and The Weekly", ""),
        ("Source: The Daily.", "The Daily"),
    ],
)
def test_a_closing_source_line_names_the_outlet_and_stays(last: str, outlet: str) -> None:
    article = canonical.article(_raw(f"{BODY}\n\n{last}"))
    assert article.outlet == ("" if "," in outlet else outlet)
    assert article.text.endswith(last)


def test_a_given_outlet_and_day_come_before_what_the_lines_say() -> None:
    text = f"Friday, January 4, 2019\n\n{BODY}\n\nSource: The Daily"
    assert canonical.article(_raw(text)).published == date(2019, 1, 4)
    article = canonical.article(_raw(text, outlet="The Weekly", published=date(2020, 2, 2)))
    assert (article.outlet, article.published) == ("The Weekly", date(2020, 2, 2))


def test_a_date_in_the_body_is_not_the_day_of_publication() -> None:
    assert canonical.article(_raw("The war began on 4 January 2019. " + BODY)).published is None


def test_a_date_line_under_the_headline_is_read() -> None:
    article = canonical.article(_raw(f"Bridge to be rebuilt\n\nBy Jo Doe\n\n4 January 2019\n\n{BODY}"))
    assert (article.title, article.published) == ("Bridge to be rebuilt", date(2019, 1, 4))


@given(st.text(st.characters()), st.text(), st.text(), st.text())
def test_any_text_is_an_article_or_a_refusal(text: str, title: str, url: str, outlet: str) -> None:
    try:
        article = canonical.article(_raw(text, title=title, url=url, byline=outlet, language=title), outlet=outlet)
    except Refusal:
        return
    article.digest.encode()
    assert re.fullmatch(r"[0-9a-f]{16}", article.id)


def test_a_moment_keeps_its_zone_and_gives_the_day_there() -> None:
    at = datetime(2019, 1, 4, 23, 30, tzinfo=timezone(timedelta(hours=-5)))
    article = canonical.article(_raw(published_at=at, updated=date(2019, 1, 6)))
    assert (article.published, article.published_at, article.updated) == (date(2019, 1, 4), at, date(2019, 1, 6))
    assert canonical.article(_raw(published_at=at, published=date(2019, 1, 3))).published == date(2019, 1, 3)


def test_a_moment_without_a_zone_gives_its_day_and_no_more() -> None:
    article = canonical.article(_raw(published_at=datetime(2019, 1, 4, 23, 30)))  # noqa: DTZ001
    assert (article.published, article.published_at) == (date(2019, 1, 4), None)


def test_a_date_line_with_a_time_and_a_zone_gives_the_moment() -> None:
    article = canonical.article(_raw(f"Bridge to be rebuilt\n\n4 January 2019, 10:30 CET\n\n{BODY}"))
    assert article.published_at == datetime(2019, 1, 4, 9, 30, tzinfo=UTC)


def test_the_domain_stands_in_for_an_outlet_that_nothing_names() -> None:
    assert canonical.article(_raw(url="https://www.daily.example:8080/x")).outlet == "daily.example"
    assert canonical.article(_raw(url="https://daily.example/x", outlet="The Daily")).outlet == "The Daily"
    assert (
        canonical.article(_raw(f"{BODY}\n\nSource: The Weekly", url="https://daily.example/x")).outlet == "The Weekly"
    )


def test_the_agency_of_the_byline_is_named() -> None:
    assert canonical.article(_raw(byline="By Jo Doe, Associated Press")).wire == "AP"
    assert canonical.article(_raw()).wire == ""


@given(st.text(alphabet="ab é“”–­́  € \n\t", max_size=30))
def test_a_text_comes_out_the_same_whether_or_not_it_holds_something_to_mend(raw: str) -> None:
    # a tab at the end is something to mend, and leaves nothing behind
    assert canonical.text(raw) == canonical.text(f"{raw}\t") == canonical.text(canonical.text(raw))


def test_what_is_far_longer_than_any_article_is_refused() -> None:
    with pytest.raises(Refusal, match="more than 5,000,000 characters"):
        canonical.article(_raw("a word " * 720_000))


def test_a_title_that_is_no_title_is_cut() -> None:
    article = canonical.article(RawArticle("a", "The text.", title="word " * 300_000, byline="x" * 2_000))
    assert (len(article.title), len(article.byline)) == (999, 1_000)
