from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.adapters.sqlite import SqliteShelf
from pipeline.answer import suggest
from pipeline.domain import Article, ArticleId
from pipeline.ports import Shelved

TEXTS = (
    "The ferry Maren Tide sank on Tuesday.",
    "Divers have reached the Maren Tide.",
    "A lawyer for the mayor of Port Estmere resigned.",
    "The wreck of the Maren Tide was raised.",
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[SqliteShelf]:
    shelf = SqliteShelf(tmp_path)
    yield shelf
    shelf.close()


def test_the_name_that_most_articles_open_with_comes_first(shelf: SqliteShelf) -> None:
    title = "Every Word Has a Capital Here"
    articles = [Article(ArticleId(str(i)), text, title=title) for i, text in enumerate(TEXTS)]
    shelf.keep([Shelved(article, ()) for article in articles], datetime(2025, 1, 1, tzinfo=UTC))
    questions = suggest.questions(shelf)
    assert questions[0] == "What do the articles say about Maren Tide?"
    assert "What do the articles say about Port Estmere?" in questions
    assert not any("Capital" in question for question in questions)


def test_an_empty_library_suggests_nothing(shelf: SqliteShelf) -> None:
    assert suggest.questions(shelf) == ()
