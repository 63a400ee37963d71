"""What every writer must do. A new one adds a line to WRITERS: how to make it, given a chat server's address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import date

import pytest

from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.adapters.openai_api import OpenAIChat
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer.extractive import ExtractiveWriter
from pipeline.answer.model_writer import ModelWriter
from pipeline.domain import Article, ArticleId, DraftClaim, Evidence, Hit, Span
from pipeline.ports import Task, Writer
from pipeline.settings import Settings
from tests.servers.chat_server import ChatServer

Make = Callable[[ExitStack], Writer]

FERRY = "The island ferry will stop running on 3 June. The operator blamed the price of fuel. Gulls were seen."
VOTE = "Councillors voted nine to four to buy the ferry. A petition had 2,100 names."


def _model_writer(stack: ExitStack) -> Writer:
    server = stack.enter_context(ChatServer())
    chat = stack.enter_context(closing(OpenAIChat(Settings(openai_url=server.url, retries=0))))
    return ModelWriter(chat, "openai-compatible")


WRITERS: dict[str, Make] = {
    "model": _model_writer,
    "quotes only": lambda _stack: ExtractiveWriter(StaticEmbedder(), MiniLMEmbedder()),
}


@pytest.fixture(params=WRITERS)
def writer(request: pytest.FixtureRequest) -> Iterator[Writer]:
    with ExitStack() as stack:
        yield WRITERS[request.param](stack)


def evidence(question: str, *texts: str) -> Evidence:
    """A passage an article, the best first."""
    articles = [
        Article(ArticleId(f"a{number}"), text, "A title", f"Outlet {number}", published=date(2031, 5, number))
        for number, text in enumerate(texts, 1)
    ]
    hits = tuple(
        Hit(article.passage(Span(0, len(article.text))), 1 / number, 1 / number, 1.0, ("words",))
        for number, article in enumerate(articles, 1)
    )
    return Evidence(question, hits, {article.id: article for article in articles})


def drafted(writer: Writer, about: Evidence, task: Task = Task.ANSWER, limit: int = 5) -> list[DraftClaim]:
    return list(writer.draft(about, task, limit, lambda _: None))


FOUND = evidence("When will the island ferry stop running?", FERRY, VOTE)


@pytest.mark.parametrize("task", Task)
def test_claims_quote_words_that_stand_in_the_passages_they_name(writer: Writer, task: Task) -> None:
    texts = {hit.passage.id: hit.passage.text for hit in FOUND.hits}
    claims = drafted(writer, FOUND, task)
    assert claims
    for claim in claims:
        assert claim.text.strip()
        assert claim.quotes
        assert all(quote.words in texts[quote.passage_id] for quote in claim.quotes)


def test_the_first_claim_is_the_one_that_answers(writer: Writer) -> None:
    assert "3 June" in drafted(writer, FOUND)[0].text


def test_there_are_no_more_claims_than_asked_for(writer: Writer) -> None:
    assert len(drafted(writer, FOUND, limit=1)) == 1
    assert drafted(writer, FOUND, limit=0) == []


def test_no_evidence_gives_no_claim(writer: Writer) -> None:
    assert drafted(writer, evidence("When will the island ferry stop running?")) == []


def test_evidence_that_does_not_answer_gives_no_claim(writer: Writer) -> None:
    assert drafted(writer, evidence("Who composed the symphony?", FERRY, VOTE)) == []


def test_the_same_evidence_gives_the_same_claims(writer: Writer) -> None:
    assert drafted(writer, FOUND) == drafted(writer, FOUND)


def test_a_writer_says_what_it_is(writer: Writer) -> None:
    assert writer.backend
    assert isinstance(writer.model, str)
    assert all("@" in label for label in writer.prompts)
