"""Pages to the words that are running heads, feet and page numbers: what stands at the same place page after page."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.adapters import pdf_lines
from pipeline.adapters.pdf_page import Page, Word

_MARGIN_SHARE = 0.15
_OUTER_ROWS = 4
_PLACE_POINTS = 6.0
_NUMBER = re.compile(r"\d+")
_FARTHEST_PAGES = 2
# on one page alone, only what cannot be anything but a page's number
_COUNTED = re.compile(
    r"(?:page|p\.|seite|página|pagina|side|sida|strona|с\.|стр\.)?\s*(\d{1,4})\s*(?:/|of|von|de|di|sur|av|van|z|из)\s*(\d{1,4})"
    r"|[-–—]\s*\d{1,4}\s*[-–—]|(?:page|seite|página|pagina|sida|strona)\s*\d{1,4}",
    re.IGNORECASE,
)
# a browser prints the moment, the title, the address and the count at the edges
MOMENT = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4},? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[AaPp]\.?[Mm]\.?)?")
_ADDRESS = re.compile(r"(?:https?|file)://\S+")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A part of one of the outermost rows of a page."""

    page: int
    words: tuple[Word, ...]
    text: str
    place: float
    is_outermost: bool
    is_browsers: bool

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(int(number[:9]) for number in _NUMBER.findall(self.text))


@dataclass(frozen=True, slots=True)
class Furniture:
    """``words`` by page, to be left out; ``texts`` says each thing once, in order of pages."""

    words: tuple[frozenset[Word], ...]
    texts: tuple[str, ...]


def find(pages: Iterable[Page]) -> Furniture:
    """What stands in the outermost rows of several pages: the same text, or numbers that count as the pages do."""
    marks: list[_Mark] = []
    count = 0
    for number, page in enumerate(pages):
        marks += _marks(number, page)
        count += 1
    found = sorted({*_repeated(marks), *_counted(marks, count)})
    words: list[set[Word]] = [set() for _ in range(count)]
    for index in found:
        words[marks[index].page].update(marks[index].words)
    texts = dict.fromkeys(marks[index].text for index in found)
    return Furniture(tuple(map(frozenset, words)), tuple(texts))


def _marks(number: int, page: Page) -> Iterator[_Mark]:
    margin = _MARGIN_SHARE * page.height
    near = [word for word in page.words if word.middle < margin or word.middle > page.height - margin]
    rows = pdf_lines.lines(near, is_from_right=page.is_from_right)
    heads = [row for row in rows if row.baseline < page.height / 2][:_OUTER_ROWS]
    feet = [row for row in rows if row.baseline >= page.height / 2][-_OUTER_ROWS:]
    outermost = (*heads[:1], *feet[-1:])
    for row in (*heads, *feet):
        place = row.baseline if row.baseline < page.height / 2 else row.baseline - page.height
        texts = [" ".join(word.text for word in part) for part in row.parts]
        is_browsers = len(texts) > 1 and row in outermost and any(map(_is_browsers, texts))
        for part, text in zip(row.parts, texts, strict=True):
            yield _Mark(number, part, text, place, row in outermost, is_browsers)


def _is_browsers(text: str) -> bool:
    return bool(MOMENT.fullmatch(text) or _ADDRESS.fullmatch(text))


def _repeated(marks: Sequence[_Mark]) -> Iterator[int]:
    alike: dict[str, list[int]] = defaultdict(list)
    for index, mark in enumerate(marks):
        alike[_NUMBER.sub("#", mark.text).casefold()].append(index)
    for indexes in alike.values():
        indexes.sort(key=lambda index: (round(marks[index].place / _PLACE_POINTS / 2), marks[index].page))
        for one, two in _neighbours(indexes):
            if _is_same(marks[one], marks[two]):
                yield from (one, two)


def _neighbours(indexes: list[int]) -> Iterator[tuple[int, int]]:
    yield from pairwise(indexes)
    # left and right pages have heads of their own
    yield from zip(indexes, indexes[2:], strict=False)


def _is_same(one: _Mark, two: _Mark) -> bool:
    apart = two.page - one.page
    return (
        0 < apart <= _FARTHEST_PAGES
        and abs(one.place - two.place) <= _PLACE_POINTS
        and all(b - a in (0, apart) for a, b in zip(one.numbers, two.numbers, strict=True))
    )


def _counted(marks: Sequence[_Mark], pages: int) -> Iterator[int]:
    for index, mark in enumerate(marks):
        is_own_number = pages > 1 and mark.text == str(mark.page + 1)
        if mark.is_browsers or (mark.is_outermost and (is_own_number or _is_count(mark.text))):
            yield index


def _is_count(text: str) -> bool:
    match = _COUNTED.fullmatch(text)
    return match is not None and (match[1] is None or 0 < int(match[1]) <= int(match[2]))
