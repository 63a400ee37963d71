"""Markdown: text of articles stays text, wherever in the document it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.export.markdown import MarkdownExporter, escaped
from pipeline.export.wording import shown
from tests.export import briefs

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PLACES = {
    "paragraph": "{}",
    "heading": "# {}",
    "item": "- {}",
    "numbered": "1. {}",
    "after a lead": "- **9 November 2020:** {}",
    "in emphasis": "*({})*",
    "footnote": "“{}” The Post",
    "cell": "| a | b |\n| --- | --- |\n| x | {} |",
}
# what means something in Markdown, more often than chance would have it
TRICKY = st.text(st.sampled_from(list("\\`*_[](){}<>#+-.!|~$^:=&@;/ 1a\nw")) | st.characters(), max_size=25)


def inlines(markdown: str) -> list[Token]:
    return [token for token in PARSER.parse(markdown) if token.type == "inline"]


def text_of(token: Token) -> str:
    return "".join(child.content for child in token.children or [])


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=150, deadline=None)
@given(text=TRICKY)
def test_any_text_reads_as_itself(place: str, text: str) -> None:
    line = shown(text)
    if not line:
        return
    last = inlines(PLACES[place].format(escaped(line)))[-1]
    kinds = {child.type for child in last.children or []} - {"text", "text_special"}
    assert kinds <= {"strong_open", "strong_close", "em_open", "em_close"} & expected(place)
    assert line in text_of(last)


def expected(place: str) -> set[str]:
    if place == "after a lead":
        return {"strong_open", "strong_close"}
    return {"em_open", "em_close"} if place == "in emphasis" else set()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", briefs.HOSTILE)
def test_hostile_text_reads_as_itself(place: str, text: str) -> None:
    found = inlines(PLACES[place].format(escaped(shown(text))))
    assert shown(text) in text_of(found[-1])
    assert len(found) == (4 if place == "cell" else 1)


@pytest.mark.parametrize(
    "text",
    ["https://evil.example", "www.evil.example", "a@evil.example", ":red[x]", ":smile:", "^[x]", "$5bn and $7bn"],
)
def test_what_only_some_readers_of_markdown_know_is_escaped_too(text: str) -> None:
    assert not re.search(r"(?<!\\)(://|www\.|@|:[a-z]|\^\[|\$)", escaped(text))


def test_times_and_plain_words_are_left_as_they_are() -> None:
    assert escaped("At 10:30 a.m., AT&T (U.S.) said: no - 5% more!") == "At 10:30 a.m., AT&T (U.S.) said: no - 5% more!"


def test_a_hostile_brief_has_no_html_no_images_and_no_links_but_addresses() -> None:
    document = MarkdownExporter().export(briefs.hostile()).decode()
    tokens = [*PARSER.parse(document), *(child for each in inlines(document) for child in each.children or [])]
    assert not {"html_block", "html_inline", "image", "fence", "code_block", "code_inline"} & {t.type for t in tokens}
    assert all(t.attrs["href"].startswith("https://evil.example/%22") for t in tokens if t.type == "link_open")  # type: ignore[union-attr]


def test_every_note_is_defined_once_and_referred_to() -> None:
    document = MarkdownExporter().export(briefs.PLAIN).decode()
    defined = re.findall(r"^\[\^(\d+)\]:", document, re.MULTILINE)
    assert defined == [str(i) for i in range(1, 11)]
    assert set(re.findall(r"\[\^(\d+)\](?!:)", document)) == set(defined)
