"""Verify, of conversations: every answer in them is checked, and what a reader sees of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.domain import Answer, Conversation
from pipeline.errors import UserError
from tests.export import briefs, conversations
from tests.verify.test_verify import EXPORTERS, check, reasons
from tests.verify.test_verify_files import NOTES, rewritten

SUFFIXES = [".json", ".html", ".docx"]


def having(answer: Answer) -> Conversation:
    return replace(conversations.TWO, turns=(*conversations.TWO.turns, conversations.Turn(answer)))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", ["two", "one", "stopped"])
def test_a_conversation_stands_as_it_was_exported(suffix: str, name: str) -> None:
    found = check(EXPORTERS[suffix].export(conversations.EVERY[name]))
    assert found.problems == ()
    assert found.claims == found.quotes_exact >= 3


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_conversation_on_hostile_articles_is_whole(suffix: str) -> None:
    found = check(EXPORTERS[suffix].export(conversations.HOSTILE))
    assert found.quotes_exact == found.claims > len(briefs.HOSTILE)
    assert "the file" not in {problem.where for problem in found.problems}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_wrong_digit_in_any_answer_is_found(suffix: str) -> None:
    citation = briefs.THIRTEEN.citations[0]
    forged = replace(briefs.THIRTEEN, citations=(replace(citation, quote=citation.quote.replace("13", "18")),))
    found = check(EXPORTERS[suffix].export(having(replace(conversations.KILLED, claims=(forged,)))))
    assert "not “killing 18 people, the coast guard said”" in reasons(found)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_wrong_passage_that_came_near_is_found(suffix: str) -> None:
    near = conversations.WHY.nearest[0]
    forged = replace(near, quote=near.quote.replace("14", "41"))
    found = check(EXPORTERS[suffix].export(having(replace(conversations.WHY, nearest=(forged,)))))
    assert [problem.where for problem in found.problems] == ["nearest passage 2"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_passage_that_came_near_under_the_name_of_another_paper_is_found(suffix: str) -> None:
    near = conversations.WHY.nearest[0]
    forged = replace(near, source=replace(near.source, outlet="The Other Paper"))
    found = check(EXPORTERS[suffix].export(having(replace(conversations.WHY, nearest=(forged,)))))
    assert [problem.where for problem in found.problems] == ["nearest passage 2"]
    assert "not “The Other Paper”" in reasons(found)


def test_one_digit_that_a_reader_sees_is_found() -> None:
    page = EXPORTERS[".html"].export(conversations.TWO)
    assert "the file shows" in reasons(check(page.replace(b"that 13 people", b"that 18 people", 1)))
    words = rewritten(EXPORTERS[".docx"].export(conversations.TWO), NOTES, "“killing 13", "“killing 18")
    assert "the file shows" in reasons(check(words))


@pytest.mark.parametrize("turns", [3, [3], [{}], [{"answer": 3}]])
def test_what_is_no_conversation_is_refused(turns: object) -> None:
    with pytest.raises(UserError, match="not an answer, a conversation or a brief"):
        check(json.dumps({"turns": turns}).encode())
