"""Names, and when two of them are one."""

from __future__ import annotations

import pytest

from pipeline.language import names


def found(text: str) -> list[str]:
    return [name.text for name in names.find(text) if not name.is_initial]


def test_a_name_is_the_whole_run_with_its_small_words() -> None:
    text = "Yesterday the Bank of England told Prime Minister Ada de la Vance about COVID-19."
    assert found(text) == ["Bank of England", "Prime Minister Ada de la Vance", "COVID-19"]


def test_months_and_opening_words_are_no_names() -> None:
    assert found("However, they met on Monday, November 9. The talks failed.") == []


@pytest.mark.parametrize(
    ("text", "names_there"),
    [
        ("On Monday Irina Orlova resigned.", ["Irina Orlova"]),
        ("In May Theresa May resigned.", ["Theresa May"]),
        ("On June 5 the Bank of England opened.", ["Bank of England"]),
        ("She told reporters in Oslo Thursday that it closed.", ["Oslo"]),
        ("On Good Friday Ada Vance spoke.", ["Ada Vance"]),
        ("On Good Friday it closed.", []),
    ],
)
def test_a_name_beside_a_date_is_found_without_it(text: str, names_there: list[str]) -> None:
    assert found(text) == names_there


def test_a_single_word_that_opens_a_sentence_is_marked() -> None:
    (name,) = names.find("Swaths burnt.")
    assert name.is_initial


def test_the_short_form_has_no_title() -> None:
    (name,) = names.find("They met President Ada Vance’s aides.")
    assert (name.short, name.key) == ("Ada Vance", "vance")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President Ada Vance", "Vance"),
        ("Azerbaijan", "Azerbaijani"),
        ("Armenians", "Armenia"),
        ("Turkish", "Turkey"),
        ("French", "France"),
        ("UN", "United Nations"),
        ("U.S.", "United States"),
        ("American", "US"),
        ("World Health Organization", "WHO"),
    ],
)
def test_one_thing_by_two_names(one: str, other: str) -> None:
    assert names.same(one, other)
    assert names.same(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Iran", "Iraq"), ("Austria", "Australia"), ("Niger", "Nigeria"), ("Ada Vance", "Ada Moss")]
)
def test_two_things_with_like_names(one: str, other: str) -> None:
    assert not names.same(one, other)
