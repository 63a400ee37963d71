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
        ("Officials insist that it is safe.", "Officials", Act.ALLEGES),
        ("Two died, residents report.", "residents", Act.SAYS),
        ("Ada Vance and Petrov reject the deal.", "Petrov", Act.DENIES),
        ("They allege fraud.", "They", Act.ALLEGES),
        ("Police warn of floods.", "Police", Act.SAYS),
        ("Firemen confirm it.", "Firemen", Act.SAYS),
        ("The ministry did confirm the toll.", "The ministry", Act.SAYS),
        ("The army claims victory.", "The army", Act.ALLEGES),
    ],
)
def test_the_speaker_is_found(text: str, who: str, act: Act) -> None:
    (found,) = attribution.find(text)
    assert (found.who, found.act) == (who, act)
    assert found.speaker.of(text) == who


def test_one_who_has_not_said_it_withholds_it() -> None:
    (found,) = attribution.find("The ministry has not yet disclosed the toll.")
    assert (found.who, found.act) == ("The ministry", Act.WITHHOLDS)


@pytest.mark.parametrize("text", ["The ministry did not confirm it.", "Officials could not say why."])
def test_a_plain_verb_that_is_denied_withholds_it(text: str) -> None:
    (found,) = attribution.find(text)
    assert (found.act, found.speaker.start) == (Act.WITHHOLDS, 0)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry may confirm the toll.",
        "He wants to confirm the toll.",
        "The paper made him admit it.",
        "The claims of residents were false.",
        "The company’s claims about safety are false.",
        "The member states agreed.",
        "Five died and, by early reports, at least 30 were injured.",
        "She sued the school over an alleged Russian plot.",
        "He was accused of theft.",
    ],
)
def test_what_may_be_said_and_what_only_looks_like_a_verb_is_said_by_nobody(text: str) -> None:
    assert attribution.find(text) == ()


def test_reports_that_are_denied_are_no_reports_by_the_one_who_denies() -> None:
    assert [(one.who, one.act) for one in attribution.find("The company denied reports of a sale.")] == [
        ("The company", Act.DENIES)
    ]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("It is possible that it closed.", Doubt.POSSIBLE),
        ("Police believe it closed.", Doubt.POSSIBLE),
        ("She thinks it closed.", Doubt.POSSIBLE),
        ("It is thought to have closed.", Doubt.POSSIBLE),
        ("It seems to have closed.", Doubt.POSSIBLE),
        ("It could close.", Doubt.POSSIBLE),
        ("It is understood to have closed.", Doubt.REPORTED),
        ("It is set to close.", Doubt.PLANNED),
        ("It was due to close.", Doubt.PLANNED),
        ("The port, due to close in June, is full.", Doubt.PLANNED),
        ("It is going to close.", Doubt.PLANNED),
        ("They intended to close it.", Doubt.PLANNED),
        ("It may close.", Doubt.POSSIBLE),
        ("It reportedly closed.", Doubt.REPORTED),
        ("It is expected to close.", Doubt.PLANNED),
        ("He claims it closed.", Doubt.CLAIMED),
    ],
)
def test_a_hedge_is_found_with_its_kind(text: str, doubt: Doubt) -> None:
    assert [hedge.doubt for hedge in hedges.find(text)] == [doubt]


@pytest.mark.parametrize(
    "text",
    [
        "On May 3 it closed.",
        "In May it closed.",
        "The will was read.",
        "It closed.",
        "Theresa May resigned.",
        "Actor Will Vance resigned.",
        "The delay was due to bad weather.",
        "It closed due to the storm.",
        "He appeared in court.",
        "She believes in reform.",
        "A think tank closed.",
        "It closed as soon as possible.",
        "Two suspects fled.",
        "It has stood for about two to three years.",
        "They are going to the port.",
    ],
)
def test_a_month_a_name_a_noun_and_a_cause_are_no_hedges(text: str) -> None:
    assert hedges.find(text) == ()


def test_a_negation_reaches_to_the_end_of_its_clause() -> None:
    text = "There was no evidence that profits fell, but sales rose."
    (found,) = negation.find(text)
    assert found.scope.of(text) == "no evidence that profits fell"
    assert negation.denied(text) == {"profit", "fell"}


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("They fail to agree.", "fail to"),
        ("He declined to comment.", "declined to"),
        ("They dismiss rumours of a split.", "dismiss rumours"),
        ("They rule out a sale.", "rule out"),
        ("The papers refute it.", "refute"),
    ],
)
def test_a_verb_denies_in_any_form(text: str, cue: str) -> None:
    assert [one.cue for one in negation.find(text)] == [cue]


@pytest.mark.parametrize("text", ["Not only sales rose.", "No fewer than 40 came.", "Sales rose."])
def test_a_seeming_negation_denies_nothing(text: str) -> None:
    assert negation.denied(text) == frozenset()
