"""Positions: who says what, by a whole name, on what, in their words; no pronoun, no paper and no outlet is anybody."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.brief import claimed, positions
from pipeline.domain import Article, ArticleId, Evidence, Hit, Position, Span

DAY = date(2026, 1, 16)


def taken(*texts: str, outlet: str = "Ledger") -> tuple[Position, ...]:
    given = {
        ArticleId(f"a{n}"): Article(ArticleId(f"a{n}"), text, outlet=outlet, published=DAY, language="en")
        for n, text in enumerate(texts)
    }
    hits = tuple(Hit(article.passage(Span(0, len(article.text))), 1.0) for article in given.values())
    return positions.positions((), claimed.sentences(Evidence("", hits, given), {}), given)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("“I had no part in that tender at all,” said Ada Vance, the mayor.", "Ada Vance, the mayor"),
        ("The mayor of Arden, Ada Vance, said: “I will not resign over this.”", "Ada Vance, the mayor of Arden"),
        ("Mayor Ada Vance met voters. Vance denied that she had steered the contract.", "Mayor Ada Vance"),
        (
            "The opposition condemned the dredging contract, and the opposition warned that it would sue.",
            "the opposition",
        ),
        ("Amnesty International has called for an inquiry into the shooting.", "Amnesty International"),
        ("Mayor Ada Vance said she would stay. “The contract was fair to all,” she said.", "Mayor Ada Vance"),
    ],
)
def test_who_takes_a_position_has_a_whole_name(text: str, actor: str) -> None:
    assert {position.actor for position in taken(text)} == {actor}


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the meeting began at noon.",
        "He denied that the contract was his.",
        "According to the Weston Post, “the dam was very old”.",
        "The Ledger said it “could not reach any of them”.",
        "The report claimed that the dam was old.",
        "The council did not say whether it supports the plan.",
        "“If the Senate confirms me, I will be governor.”",
    ],
)
def test_a_fact_a_pronoun_a_paper_and_an_outlet_are_no_position(text: str) -> None:
    assert taken(text) == ()


def test_what_several_positions_are_on_has_one_name() -> None:
    found = taken(
        "Ada Vance said the dredging contract “was fair to all of us”. The dredging contract was signed in June.",
        "Tom Reyes condemned the dredging contract. Lena Holt demanded a new bridge for the valley.",
    )
    issues = {position.actor: position.issue for position in found}
    assert issues["Ada Vance"] == issues["Tom Reyes"] == "dredging contract"
    assert "bridge" in issues["Lena Holt"]


def test_a_position_is_of_the_day_beside_its_verb_else_of_publication() -> None:
    (told,) = taken("Ada Vance said on Monday that the audit was “a waste of public money”.")
    assert told.said_on == date(2026, 1, 12)
    (told,) = taken("Ada Vance said that the audit was “a waste of public money”.")
    assert told.said_on == DAY


def test_of_one_who_speaks_often_few_positions_are_shown() -> None:
    found = taken(" ".join(f"Ada Vance warned that part {n} of the dam would break." for n in range(2, 9)))
    assert len(found) == positions.MOST_OF_ONE
    assert len({position.claim.text for position in found}) == len(found)
