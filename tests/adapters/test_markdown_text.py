from __future__ import annotations

import time
from datetime import date

import pytest

from pipeline.adapters.markdown_text import MarkdownText
from pipeline.domain import RawArticle, Refused

SOURCE = """# The *bridge*

A **bold** [link](https://a.example "t") and `code`,
on two lines. ![a picture](x.png)

## Under it

1. one
2. two

> quoted \\* star

<script>alert(1)</script>

| a | b |
|---|---|
| 1 | 2 |
"""


def _load(content: str) -> RawArticle | Refused:
    [read] = MarkdownText().load("a.md", content.encode())
    return read


def test_words_come_without_their_syntax() -> None:
    read = _load(SOURCE)
    assert read == RawArticle(
        "a.md",
        "A bold link and code, on two lines.\n\nUnder it\n\none\n\ntwo\n\nquoted * star\n\na | b\n\n1 | 2",
        "The bridge",
    )


def test_front_matter_is_read_and_left_out_of_the_text() -> None:
    read = _load('---\ntitle: "A: b"\nDate: 4 January 2019\noutlet: The Daily\nlayout: post\n---\n\nWords.\n')
    assert read == RawArticle("a.md", "Words.", "A: b", "The Daily", published=date(2019, 1, 4))


@pytest.mark.parametrize("content", ["---\n\nWords.\n\n---\n", "---\nWords: yes\n", "Words\n\n---\ntitle: x\n---\n"])
def test_a_rule_is_not_front_matter(content: str) -> None:
    read = _load(content)
    assert isinstance(read, RawArticle)
    assert "Words" in read.text


@pytest.mark.parametrize("content", [">" * 5000 + "x", "[" * 5000 + "x", "*a_" * 3000, "- " * 3000 + "x", "<a" * 3000])
def test_hostile_nesting_never_raises(content: str) -> None:
    assert _load(content)


def test_syntax_without_words_is_refused() -> None:
    assert _load("![](x.png)\n\n***\n") == Refused("a.md", "has no text")


def test_what_would_be_parsed_for_minutes_is_refused_at_once() -> None:
    began = time.process_time()
    (many,) = MarkdownText().load("a.md", b"![" * 200_000)
    (long,) = MarkdownText().load("a.md", b"a\n=\n" * 200_000)
    (large,) = MarkdownText().load("a.md", b"word " * 5_000_000)
    assert isinstance(many, Refused)
    assert isinstance(long, Refused)
    assert isinstance(large, Refused)
    assert "more than 20,000 brackets" in many.reason
    assert "more than 50,000 lines" in long.reason
    assert "more than 20 MB" in large.reason
    assert time.process_time() - began < 2
