"""What the desk exports: briefs by the label of their template, conversations, and what is neither."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.brief.places import Place
from pipeline.desk import Desk
from pipeline.domain import Conversation, Turn
from pipeline.errors import UserError
from pipeline.settings import Settings
from tests.export import conversations

TEMPLATE = """
label = "Note for the board"
form = "sorts"
length = "short"
shows = []

[[sections]]
heading = "What happened"
asks = "What are the main facts of {topic}?"
takes = ["news"]
"""
TOPIC = "the sinking of the ferry Maren Tide"


@pytest.fixture
def desk(sample_library: Path, tmp_path: Path) -> Iterator[Desk]:
    folder = Path(shutil.copytree(sample_library, tmp_path / "library"))
    (folder / "templates").mkdir()
    (folder / "templates" / "board.toml").write_text(TEMPLATE, encoding="utf-8")
    opened = wiring.open_desk(Settings(data=folder))
    yield opened
    opened.close()


def test_a_template_of_ones_own_is_called_by_its_label_also_when_its_file_is_gone(desk: Desk, tmp_path: Path) -> None:
    brief = desk.brief(TOPIC, template="board")
    (tmp_path / "library" / "templates" / "board.toml").unlink()
    assert "Note for the board · " in desk.export(desk.shelf.brief(brief.id), ".md").decode()


def test_a_brief_of_an_earlier_release_is_called_by_the_label_of_today(desk: Desk) -> None:
    brief = desk.brief(TOPIC, template="board")
    older = replace(brief, outline=replace(brief.outline, label=""))
    assert "Note for the board · " in desk.export(older, ".md").decode()
    gone = replace(older, outline=replace(older.outline, template="what-was"))
    assert "\n\nWhat was · " in desk.export(gone, ".md").decode()


def test_an_answer_is_exported_and_verified(desk: Desk) -> None:
    answer = desk.ask("How many people were aboard the Maren Tide?")
    talk = Conversation(
        "talk", "", (Turn(answer), Turn(desk.ask("Who is the king of Mars?"))), answer.provenance.made_at
    )
    assert answer.claims
    assert talk.turns[1].answer.abstained
    for suffix in (".json", ".html", ".docx"):
        found = desk.verify(desk.export_conversation(talk, suffix))
        assert found.problems == ()
        assert found.claims >= len(answer.claims)
    assert "“" in desk.export_conversation(talk, ".md").decode()


def test_what_cannot_be_exported_is_said(desk: Desk) -> None:
    with pytest.raises(UserError, match="no answer in this conversation"):
        desk.export_conversation(replace(conversations.TWO, turns=()), ".md")
    with pytest.raises(UserError, match=r"'\.odt' cannot be written; there are \.docx"):
        desk.export_conversation(conversations.TWO, ".odt")


def test_every_brief_verifies_also_when_it_was_edited(desk: Desk) -> None:
    brief = desk.brief(TOPIC, template="situation", length="long")
    assert brief.figures
    assert brief.timeline
    edited = desk.editing.delete_claim(brief, Place(0, 0))
    edited = desk.editing.add_remark(edited, 0, "Ask the harbour office.")
    for each in (brief, edited):
        for suffix in (".json", ".html", ".docx"):
            assert desk.verify(desk.export(each, suffix)).problems == ()
