"""``.json`` and ``.jsonl`` files to articles, object by object."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from pipeline.adapters import markup
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import decode, fields, transfer

_LISTS = ("articles", "items", "results", "data", "documents")
_ONE_LINE_MORE = "Extra data"


class JsonLines:
    """An ``ArticleLoader`` of one JSON object a line. A line that is broken is refused alone."""

    suffixes = frozenset({".jsonl", ".ndjson"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """An article or a reason for each line that is not blank, counted from 1."""
        try:
            text = decode.text(content)
        except Refusal as refusal:
            yield Refused(name, str(refusal))
            return
        # not splitlines: U+2028 and its like may stand inside a JSON string
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield _from_line(f"{name} line {number}", line)


class JsonFile:
    """An ``ArticleLoader`` of one object, a list of objects, or ``{"articles": [...]}``."""

    suffixes = frozenset({".json"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """An article or a reason for each object, counted from 1 where there is a list."""
        try:
            value = _parsed(decode.text(content))
        except Refusal as refusal:
            if _ONE_LINE_MORE in str(refusal):
                yield from JsonLines().load(name, content)
            else:
                yield Refused(name, str(refusal))
            return
        rows = _rows(value)
        if isinstance(rows, dict):
            yield _article(name, rows)
        else:
            yield from _many(name, rows)


def _many(name: str, rows: Iterable[object]) -> Iterator[RawArticle | Refused]:
    number = 0
    for number, row in enumerate(rows, start=1):
        yield _article(f"{name} item {number}", row)
    if number == 0:
        yield Refused(name, "holds no articles")


def _rows(value: object) -> dict[str, object] | list[object]:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return [value]
    if any(fields.kind(name) == "text" and isinstance(value[name], str) for name in value):
        return value
    return next((value[name] for name in _LISTS if isinstance(value.get(name), list)), value)


def _from_line(where: str, line: str) -> RawArticle | Refused:
    try:
        return _article(where, _parsed(line))
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
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}" if "\n" in text.strip() else f"character {error.colno}"
        raise Refusal(f"is not JSON: {error.msg} at {place}") from error
    except RecursionError as error:
        raise Refusal("is not JSON that can be read: it is nested too deeply") from error
    except ValueError as error:
        raise Refusal("is not JSON that can be read: a number in it is too long") from error
