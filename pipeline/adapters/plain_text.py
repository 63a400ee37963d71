"""``.txt`` files to articles: one file, one article, with the metadata that its first lines hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import decode, fields

_FENCE = "---"
_LONGEST_HEADER = 40
_LARGEST = 20 * 1024 * 1024


class PlainText:
    """An ``ArticleLoader`` of plain text."""

    suffixes = frozenset({".txt", ".text"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article, or the reason why not."""
        try:
            header, body = front_matter(decoded(content))
            yield fields.raw_article(name, {**header, "text": body}, as_text=str)
        except Refusal as refusal:
            yield Refused(name, str(refusal))


def decoded(content: bytes) -> str:
    """The text of one article. Raises Refusal for what is none, or far larger than an article, before it is decoded."""
    if len(content) > _LARGEST:
        raise Refusal(f"is a text of more than {_LARGEST // 1024 // 1024} MB, as no article is: split it")
    return decode.text(content)


def front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """``key: value`` lines between two lines of ``---`` at the very top, and the text after them."""
    lines = text.replace("\r\n", "\n").split("\n", _LONGEST_HEADER)
    marks = [at for at, line in enumerate(lines[:_LONGEST_HEADER]) if line.rstrip() == _FENCE]
    if len(marks) < 2 or marks[0] != 0:  # noqa: PLR2004
        return {}, text
    pairs = (line.partition(":") for line in lines[1 : marks[1]])
    header = {key.strip(): value.strip().strip("\"'") for key, colon, value in pairs if colon}
    known = {key: value for key, value in header.items() if fields.kind(key) not in {"", "text"}}
    return (known, "\n".join(lines[marks[1] + 1 :])) if known else ({}, text)
