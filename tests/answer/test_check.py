"""A second opinion on a claim: by whom it is asked for, and what it can change."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer import check
from pipeline.answer.check import Checker
from pipeline.answer.support import LexicalJudge
from pipeline.domain import Claim, DraftClaim, Dropped, Quote, Support, Verdict
from tests.contracts.test_writer import FERRY, FOUND

FIRST = FOUND.hits[0].passage.id
STOPS = "The island ferry will stop running on 3 June."
SAID = DraftClaim("From 3 June the island ferry will stop running.", (Quote(FIRST, STOPS),))
ADDED = DraftClaim("The island ferry will stop running on 3 June in Oslo.", (Quote(FIRST, STOPS),))
JUDGE = LexicalJudge(StaticEmbedder())


def opinion(verdict: Verdict, score: float) -> check.SecondOpinion:
    return lambda _claim, _texts: Support(verdict, score, (f"the model says {verdict.value}",))


def checked(draft: DraftClaim, second: check.SecondOpinion = check.nobody) -> Claim | Dropped:
    return Checker(JUDGE, {}, second).check(draft, FOUND)


def test_without_a_second_opinion_the_first_stands() -> None:
    claim = checked(SAID)
    assert isinstance(claim, Claim)
    assert claim.support == JUDGE.judge(SAID.text, (STOPS,))
    assert claim.support.verdict is Verdict.SUPPORTED


def test_a_worse_opinion_lowers_the_verdict_and_says_why() -> None:
    claim = checked(SAID, opinion(Verdict.PARTLY, 0.5))
    assert isinstance(claim, Claim)
    assert claim.support == Support(Verdict.PARTLY, 0.5, ("the model says partly",))
    assert checked(SAID, opinion(Verdict.NOT, 0.0)) == Dropped(SAID.text, "the model says not")


def test_a_better_opinion_raises_nothing() -> None:
    first = checked(ADDED)
    assert isinstance(first, Claim)
    assert first.support.verdict is Verdict.PARTLY
    second = checked(ADDED, lambda _claim, _texts: Support(Verdict.SUPPORTED, 1.0))
    assert isinstance(second, Claim)
    assert second.support == first.support


def test_both_reasons_are_given() -> None:
    claim = checked(ADDED, opinion(Verdict.PARTLY, 0.5))
    assert isinstance(claim, Claim)
    assert any("Oslo" in reason for reason in claim.support.reasons)
    assert claim.support.reasons[-1] == "the model says partly"


def test_the_second_judge_reads_the_claim_and_the_context_of_what_it_cites() -> None:
    asked: list[tuple[str, Sequence[str]]] = []
    quote = Quote(FIRST, "blamed the price of fuel")
    checked(DraftClaim("The operator put it down to the price of fuel.", (quote,)), lambda *one: asked.append(one))
    assert asked == [("The operator put it down to the price of fuel.", (FERRY.partition(" Gulls")[0],))]


@pytest.mark.parametrize(
    "draft",
    [
        DraftClaim(STOPS, (Quote(FIRST, STOPS.removesuffix(".")),)),
        DraftClaim("The  island ferry will\nstop running on 3 June", (Quote(FIRST, STOPS),)),
        DraftClaim("The island ferry will stop running on 9 July.", (Quote(FIRST, STOPS),)),
        DraftClaim("It sank.", (Quote(FIRST, "words that nobody wrote"),)),
        DraftClaim("It sank.", ()),
    ],
)
def test_words_as_they_stand_and_what_has_failed_already_need_no_opinion(draft: DraftClaim) -> None:
    def never(claim: str, texts: Sequence[str]) -> Support:
        raise AssertionError(claim)

    assert checked(draft, never) == checked(draft)
