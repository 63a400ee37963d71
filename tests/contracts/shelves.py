"""Shelves to test, and articles to put on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pipeline.adapters.sqlite import SqliteShelf
from pipeline.domain import Article, ArticleId, Scope, Span
from pipeline.ports import Shelf, Shelved

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVERYTHING = Scope()


def _reopened(folder: Path) -> Shelf:
    SqliteShelf(folder).close()
    return SqliteShelf(folder)


SHELVES: dict[str, Callable[[Path], Shelf]] = {"sqlite": SqliteShelf, "sqlite reopened": _reopened}


def made(name: str, text: str, **known: object) -> Article:
    return Article(ArticleId(name), text, **known)


def shelved(article: Article, bands: tuple[int, ...] = (), copies_of: str | None = None) -> Shelved:
    """With a passage for each paragraph."""
    spans = [Span(*match.span()) for match in re.finditer(r"[^\n]+", article.text)]
    head = ArticleId(copies_of) if copies_of else None
    return Shelved(article, tuple(map(article.passage, spans)), bands, head)


def ids(*names: str) -> list[ArticleId]:
    return [ArticleId(name) for name in names]


def listed(shelf: Shelf, scope: Scope = EVERYTHING, **options: object) -> list[str]:
    return [entry.source.article_id for entry in shelf.entries(scope, **options)]
