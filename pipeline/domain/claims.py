"""Sentences: what a writer says, unchecked, and what a reader may believe."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.articles import Citation, PassageId


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a writer says stand in a passage: **unchecked**."""

    passage_id: PassageId
    words: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence that a writer wrote, and what it says it rests on: **unchecked**."""

    text: str
    quotes: tuple[Quote, ...]


class Verdict(StrEnum):
    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Support:
    """Whether the cited words say what the sentence says. ``score`` is 0 to 1 (fully); reasons are for a person."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many sources say so. Copies of one story, and the articles of one outlet, count once as independent."""

    independent: int
    articles: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a reader may believe: it has citations, and they support it at least in part."""

    text: str
    citations: tuple[Citation, ...]
    support: Support
    corroboration: Corroboration

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a claim needs a citation; use Dropped for a sentence without one")
        if self.support.verdict is Verdict.NOT:
            raise ValueError("a claim that its citations do not support is Dropped")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that could not be cited or is not supported. It can be looked at, never read as fact."""

    text: str
    reason: str


class DisagreementKind(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Side:
    """What one of those who disagree says: the value as a reader would write it, and the claim it stands in."""

    value: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Articles that differ on one thing. An update is a later count of the same thing, not a contradiction."""

    about: str
    kind: DisagreementKind
    sides: tuple[Side, ...]
    is_update: bool = False

    def __post_init__(self) -> None:
        if len(self.sides) < 2:  # noqa: PLR2004
            raise ValueError("a disagreement has two sides or more")
