from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.adapters.sqlite import SqliteShelf
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.domain import RawArticle, Scope
from pipeline.ingest.intake import Intake
from pipeline.retrieve.search import BY_MEANING, BY_WORDS, PER_STORY, Search
from tests.contracts.memory import MemoryStore

FERRY = "The ferry Orla sank off Cape Tarn with 41 people aboard."


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    shelf = SqliteShelf(tmp_path)
    intake = Intake(shelf, MemoryStore(), StaticEmbedder(), lambda: datetime(2025, 5, 6, tzinfo=UTC), 200)
    intake.add(
        [
            _raw("ferry", "Ledger", date(2025, 5, 6), " ".join([FERRY, *_lines("The coastguard searched all night")])),
            _raw("vote", "Courant", date(2025, 6, 1), "Councillors voted nine to four for a new harbour wall."),
            _raw("undated", "", None, "A whale was seen from the quay of the old harbour on its way north."),
        ]
    )
    yield intake
    shelf.close()


def _lines(text: str) -> list[str]:
    return [f"{text}, hour {n} of the long search for the ship." for n in range(20)]


def _raw(name: str, outlet: str, published: date | None, text: str) -> RawArticle:
    return RawArticle(name, text, title=name, outlet=outlet, url=f"https://x.example.org/{name}", published=published)


def search(intake: Intake) -> Search:
    return Search(intake.shelf, intake.store, intake.embedder)


def test_what_both_rankings_find_says_so(intake: Intake) -> None:
    best = search(intake).evidence("How many people were aboard the ferry Orla?", Scope(), 3).hits[0]
    assert FERRY in best.passage.text
    assert best.found_by == (BY_MEANING, BY_WORDS)
    assert best.score == 1.0


def test_one_article_gives_a_few_passages_at_most(intake: Intake) -> None:
    hits = search(intake).evidence("the search for the ship by the coastguard", Scope(), 10).hits
    assert sum(hit.passage.text.startswith("The coastguard") for hit in hits) == PER_STORY


def test_a_new_article_is_found_by_its_words_and_judged_by_its_meaning(intake: Intake) -> None:
    intake.store.discard(list(intake.store.ids()))
    best = search(intake).evidence("How many people were aboard the ferry Orla?", Scope(), 3).hits[0]
    assert FERRY in best.passage.text
    assert best.found_by == (BY_WORDS,)
    assert best.cosine > 0.3


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        (Scope(outlets=("Courant",)), {"vote"}),
        (Scope(since=date(2025, 5, 1), until=date(2025, 5, 31)), {"ferry"}),
        (Scope(since=date(2024, 1, 1)), {"ferry", "vote"}),
        (Scope(outlets=("Nobody",)), set()),
    ],
)
def test_a_scope_holds_for_both_rankings(intake: Intake, scope: Scope, titles: set[str]) -> None:
    evidence = search(intake).evidence("harbour ship people", scope, 10)
    assert {article.title for article in evidence.articles.values()} == titles


def test_a_question_without_a_word_finds_nothing(intake: Intake) -> None:
    assert search(intake).evidence("  ", Scope(), 5).hits == ()


def test_what_is_far_from_a_topic_is_left_out(intake: Intake) -> None:
    evidence = search(intake).about("the ferry Orla sank", Scope(), 10, per_story=5)
    assert {article.title for article in evidence.articles.values()} == {"ferry"}
