"""A page as ``pdf_child`` gives it to words that stand upright, in points from the upper left corner.

Pages and texts may be turned: what most letters do is upright, and the rest is read for itself, after it. In a text
written from right to left, points count from the upper right corner: so every later step reads from left to right.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import bidirectional, normalize

# Latin ligatures, and the shapes of Arabic letters: what a font draws, not what was written
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdff\ufe70-\ufefc]+")
_BULLETS = re.compile("[\uf0b7\uf0a7\uf076\uf0d8]")
_UNREADABLE = re.compile("[\x00-\x08\x0e-\x1f\ue000-\uf8ff\ufffd]")
_FLAT = 1.0
_DESCENT = 0.22
_Row = tuple[str, float, float, float, float, int]


class Word(NamedTuple):
    """``top`` is less than ``bottom``; both are the font's, not the letters'."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        return self.bottom - self.top

    @property
    def baseline(self) -> float:
        return self.bottom - _DESCENT * self.size

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """``turned`` holds the words that stand in another direction; ``unreadable`` counts letters without a meaning."""

    height: float
    words: tuple[Word, ...]
    turned: tuple[Word, ...]
    is_from_right: bool
    has_picture: bool
    is_broken: bool
    unreadable: int


def read(line: bytes) -> Page:
    """The page that one line of the child's answer describes."""
    found = json.loads(line)
    if found.get("is_broken"):
        return Page(0, (), (), False, False, True, 0)
    left, bottom, right, top = found["box"]
    rows: list[_Row] = [
        row for row in found["words"] if left <= (row[1] + row[3]) / 2 <= right and bottom <= row[2] <= top
    ]
    quarters = Counter(row[5] for row in rows)
    main = quarters.most_common(1)[0][0] if quarters else 0
    words = [_upright(row, (left, bottom, right, top)) for row in rows]
    is_from_right = _is_from_right(words)
    every = [_seen(_mirrored(word) if is_from_right else word) for word in words]
    return Page(
        height=(top - bottom) if main % 2 == 0 else (right - left),
        words=tuple(word for word, row in zip(every, rows, strict=True) if row[5] == main and word.text),
        turned=tuple(word for word, row in zip(every, rows, strict=True) if row[5] != main and word.text),
        is_from_right=is_from_right,
        has_picture=bool(found["has_picture"]),
        is_broken=False,
        unreadable=sum(len(_UNREADABLE.findall(word.text)) for word in words),
    )


def _upright(row: _Row, box: tuple[float, float, float, float]) -> Word:
    text, x0, y0, x1, y1, quarter = row
    left, bottom, right, top = box
    match quarter:
        case 0:
            place = (x0 - left, top - y1, x1 - left, top - y0)
        case 1:
            place = (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
        case 2:
            place = (right - x1, y0 - bottom, right - x0, y1 - bottom)
        case _:
            place = (top - y1, right - x1, top - y0, right - x0)
    return Word(text, place[0], place[1], place[2], max(place[3], place[1] + _FLAT))


def _mirrored(word: Word) -> Word:
    return word._replace(x0=-word.x1, x1=-word.x0)


def _seen(word: Word) -> Word:
    text = _BULLETS.sub("•", _SHAPES.sub(lambda match: normalize("NFKC", match.group()), word.text))
    text = _UNREADABLE.sub("", text)
    return word if text == word.text else word._replace(text=text)


def _is_from_right(words: Iterable[Word]) -> bool:
    directions = Counter(bidirectional(letter) for word in words for letter in word.text[:2])
    return directions["R"] + directions["AL"] > directions["L"]
