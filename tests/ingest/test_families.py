from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Article, ArticleId
from pipeline.errors import UserError
from pipeline.ingest import families
from pipeline.ingest.families import Families

LINES = """# who owns whom
Northmark Press: The Daily Ledger, Harbour Post

Vale Media:  Vale Echo ,Vale Echo on Sunday
"""


@pytest.mark.parametrize("outlet", ["The Daily Ledger", "daily ledger", "DailyLedger", "the  Daily Ledger "])
def test_an_outlet_is_known_however_it_is_written(outlet: str) -> None:
    assert families.parse(LINES).of(outlet) == "Northmark Press"


@pytest.mark.parametrize("outlet", ["", "Theatre Post", "Ledger", "The", "Northmark Press"])
def test_an_outlet_that_is_not_listed_has_no_family(outlet: str) -> None:
    assert families.parse(LINES).of(outlet) == ""


def test_what_is_written_is_read_again_as_the_same() -> None:
    lines = families.written(families.parse(LINES))
    assert lines == "Northmark Press: The Daily Ledger, Harbour Post\nVale Media: Vale Echo, Vale Echo on Sunday\n"
    assert families.parse(lines) == families.parse(LINES)
    assert families.written(families.parse("")) == ""


def test_a_family_on_two_lines_has_the_outlets_of_both_each_once() -> None:
    read = families.parse("Vale: Echo, Star\nvale: The Echo, Sun")
    assert read == Families({"Vale": ("Echo", "Star", "Sun")})


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("Vale: Echo\nEcho and Star", "Line 2"),
        ("\n\nVale:", "Line 3"),
        ("Vale: , ,", "Line 1"),
        (": Echo", "Line 1"),
        ("Vale: Echo\nHill: Star, the echo", "Line 2: the echo is of Vale already"),
    ],
)
def test_a_line_that_cannot_be_is_named(lines: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        families.parse(lines)


@given(st.text(":,# \nTheabé"))
def test_any_text_is_read_or_refused_and_what_is_read_is_written_back(lines: str) -> None:
    try:
        read = families.parse(lines)
    except UserError:
        return
    assert families.parse(families.written(read)) == read


def shared(one: dict[str, str], two: dict[str, str]) -> set[str]:
    """What ties two articles, each of its own story and outlet unless told."""
    known = families.parse(LINES)
    first = families.ties(**{"head": "1", "outlet": "One"} | one, families=known)
    second = families.ties(**{"head": "2", "outlet": "Two"} | two, families=known)
    return set(first) & set(second)


def test_outlets_of_one_family_are_tied_and_others_are_not() -> None:
    assert shared({"outlet": "Daily Ledger"}, {"outlet": "Harbour Post"})
    assert not shared({"outlet": "Daily Ledger"}, {"outlet": "Vale Echo"})
    assert not shared({"outlet": "Northmark Press"}, {"outlet": "Harbour Post"})


def test_one_outlet_one_story_and_one_agency_tie() -> None:
    assert shared({"outlet": "The Star"}, {"outlet": "star"})
    assert shared({"head": "a"}, {"head": "a"})
    assert shared({"wire": "AFP"}, {"wire": "AFP"})
    assert not shared({"wire": "AFP"}, {"wire": "dpa"})
    assert not shared({}, {})


def test_an_outlet_that_is_an_agency_is_tied_to_what_others_print_of_it() -> None:
    assert shared({"outlet": "Reuters"}, {"outlet": "Star", "wire": "Reuters"})
    assert shared({"outlet": "The Associated Press"}, {"wire": "AP"})


def test_unknown_outlets_are_tied_to_each_other_only() -> None:
    assert shared({"outlet": ""}, {"outlet": " "})
    assert not shared({"outlet": ""}, {"outlet": "Star"})


def test_the_ties_of_articles_come_from_what_they_say_of_themselves() -> None:
    a, b = ArticleId("a"), ArticleId("b")
    articles = {a: Article(a, "It rained.", outlet="Star", wire="AFP"), b: Article(b, "It rained.", outlet="Vale Echo")}
    made = families.ties_of(articles, {b: a}, families.parse(LINES))
    assert made[a] == ("story a", "outlet star", "wire AFP")
    assert made[b] == ("story a", "family valemedia")
