from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.domain import Scope
from pipeline.ingest.inputs import Pasted
from pipeline.retrieve.search import BY_MEANING, BY_WORDS, PER_STORY, Search
from tests.ingest.rooms import Room, opened

FERRY = "The ferry Orla sank off Cape Tarn with 41 people aboard."


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path) as room:
        ferry = " ".join([FERRY, *_lines("The coastguard searched all night")])
        room.library.add(
            [
                _given("ferry", "Ledger", date(2025, 5, 6), ferry),
                _given("vote", "Courant", date(2025, 6, 1), "Councillors voted nine to four for a new harbour wall."),
                _given("undated", "", None, "A whale was seen from the quay of the old harbour on its way north."),
            ]
        )
        yield room


def _lines(text: str) -> list[str]:
    return [f"{text}, hour {n} of the long search for the ship." for n in range(20)]


def _given(name: str, outlet: str, published: date | None, text: str) -> Pasted:
    return Pasted(text, name, outlet, f"https://x.example.org/{name}", published)


def search(room: Room) -> Search:
    return Search(room.shelf, room.store, StaticEmbedder())


def test_what_both_rankings_find_says_so(room: Room) -> None:
    best = search(room).evidence("How many people were aboard the ferry Orla?", Scope(), 3).hits[0]
    assert FERRY in best.passage.text
    assert best.found_by == (BY_MEANING, BY_WORDS)
    assert best.score == 1.0


def test_one_article_gives_a_few_passages_at_most(room: Room) -> None:
    hits = search(room).evidence("the search for the ship by the coastguard", Scope(), 10).hits
    assert sum(hit.passage.text.startswith("The coastguard") for hit in hits) == PER_STORY


def test_a_new_article_is_found_by_its_words_and_judged_by_its_meaning(room: Room) -> None:
    room.store.discard(list(room.store.ids()))
    best = search(room).evidence("How many people were aboard the ferry Orla?", Scope(), 3).hits[0]
    assert FERRY in best.passage.text
    assert best.found_by == (BY_WORDS,)
    assert best.cosine > 0.2


@pytest.mark.parametrize(
    ("scope", "titles"),
    [
        (Scope(outlets=("Courant",)), {"vote"}),
        (Scope(since=date(2025, 5, 1), until=date(2025, 5, 31)), {"ferry"}),
        (Scope(since=date(2024, 1, 1)), {"ferry", "vote"}),
        (Scope(outlets=("Nobody",)), set()),
    ],
)
def test_a_scope_holds_for_both_rankings(room: Room, scope: Scope, titles: set[str]) -> None:
    evidence = search(room).evidence("harbour ship people", scope, 10)
    assert {article.title for article in evidence.articles.values()} == titles


def test_a_question_without_a_word_finds_nothing(room: Room) -> None:
    assert search(room).evidence("  ", Scope(), 5).hits == ()


def test_what_is_far_from_a_topic_is_left_out(room: Room) -> None:
    evidence = search(room).about("the ferry Orla sank", Scope(), 10, per_story=5)
    assert {article.title for article in evidence.articles.values()} == {"ferry"}


STRIKE = "Dockers at the grain terminal began a strike over night shifts."


@pytest.fixture
def strikes(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path) as room:
        room.library.add(
            [
                _given("early", "Ledger", date(2024, 3, 2), f"{STRIKE} The harbour council called it a surprise."),
                _given("late", "The Courant", date(2025, 8, 9), f"{STRIKE} The shipping line called it a mistake."),
                _given("bread", "Ledger", date(2025, 8, 9), "Bakers in Estmere raised the price of rye bread again."),
                _given("rain", "Ledger", date(2025, 8, 9), "Heavy rain closed the mountain road for the weekend."),
            ]
        )
        yield room


def _titles(room: Room, question: str) -> list[str]:
    found = search(room).evidence(question, Scope(), 4)
    return [found.article(hit).title for hit in found.hits]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Which dockers began a strike, as reported by Ledger?", "early"),
        ("Which dockers began a strike, as reported by The Courant?", "late"),
        ("Which dockers began a strike in March 2024?", "early"),
        ("Which dockers began a strike in August 2025?", "late"),
    ],
)
def test_an_outlet_or_a_month_that_the_question_names_comes_first(strikes: Room, question: str, best: str) -> None:
    titles = _titles(strikes, question)
    assert titles[0] == best
    assert set(titles[:2]) == {"early", "late"}


def test_what_only_a_part_found_is_still_judged_by_the_whole_question(strikes: Room) -> None:
    question = "Which dockers of the grain terminal strike at night; who raised the price of rye bread again?"
    vector = StaticEmbedder().embed([question])[0]
    for hit in search(strikes).evidence(question, Scope(), 4).hits:
        assert hit.cosine == pytest.approx(float(vector @ StaticEmbedder().embed([hit.passage.text])[0]), abs=1e-5)
        assert 0 <= hit.score <= 1
