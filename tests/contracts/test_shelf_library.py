"""What every ``Shelf`` does for the library's page and its filters."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pipeline.domain import ArticleId, Labels, Scope
from pipeline.ports import Order, Shelf
from tests.contracts.shelves import EVERYTHING, NOON, ids, listed, made, shelved


def keep_library(shelf: Shelf) -> None:
    day = date(2020, 11, 9)
    rows = [
        shelved(made("a", "Truce signed.", title="émile wins", outlet="Post", published=day, collections=("war", "x"))),
        shelved(
            made("b", "Rates rise.", title="Banks", outlet="herald", published=day + timedelta(days=1), language="en")
        ),
        shelved(made("c", "Rain falls.", title="", outlet="", collections=("war",), language="en")),
        shelved(made("d", "Snow falls.", title="“Cold” spell", outlet="Post", published=day - timedelta(days=1))),
    ]
    for n, row in enumerate(rows):
        shelf.keep([row], NOON + timedelta(hours=n))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, "badc"),
        (Order.OLDEST, "dabc"),
        (Order.ADDED, "dcba"),
        (Order.TITLE, "bdac"),
        (Order.OUTLET, "badc"),
    ],
)
def test_the_library_is_sorted_and_what_has_no_key_comes_last(shelf: Shelf, order: Order, expected: str) -> None:
    keep_library(shelf)
    assert listed(shelf, order=order) == list(expected)
    pages = [listed(shelf, order=order, offset=n, limit=1) for n in range(5)]
    assert pages == [[name] for name in expected] + [[]]


DAY = date(2020, 11, 9)


SCOPES = (
    (Scope(), "abcd"),
    (Scope(outlets=("Post",)), "ad"),
    (Scope(outlets=("Post", "herald")), "abd"),
    (Scope(outlets=("post",)), ""),
    (Scope(outlets=("",)), "c"),
    (Scope(collections=("war",)), "ac"),
    (Scope(collections=("war", "x")), "ac"),
    (Scope(since=DAY), "ab"),
    (Scope(until=DAY), "ad"),
    (Scope(since=DAY, until=DAY), "a"),
    (Scope(since=date(1, 1, 1)), "abd"),
    (Scope(language="en"), "bc"),
    (Scope(outlets=("Post",), collections=("war",), since=DAY), "a"),
    (Scope(articles=tuple(ids("b", "d", "gone"))), "bd"),
    (Scope(outlets=("Post",), articles=tuple(ids("a", "b"))), "a"),
    (Scope(outlets=("'; DROP TABLE article; --",)), ""),
)


def test_a_scope_is_honoured_everywhere(shelf: Shelf) -> None:
    keep_library(shelf)
    words = ["truce", "rates", "rain", "snow"]
    for scope, expected in SCOPES:
        ranked = shelf.passages([i for i, _ in shelf.rank(words, 9, scope)])
        assert "".join(sorted(listed(shelf, scope))) == expected, scope
        assert "".join(sorted(passage.article_id for passage in ranked)) == expected, scope
        assert shelf.within(scope) == frozenset(expected)
        assert shelf.count(scope) == len(expected)
        assert shelf.count(scope, words="falls") == len(set(expected) & set("cd"))


def test_an_entry_says_what_the_library_shows(shelf: Shelf) -> None:
    article = made("a", "First line here.\n\nSecond.", outlet="Post", byline="B", language="en", collections=("x", "a"))
    shelf.keep([shelved(article)], NOON)
    (entry,) = shelf.entries(EVERYTHING)
    assert (entry.source, entry.byline, entry.language) == (article.source, "B", "en")
    assert (entry.collections, entry.passages, entry.added_at) == (("x", "a"), 2, NOON)
    assert (entry.opening, entry.label, entry.copies_of) == ("First line here.", article.label, None)


def test_facets_count_articles_most_first(shelf: Shelf) -> None:
    keep_library(shelf)
    facets = {name: list(counts.items()) for name, counts in shelf.facets().items()}
    assert facets == {
        "outlet": [("Post", 2), ("", 1), ("herald", 1)],
        "collection": [("", 2), ("war", 2), ("x", 1)],
        "tag": [],
        "language": [("", 2), ("en", 2)],
    }


def test_outlets_are_those_of_newest_revisions_in_order(shelf: Shelf) -> None:
    assert shelf.outlets() == ()
    keep_library(shelf)
    assert shelf.outlets() == ("", "Post", "herald")
    shelf.relabel(list(shelf.within(Scope(outlets=("herald",)))), Labels(outlet="Ätna"))
    assert shelf.outlets() == ("", "Post", "Ätna")


def test_all_words_of_a_library_search_stand_in_the_article(shelf: Shelf) -> None:
    keep_library(shelf)
    expected = {
        "": "abcd",
        "  ": "abcd",
        "falls rain": "c",
        "FALLS": "cd",
        "post snow": "d",
        "Emile": "a",
        "ra": "bc",
        "ra falls": "",
        "falls ra": "c",
        "snowman": "",
        "fall": "cd",
        "falling": "",
        '"': "abcd",
        '"cold" sp': "d",
        "cold OR rain": "",
        "title: cold": "",
        "col*": "d",
        "(snow": "d",
        "\0 snow \udcff": "d",
    }
    assert {words: "".join(sorted(listed(shelf, words=words))) for words in expected} == expected
    counts = {words: shelf.count(EVERYTHING, words=words) for words in expected}
    assert counts == {words: len(names) for words, names in expected.items()}


def test_moments_of_any_zone_are_the_same_moments_later(shelf: Shelf) -> None:
    tokyo = datetime(2026, 1, 1, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    shelf.keep([shelved(made("later", "One."))], tokyo)
    shelf.keep([shelved(made("earlier", "Two."))], datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    assert listed(shelf, order=Order.ADDED) == ["later", "earlier"]
    assert shelf.entries(EVERYTHING, order=Order.ADDED)[0].added_at == tokyo


@pytest.mark.parametrize(
    ("words", "is_found"),
    [
        ("U.S.", True),
        ("cafe", True),
        ("CAFE\u0301", True),
        ("서울", True),
        ("us", False),
        ("울특", False),
        ("e-mail", True),
    ],
)
def test_words_are_parted_as_they_were_when_they_were_indexed(shelf: Shelf, words: str, *, is_found: bool) -> None:
    shelf.keep([shelved(made("a", "The U.S. café in 서울특별시 sent an e-mail."))], NOON)
    assert shelf.count(EVERYTHING, words=words) == is_found


def test_articles_are_counted_by_month_and_copies_by_outlet(shelf: Shelf) -> None:
    assert (dict(shelf.months()), dict(shelf.copied())) == ({}, {})
    keep_library(shelf)
    shelf.keep([shelved(made("e", "Ice melts.", published=date(2019, 12, 31)))], NOON)
    shelf.keep([shelved(made("f", "Ice melts.", outlet="Post", published=date(2020, 1, 1)), copies_of="e")], NOON)
    assert list(shelf.months().items()) == [("2019-12", 1), ("2020-01", 1), ("2020-11", 3), ("", 1)]
    assert dict(shelf.copied()) == {"Post": 1}
    shelf.remove({ArticleId("e")})
    assert dict(shelf.copied()) == {}
