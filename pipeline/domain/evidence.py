"""What is looked for, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.domain.articles import Article, ArticleId, Passage


@dataclass(frozen=True, slots=True)
class Scope:
    """What the reader filtered by; empty means everything. ``since`` and ``until`` are inclusive days.

    An article whose date is unknown is outside every scope that names a day. ``articles`` names single ones.
    """

    outlets: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    language: str = ""
    tags: tuple[str, ...] = ()
    articles: tuple[ArticleId, ...] = ()

    @property
    def is_everything(self) -> bool:
        return self == Scope()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``score`` (0 to 1) orders; ``cosine`` is -1 to 1, ``bm25`` 0 or more.

    ``bm25`` is 0 where no word stands that was looked for.
    """

    passage: Passage
    score: float
    cosine: float = 0.0
    bm25: float = 0.0
    found_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: hits best first (a total order), and every article they are from."""

    question: str
    hits: tuple[Hit, ...]
    articles: Mapping[ArticleId, Article]

    def __post_init__(self) -> None:
        missing = {hit.passage.article_id for hit in self.hits} - self.articles.keys()
        if missing:
            raise ValueError(f"evidence lacks the articles {sorted(missing)}")

    def article(self, hit: Hit) -> Article:
        return self.articles[hit.passage.article_id]
