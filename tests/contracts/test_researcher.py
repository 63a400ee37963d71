"""What every researcher must do. A new one adds a line to RESEARCHERS: how to make it, with a chat server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest

from pipeline.adapters.openai_api import OpenAIChat
from pipeline.answer.model_researcher import ModelResearcher
from pipeline.domain import Usage, Verdict
from pipeline.ports import Exchange, Researcher
from pipeline.settings import Settings
from tests.contracts.test_writer import FERRY, FOUND, VOTE, evidence
from tests.servers.chat_server import ChatServer

Make = Callable[[ExitStack], Researcher]


def _model_researcher(stack: ExitStack) -> Researcher:
    server = stack.enter_context(ChatServer())
    return ModelResearcher(stack.enter_context(closing(OpenAIChat(Settings(openai_url=server.url, retries=0)))))


RESEARCHERS: dict[str, Make] = {"model": _model_researcher}


@pytest.fixture(params=RESEARCHERS)
def researcher(request: pytest.FixtureRequest) -> Iterator[Researcher]:
    with ExitStack() as stack:
        yield RESEARCHERS[request.param](stack)


def nothing(_: Usage) -> None:
    """What was spent does not matter."""


def test_a_question_without_a_conversation_stays_as_it_is(researcher: Researcher) -> None:
    assert researcher.searches("  When does it stop? ", (), nothing).question == "  When does it stop? "


def test_a_follow_up_takes_words_from_the_conversation(researcher: Researcher) -> None:
    history = (Exchange("When will the island ferry stop running?", "The island ferry will stop running on 3 June."),)
    assert "ferry" in researcher.searches("And why?", history, nothing).question.casefold()


def test_the_best_passages_are_some_of_those_found_each_once(researcher: Researcher) -> None:
    best = researcher.best(FOUND, 5, nothing)
    assert best[0] == FOUND.hits[0].passage.id
    assert set(best) <= {hit.passage.id for hit in FOUND.hits}
    assert len(set(best)) == len(best)
    assert len(researcher.best(FOUND, 1, nothing)) == 1


def test_nothing_found_has_no_best(researcher: Researcher) -> None:
    assert researcher.best(evidence("When will the island ferry stop running?"), 5, nothing) == ()


def test_a_plan_is_of_what_was_found(researcher: Researcher) -> None:
    sections = researcher.plan(FOUND, 3, "the council", nothing)
    assert 0 < len(sections) <= 3
    assert all(section.heading and section.asks for section in sections)
    assert researcher.plan(evidence("Which ferry?"), 3, "", nothing) == ()


def test_what_the_texts_say_is_supported(researcher: Researcher) -> None:
    assert researcher.judge("The ferry will stop on 3 June.", (FERRY, VOTE), nothing).verdict is Verdict.SUPPORTED


def test_what_is_asked_for_is_paid_for(researcher: Researcher) -> None:
    told: list[Usage] = []
    researcher.searches("When does it stop?", (), told.append)
    researcher.best(FOUND, 5, told.append)
    researcher.judge("The ferry will stop on 3 June.", (FERRY,), told.append)
    researcher.plan(FOUND, 5, "", told.append)
    assert [usage.prompt_tokens > 0 for usage in told] == [True, True, True, True]


def test_a_researcher_names_its_prompts(researcher: Researcher) -> None:
    assert all("@" in label for label in researcher.prompts)
