"""What can be wrong between a sentence and the passage that it cites, with a reason that a person can check."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is wrong. The first say that the passage says otherwise, the last that it does not say so."""

    FIGURE = "figure"
    DATE = "date"
    DENIED = "denied"
    CONTRAST = "contrast"
    SPEAKER = "speaker"
    ROLES = "roles"
    HEDGE = "hedge"
    ALLEGED = "alleged"
    FIGURE_MISSING = "figure missing"
    DATE_MISSING = "date missing"
    NAME_MISSING = "name missing"


# the passage says otherwise: none of these goes with a supported claim
CONTRADICTS = frozenset({Kind.FIGURE, Kind.DATE, Kind.DENIED, Kind.CONTRAST, Kind.SPEAKER, Kind.ROLES})


@dataclass(frozen=True, slots=True)
class Fault:
    kind: Kind
    reason: str
