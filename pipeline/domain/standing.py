"""Standing questions: what is asked again when articles arrive, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.domain.briefs import ClaimChange
from pipeline.domain.evidence import Scope
from pipeline.domain.papers import Answer


@dataclass(frozen=True, slots=True)
class StandingQuestion:
    """A question with its scope, or a brief (``brief_id``, whose topic is then the question).

    ``answer`` is the last one, ``seen`` the one before that the reader has seen last: ``changes`` are those between the
    two. Of a brief, ``seen_version`` is the version that its changes are of. ``library`` is the state of the library at
    the last run, and ``error`` says why that failed. ``author`` is as in ``Conversation``.
    """

    id: str
    question: str
    scope: Scope = field(default_factory=Scope)
    brief_id: str = ""
    quotes_only: bool = True
    answer: Answer | None = None
    seen: Answer | None = None
    seen_version: int = 0
    changes: tuple[ClaimChange, ...] = ()
    library: str = ""
    asked_at: datetime | None = None
    error: str = ""
    is_seen: bool = True
    author: str = ""

    def __post_init__(self) -> None:
        if self.asked_at is not None and self.asked_at.tzinfo is None:
            raise ValueError("asked_at needs a zone")

    def looked_at(self) -> StandingQuestion:
        """The same, its changes seen: they stay until there are others."""
        return replace(self, is_seen=True, seen=self.answer)
