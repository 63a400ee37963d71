"""Text of articles on its way to a terminal, a pipe or a program."""

from __future__ import annotations

import io
import json

import pytest

from pipeline.doors import page
from pipeline.doors.output import Output
from pipeline.doors.page import Grid, Line, Tone, Words

HOSTILE = "\x1b]0;owned\x07\x1b[31mred \x9b32m \u202edrow\u202c [bold]:smile: 50%[/bold]\r\n\ttail"
OBEYED = ("\x1b]", "\x1b[31m", "\x07", "\x9b", "\u202e", "\r")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def drawn(stream: io.StringIO, *blocks: page.Block) -> str:
    page.draw(blocks, stream)
    return stream.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
@pytest.mark.parametrize(
    "block", [Line(HOSTILE, 2, Tone.ALERT), Grid((HOSTILE,), ((HOSTILE,),)), Words(((HOSTILE, Tone.ADDED),))]
)
def test_nothing_in_a_text_is_obeyed(stream: type[io.StringIO], block: page.Block) -> None:
    out = drawn(stream(), block)
    assert not any(sign in out for sign in OBEYED)
    assert "[bold]:smile: 50%[/bold]" in out


def test_a_program_gets_the_text_as_it_is_with_nothing_to_obey() -> None:
    out = io.StringIO()
    Output(out, io.StringIO()).document({"text": HOSTILE + "\ud800 é"})
    assert json.loads(out.getvalue())["text"] == HOSTILE + "\ud800 é"
    assert not any(sign in out.getvalue() for sign in (*OBEYED, "\ud800"))
    assert "é" in out.getvalue()


def test_a_pipe_gets_lines_that_are_not_cut_and_columns_by_tabs() -> None:
    long = "word " * 100
    out = drawn(io.StringIO(), Line(long, indent=2), Grid(("a", "b"), (("1\t2", long),)))
    assert out == f"  {long.strip()}\na\tb\n1 2\t{long.strip()}\n"


def test_changed_words_are_marked_in_a_pipe_and_drawn_on_a_terminal() -> None:
    words = Words(
        (("It rained on ", Tone.PLAIN), ("Monday", Tone.REMOVED), ("Tuesday", Tone.ADDED), (" .", Tone.PLAIN))
    )
    assert drawn(io.StringIO(), words) == "It rained on [-Monday-]{+Tuesday+} .\n"
    terminal = drawn(Terminal(), words)
    assert "It rained on \x1b[9;31mMonday\x1b[0m\x1b[4;32mTuesday\x1b[0m ." in terminal


def test_a_terminal_gets_lines_that_keep_their_indent_where_they_wrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    lines = drawn(Terminal(), Line("word " * 20, indent=4)).splitlines()
    assert len(lines) > 2
    assert all(line.startswith("    word") and len(line) <= 40 for line in lines)
