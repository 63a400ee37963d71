"""Words that deny, oppose, overstate or vouch for what a passage does not: a fault, and its neighbour that is none."""

from __future__ import annotations

import pytest

from pipeline.answer.fault import Kind
from tests.answer.found_faults import found


@pytest.mark.parametrize(
    ("claim", "text", "reason"),
    [
        ("The mayor signed the law.", "The mayor did not sign the law.", "the passage denies it: “not sign the law”"),
        ("Arden reached the final.", "Arden failed to reach it.", "the passage denies it: “failed to reach it”"),
        (
            "The mayor took bribes.",
            "The mayor denied that he took bribes.",
            "the passage denies it: “denied that he took bribes”",
        ),
        (
            "The mayor did not sign the law.",
            "The mayor signed the law.",
            "the claim denies what the passage says: “not sign the law”",
        ),
    ],
)
def test_a_denial_on_one_side_only_is_shown(claim: str, text: str, reason: str) -> None:
    assert found(claim, text)[Kind.DENIED] == [reason]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The mayor did not sign the law.", "The mayor never signed the law."),
        ("The mayor denied taking bribes.", "The mayor denied that he was taking bribes."),
        ("The mayor signed the law.", "Not only did he speak: the mayor signed the law."),
    ],
)
def test_a_denial_on_both_sides_or_of_something_else_is_no_fault(claim: str, text: str) -> None:
    assert Kind.DENIED not in found(claim, text)


@pytest.mark.parametrize(
    ("claim", "text", "there", "here"),
    [
        ("Prices rose in May.", "Prices fell in May.", "“fell”", "“rose”"),
        ("The court convicted the banker.", "The court acquitted the banker.", "“acquitted”", "“convicted”"),
        ("The law banned smoking.", "The law allowed smoking.", "“allowed”", "“banned”"),
        ("She left after the vote.", "She left before the vote.", "“before the vote”", "“after the vote”"),
    ],
)
def test_the_opposite_word_in_its_place_is_shown(claim: str, text: str, there: str, here: str) -> None:
    assert found(claim, text)[Kind.CONTRAST] == [f"the passage says {there}, the claim says {here}"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Prices climbed in May.", "Prices rose in May."),
        ("Wages rose in May.", "Wages rose in May. Exports fell in June."),
        ("She left after the vote.", "She spoke before the vote. She left after the vote."),
        ("She left after the vote.", "She left before dawn and the vote."),
    ],
)
def test_a_like_word_or_an_opposite_elsewhere_is_no_fault(claim: str, text: str) -> None:
    assert Kind.CONTRAST not in found(claim, text)


@pytest.mark.parametrize(
    ("claim", "text", "there", "here"),
    [
        ("All schools closed.", "Some schools closed.", "“Some schools”", "“All schools”"),
        ("Most of the schools closed.", "Few schools closed.", "“Few schools”", "“Most of the schools”"),
        ("Every school closed.", "Not all schools closed.", "“Not all schools”", "“Every school”"),
        ("Few schools closed.", "Most schools closed.", "“Most schools”", "“Few schools”"),
    ],
)
def test_more_of_them_than_the_passage_says_is_a_fault(claim: str, text: str, there: str, here: str) -> None:
    assert found(claim, text)[Kind.CONTRAST] == [f"the passage says {there}, the claim says {here}"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Some schools closed.", "All schools closed."),
        ("A few schools closed.", "Several schools closed."),
        ("All schools closed.", "Every school closed."),
        ("All schools closed.", "Some shops closed. All schools did."),
        ("The most popular school closed.", "A few popular schools closed."),
        ("Some 300 schools closed.", "Few schools stayed open."),
    ],
)
def test_as_many_or_fewer_or_of_something_else_is_no_fault(claim: str, text: str) -> None:
    assert Kind.CONTRAST not in found(claim, text)


@pytest.mark.parametrize(
    ("claim", "text", "given_as"),
    [
        ("The factory closes.", "The factory may close.", "possible (“may”)"),
        ("A cigarette caused the fire.", "A cigarette probably caused the fire.", "possible (“probably”)"),
        ("The owner sold the mine.", "The owner plans to sell the mine.", "planned (“plans to”)"),
        ("The owner sold the mine.", "It is possible that the owner sold the mine.", "possible (“possible”)"),
        ("The mine opened in May.", "The mine is due to open in May.", "planned (“is due to”)"),
        ("The minister stole money.", "The minister allegedly stole money.", "reported (“allegedly”)"),
    ],
)
def test_a_dropped_hedge_is_quoted(claim: str, text: str, given_as: str) -> None:
    assert found(claim, text)[Kind.HEDGE] == [f"the passage gives it as {given_as}, the claim as a fact"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The factory could close.", "The factory may close."),
        ("The factory may close.", "The factory closed."),
        ("The factory closed.", "The factory closed, and the shop may move."),
        ("The factory closed in May.", "The factory closed in May 2020."),
    ],
)
def test_a_hedge_kept_or_added_or_about_something_else_is_no_fault(claim: str, text: str) -> None:
    assert Kind.HEDGE not in found(claim, text)


def test_an_allegation_given_as_a_fact_names_who_alleged_it() -> None:
    reasons = found("The mayor took bribes.", "The opposition alleged the mayor took bribes.")
    assert reasons[Kind.ALLEGED] == ["it is what The opposition alleged, the claim states it as a fact"]


def test_an_allegation_that_stays_one_is_no_fault() -> None:
    assert not found("The opposition claimed the mayor took bribes.", "The opposition alleged the mayor took bribes.")


def test_words_in_another_mouth_name_both_speakers() -> None:
    reasons = found("The president said two died.", "The ministry said two died.")
    assert reasons == {Kind.SPEAKER: ["the passage has it from The ministry, the claim from The president"]}


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Two died, the ministry said.", "The ministry said two died."),
        ("According to the ministry, two died.", "The ministry said two died."),
        ("Orlova said the road was safe.", "Mayor Irina Orlova said the road was safe."),
        ("He said the road was safe.", "The mayor said the road was safe."),
        ("A spokesman said the road was safe.", "The mayor said the road was safe."),
    ],
)
def test_the_same_speaker_in_another_place_or_form_is_no_fault(claim: str, text: str) -> None:
    assert Kind.SPEAKER not in found(claim, text)


def test_a_plan_in_other_words_is_kept() -> None:
    assert Kind.HEDGE not in found("He was chosen to play for Arden.", "He is set to play for Arden.")
