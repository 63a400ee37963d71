"""feedback: what readers said of answers, as a list and as a file."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import records
from pipeline.adapters.sqlite import SqliteShelf
from pipeline.domain import Conversation, Feedback, Turn
from tests.doors import shell

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path, answer: dict[str, object]) -> Path:
    """A library in which one answer was called good, and one not."""
    first = records.read_answer(answer)
    second = replace(first, question="And now?", provenance=replace(first.provenance, made_at=NOON))
    with closing(SqliteShelf(tmp_path)) as shelf:
        shelf.save_conversation(Conversation("c", "Ferry", (Turn(first), Turn(second)), NOON))
        shelf.save_feedback(Feedback("c", first.provenance.made_at, is_good=True, at=NOON))
        shelf.save_feedback(Feedback("c", NOON, is_good=False, at=NOON.replace(hour=13), reason="Not <b>asked</b>."))
    return tmp_path


def test_what_was_said_is_listed_with_what_it_is_about(data: Path, answer: dict[str, object]) -> None:
    good, bad = shell.run("feedback", "--json", "--data", data).json["feedback"]
    assert (good["question"], good["is_good"], good["reason"]) == (answer["question"], True, "")
    assert (bad["question"], bad["is_good"], bad["reason"]) == ("And now?", False, "Not <b>asked</b>.")
    assert answer["claims"][0]["text"] in good["answer"]
    shown = shell.run("feedback", "--data", data).out
    assert "not good" in shown
    assert "Not <b>asked</b>." in shown


def test_it_is_written_to_a_file_a_line_each(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "said.jsonl"
    assert "of 2 answers" in shell.run("feedback", str(file), "--data", data).out
    assert [json.loads(line)["is_good"] for line in file.read_text().splitlines()] == [True, False]
    ran = shell.run("feedback", str(tmp_path / "said.txt"), "--data", data)
    assert ran.status == 2
    assert "there are .jsonl" in ran.err


def test_nothing_said_is_nothing_shown(tmp_path: Path) -> None:
    assert shell.run("feedback", "--data", tmp_path).out == ""
    assert shell.run("feedback", "--json", "--data", tmp_path).json == {"feedback": []}
