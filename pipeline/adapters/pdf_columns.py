"""The words of a page to blocks in reading order: columns one after another, what spans them before and after.

A cut goes along the tallest white strip that has lines on both sides, and first through the words above and below the
strip: a recursive XY-cut (Nagy and Seth, 1984) whose cuts are found as maximal white rectangles (Breuel, 2002), so that
a headline over three columns ends their strips. Cells of a table are no columns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np
import numpy.typing as npt

from pipeline.adapters import pdf_lines
from pipeline.adapters.pdf_lines import Line
from pipeline.adapters.pdf_page import Word

_NARROWEST_EM = 0.5
_NARROW_EM = 1.2
_WIDE_EM = 2.0
_FEWEST_LINES = 2
_FEWEST_BESIDE_NARROW = 4
_MOST_CELLS = 1500
_MOST_TRIED = 40
_DEEPEST = 40
_LINE_EM = 0.8
_MOST_WORDS = 20_000
_ALIGNED_EM = 0.3
_ALIGNED_SHARE = 0.6
_PAIRED_SHARE = 0.75
_PROSE_EM = 8.0
_PROSE_FILL = 0.62
_PROSE_LETTERS = 0.7


@dataclass(frozen=True, slots=True)
class Strip:
    """White from ``x0`` to ``x1`` and from ``top`` to ``bottom``."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class _Cut:
    above: list[Word]
    left: list[Word]
    right: list[Word]
    below: list[Word]


def blocks(words: Sequence[Word], depth: int = 0) -> Iterator[list[Word]]:
    """The words of each column or spanning block, none empty, in reading order."""
    cut = _cut(words) if depth < _DEEPEST and len(words) <= _MOST_WORDS else None
    if cut is None:
        if words:
            yield list(words)
        return
    for part in (cut.above, cut.left, cut.right, cut.below):
        yield from blocks(part, depth + 1)


def _cut(words: Sequence[Word]) -> _Cut | None:
    if len(words) < 2 * _FEWEST_LINES:
        return None
    em = median(word.size for word in words)
    for strip in _with_words_beside(_strips(words, em), words)[:_MOST_TRIED]:
        cut = _along(strip, words)
        if _parts_columns(strip, cut, em):
            return cut
    return None


def _with_words_beside(strips: Sequence[Strip], words: Sequence[Word]) -> list[Strip]:
    """The strips that have a line's worth of words on either side: most of them are spaces and ends of lines."""
    middles = np.array([word.middle for word in words])
    centres = np.array([(word.x0 + word.x1) / 2 for word in words])
    beside = []
    for strip in strips:
        here = centres[(middles >= strip.top) & (middles <= strip.bottom)]
        on_left = int(np.count_nonzero(here < (strip.x0 + strip.x1) / 2))
        if min(on_left, len(here) - on_left) >= _FEWEST_LINES:
            beside.append(strip)
    return beside


def _along(strip: Strip, words: Sequence[Word]) -> _Cut:
    cut = _Cut([], [], [], [])
    for word in words:
        if word.middle < strip.top:
            cut.above.append(word)
        elif word.middle > strip.bottom:
            cut.below.append(word)
        else:
            (cut.left if word.x0 + word.x1 < strip.x0 + strip.x1 else cut.right).append(word)
    return cut


def _strips(words: Sequence[Word], em: float) -> list[Strip]:
    """Maximal white strips between the words, as wide as a gutter, the tallest first."""
    left, top = min(word.x0 for word in words), min(word.top for word in words)
    width = max(word.x1 for word in words) - left
    height = max(word.bottom for word in words) - top
    x_unit, y_unit = max(em / 8, width / _MOST_CELLS), max(em / 4, height / _MOST_CELLS)
    ink = _ink(words, (left, top), (width, height), (x_unit, y_unit))
    narrowest = max(round(_NARROWEST_EM * em / x_unit), 1)
    shortest = round(_FEWEST_LINES * em * _LINE_EM / y_unit)
    found = [
        Strip(left + x0 * x_unit, top + y0 * y_unit, left + x1 * x_unit, top + y1 * y_unit)
        for x0, y0, x1, y1 in _white(ink, narrowest, shortest)
    ]
    tall = [strip for strip in found if strip.bottom - strip.top >= _LINE_EM * em * _fewest_lines(strip, em)]
    return sorted(tall, key=lambda strip: (strip.top - strip.bottom, strip.x0 - strip.x1))


def _ink(
    words: Sequence[Word], origin: tuple[float, float], extent: tuple[float, float], unit: tuple[float, float]
) -> npt.NDArray[np.bool_]:
    """Which cells (rows, columns) a word covers; a quarter of its height above and below is left white."""
    ink = np.zeros((int(extent[1] / unit[1]) + 1, int(extent[0] / unit[0]) + 1), dtype=np.bool_)
    for word in words:
        quarter = word.size / 4
        left, right = (int((x - origin[0]) / unit[0]) for x in (word.x0, word.x1))
        top, bottom = (int((y - origin[1]) / unit[1]) for y in (word.top + quarter, word.bottom - quarter))
        ink[top : bottom + 1, left : right + 1] = True
    return ink


def _white(ink: npt.NDArray[np.bool_], narrowest: int, shortest: int) -> Iterator[tuple[int, int, int, int]]:
    """Left, top, right and bottom of each run of rows that is white over ``narrowest`` columns or more."""
    if ink.shape[1] <= narrowest:
        return
    sums = np.cumsum(np.pad(ink, ((0, 1), (1, 0))), axis=1, dtype=np.int32)
    is_white = sums[:, narrowest:] == sums[:, :-narrowest]
    is_white[-1] = False
    since = np.zeros(is_white.shape[1], dtype=np.int32)
    starts: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, white in enumerate(is_white):
        for x in np.flatnonzero(~white & (since >= shortest)).tolist():
            starts[row - int(since[x]), row].append(x)
        since = np.where(white, since + 1, 0)
    for (top, bottom), columns in starts.items():
        for first, last in _runs(columns):
            yield first, top, last + narrowest, bottom


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive numbers."""
    first = numbers[0]
    for one, two in pairwise(numbers):
        if two != one + 1:
            yield first, one
            first = two
    yield first, numbers[-1]


def _parts_columns(strip: Strip, cut: _Cut, em: float) -> bool:
    if not cut.left or not cut.right:
        return False
    left, right = pdf_lines.lines(cut.left), pdf_lines.lines(cut.right)
    if min(len(left), len(right)) < _fewest_lines(strip, em):
        return False
    is_edge = strip.x1 - strip.x0 >= _WIDE_EM * em or _is_aligned([line.x0 for line in right], em)
    return is_edge and not _is_table(left, right, em)


def _fewest_lines(strip: Strip, em: float) -> int:
    # a few lines of one text may happen to have spaces above each other
    return _FEWEST_LINES if strip.x1 - strip.x0 >= _NARROW_EM * em else _FEWEST_BESIDE_NARROW


def _is_aligned(starts: list[float], em: float) -> bool:
    """Whether most lines begin at one of two places: the edge of a column, and that of its first lines."""
    places = Counter(round(start / (_ALIGNED_EM * em)) for start in starts)
    return sum(count for _, count in places.most_common(2)) >= _ALIGNED_SHARE * len(starts)


def _is_table(left: list[Line], right: list[Line], em: float) -> bool:
    """Rows that stand on the same baselines, and on neither side of the strip lines that fill a column."""
    pairs = _pairs(left, right, _ALIGNED_EM * em)
    is_paired = len(pairs) >= _PAIRED_SHARE * min(len(left), len(right))
    return is_paired and not (
        _is_prose([one.parts[-1] for one, _ in pairs], em) or _is_prose([two.parts[0] for _, two in pairs], em)
    )


def _pairs(left: list[Line], right: list[Line], near: float) -> list[tuple[Line, Line]]:
    baselines = [line.baseline for line in right]
    pairs = []
    for line in left:
        at = bisect_left(baselines, line.baseline - near)
        if at < len(baselines) and baselines[at] <= line.baseline + near:
            pairs.append((line, right[at]))
    return pairs


def _is_prose(parts: list[tuple[Word, ...]], em: float) -> bool:
    start, end = min(part[0].x0 for part in parts), max(part[-1].x1 for part in parts)
    inked = [sum(word.x1 - word.x0 for word in part) for part in parts]
    text = "".join(word.text for part in parts for word in part)
    return (
        end - start >= _PROSE_EM * em
        and median(inked) >= _PROSE_FILL * (end - start)
        and sum(letter.isalpha() for letter in text) >= _PROSE_LETTERS * len(text)
    )
