"""What holds for every command: exit statuses, one document on standard output, nothing that a terminal would obey."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from pipeline.doors import cli
from tests.doors import shell

ESCAPE = "\x1b]0;owned\x07\x1b[31m"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ([], "the following arguments are required: COMMAND"),
        (["frob"], "invalid choice: 'frob'"),
        (["list", "--frob"], "unrecognized arguments: --frob"),
        (["list", "--since", "yesterday"], "'yesterday' is not a day as in 2025-03-04"),
        (["search", "x", "-k", "0"], "'0' is not a whole number from 1 to 1000"),
        (["search", "x", "-k", "²"], "'²' is not a whole number from 1 to 1000"),
        (["add"], "required: PATH|URL"),
        (["ask"], "ask takes a question, or --questions FILE"),
        (["ask", "x", "--questions", "y"], "ask takes a question, or --questions FILE"),
        (["list", "--copies", "some"], "invalid choice: 'some'"),
        (["feeds", "add", "https://e.org/f", "--every", "-5"], "'-5' is not a number of minutes"),
        (["jobs", "pause"], "required: N"),
        (["jobs", "frob", "1"], "invalid choice: 'frob'"),
        (["list", "--data", " "], "--data needs the name of a folder"),
        (["list", "--data", "a\udcff"], "the data folder needs a name in UTF-8"),
    ],
)
def test_a_wrong_command_is_one_line_and_status_2(words: list[str], wrong: str) -> None:
    ran = shell.run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert wrong in ran.err
    assert len(ran.err.splitlines()) == 1
    assert wrong in shell.run(*words, "--json").json["error"]


@pytest.mark.parametrize("words", [["list"], ["extract", "x.txt"], ["support"]])
def test_an_unknown_setting_is_named(words: list[str]) -> None:
    ran = shell.run(*words, "--json", environ={"BRIEFDESK_PASAGE_CHARS": "600"})
    assert ran.status == 2
    assert ran.json["error"].startswith("unknown setting BRIEFDESK_PASAGE_CHARS; did you mean BRIEFDESK_PASSAGE_CHARS?")


def test_a_data_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below", "/proc/briefdesk"):
        ran = shell.run("list", "--data", folder, "--json")
        assert ran.status == 2
        assert str(folder) in ran.json["error"]
        assert len(ran.err.splitlines()) == 1


def test_a_damaged_library_is_named(tmp_path: Path) -> None:
    (tmp_path / "shelf.sqlite").write_bytes(b"this is no database at all" * 100)
    ran = shell.run("list", "--data", tmp_path)
    assert ran.status == 2
    assert "is damaged" in ran.err


def test_the_data_folder_is_told_before_or_after_the_command_or_by_the_environment(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert shell.run("--data", one, "--json", "list").json == {"articles": []}
    assert (one / "shelf.sqlite").exists()
    assert shell.run("list", environ={"BRIEFDESK_DATA": str(other)}).status == 0
    assert (other / "shelf.sqlite").exists()


def test_help_is_no_error() -> None:
    for words in (["--help"], ["ask", "--help"], ["add", "-h"]):
        ran = shell.run(*words)
        assert (ran.status, ran.err) == (0, "")
        assert ran.out.startswith("usage: python -m pipeline")


def test_no_escape_of_a_message_reaches_a_terminal(tmp_path: Path) -> None:
    ran = shell.run("show", f"a{ESCAPE}\nb\x9b", "--json", "--data", tmp_path / "data")
    assert ran.json["error"] == f"There is no article a{ESCAPE}\nb\x9b."
    assert not any(sign in ran.out + ran.err for sign in ("\x1b", "\x07", "\x9b"))
    assert len(ran.err.splitlines()) == 1


def test_a_terminal_gets_a_table_that_is_drawn(library: Path) -> None:
    terminal = Terminal()
    assert cli.main(["list", "--data", str(library)], io.BytesIO(), terminal, io.StringIO(), {}) == 0
    assert "\x1b[1m" in terminal.getvalue()
    assert "\t" not in terminal.getvalue()
    assert "Meridian" in terminal.getvalue()


def test_log_lines_go_to_standard_error_for_who_asks(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("It rained on Monday.")
    words = ("add", file, "--json", "--data", tmp_path / "data")
    assert shell.run(*words).err == ""
    ran = shell.run(*words, environ={"BRIEFDESK_LOG_LEVEL": "info"})
    assert ran.json["unchanged"] == 1
    assert "INFO pipeline.ingest.library added articles=0" in ran.err
