"""HTML to its words by lxml: a field of a table or of JSON that may be markup, a newsletter, a chapter of a book.

What is not plainly markup stays as it is. Depth (256) and one text (10 MB) are limited by the parser.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from pipeline.errors import Refusal

_BLOCKS = (
    "p div section article h1 h2 h3 h4 h5 h6 ul ol dl table blockquote figure figcaption pre hr header footer aside "
    "main nav center address form fieldset details summary caption body"
).split()
_LINES = "li dt dd br".split()
_GAPS = {**dict.fromkeys(_BLOCKS, "\n\n"), **dict.fromkeys(_LINES, "\n")}
_BLOCK = "|".join([*_BLOCKS, *_LINES, "tr"])
_TAG = re.compile(rf"</?(?:{_BLOCK}|span|a|b|i|u|em|strong|img|script|style|iframe|td|th|sup|sub)\b[^<>]*>", re.I)
_PARTING_TAG = re.compile(rf"<(?:{_BLOCK}|td|th)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{1,7}|#x[0-9a-f]{1,6});", re.I)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset("script style noscript template head iframe svg object select textarea button title rt rp".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FEWEST_TAGS = 2
_LONGEST_CELL = 100
_MOST_TAGS = 500_000
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DECLARED = re.compile(r"\s*<\?xml[^<>]{0,200}\?>", re.I)
_PRE = re.compile(r"(?=</?pre\b)", re.I)
_BREAK = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def to_text(given: str) -> str:
    """The words of ``given`` where it plainly is markup: two known tags or more. Paragraphs are kept apart."""
    if len(list(islice(_TAG.finditer(given), _FEWEST_TAGS))) == _FEWEST_TAGS and given.count("<") <= _MOST_TAGS:
        # without a tag that parts blocks, it is the line breaks that do
        return _words(_in_flow(given) if _PARTING_TAG.search(given) else given)
    return html.unescape(given) if _ENTITY.search(given) else given


def page_to_text(page: str) -> str:
    """The words of a whole page as they are seen, empty where there are none. Layout tables are read cell by cell.

    Raises Refusal for one with so many tags that it would take more than some seconds.
    """
    if page.count("<") > _MOST_TAGS:
        raise Refusal(f"is a page with more than {_MOST_TAGS:,} tags")
    return _words(_in_flow(page))


def _in_flow(page: str) -> str:
    """Line breaks are blanks in HTML, but for those in ``pre``."""
    parts = _PRE.split(page)
    return "".join(part if part[:4].lower() == "<pre" else _BREAK.sub(" ", part) for part in parts)


def _words(given: str) -> str:
    from lxml import etree

    words = _Words()
    # a tree of it would take four times as long, and as much memory again
    parser = etree.HTMLParser(target=cast(Any, words), remove_comments=True, remove_pis=True, no_network=True)
    try:
        etree.fromstring(_DECLARED.sub("", _CONTROLS.sub("", given), count=1), parser)
    except (etree.LxmlError, ValueError):
        return _TAG.sub(" ", given)
    return words.close()


@dataclass(slots=True)
class _Frame:
    """What is open: the page, a row or a cell; ``is_layout`` once it holds more than words."""

    tag: str = ""
    parts: list[str] = field(default_factory=list)
    cells: list[_Frame] = field(default_factory=list)
    is_layout: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def part(self, gap: str) -> None:
        self.parts.append(gap)
        self.is_layout = True


class _Words:
    """Takes what lxml reads of a page, tag by tag, and keeps its words in the order in which they stand."""

    def __init__(self) -> None:
        self._frames = [_Frame()]
        self._unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen or _is_unseen(tag, attributes):
            self._unseen += 1
        elif tag in _CELLS or tag == "tr":
            self._frames.append(_Frame(tag))
        elif tag in _GAPS:
            self._frames[-1].part(_GAPS[tag])

    def data(self, text: str) -> None:
        if not self._unseen:
            self._frames[-1].parts.append(text)

    def end(self, tag: str) -> None:
        if self._unseen:
            self._unseen -= 1
        elif len(self._frames) > 1 and tag == self._frames[-1].tag:
            self._end_frame()
        elif tag in _GAPS and tag != "br":
            self._frames[-1].part(_GAPS[tag])

    def close(self) -> str:
        while len(self._frames) > 1:
            self._end_frame()
        return self._frames[0].text.strip()

    def _end_frame(self) -> None:
        frame = self._frames.pop()
        outer = self._frames[-1]
        if frame.tag in _CELLS and outer.tag == "tr":
            outer.cells.append(frame)
            return
        outer.part("\n\n")
        outer.parts.extend((_row(frame) if frame.tag == "tr" else frame.text, "\n\n"))


def _is_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag in _UNSEEN or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")) is not None


def _row(row: _Frame) -> str:
    """A row of data is one line, its cells joined; a row that is layout is its cells, one after the other."""
    texts = [text for cell in row.cells if (text := cell.text.strip())]
    is_data = not any(cell.is_layout for cell in row.cells) and all(len(text) <= _LONGEST_CELL for text in texts)
    return row.text + (" | " if is_data else "\n\n").join(texts)
