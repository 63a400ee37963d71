"""Markdown files to articles through markdown-it: the words without the syntax; pictures and raw HTML are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.adapters import plain_text
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import fields

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAKS = {"softbreak": " ", "hardbreak": "\n"}
_TEXT_KINDS = {"text", "code_inline"}
# far beyond what an article has, and some seconds to parse
_MARKS, _MOST_MARKS = "[*_`<&~", 20_000
_MOST_LINES = 50_000
_BLOCK_KINDS = {"fence", "code_block"}


class MarkdownText:
    """An ``ArticleLoader`` of Markdown, with front matter (``title:``, ``date:``, ``outlet:`` and the like) if any."""

    suffixes = frozenset({".md", ".markdown"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article, or the reason why not. A first heading of the first level is the title."""
        try:
            header, body = plain_text.front_matter(plain_text.decoded(content))
            title, text = _read(body)
            yield fields.raw_article(name, {"title": title, **header, "text": text}, as_text=str)
        except Refusal as refusal:
            yield Refused(name, str(refusal))


def _read(source: str) -> tuple[str, str]:
    """Title and text. Raises Refusal for what would be parsed for minutes."""
    from markdown_it import MarkdownIt

    if sum(map(source.count, _MARKS)) > _MOST_MARKS:
        raise Refusal(f"is Markdown with more than {_MOST_MARKS:,} brackets, asterisks and the like: split it")
    if source.count("\n") > _MOST_LINES:
        raise Refusal(f"is Markdown with more than {_MOST_LINES:,} lines: split it")
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(re.sub("\r\n?", "\n", source))
    blocks = list(_blocks(tokens))
    is_titled = len(tokens) > 1 and tokens[0].type == "heading_open" and tokens[0].tag == "h1" and len(blocks) > 1
    title = blocks.pop(0) if is_titled else ""
    return title, "\n\n".join(blocks)


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif text := _text(token):
            if row is None:
                yield text
            else:
                row.append(text)


def _text(token: Token) -> str:
    if token.type in _BLOCK_KINDS:
        return token.content.strip()
    return "".join(map(_inline, token.children or ())).strip() if token.type == "inline" else ""


def _inline(token: Token) -> str:
    return token.content if token.type in _TEXT_KINDS else _BREAKS.get(token.type, "")
