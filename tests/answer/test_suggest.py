"""Questions to begin and to go on with: made of the names in the articles, and shown only where they are answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.adapters.sqlite import SqliteShelf
from pipeline.answer import suggest
from pipeline.answer.suggest import Suggestion
from pipeline.domain import (
    Answer,
    Article,
    ArticleId,
    Claim,
    Corroboration,
    Evidence,
    Hit,
    Provenance,
    Span,
    Support,
    Verdict,
)
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


def claim(text: str, verdict: Verdict = Verdict.SUPPORTED) -> Claim:
    article = Article(ArticleId("a"), text)
    return Claim(text, (article.cite(Span(0, len(text))),), Support(verdict, 1.0, ()), Corroboration(1, 1))


def answer(question: str, *claims: Claim) -> Answer:
    made = Provenance(datetime(2025, 1, 1, tzinfo=UTC), "quotes only", "", "space")
    return Answer(question, question, claims, (), (), (), (), made)


def evidence(*texts: str) -> Evidence:
    articles = [Article(ArticleId(str(number)), text) for number, text in enumerate(texts)]
    hits = tuple(Hit(article.passage(Span(0, len(article.text))), 1.0) for article in articles)
    return Evidence("What sank?", hits, {article.id: article for article in articles})


def telling(told: dict[str, Claim]) -> Callable[[str], Answer]:
    """Answers a question with the claim that belongs to it, others with none."""
    return lambda question: answer(question, *((told[question],) if question in told else ()))


def questions(found: tuple[Suggestion, ...]) -> list[str]:
    return [each.question for each in found]


def test_the_name_that_most_articles_open_with_comes_first(shelf: SqliteShelf) -> None:
    title = "Every Word Has a Capital Here"
    articles = [Article(ArticleId(str(i)), text, title=title) for i, text in enumerate(TEXTS)]
    shelf.keep([Shelved(article, ()) for article in articles], datetime(2025, 1, 1, tzinfo=UTC))
    found = questions(suggest.first(shelf))
    assert found[0] == "What do the articles say about Maren Tide?"
    assert "What do the articles say about Port Estmere?" in found
    assert not any("Capital" in question for question in found)


def test_an_empty_library_suggests_nothing(shelf: SqliteShelf) -> None:
    assert suggest.first(shelf) == ()


def test_what_follows_is_on_names_that_the_answer_does_not_tell_of() -> None:
    told = answer("What sank?", claim("The ferry Maren Tide sank off Skarrow."))
    found = evidence(
        "Divers reached the Maren Tide. Captain Ada Orr said the doors were open.",
        "The inquiry into the sinking sits in Hallam Ford, as the Daily Post reports.",
    )
    assert questions(suggest.following(told, found, ["Daily Post"])) == [
        "What did Ada Orr say?",
        "What do the articles say about Hallam Ford?",
    ]


def test_a_place_where_somebody_speaks_does_not_speak() -> None:
    found = evidence("The mayor of Hallam Ford said the bridge was safe.")
    assert "What did Hallam Ford say?" not in questions(suggest.following(answer("What?"), found, ()))


def test_only_what_is_answered_by_a_supported_sentence_on_it_is_shown() -> None:
    tried = {name: Suggestion(f"Who is {name}?", name) for name in ("Ada Orr", "Ben Stack", "Eve Holm", "Finn Lau")}
    told = {
        "Who is Ada Orr?": claim("Ada Orr is the captain."),
        "Who is Ben Stack?": claim("Somebody else is the mate."),
        "Who is Eve Holm?": claim("Eve Holm may be a diver.", Verdict.PARTLY),
    }
    assert suggest.tried(tried.values(), telling(told), 4) == ("Who is Ada Orr?",)


def test_what_was_told_already_is_not_offered_again() -> None:
    both = claim("Ada Orr and Ben Stack were aboard.")
    tried = [Suggestion("Who is Ada Orr?", "Ada Orr"), Suggestion("Who is Ben Stack?", "Ben Stack")]
    ask = telling(dict.fromkeys(("Who is Ada Orr?", "Who is Ben Stack?"), both))
    assert suggest.tried(tried, ask, 4) == ("Who is Ada Orr?",)
    assert suggest.tried(tried, ask, 4, told=[both.text]) == ()


def test_no_more_are_asked_than_are_wanted_and_none_once_it_is_stopped() -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return answer(question, claim(f"Ada Orr was there, said {len(asked)}."))

    tried = [Suggestion(f"Question {number}?", "Ada Orr") for number in range(5)]
    assert len(suggest.tried(tried, ask, 2)) == 2
    assert suggest.tried(tried, ask, 2, is_stopped=lambda: True) == ()
    assert asked == ["Question 0?", "Question 1?"]
