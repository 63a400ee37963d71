"""What is not known: what an article says so of, and nothing that was known later or that a brief has already."""

from __future__ import annotations

import pytest

from pipeline.brief import unknowns
from tests.brief.test_figures import claim


def test_what_hangs_in_the_air_is_taken_from_the_brief_only() -> None:
    told = claim("Her ministry did not give a date.")
    assert unknowns.found((), (), (told,)) == ()
    assert unknowns.found((told,)) == (told,)


@pytest.mark.parametrize(
    "text",
    [
        "It is not known how the fire began.",
        "It was not immediately clear who owned the boat.",
        "The minister did not say when the line would open.",
        "The company declined to comment.",
        "The owner could not be reached on Friday.",
        "Norland has not yet disclosed a final death toll.",
        "The identity of 14 miners was yet to be determined.",
        "No group has claimed responsibility for the attack.",
        "The cause of the fire is still being investigated.",
    ],
)
def test_what_is_said_not_to_be_known_is_an_open_question(text: str) -> None:
    assert unknowns.found([claim(text)]) == (claim(text),)


@pytest.mark.parametrize(
    "text",
    [
        "Norland had until Thursday not disclosed any of its losses.",
        "The line is to open in May.",
        "“It is unknown to me,” she joked.",
        "The council could not agree on a date.",
    ],
)
def test_what_is_known_by_now_is_none(text: str) -> None:
    assert unknowns.found([claim(text)]) == ()


def test_what_a_section_says_and_what_is_said_twice_is_left_out() -> None:
    one, again = (
        claim("It is not known how the fire in Arden began."),
        claim("How the fire in Arden began is not known."),
    )
    assert unknowns.found([one, again]) == (one,)
    assert unknowns.found([one], written=[one]) == ()


def test_of_the_wider_evidence_only_articles_that_are_cited_are_asked() -> None:
    told = claim("The fire in Arden burned for hours.")
    near, far = claim("The company declined to comment."), claim("The owner could not be reached.", outlet="Post")
    assert unknowns.found([told], more=[near, far]) == (near,)
