"""``.json`` and ``.jsonl`` files to articles, object by object.

A file is held as bytes, and of lines one at a time; a large ``.json`` as its text too, and of its items one at a time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from pipeline.adapters import json_items, markup, rows
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import decode, fields, transfer

_LISTS = tuple("articles items results data documents docs entries records rows hits stories posts value".split())
_AROUND = frozenset("response data result results hits feed payload _embedded".split())
_DEEPEST = 3
_MB = 1024 * 1024
_ONE_LINE_MORE = "Extra data"
_LINES = re.compile(r"\}\s*\n\s*\{")
# as objects, hostile JSON takes twenty times its size
_LARGE = 32 * _MB
# its text takes up to four bytes a character
_LARGEST = 400 * _MB


class JsonLines:
    """An ``ArticleLoader`` of one JSON object a line. A line that is broken is refused alone."""

    suffixes = frozenset({".jsonl", ".ndjson"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """An article or a reason for each line that is not blank, counted from 1."""
        try:
            lines = decode.lines(content, decode.encoding(content), json_items.LONGEST)
            yield from rows.patient(name, _from_lines(name, lines))
        except Refusal as refusal:
            yield Refused(name, str(refusal))


def _from_lines(name: str, lines: Iterable[str | None]) -> Iterator[RawArticle | Refused]:
    for number, line in enumerate(lines, start=1):
        where = f"{name} line {number}"
        if line is None:
            yield Refused(where, f"is a line of more than {json_items.LONGEST:,} characters")
        elif not line.isspace():
            yield _from_text(where, line.rstrip("\n"))


class JsonFile:
    """An ``ArticleLoader`` of one object, a list of objects, or ``{"articles": [...]}`` and its like."""

    suffixes = frozenset({".json"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """An article or a reason for each object, counted from 1 where there is a list."""
        try:
            _refuse_larger(content)
            text = decode.text(content)
            if len(text) > _LARGE:
                yield from _large(name, text)
                return
            value = _parsed(text)
        except Refusal as refusal:
            if _ONE_LINE_MORE in str(refusal):
                yield from JsonLines().load(name, content)
            else:
                yield Refused(name, str(refusal))
            return
        found = _rows(value)
        if isinstance(found, dict):
            yield _article(name, found)
        else:
            yield from _many(name, found)


def _refuse_larger(content: bytes) -> None:
    if len(content) > _LARGEST:
        raise Refusal(f"is a JSON file of more than {_LARGEST // _MB} MB: save it as JSON lines (.jsonl)")


def _large(name: str, text: str) -> Iterator[RawArticle | Refused]:
    is_begun = False
    try:
        for row in _many(name, json_items.items(text, _LISTS, _AROUND)):
            is_begun = True
            yield row
    except Refusal as refusal:
        if not is_begun and _LINES.search(text, 0, json_items.LONGEST):
            raise Refusal(_ONE_LINE_MORE) from refusal
        yield Refused(name, str(refusal))


def _many(name: str, found: Iterable[object]) -> Iterator[RawArticle | Refused]:
    numbered = enumerate(found, start=1)
    number = 0
    for read in rows.patient(name, (_article(f"{name} item {number}", row) for number, row in numbered)):
        number += 1
        yield read
    if number == 0:
        yield Refused(name, "holds no articles")


def _rows(value: object) -> dict[str, object] | list[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return [value]
    found = _listed(value, _DEEPEST)
    return value if found is None else found


def _listed(value: dict[str, object], depth: int) -> list[object] | None:
    """The list of articles in an answer of some service; None in an object that is an article itself."""
    if any(fields.kind(name) == "text" and isinstance(value[name], str) for name in value):
        return None
    if found := next((given for name in _LISTS if isinstance(given := value.get(name), list)), None):
        return found
    inner = (given for name in value if name in _AROUND and isinstance(given := value[name], dict) and depth)
    deeper = (found for given in inner if (found := _listed(given, depth - 1)) is not None)
    return next(deeper, None)


def _from_text(where: str, text: str) -> RawArticle | Refused:
    try:
        return _article(where, _parsed(text))
    except Refusal as refusal:
        return Refused(where, str(refusal))


def _article(where: str, row: object) -> RawArticle | Refused:
    if not isinstance(row, dict):
        return Refused(where, "is not an object with named fields")
    try:
        if transfer.is_marked(row):
            return transfer.read(where, row)
        return fields.raw_article(where, row, as_text=markup.to_text)
    except Refusal as refusal:
        return Refused(where, str(refusal))


def _parsed(text: str) -> object:
    try:
        # exports leave bare tabs and line breaks in their strings, which say no less
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}" if "\n" in text.strip() else f"character {error.colno}"
        raise Refusal(f"is not JSON: {error.msg.removesuffix(' at')} at {place}") from error
    except RecursionError as error:
        raise Refusal("is not JSON that can be read: it is nested too deeply") from error
    except ValueError as error:
        raise Refusal("is not JSON that can be read: a number in it is too long") from error
