from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.adapters.sqlite import SqliteShelf
from pipeline.answer import suggest
from pipeline.domain import Article, ArticleId
from pipeline.ports import Shelved

TITLES = ("Ferry Maren Tide sinks", "Divers reach Maren Tide", "Mayor of Port Estmere resigns", "Maren Tide raised")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[SqliteShelf]:
    shelf = SqliteShelf(tmp_path)
    yield shelf
    shelf.close()


def test_the_name_that_most_headlines_share_comes_first(shelf: SqliteShelf) -> None:
    articles = [Article(ArticleId(str(i)), f"Text {i}.", title=title) for i, title in enumerate(TITLES)]
    shelf.keep([Shelved(article, ()) for article in articles], datetime(2025, 1, 1, tzinfo=UTC))
    questions = suggest.questions(shelf)
    assert questions[0] == "What do the articles say about Maren Tide?"
    assert "What do the articles say about Port Estmere?" in questions


def test_an_empty_library_suggests_nothing(shelf: SqliteShelf) -> None:
    assert suggest.questions(shelf) == ()
