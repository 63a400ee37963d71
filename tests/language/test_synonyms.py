from __future__ import annotations

import pytest

from pipeline.language import contrast, synonyms, words


def stem(word: str) -> str:
    return words.stem(word)


@pytest.mark.parametrize(
    ("form", "plain"),
    [
        ("fell", "fall"),
        ("sold", "sell"),
        ("children", "child"),
        ("dying", "die"),
        ("found", "find"),
        ("lay", "lay"),
        ("beaten", "beat"),
        ("bitten", "bite"),
        ("blew", "blow"),
        ("woke", "wake"),
        ("fled", "flee"),
        ("undertook", "undertake"),
        ("firemen", "fireman"),
    ],
)
def test_an_irregular_form_is_taken_for_its_plain_one(form: str, plain: str) -> None:
    assert synonyms.base(stem(form)) == stem(plain)


@pytest.mark.parametrize("word", ["wound", "ground", "born", "crew", "rent"])
def test_a_form_that_news_has_as_another_word_is_left_alone(word: str) -> None:
    assert synonyms.base(stem(word)) == stem(word)


def test_a_plain_form_is_no_form_of_another() -> None:
    assert {synonyms.base(plain) for plain in synonyms._BASES.values()} == set(synonyms._BASES.values())


def test_a_regular_word_is_its_own_plain_form() -> None:
    assert synonyms.base(stem("harbours")) == stem("harbour")


@pytest.mark.parametrize(
    ("one", "other"),
    [("arrested", "detained"), ("road", "streets"), ("fell", "dropped"), ("sold", "sells"), ("truce", "ceasefire")],
)
def test_forms_and_like_words_are_alike_both_ways(one: str, other: str) -> None:
    assert synonyms.alike(stem(one), stem(other))
    assert synonyms.alike(stem(other), stem(one))


@pytest.mark.parametrize(("one", "other"), [("rose", "fell"), ("bought", "sold"), ("harbour", "hospital")])
def test_opposites_and_strangers_are_not_alike(one: str, other: str) -> None:
    assert not synonyms.alike(stem(one), stem(other))


def test_a_word_of_two_groups_does_not_join_them() -> None:
    assert synonyms.alike(stem("dismiss"), stem("sack"))
    assert synonyms.alike(stem("dismiss"), stem("reject"))
    assert not synonyms.alike(stem("sack"), stem("reject"))


def test_a_word_is_not_among_those_that_may_stand_for_it_and_most_words_have_none() -> None:
    assert stem("arrest") not in synonyms.of(stem("arrested"))
    assert stem("detain") in synonyms.of(stem("arrested"))
    assert synonyms.of("cabbag") == frozenset()


@pytest.mark.parametrize(("one", "other"), [("rose", "fell"), ("accepted", "rejected"), ("northern", "southern")])
def test_a_like_word_is_not_also_an_opposite(one: str, other: str) -> None:
    assert contrast.opposed(stem(one), stem(other))
    assert not synonyms.alike(stem(one), stem(other))
