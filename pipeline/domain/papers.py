"""What the desk answers: answers and conversations, with what is needed to make them again, and what readers say of it.

``author`` is who asked, as they signed in; what has none belongs to everybody.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.domain.articles import Citation
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
    """Enough to make it again. ``note`` says why another backend than the configured one wrote it.

    ``library`` is the state of the library that it was made from, as ``Shelf.state`` gives it; empty where it is not
    known.
    """

    made_at: datetime
    backend: str
    model: str
    space: str
    prompts: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    note: str = ""
    library: str = ""

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
    """One question of a conversation, its answer, and the scope that it was asked of."""

    answer: Answer
    is_stopped: bool = False
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    title: str
    turns: tuple[Turn, ...]
    changed_at: datetime
    author: str = ""

    def having(self, turn: Turn, at: datetime) -> Conversation:
        return replace(self, turns=(*self.turns, turn), changed_at=at)

    def until(self, turn: int) -> Conversation:
        """The same without this turn, which counts from 0, and all later ones."""
        return replace(self, turns=self.turns[:turn])


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a reader says of one answer: the one of a conversation that was made at ``answered_at``."""

    conversation_id: str
    answered_at: datetime
    is_good: bool
    at: datetime
    reason: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        if self.answered_at.tzinfo is None or self.at.tzinfo is None:
            raise ValueError("feedback needs moments with a zone")
