"""What the desk writes: answers, conversations and briefs, with what is needed to make them again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pipeline.domain.articles import ArticleId, Citation, Source
from pipeline.domain.claims import Claim, Disagreement, Dropped
from pipeline.domain.evidence import Scope


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a model read and wrote; ``cost`` in ``currency`` where the price is configured, else None."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None

    def plus(self, other: Usage) -> Usage:
        cost = None if self.cost is None and other.cost is None else (self.cost or 0.0) + (other.cost or 0.0)
        return Usage(self.prompt_tokens + other.prompt_tokens, self.completion_tokens + other.completion_tokens, cost)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to make it again. ``note`` says why another backend than the configured one wrote it."""

    made_at: datetime
    backend: str
    model: str
    space: str
    prompts: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    note: str = ""

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("made_at needs a zone")


@dataclass(frozen=True, slots=True)
class Answer:
    """No claims means "the articles do not say"; then ``nearest`` holds the passages that came closest."""

    question: str
    searched_for: str
    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...]
    disagreements: tuple[Disagreement, ...]
    gaps: tuple[str, ...]
    nearest: tuple[Citation, ...]
    provenance: Provenance

    @property
    def abstained(self) -> bool:
        return not self.claims


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and its answer."""

    answer: Answer
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    title: str
    turns: tuple[Turn, ...]
    changed_at: datetime

    def having(self, turn: Turn, at: datetime) -> Conversation:
        return replace(self, turns=(*self.turns, turn), changed_at=at)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a claim: ``value`` as written, ``counts`` what it counts, ``said_by`` who gave it (or empty)."""

    value: str
    counts: str
    said_by: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event: the day that the text gives, else the day of publication (``is_publication_day``)."""

    day: date
    claim: Claim
    is_publication_day: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """Every sentence in it is a ``Claim``. ``version`` counts from 1; ``id`` stays the same over versions."""

    id: str
    version: int
    topic: str
    template: str
    length: str
    scope: Scope
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]
    gaps: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    provenance: Provenance

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order in which a reader meets it."""
        sections = [claim for section in self.sections for claim in section.claims]
        sides = [side.claim for disagreement in self.disagreements for side in disagreement.sides]
        return (*sections, *(f.claim for f in self.figures), *(e.claim for e in self.timeline), *sides)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every article cited, in order of first use."""
        sources: dict[ArticleId, Source] = {}
        for claim in self.claims:
            for citation in claim.citations:
                sources.setdefault(citation.source.article_id, citation.source)
        return tuple(sources.values())
