"""The library: its lines, what is edited in many of them at once, and what was found wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pipeline.domain.articles import ArticleId, Source


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the library: an article without its text. ``copies`` counts those that it heads."""

    source: Source
    byline: str
    language: str
    collections: tuple[str, ...]
    passages: int
    copies_of: ArticleId | None
    added_at: datetime
    opening: str
    tags: tuple[str, ...] = ()
    wire: str = ""
    updated: date | None = None
    copies: int = 0

    @property
    def label(self) -> str:
        """The title, or the first words of a text that has none."""
        return self.source.title or self.opening


@dataclass(frozen=True, slots=True)
class RevisionEntry:
    """One revision of an article, without its text."""

    number: int
    stored_at: datetime
    title: str
    published: date | None
    updated: date | None


@dataclass(frozen=True, slots=True)
class Labels:
    """What changes in many articles at once; None leaves it as it is, and so does an empty tuple."""

    outlet: str | None = None
    language: str | None = None
    collect: tuple[str, ...] = ()
    uncollect: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """What ``verify`` or ``doctor`` found wrong."""

    where: str
    reason: str
