"""Who says it, how surely, or that it is not so: attribution, hedges, negation."""

from __future__ import annotations

import pytest

from pipeline.language import attribution, hedges, negation
from pipeline.language.attribution import Act
from pipeline.language.hedges import Doubt


@pytest.mark.parametrize(
    ("text", "who", "act"),
    [
        ("The ministry said that two died.", "The ministry", Act.SAYS),
        ("Two died, the port authority has confirmed.", "the port authority", Act.SAYS),
        ("“Two died,” said Ada Vance, who was there.", "Ada Vance", Act.SAYS),
        ("According to local media, two died.", "local media", Act.SAYS),
        ("It rained, but a harbour official confirmed on Monday that two died.", "a harbour official", Act.SAYS),
        ("The company denied that two died.", "The company", Act.DENIES),
        ("The union claimed that two died.", "The union", Act.ALLEGES),
    ],
)
def test_the_speaker_is_found(text: str, who: str, act: Act) -> None:
    (found,) = attribution.find(text)
    assert (found.who, found.act) == (who, act)
    assert found.speaker.of(text) == who


def test_one_who_has_not_said_it_withholds_it() -> None:
    (found,) = attribution.find("The ministry has not yet disclosed the toll.")
    assert (found.who, found.act) == ("The ministry", Act.WITHHOLDS)


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("It may close.", Doubt.POSSIBLE),
        ("It reportedly closed.", Doubt.REPORTED),
        ("It is expected to close.", Doubt.PLANNED),
        ("He claims it closed.", Doubt.CLAIMED),
    ],
)
def test_a_hedge_is_found_with_its_kind(text: str, doubt: Doubt) -> None:
    assert [hedge.doubt for hedge in hedges.find(text)] == [doubt]


@pytest.mark.parametrize("text", ["On May 3 it closed.", "In May it closed.", "The will was read.", "It closed."])
def test_a_month_and_a_noun_are_no_hedges(text: str) -> None:
    assert hedges.find(text) == ()


def test_a_negation_reaches_to_the_end_of_its_clause() -> None:
    text = "There was no evidence that profits fell, but sales rose."
    (found,) = negation.find(text)
    assert found.scope.of(text) == "no evidence that profits fell"
    assert negation.denied(text) == {"profit", "fell"}


@pytest.mark.parametrize("text", ["Not only sales rose.", "No fewer than 40 came.", "Sales rose."])
def test_a_seeming_negation_denies_nothing(text: str) -> None:
    assert negation.denied(text) == frozenset()
