from __future__ import annotations

import pytest

from pipeline.ports import Exchange
from pipeline.retrieve import rewrite

HISTORY = [Exchange("How many people died in the Orla ferry accident?", "Eleven.")]


@pytest.mark.parametrize(
    "question", ["And when?", "What did he say about it?", "Who owned it?", "Why?", "And in March?"]
)
def test_a_question_that_points_back_carries_the_terms_of_the_one_before(question: str) -> None:
    assert rewrite.standalone(question, HISTORY) == f"{question} (people died Orla ferry accident)"


@pytest.mark.parametrize(
    "question",
    [
        "Who brokered the truce?",
        "When will Lenart visit Estmere?",
        "Where is the Louvre?",
        "Why did the bank cut rates?",
    ],
)
def test_a_question_of_its_own_is_left_alone(question: str) -> None:
    assert rewrite.standalone(question, HISTORY) == question


def test_without_a_conversation_nothing_is_carried() -> None:
    assert rewrite.standalone("And when?", []) == "And when?"


def test_a_term_named_again_is_not_carried_twice() -> None:
    assert (
        rewrite.standalone("And who owned the ferry?", HISTORY)
        == "And who owned the ferry? (people died Orla accident)"
    )


def test_of_two_follow_ups_the_second_still_knows_the_subject() -> None:
    history = [*HISTORY, Exchange("And when?", "On Monday.")]
    assert "Orla" in rewrite.standalone("And where was it?", history)
