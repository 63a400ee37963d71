"""Why a section that was planned is not in a brief, in a sentence for the reader, and of which section one is."""

from __future__ import annotations

from enum import StrEnum


class Why(StrEnum):
    """What is said behind the heading."""

    SILENT = "The articles do not say."
    ANSWERED = "It is answered above."
    NOTHING = "is left out: nothing that was found in the articles belongs there."
    SAID = "is left out: what they say stands above."
    SPENT = "is not written: the tokens for this brief are spent."
    STOPPED = "is not written: the writing was stopped."


_OF_QUESTIONS = frozenset({Why.SILENT, Why.ANSWERED})


def gap(heading: str, why: Why) -> str:
    return f"{heading} {why}" if why in _OF_QUESTIONS else f"“{heading}” {why}"


def is_of(told: str, heading: str) -> bool:
    """Whether it is of the section with this heading, and of none whose heading only begins so."""
    return any(told == gap(heading, why) for why in Why)
