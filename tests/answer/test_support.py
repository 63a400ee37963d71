"""What the judge finds wrong, and how it says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.answer.support import PARTLY, SUPPORTED, LexicalJudge
from pipeline.domain import Support, Verdict
from pipeline.ports import Vectors

PASSAGE = "The port authority said on November 9 that 41 sailors of the Northern fleet were killed near Linden."


def judged(claim: str, *texts: str) -> Support:
    return LexicalJudge().judge(claim, texts)


@pytest.mark.parametrize(
    "claim",
    [
        "On November 9 the port authority said 41 sailors were killed near Linden.",
        "The port authority said that 41 sailors of the Northern fleet were killed.",
        "At least 40 sailors were killed near Linden.",
        "41 sailors were killed.",
    ],
)
def test_what_the_passage_says_in_other_words_is_supported(claim: str) -> None:
    assert judged(claim, PASSAGE).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "text", "reason"),
    [
        ("43 sailors were killed near Linden.", PASSAGE, "the passage says 41 sailors, the claim says 43 sailors"),
        (
            "The port authority said on November 10 that 41 sailors were killed.",
            PASSAGE,
            "the passage says November 9, the claim says November 10",
        ),
        (
            "The 41 sailors of the Southern fleet were killed near Linden.",
            PASSAGE,
            "the passage says “northern”, the claim says “southern”",
        ),
        (
            "The owner of the ship accepted the offer of the bank.",
            "The owner of the ship rejected the offer of the bank.",
            "the passage says “rejected”, the claim says “accepted”",
        ),
        (
            "Profits fell.",
            "There was no evidence that profits fell.",
            "the passage denies it: “no evidence that profits fell”",
        ),
        (
            "The bridge was not closed on Monday.",
            "The bridge was closed on Monday.",
            "the claim denies what the passage says: “not closed on Monday”",
        ),
        (
            "The company said the engine caught fire.",
            "The union said the engine caught fire.",
            "the passage has it from The union, the claim from The company",
        ),
    ],
)
def test_a_contradiction_is_not_supported_and_says_why(claim: str, text: str, reason: str) -> None:
    support = judged(claim, text)
    assert support.verdict is Verdict.NOT
    assert reason in support.reasons


@pytest.mark.parametrize(
    ("claim", "text", "reason"),
    [
        (
            "The company sold the mine.",
            "The company may have sold the mine.",
            "the passage gives it as possible (“may”), the claim as a fact",
        ),
        (
            "The mayor took bribes from builders.",
            "The opposition alleged the mayor took bribes from builders.",
            "it is what The opposition alleged, the claim states it as a fact",
        ),
        (
            "The port authority of Arden said 41 sailors of the fleet were killed near Linden.",
            PASSAGE,
            "Arden is not in the passage",
        ),
    ],
)
def test_what_goes_a_step_too_far_is_partly_supported_and_says_why(claim: str, text: str, reason: str) -> None:
    support = judged(claim, text)
    assert support.verdict is Verdict.PARTLY
    assert reason in support.reasons


def test_a_clipped_quotation_is_held_against_its_whole_sentence() -> None:
    text = "The bank denied that it will close forty branches. Staff were told on Friday."
    assert judged("It will close forty branches", text).verdict is Verdict.NOT


def test_a_hedge_that_is_kept_is_no_fault() -> None:
    text = "The company may sell the mine."
    assert judged("The company might sell the mine.", text).verdict is Verdict.SUPPORTED


def test_a_sentence_that_also_stands_alone_is_supported_though_another_denies_it() -> None:
    text = "The bank denied reports that profits fell sharply. Profits fell sharply."
    assert judged("Profits fell sharply.", text).verdict is Verdict.SUPPORTED


def test_of_two_sentences_one_unsupported_makes_it_partly() -> None:
    support = judged("41 sailors were killed near Linden. The king resigned in shame.", PASSAGE)
    assert support.verdict is Verdict.PARTLY


def test_the_verdict_follows_the_score() -> None:
    for claim in ("41 sailors were killed.", "43 sailors were killed.", "A sailor of Linden bought a boat."):
        support = judged(claim, PASSAGE)
        expected = Verdict.NOT if support.score < PARTLY else Verdict.PARTLY
        assert support.verdict is (Verdict.SUPPORTED if support.score >= SUPPORTED else expected)


class OneMeaning:
    """An embedder that takes every text for the same."""

    space = "one-meaning"
    dimensions = 2

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.tile(np.array([1.0, 0.0], dtype=np.float32), (len(texts), 1))


def test_an_embedder_lets_a_word_of_the_same_meaning_stand_for_another() -> None:
    claim, text = "The skipper looked jubilant.", "The sailor looked overjoyed."
    without, softened = LexicalJudge().judge(claim, [text]), LexicalJudge(OneMeaning()).judge(claim, [text])
    assert without.verdict is not Verdict.SUPPORTED
    assert softened.verdict is Verdict.SUPPORTED
