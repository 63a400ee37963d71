"""The pieces of a paper: lines, tables, asides, parts, footnotes. Every text in them is one line of plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

_WIDTHS = {"Articles": 4, "Sentences": 6, "Figure": 7, "Says": 8, "Outlet": 8, "Published": 8, "Who": 8, "On": 8}
_WIDTHS |= {"What it counts": 9, "Said by": 9, "As of": 10, "Date": 10, "When": 10, "Source": 14}
_WIDEST = 23
_FEW_ROWS = 5


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence or a cell: ``lead`` is set off before it, the note numbers and ``mark`` follow it."""

    text: str
    notes: tuple[int, ...] = ()
    mark: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``title`` is empty where the part's heading says it all; every row has a cell for each column.

    Rows that follow each other with the same first cell are one group where ``is_grouped``. ``bars`` has a number for
    each row, to be drawn beside it where a format can draw; its cells say the same without.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    is_grouped: bool = False
    bars: tuple[int, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether it is to stand on one page."""
        return len(self.rows) <= _FEW_ROWS or bool(self.bars)

    @property
    def widths(self) -> tuple[int, ...]:
        """How wide the columns are to each other, where a format must say."""
        return tuple(_WIDTHS.get(column, _WIDEST) for column in self.columns)

    def groups(self) -> tuple[int, ...]:
        """For each row, how many rows the cell that stands first in it spans: 0 where an earlier one spans it."""
        spans = [1] * len(self.rows)
        first = 0
        for i in range(1, len(self.rows)):
            if self.is_grouped and self.rows[i][0] == self.rows[first][0]:
                spans[first], spans[i] = spans[first] + 1, 0
            else:
                first = i
        return tuple(spans)


@dataclass(frozen=True, slots=True)
class Aside:
    """A line about what stands before or after it, set smaller: how it was made, what was searched for."""

    text: str


Block: TypeAlias = Lines | Table | Aside


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """The quoted words, where they stand, and the address (empty where there is none that may be followed)."""

    number: int
    quote: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One article in the list of sources. ``url`` is what the article gave, ``address`` what may be followed."""

    outlet: str
    title: str
    day: str
    url: str
    address: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """``kind`` says what it is, ``subject`` of which sort; ``head`` stands at the head of its pages."""

    kind: str
    title: str
    subject: str
    head: str
    facts: tuple[str, ...]
    parts: tuple[Part, ...]
    sources: tuple[Listed, ...]
    footnotes: tuple[Footnote, ...]
    provenance: str
    made_at: datetime
    version: int
