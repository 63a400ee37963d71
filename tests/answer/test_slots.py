"""What stands in the place of a word, and which neighbours have come apart."""

from __future__ import annotations

import pytest

from pipeline.answer import slots
from pipeline.language import words


def stems(text: str) -> tuple[str, ...]:
    return words.content(text)


@pytest.mark.parametrize(
    ("word", "text", "other"),
    [
        ("arrested", "police arrested him", "arrested"),
        ("arrested", "police detained him", "detained"),
        ("fell", "prices may fall", "fall"),
        ("street", "the road", "road"),
        ("mayor", "the boat", ""),
        ("mayor", "", ""),
    ],
)
def test_a_word_is_stood_for_by_itself_another_form_or_a_like_word(word: str, text: str, other: str) -> None:
    expected = words.stem(other) if other else ""
    assert slots.standing_for(words.stem(word), frozenset(stems(text))) == expected


def test_a_word_itself_goes_before_a_like_word() -> None:
    assert slots.standing_for("road", frozenset({"street", "road"})) == "road"


def test_what_stands_between_the_same_words_stands_in_the_place() -> None:
    claim, text = stems("the thriving start-up sued"), stems("a lawyer sued the troubled start-up sued")
    assert slots.in_place_of(claim, claim.index(words.stem("thriving")), text) == words.stem("troubled")


def test_what_the_claim_has_elsewhere_is_in_no_place_of_another_word() -> None:
    assert slots.in_place_of(stems("king met mayor"), 0, stems("duke met mayor")) == "duke"
    assert slots.in_place_of(stems("king met mayor"), 0, stems("mayor met king")) == ""


def test_how_much_beside_a_word_must_be_the_same_can_be_asked_for() -> None:
    claim, text = stems("king opened school today"), stems("mayor opened hospital")
    assert slots.in_place_of(claim, 0, text, least=1.0) == words.stem("mayor")
    assert slots.in_place_of(claim, 0, text, least=1.5) == ""


def test_nothing_beside_it_is_no_place() -> None:
    assert slots.in_place_of(("king",), 0, ("mayor", "school")) == ""


def test_neighbours_that_stand_near_each_other_nowhere_are_apart() -> None:
    text = [stems("the committee met"), stems("a budget was drawn up for hospitals")]
    assert slots.apart(("committe", "budget"), [("committe", "met"), ("budget", "drawn")]) == [("committe", "budget")]
    assert slots.apart(stems("budget for hospitals"), text) == []


def test_a_pair_with_a_word_that_stands_nowhere_is_not_apart() -> None:
    assert slots.apart(("committe", "king"), [("committe", "met")]) == []


def test_how_far_is_near_is_counted_in_words() -> None:
    sentence = [("a", "x", "y", "z", "b")]
    assert slots.apart(("a", "b"), sentence) == []
    assert slots.apart(("a", "b"), sentence, reach=3) == [("a", "b")]
