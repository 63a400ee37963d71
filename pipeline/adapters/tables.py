"""``.csv`` and ``.tsv`` files to articles, one a row. The delimiter is the one under which the header makes sense.

Rows are read from the bytes one by one, so a file is held once however large it is.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from pipeline.adapters import markup, rows
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import decode, fields

_DELIMITERS = ",;\t|"
_LONGEST_FIELD = 16_000_000
_LONGEST_LINE = 2 * _LONGEST_FIELD
_MOST_COLUMNS = 2000
_HEADER_LINES = 100
# how Excel says what it has put between the fields
_SEPARATOR = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)


class Tables:
    """An ``ArticleLoader`` of tables with a header."""

    suffixes = frozenset({".csv", ".tsv"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """An article or a reason for each row; rows count as a spreadsheet shows them, the header is row 1."""
        # the module's own limit of 131,072 characters is less than a long article; it is one for the whole process
        csv.field_size_limit(_LONGEST_FIELD)
        try:
            yield from _read(name, _Table(content, decode.encoding(content)))
        except Refusal as refusal:
            yield Refused(name, str(refusal))


@dataclass(frozen=True, slots=True)
class _Table:
    content: bytes
    encoding: str

    def lines(self) -> Iterator[str]:
        """Those from the first that is not blank. Raises Refusal at one that is too long."""
        is_begun = False
        for line in decode.lines(self.content, self.encoding, _LONGEST_LINE):
            if line is None:
                raise Refusal(f"is a table with a line of more than {_LONGEST_LINE:,} characters")
            is_begun = is_begun or line != "\n"
            if is_begun:
                yield line


def _read(name: str, table: _Table) -> Iterator[RawArticle | Refused]:
    lines = table.lines()
    opening = list(islice(lines, _HEADER_LINES))
    stated = _SEPARATOR.fullmatch(opening[0]) if opening else None
    opening = opening[1:] if stated else opening
    found = _rows(chain(opening, lines), stated[1] if stated else _delimiter(opening))
    _, header = next(found, (1, []))
    columns = _checked(header)
    is_empty = True
    for read in rows.patient(name, (_article(f"{name} row {at}", columns, row) for at, row in found if row)):
        is_empty = False
        yield read
    if is_empty:
        yield Refused(name, "holds no rows below its header")


def _checked(header: Sequence[str] | str) -> Sequence[str]:
    if isinstance(header, str):
        raise Refusal(header)
    if len(header) > _MOST_COLUMNS:
        raise Refusal(f"is a table of more than {_MOST_COLUMNS:,} columns")
    if not any(fields.kind(column) in fields.TEXT_KINDS for column in header):
        columns = ", ".join(header)[:200]
        raise Refusal(f"has no column for the text (text, body, content or article); its columns are: {columns}")
    return header


def _delimiter(opening: Sequence[str]) -> str:
    """The delimiter that finds most known columns; the first of equals."""

    def known(delimiter: str) -> int:
        _, header = next(_rows(iter(opening), delimiter), (1, []))
        columns = header[:_MOST_COLUMNS] if isinstance(header, list) else []
        return len({fields.kind(column) for column in columns} - {""})

    return max(_DELIMITERS, key=known)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Each row with its number, counted from 1; a broken one as the reason."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, _reason(error)


def _reason(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"has a field of more than {_LONGEST_FIELD:,} characters: is a quotation mark missing?"
    return f"is not a row of a table: {error}"


def _article(where: str, header: Sequence[str], row: list[str] | str) -> RawArticle | Refused:
    if isinstance(row, str):
        return Refused(where, row)
    if len(row) > len(header):
        return Refused(where, f"has {len(row)} fields where the header has {len(header)}: is a quotation mark missing?")
    try:
        return fields.raw_article(where, dict(zip(header, row, strict=False)), as_text=markup.to_text)
    except Refusal as refusal:
        return Refused(where, str(refusal))
