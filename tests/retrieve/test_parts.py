from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.retrieve import parts

OUTLETS = ("The Courant", "Ledger")


def read(question: str) -> list[str]:
    return [part.text for part in parts.read(question, OUTLETS)]


@pytest.mark.parametrize(
    "question",
    [
        "How many people were aboard the ferry Orla?",
        "Who won, and when?",
        "Which bridge and which tunnel were closed?",
        "Did the Ledger say so?",
        "Who repaired the old harbour wall and who paid the builders?",
        "",
    ],
)
def test_a_question_of_one_part_is_left_whole(question: str) -> None:
    assert read(question) == [question]


@pytest.mark.parametrize(
    ("question", "clauses"),
    [
        (
            "Which harbour did the grain ship leave, and who inspected its cargo in Estmere port?",
            ["Which harbour did the grain ship leave", "who inspected its cargo in Estmere port"],
        ),
        (
            "The ferry company cut its summer timetable; how did the island council respond to it on Friday?",
            ["The ferry company cut its summer timetable", "how did the island council respond to it on Friday"],
        ),
    ],
)
def test_each_clause_with_words_enough_is_a_part(question: str, clauses: list[str]) -> None:
    assert read(question)[1:] == clauses


def test_a_part_has_the_source_and_the_day_that_it_names_and_not_their_words() -> None:
    question = (
        "Does the Ledger article suggest that fishing quotas fell sharply, while the report from The Courant published "
        "on 5 May 2025 says harbour fees rose again?"
    )
    whole, first, second = parts.read(question, OUTLETS)
    assert whole.text == question
    assert whole.outlets == {"The Courant", "Ledger"}
    assert (first.outlets, first.periods) == ({"Ledger"}, ())
    assert second.outlets == {"The Courant"}
    assert len(second.periods) == 1
    assert "Ledger" not in first.text
    assert "Courant" not in second.text


@pytest.mark.parametrize(
    "question",
    [
        "Does the Ledger piece on high grain export prices differ from The Courant one on falling fish import prices?",
        "Did grain export prices rise sharply, as reported by Ledger, and fish import prices fall, as reported by The "
        "Courant?",
    ],
)
def test_two_sources_of_one_clause_are_two_parts(question: str) -> None:
    _, grain, fish = parts.read(question, OUTLETS)
    assert ("grain" in grain.text, grain.outlets) == (True, {"Ledger"})
    assert ("fish" in fish.text, fish.outlets) == (True, {"The Courant"})


@given(st.text(max_size=200))
def test_any_text_is_read(question: str) -> None:
    whole, *rest = parts.read(question, OUTLETS)
    assert whole.text == question
    assert len(rest) <= parts.MOST_PARTS
