"""Words to lines: those on one baseline, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import bidirectional

from pipeline.adapters.pdf_page import Word

_BASELINE_EM = 0.35
_CELL_GAP_EM = 1.8


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line, at least one. ``size`` is the height of its longest part's font, in points."""

    words: tuple[Word, ...]
    size: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @property
    def parts(self) -> tuple[tuple[Word, ...], ...]:
        """Its words, parted where the gap is as wide as between the cells of a table."""
        parts: list[list[Word]] = [[self.words[0]]]
        for word in self.words[1:]:
            if word.x0 - parts[-1][-1].x1 > _CELL_GAP_EM * self.size:
                parts.append([])
            parts[-1].append(word)
        return tuple(map(tuple, parts))


def lines(words: Iterable[Word], *, is_from_right: bool = False) -> list[Line]:
    """From top to bottom. Words of several sizes share a line when they share its baseline."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        first = rows[-1][0] if rows else word
        reach = _BASELINE_EM * min(word.size, first.size)
        if rows and word.baseline - first.baseline <= reach:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_line(row, is_from_right=is_from_right) for row in rows]


def _line(row: list[Word], *, is_from_right: bool) -> Line:
    row.sort(key=lambda word: (word.x0, word.x1))
    size = max(row, key=lambda word: len(word.text)).size
    return Line(tuple(_left_to_right_runs(row) if is_from_right else row), size)


def _left_to_right_runs(row: Sequence[Word]) -> list[Word]:
    """In a line from right to left, words of Latin letters that follow each other are read from left to right."""
    ordered: list[Word] = []
    run: list[Word] = []
    for word in row:
        if _is_latin(word.text):
            run.append(word)
            continue
        ordered += [*reversed(run), word]
        run = []
    return ordered + run[::-1]


def _is_latin(text: str) -> bool:
    directions = {bidirectional(letter) for letter in text}
    return "L" in directions and not directions & {"R", "AL"}
