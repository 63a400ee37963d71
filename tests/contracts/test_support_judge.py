"""What every SupportJudge does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pipeline.answer.support import LexicalJudge
from pipeline.domain import Verdict
from pipeline.ports import SupportJudge

JUDGES: dict[str, Callable[[], SupportJudge]] = {"lexical": LexicalJudge}

TEXT = (
    "The harbour authority said on Monday that 41 people were rescued from the ferry Aurora. "
    "There is no evidence that the engine failed. The company may sell two ships next year."
)


@pytest.fixture(params=JUDGES)
def judge(request: pytest.FixtureRequest) -> SupportJudge:
    return JUDGES[request.param]()


def test_a_whole_sentence_of_the_text_is_supported(judge: SupportJudge) -> None:
    for sentence in TEXT.split(". "):
        support = judge.judge(f"{sentence.rstrip('.')}.", [TEXT])
        assert (support.verdict, support.score, support.reasons) == (Verdict.SUPPORTED, 1.0, ())


def test_words_cut_out_of_a_denial_are_not_supported(judge: SupportJudge) -> None:
    support = judge.judge("The engine failed.", [TEXT])
    assert support.verdict is Verdict.NOT
    assert support.reasons


def test_words_cut_out_of_a_possibility_are_not_fully_supported(judge: SupportJudge) -> None:
    assert judge.judge("The company will sell two ships next year.", [TEXT]).verdict is not Verdict.SUPPORTED


def test_without_a_text_nothing_is_supported(judge: SupportJudge) -> None:
    for texts in ([], [""], ["", " \n"]):
        support = judge.judge("41 people were rescued.", texts)
        assert support.verdict is Verdict.NOT
        assert support.reasons


@pytest.mark.parametrize("claim", ["", " ", "...", "\n"])
def test_an_empty_claim_is_not_supported(judge: SupportJudge, claim: str) -> None:
    support = judge.judge(claim, [TEXT])
    assert support.verdict is Verdict.NOT
    assert support.reasons


def test_what_the_text_does_not_speak_of_is_not_supported(judge: SupportJudge) -> None:
    assert judge.judge("Parliament passed the budget after a night of debate.", [TEXT]).verdict is Verdict.NOT


def test_every_verdict_below_supported_has_a_reason_and_a_score_in_range(judge: SupportJudge) -> None:
    for claim in ("43 people were rescued.", "The ferry Boreas sank.", "It rained. 41 people were rescued.", "Yes."):
        support = judge.judge(claim, [TEXT])
        assert 0.0 <= support.score <= 1.0
        assert support.verdict is Verdict.SUPPORTED or support.reasons


def test_the_texts_count_together(judge: SupportJudge) -> None:
    claim = "The ferry Aurora left Port Linden with 41 people."
    texts = ["The ferry Aurora carried 41 people.", "The ferry left Port Linden at dawn."]
    together, alone = judge.judge(claim, texts), judge.judge(claim, texts[:1])
    assert together.verdict is Verdict.SUPPORTED
    assert alone.score < together.score


def test_the_same_question_has_the_same_answer(judge: SupportJudge) -> None:
    assert judge.judge("43 people were rescued.", [TEXT]) == judge.judge("43 people were rescued.", [TEXT])


def test_a_long_page_is_no_trouble(judge: SupportJudge) -> None:
    page = " ".join(f"Filler number {n} speaks of weather and roads." for n in range(300))
    support = judge.judge("41 people were rescued from the ferry Aurora.", [f"{page} {TEXT} {page}"])
    assert support.verdict is Verdict.SUPPORTED
