"""A conversation as a paper, in every format: its questions, its answers, one series of notes, how it was made."""

from __future__ import annotations

import json

import pytest

from pipeline import records, wiring
from pipeline.export import clipboard
from pipeline.export.blocks import Aside, Lines, Table
from pipeline.export.paper import paper
from pipeline.export.wording import shown
from tests.contracts.test_exporter import EXPORTERS, parts
from tests.export import briefs, conversations

SUFFIXES = tuple(wiring.exporters())
FOR_PEOPLE = [suffix for suffix in SUFFIXES if suffix != ".json"]


def text(suffix: str, name: str) -> str:
    return EXPORTERS[suffix][1](wiring.exporters()[suffix].export(conversations.EVERY[name]))


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_every_question_answer_and_quote_is_in_the_file_in_order(suffix: str) -> None:
    found = text(suffix, "two")
    told = (
        "Killed in the ferry collision",
        "2 questions",
        "How many were killed?",
        briefs.THIRTEEN.text,
        "partly supported",
        "The day of the collision: a date on which they differ",
        "Quotes only, no model, 13 November 2020, 08:30 UTC.",
        "Why did it happen?",
        "Searched for: Why did the collision of the ferries happen?",
        "The service failed. These are quotes from the articles, chosen without the model.",
        "The articles do not say.",
        "None of the articles says why.",
        "What comes nearest:",
        "Made 13 November 2020, 08:30 UTC to 13 November 2020, 09:05 UTC with Briefdesk",
    )
    places = [found.index(each) for each in told]
    assert places == sorted(places)
    cited = [
        citation for turn in conversations.TWO.turns for claim in turn.answer.claims for citation in claim.citations
    ]
    assert all(citation.quote in found for citation in cited)
    assert conversations.WHY.nearest[0].quote in found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_it_is_the_same_every_time(suffix: str) -> None:
    exporter = wiring.exporters()[suffix]
    assert exporter.export(conversations.TWO) == exporter.export(conversations.TWO)
    assert exporter.export(conversations.TWO) != exporter.export(conversations.ONE)


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_hostile_text_in_it_stays_text(suffix: str) -> None:
    found = text(suffix, "hostile")
    lines = briefs.HOSTILE[:-1] if suffix == ".pdf" else briefs.HOSTILE  # a PDF has a text as it is seen
    assert [line for line in lines if shown(line) not in found] == []


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_what_was_dropped_is_not_in_the_file(suffix: str) -> None:
    assert b"drunk" not in b"".join(parts(wiring.exporters()[suffix].export(conversations.TWO)))


def test_its_json_has_all_of_it() -> None:
    record = json.loads(wiring.exporters()[".json"].export(conversations.TWO))
    assert records.read_conversation(record) == conversations.TWO
    assert record["format"] == "briefdesk conversation 1"


def test_notes_go_on_through_all_its_answers() -> None:
    value = paper(conversations.TWO)
    blocks = [block for part in value.parts for block in part.blocks]
    rows = [cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row]
    lines = [line for block in blocks if isinstance(block, Lines) for line in block.lines]
    met = {number for line in (*lines, *rows) for number in line.notes}
    assert met == {note.number for note in value.footnotes} == set(range(1, len(value.footnotes) + 1))


def test_a_single_question_that_is_the_title_is_said_once() -> None:
    assert [part.heading for part in paper(conversations.ONE).parts] == ["Answer"]
    assert paper(conversations.STOPPED).title == "How many were killed?"


def test_what_was_stopped_says_so() -> None:
    asides = [block.text for block in paper(conversations.STOPPED).parts[0].blocks if isinstance(block, Aside)]
    assert asides[0] == "Stopped. What had been checked by then is above."


def test_the_clipboard_has_each_sentence_and_its_notes() -> None:
    said, *_ = copied = clipboard.text(conversations.KILLED).split("\n\n")
    assert said == f"{briefs.COLLIDED.text} [1][2]"
    assert f"{briefs.THIRTEEN.text} [3]" in copied[1]
    assert (
        "[3] The Harbour Post, “Two ferries collide off Port Alder”, 9 November 2020. "
        "“killing 13 people, the coast guard said” https://harbourpost.example/ferries?id=7&lang=en"
    ) in copied
    assert "The day of the collision: a date on which they differ:\n- Monday (The Harbour Post" in "\n\n".join(copied)
    assert copied[-1] == "Quotes only, no model, 13 November 2020, 08:30 UTC.\n"


def test_the_clipboard_says_that_the_articles_do_not_say() -> None:
    copied = clipboard.text(conversations.WHY)
    assert copied.startswith("The articles do not say. None of the articles says why.\n\nNearest: Northern Ledger")
    assert "[1] Northern Ledger, “Death toll in ferry disaster”, 10 November 2020. “At least 14 people died”" in copied


@pytest.mark.parametrize("turn", conversations.HOSTILE.turns)
def test_hostile_text_on_the_clipboard_is_one_line_a_paragraph_line(turn: conversations.Turn) -> None:
    copied = clipboard.text(turn.answer)
    assert not {character for character in copied if character < " " and character != "\n"}
    assert "‮" not in copied
    assert shown(turn.answer.claims[0].text) in copied
