"""Whatever stands in a text, Markdown draws that text and nothing else. What Streamlit adds is tried in the browser."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.export import wording
from ui.text import plain, short

MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])
HOSTILE = st.lists(
    st.sampled_from(
        ["$5bn", "*", "_", "<b>", "</b>", ":red[", "x]", "](y)", "`", "#", "~~", "- ", "1. ", "+ ", ">", "&amp;"]
    )
    | st.sampled_from(
        ["--", "->", "<->", "\\", "|", "![", "http://a.b", "www.a.b", "a@b.c", ":material/home:", "\n\n", "    "]
    )
    | st.text(max_size=4)
).map("".join)


def drawn(markdown: str) -> str:
    """The text of the one paragraph that it is, if it has no other element."""
    unjoined = re.sub(r":color\[(\\.)\]", r"\1", markdown)
    tokens = MARKDOWN.parse(unjoined)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    pieces = [piece for token in tokens for piece in token.children or ()]
    assert {piece.type for piece in pieces} <= {"text", "text_special"}, pieces
    return "".join(piece.content for piece in pieces)


@given(HOSTILE)
def test_markdown_of_a_text_is_that_text(text: str) -> None:
    assert drawn(plain(text)) == wording.shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "$5bn or $6bn",
        ":red[x] and :material/home: and :streamlit: and :smile:",
        "# a heading",
        "- a list",
        "12. a list",
        "=== and ---",
        "<script>alert(1)</script> <b>",
        "[words](https://example.com) ![image](https://example.com/x.png)",
        "`code` ~~struck~~ **bold** __bold__",
        "| a | b |",
        "&lt; stays &lt;",
        "[^1] and {x=1}",
    ],
)
def test_syntax_stays_text(text: str) -> None:
    assert drawn(plain(text)) == text


@pytest.mark.parametrize(
    "text", ["1 -- 2", "a -> b", "a <-> b", "3 >= 2", "https://a.b", "www.a.b", "me@a.b", ":smile:", "12:30:45"]
)
def test_what_is_recognised_after_the_escapes_is_parted_by_a_span(text: str) -> None:
    assert ":color[" in plain(text)
    assert drawn(plain(text)) == text


def test_several_lines_become_one() -> None:
    assert plain("one\n\n    two\tthree") == "one two three"


def test_ordinary_prose_is_left_alone() -> None:
    prose = "The court's ruling, by 5 to 4, was “final” (for now); well-known."
    assert plain(prose) == prose


def test_a_short_text_is_whole_and_a_long_one_ends_at_a_word() -> None:
    assert short("Rates fall", 20) == "Rates fall"
    assert short("Rates fall again, for the third time", 20) == "Rates fall again …"
