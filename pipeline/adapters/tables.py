"""``.csv`` and ``.tsv`` files to articles, one a row. The delimiter is the one under which the header makes sense."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from pipeline.adapters import markup
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import decode, fields

_NEWLINE = re.compile("\r\n?")
_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 64 * 1024 * 1024


class Tables:
    """An ``ArticleLoader`` of tables with a header."""

    suffixes = frozenset({".csv", ".tsv"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """An article or a reason for each row; rows count as a spreadsheet shows them, the header is row 1."""
        # the module's own limit of 131,072 characters is less than a long article; it is one for the whole process
        csv.field_size_limit(_LONGEST_FIELD)
        try:
            yield from _read(name, _NEWLINE.sub("\n", decode.text(content)).lstrip("\n"))
        except Refusal as refusal:
            yield Refused(name, str(refusal))


def _read(name: str, table: str) -> Iterator[RawArticle | Refused]:
    delimiter = _delimiter(table)
    rows = _rows(table, delimiter)
    _, header = next(rows, (1, []))
    if isinstance(header, str):
        raise Refusal(header)
    if not any(fields.kind(column) == "text" for column in header):
        columns = ", ".join(header)[:200]
        raise Refusal(f"has no column for the text (text, body, content or article); its columns are: {columns}")
    number = 1
    for number, row in rows:
        if isinstance(row, str) or row:
            yield _article(f"{name} row {number}", header, row)
    if number == 1:
        yield Refused(name, "holds no rows below its header")


def _delimiter(table: str) -> str:
    """The delimiter that finds most known columns; the first of equals."""
    return max(_DELIMITERS, key=lambda delimiter: len({fields.kind(c) for c in _header(table, delimiter)} - {""}))


def _header(table: str, delimiter: str) -> list[str]:
    _, header = next(_rows(table, delimiter), (1, []))
    return header if isinstance(header, list) else []


def _rows(table: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with its number, counted from 1; a broken one as the reason."""
    reader = csv.reader(io.StringIO(table), delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"is not a row of a table: {error}"


def _article(where: str, header: Sequence[str], row: list[str] | str) -> RawArticle | Refused:
    if isinstance(row, str):
        return Refused(where, row)
    if len(row) > len(header):
        return Refused(where, f"has {len(row)} fields where the header has {len(header)}: is a quotation mark missing?")
    try:
        return fields.raw_article(where, dict(zip(header, row, strict=False)), as_text=markup.to_text)
    except Refusal as refusal:
        return Refused(where, str(refusal))
