"""What the judge finds wrong, and how it says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import weights
from pipeline.answer import features, support
from pipeline.answer.fault import Kind
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
            "the passage says “Northern”, the claim says “Southern”",
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
    found = judged(claim, text)
    assert found.verdict is Verdict.NOT
    assert reason in found.reasons


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
    found = judged(claim, text)
    assert found.verdict is Verdict.PARTLY
    assert reason in found.reasons


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
    found = judged("41 sailors were killed near Linden. The king resigned in shame.", PASSAGE)
    assert found.verdict is Verdict.PARTLY


@pytest.mark.parametrize(
    "claim",
    [
        "The bridge closed on Monday after a lorry hit a pillar.",
        "The bridge closed on Monday because thieves stole its cables and lamps.",
        "The king married a dancer.",
    ],
)
def test_an_invented_detail_is_not_supported_and_its_words_are_named(claim: str) -> None:
    found = judged(claim, "The bridge closed on Monday.")
    assert found.verdict is not Verdict.SUPPORTED
    named = next(reason for reason in found.reasons if reason.startswith("the passage does not speak of: "))
    invented = named.removeprefix("the passage does not speak of: ").split(", ")
    assert all(word in claim and word not in "The bridge closed on Monday." for word in invented)


@pytest.mark.parametrize(
    "claim",
    [PASSAGE, PASSAGE.removesuffix("."), "41 sailors of the Northern fleet were killed near Linden", PASSAGE.upper()],
)
def test_what_stands_word_for_word_is_supported_with_the_full_score(claim: str) -> None:
    assert judged(claim, "It was a calm night.", f"The wind fell. {PASSAGE}") == Support(Verdict.SUPPORTED, 1.0)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("the bank will close forty branches", "It is not true that the bank will close forty branches."),
        ("the bank will fail", "Investors will lose all if the bank will fail."),
        ("the mayor took bribes", "The opposition alleged the mayor took bribes."),
        ("The bank paid £5 million.", "The bank paid $5 million."),
    ],
)
def test_the_same_words_cut_out_of_what_denies_doubts_or_pays_otherwise_are_not_supported(
    claim: str, text: str
) -> None:
    found = judged(claim, text)
    assert found.verdict is not Verdict.SUPPORTED
    assert found.reasons


def test_a_reader_hears_of_the_missing_words_that_say_something_as_they_are_written() -> None:
    source = features.Source.of(["Activists in London dumped gallons of paint on Monday."])
    measured = features.measure("U.K. activists also went ahead and dumped paint on Ada Vance.", source)
    assert {"ahead", "went", "u.k."} <= set(measured.missing)
    assert measured.unsaid == ("Ada", "Vance")


def test_no_claim_and_no_text_say_so() -> None:
    assert judged("...", PASSAGE) == Support(Verdict.NOT, 0.0, ("there is no claim to check",))
    assert judged("41 sailors were killed.") == Support(Verdict.NOT, 0.0, ("nothing is cited",))
    assert judged("41 sailors were killed.", "", " ") == Support(Verdict.NOT, 0.0, ("nothing is cited",))


WORDS = [*PASSAGE.rstrip(".").split(), "not", "may", "all", "some", "after", "43", "Monday", "king", "said", "$5m"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.lists(st.sampled_from(WORDS), max_size=20))
def test_any_words_are_judged_the_same_twice_and_all_below_supported_has_a_reason(
    claim: list[str], text: list[str]
) -> None:
    first, again = (judged(f"{' '.join(claim)}.", f"{' '.join(text)}.", PASSAGE) for _ in range(2))
    assert first == again
    assert 0.0 <= first.score <= 1.0
    assert bool(first.reasons) is (first.verdict is not Verdict.SUPPORTED)


def test_the_learned_weights_are_of_what_is_measured() -> None:
    assert weights.load(support.JUDGE).names == features.NAMES
    row = features.row(features.measure("43 sailors were killed.", features.Source.of([PASSAGE])))
    assert len(row) == len(features.NAMES)
    assert row[features.NAMES.index(Kind.FIGURE.value)] == 1.0


def test_the_verdict_follows_the_score() -> None:
    for claim in ("41 sailors were killed.", "43 sailors were killed.", "A sailor of Linden bought a boat."):
        found = judged(claim, PASSAGE)
        expected = Verdict.NOT if found.score < PARTLY else Verdict.PARTLY
        assert found.verdict is (Verdict.SUPPORTED if found.score >= SUPPORTED else expected)


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
