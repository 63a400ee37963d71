"""The stated rules of the judge: what no learned chance can overrule, and how sentences make a verdict together."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.answer import support
from pipeline.answer.fault import CONTRADICTS, Fault, Kind
from pipeline.answer.features import Features
from pipeline.answer.support import PARTLY
from pipeline.domain import Support, Verdict


def measured(
    *kinds: Kind,
    pool: float = 1.0,
    is_verbatim: bool = False,
    missing: tuple[str, ...] = (),
    unsaid: tuple[str, ...] = (),
) -> Features:
    found = tuple(Fault(kind, f"a fault of {kind}") for kind in kinds)
    return Features(pool, pool, pool, 0.0, missing, unsaid, 8, 3, is_verbatim, found)


@pytest.mark.parametrize("kind", sorted(CONTRADICTS))
@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_a_contradiction_is_never_supported_however_sure_the_judge_is(kind: Kind, chance: float) -> None:
    found = support.decide(measured(kind), chance)
    assert found.verdict is Verdict.NOT
    assert found.reasons == (f"a fault of {kind}",)


@pytest.mark.parametrize("kind", sorted(set(Kind) - CONTRADICTS))
def test_what_is_added_to_a_sentence_makes_it_partly_supported_at_most_and_at_least_if_most_is_there(
    kind: Kind,
) -> None:
    assert support.decide(measured(kind), 1.0).verdict is Verdict.PARTLY
    assert support.decide(measured(kind, pool=0.7), 0.0).score == PARTLY
    assert support.decide(measured(kind, pool=0.5), 0.0).verdict is Verdict.NOT


@pytest.mark.parametrize(
    ("chance", "verdict", "score"),
    [
        (0.0, Verdict.NOT, 0.0),
        (0.14, Verdict.NOT, 0.3267),
        (0.15, Verdict.PARTLY, 0.35),
        (0.49, Verdict.PARTLY, 0.5929),
        (0.5, Verdict.SUPPORTED, 0.6),
        (1.0, Verdict.SUPPORTED, 1.0),
    ],
)
def test_without_a_fault_the_learned_chance_decides(chance: float, verdict: Verdict, score: float) -> None:
    found = support.decide(measured(), chance)
    assert (found.verdict, found.score) == (verdict, score)


def test_a_low_chance_names_the_first_words_that_are_missing_or_says_that_they_stand_apart() -> None:
    missing = ("lorry", "hit", "pillar", "cable", "lamp")
    assert support.decide(measured(missing=missing, unsaid=missing), 0.2).reasons == (
        "the passage does not speak of: lorry, hit, pillar, cable",
    )
    assert support.decide(measured(), 0.2).reasons == ("the passage has these words, but not together",)
    assert support.decide(measured(missing=("also",)), 0.2).reasons == (
        "the passage has most of these words, but does not say it in so many words",
    )


def test_a_word_that_a_fault_names_is_not_named_again() -> None:
    words = ("figure", "lorry")
    assert support.decide(measured(Kind.FIGURE, missing=words, unsaid=words), 0.2).reasons == (
        "a fault of figure",
        "the passage does not speak of: lorry",
    )


def test_a_claim_is_as_good_as_its_weakest_sentence_and_gives_each_reason_once() -> None:
    wrong = measured(Kind.FIGURE)
    found = support.together([measured(), wrong, wrong], np.array([0.9, 0.9, 0.9]))
    assert found == Support(Verdict.PARTLY, 0.3, ("a fault of figure",))
    assert support.together([wrong, wrong], np.array([0.9, 0.9])).verdict is Verdict.NOT
