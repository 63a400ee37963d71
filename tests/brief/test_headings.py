"""A heading that a model wrote says nothing that the sentences under it do not say."""

from __future__ import annotations

import pytest

from pipeline.brief import headings

TOLD = ["A ceasefire of 44 days began on Monday, 10 November.", "Ilona Brandt called it “a beginning”."]
KNOWN = [*TOLD, "The truce was signed in Arden by Jonas Veld.", "The impact of the war on trade is not known."]


@pytest.mark.parametrize(
    "heading",
    [
        "The ceasefire",
        "Diplomatic reactions",
        "The ceasefire of 10 November",
        "The 44 days",
        "Ilona Brandt on the ceasefire",
        "A Ceasefire And Its Impact",
    ],
)
def test_plain_words_and_what_is_told_may_stand(heading: str) -> None:
    assert headings.is_held(heading, TOLD, KNOWN)


@pytest.mark.parametrize(
    "heading",
    [
        "The ceasefire of 12 November",
        "The ceasefire of Tuesday",
        "The 43 days",
        "Three dead in the war",
        "The truce in Arden",
        "Veld signs",
        "Arden After The Truce",
        "The Truce Of Ada Quell",
        "What Pierre Quell said",
    ],
)
def test_a_figure_a_day_or_a_name_of_its_own_may_not(heading: str) -> None:
    assert not headings.is_held(heading, TOLD, KNOWN)
