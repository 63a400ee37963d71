"""The library: its lines, what an intake did to it, and what was found wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.articles import ArticleId, Source


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that did not become an article, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """What an intake did, in articles; ``passages`` counts those newly stored, ``seconds`` is wall time."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0
    copies: int = 0
    refused: tuple[Refused, ...] = ()
    passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the library: an article without its text."""

    source: Source
    byline: str
    language: str
    collections: tuple[str, ...]
    passages: int
    copies_of: ArticleId | None
    added_at: datetime
    opening: str

    @property
    def label(self) -> str:
        """The title, or the first words of a text that has none."""
        return self.source.title or self.opening


@dataclass(frozen=True, slots=True)
class Problem:
    """What ``verify`` or ``doctor`` found wrong."""

    where: str
    reason: str
