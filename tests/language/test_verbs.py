"""The forms of verbs."""

from __future__ import annotations

import re

import pytest

from pipeline.language import verbs


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("deny", ("deny", "denies", "denied", "denying")),
        ("say", ("say", "says", "said", "saying")),
        ("allege", ("allege", "alleges", "alleged", "alleging")),
        ("admit", ("admit", "admits", "admitted", "admitting")),
        ("visit", ("visit", "visits", "visited", "visiting")),
        ("plan", ("plan", "plans", "planned", "planning")),
        ("note", ("note", "notes", "noted", "noting")),
        ("fix", ("fix", "fixes", "fixed", "fixing")),
        ("play", ("play", "plays", "played", "playing")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("veto", ("veto", "vetoes", "vetoed", "vetoing")),
        ("die", ("die", "dies", "died", "dying")),
        ("write", ("write", "writes", "wrote", "written", "writing")),
        ("cut", ("cut", "cuts", "cutting")),
    ],
)
def test_the_forms_of_a_verb(verb: str, forms: tuple[str, ...]) -> None:
    assert verbs.forms(verb) == forms


def test_the_finite_forms_are_those_after_a_subject() -> None:
    assert verbs.finite("write") == ("write", "writes", "wrote")


def test_a_pattern_takes_the_longest_form() -> None:
    match = re.match(verbs.any_of("hope hop"), "hoped")
    assert match is not None
    assert match.group() == "hoped"
