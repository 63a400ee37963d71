"""brief --refresh, brief --diff and standing: what changed since a brief was written, or a question answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import records
from tests.brief import event
from tests.doors import shell

QUESTION = "How many people were killed by the fire at the Kelby grain depot?"
CHANGE = {"news", "before", "after", "values", "reason"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "kelby"
    assert shell.run("add", event.files(tmp_path / "first", event.FIRST), "--data", folder).status == 0
    return folder


@pytest.fixture
def written(data: Path) -> Any:
    return shell.run("brief", event.TOPIC, "--json", "--data", data).json


def add_later(data: Path) -> None:
    assert shell.run("add", event.files(data.parent / "later", event.LATER), "--data", data).status == 0


def news(found: list[Any]) -> list[str]:
    return sorted(change["news"] for change in found)


def test_refresh_gives_the_next_version_and_what_changed(data: Path, written: Any, tmp_path: Path) -> None:
    add_later(data)
    out = tmp_path / "newer.md"
    newer = shell.run("brief", "--refresh", written["id"], "--out", out, "--json", "--data", data).json
    assert (newer["id"], newer["version"]) == (written["id"], 2)
    assert newer.keys() >= written.keys() | {"changes"}
    assert news(newer["changes"]) == ["changed", "corroborated", "new"]
    (counted,) = (change for change in newer["changes"] if change["news"] == "changed")
    assert counted.keys() == CHANGE
    assert counted["values"] == [{"before": "41", "after": "43"}]
    assert records.read_brief(newer).version == 2
    assert "killed 43 people" in out.read_text(encoding="utf-8")
    again = shell.run("brief", "--refresh", written["id"], "--data", data)
    assert (again.status, again.out) == (0, "Nothing that arrived since changes this brief.\n")


def test_refresh_with_diff_prints_what_changed(data: Path, written: Any) -> None:
    add_later(data)
    lines = shell.run("brief", "--refresh", written["id"], "--diff", "--data", data).out.splitlines()
    assert lines[0] == "changed: 41 → 43 (North Radio, 5 March 2026)"
    assert "[-41-]{+43+}" in lines[1]
    assert "new: Vale Courier, 6 March 2026" in lines


def test_any_two_versions_are_compared(data: Path, written: Any) -> None:
    one = ("brief", "--diff", written["id"], "--data", data)
    assert shell.run(*one).err == f"briefdesk: Brief {written['id']} has no version before version 1.\n"
    add_later(data)
    shell.run("brief", "--refresh", written["id"], "--data", data)
    found = shell.run(*one, "--json").json
    assert (found["id"], found["from"], found["to"]) == (written["id"], 1, 2)
    assert [change for change in news(found["changes"]) if change != "same"] == ["changed", "corroborated", "new"]
    backwards = shell.run(*one, "--from", 2, "--to", 1, "--json").json["changes"]
    assert [change for change in news(backwards) if change != "same"] == ["changed", "gone"]
    text = shell.run(*one).out
    assert "Version 1 to version 2. Brought up to date: 1 changed, 1 corroborated, 1 new." in text
    assert text.endswith("sentences as before.\n")


@pytest.mark.parametrize(
    "words",
    [(), ("Topic", "--refresh", "x"), ("--diff",), ("Topic", "--diff", "x"), ("--refresh", "x", "--from", "1")],
    ids=["nothing", "both", "diff of nothing", "topic and diff", "refresh from"],
)
def test_what_is_no_one_thing_to_do_is_refused(words: tuple[str, ...]) -> None:
    ran = shell.run("brief", *words)
    assert ran.status == 2
    assert "--help" in ran.err


def test_an_unknown_brief_is_named(data: Path) -> None:
    for words in (("--refresh", "nobody"), ("--diff", "nobody")):
        ran = shell.run("brief", *words, "--json", "--data", data)
        assert (ran.status, ran.json) == (2, {"error": "There is no brief nobody."})


def test_a_standing_question_tells_what_changed(data: Path, written: Any) -> None:
    (kept,) = shell.run("standing", "add", QUESTION, "--json", "--data", data).json["questions"]
    assert (kept["question"], kept["changes"], kept["is_seen"]) == (QUESTION, [], True)
    shell.run("standing", "add", "--brief", written["id"], "--data", data)
    assert "Nothing changed." in shell.run("standing", "run", "--data", data).out
    add_later(data)
    asked, of_brief = shell.run("standing", "run", "--json", "--data", data).json["questions"]
    assert [change["values"] for change in asked["changes"]] == [[{"before": "41", "after": "43"}]]
    assert not asked["is_seen"]
    assert news(of_brief["changes"]) == ["changed", "corroborated", "new"]
    seen = shell.run("standing", "seen", kept["id"], "--json", "--data", data).json["questions"]
    assert [each["is_seen"] for each in seen] == [True, False]
    shell.run("standing", "remove", kept["id"], "--data", data)
    rows = shell.run("standing", "list", "--data", data).out.splitlines()
    assert len(rows) == 2
    assert rows[1].split("\t")[4] == "3 sentences"


def test_a_standing_question_that_fails_is_a_refusal(data: Path) -> None:
    written = shell.run("brief", event.TOPIC, "--json", "--data", data).json
    shell.run("standing", "add", "--brief", written["id"], "--data", data)
    assert shell.run("standing", "run", "--again", "--data", data).status == 0
    assert shell.run("standing", "add", "--data", data).status == 2
    assert shell.run("standing", "add", QUESTION, "--brief", written["id"], "--data", data).status == 2
    ran = shell.run("standing", "remove", "nobody", "--data", data)
    assert (ran.status, ran.err) == (2, "briefdesk: There is no standing question nobody.\n")
