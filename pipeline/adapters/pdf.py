"""PDF files to articles through pdfium: the text in reading order, and what the document says of itself.

Pages are read one at a time, twice: once for what repeats at their edges, once for their text.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from pipeline.adapters import pdf_about, pdf_columns, pdf_furniture, pdf_lines, pdf_page, pdf_text
from pipeline.adapters.pdf_furniture import Furniture
from pipeline.adapters.pdf_lines import Line
from pipeline.adapters.pdf_page import Page, Word
from pipeline.adapters.pdf_process import Limits, PdfProcess
from pipeline.adapters.pdf_spelling import Spelling
from pipeline.adapters.pdf_text import Paragraph
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal
from pipeline.ingest import canonical, dates, masthead

_MB = 1024 * 1024
_HEAD = 1024
_TAIL = 4096
_END = b"%%EOF"
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})")
_SCAN = "is a scan: its pages are pictures without text; make it searchable (OCR) first"
_UNREADABLE_SHARE = 0.3
_OPENING = 8
_HEADING = 1.15
_MOST_TITLE_WORDS = 40


class Pdf:
    """An ``ArticleLoader`` of PDF."""

    suffixes = frozenset({".pdf"})

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._process = PdfProcess(self._limits)

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article, or the reason why not."""
        try:
            _refuse_at_sight(content, self._limits.size)
            yield self._article(name, content)
        except Refusal as refusal:
            yield Refused(name, str(refusal))

    def _article(self, name: str, content: bytes) -> RawArticle:
        deadline = time.monotonic() + self._limits.seconds
        found = self._process.read(content)
        bare: list[Page] = []
        furniture = pdf_furniture.find(_noting(found.pages, bare))
        pages: list[list[list[Line]]] = []
        for line, left_out in zip(found.pages, furniture.words, strict=True):
            pages.append(list(_blocks(pdf_page.read(line), left_out)))
            if time.monotonic() > deadline:
                raise Refusal(self._limits.too_slow)
        _refuse_textless(pages, bare)
        metadata = [
            *pdf_about.readings(found.facts, found.language, content),
            *_of_furniture(furniture),
            *_unread(bare),
        ]
        return _whole(name, pages, metadata)


def _refuse_at_sight(content: bytes, largest: int) -> None:
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Refusal("is empty")
    if len(content) > largest:
        raise Refusal(f"is larger than {largest // _MB} MB: split it")
    if b"%PDF-" not in content[:_HEAD]:
        raise Refusal("is not a PDF, whatever its name says")
    linearized = _LINEARIZED.search(content[:_HEAD])
    if _END not in content[-_TAIL:] or (linearized and int(linearized[1]) > len(content)):
        # pdfium would mend it, and leave out without a word what is missing
        raise Refusal("is damaged: it is cut off, its end is missing")


def _whole(name: str, pages: Sequence[list[list[Line]]], metadata: Sequence[Reading]) -> RawArticle:
    paragraphs = pdf_text.paragraphs(block for blocks in pages for block in blocks)
    spelling = Spelling(paragraph.lines for paragraph in paragraphs)
    texts = [pdf_text.text(paragraph, spelling) for paragraph in paragraphs]
    heading = _heading(paragraphs, next(blocks for blocks in pages if blocks), pdf_text.body_size(chain(*pages)))
    given = [*pdf_about.of_first_page(texts[:_OPENING]), *_published(texts), *metadata]
    return _described(name, texts, "" if heading is None else texts[heading], given)


def _of_furniture(furniture: Furniture) -> Iterator[Reading]:
    is_printed = any(pdf_furniture.MOMENT.fullmatch(text) for text in furniture.texts)
    return pdf_about.of_furniture(furniture.texts, is_printed=is_printed)


def _noting(lines: Sequence[bytes], bare: list[Page]) -> Iterator[Page]:
    """Each page; what is left of it without its words goes into ``bare``."""
    for line in lines:
        page = pdf_page.read(line)
        bare.append(replace(page, words=(), turned=()))
        yield page


def _blocks(page: Page, left_out: frozenset[Word]) -> Iterator[list[Line]]:
    for words in (page.words, page.turned):
        for block in pdf_columns.blocks([word for word in words if word not in left_out]):
            yield pdf_lines.lines(block, is_from_right=page.is_from_right)


def _refuse_textless(pages: Sequence[list[list[Line]]], bare: Sequence[Page]) -> None:
    letters = sum(len(line.text) for blocks in pages for block in blocks for line in block)
    unreadable = sum(page.unreadable for page in bare)
    if unreadable > _UNREADABLE_SHARE * (letters + unreadable):
        raise Refusal("has text that no program can read: its fonts do not say which letters they draw; OCR helps")
    if letters:
        return
    if any(page.has_picture for page in bare):
        raise Refusal(_SCAN)
    raise Refusal(
        "is damaged: its pages cannot be read" if any(page.is_broken for page in bare) else "has no text in it"
    )


def _heading(paragraphs: Sequence[Paragraph], first_page: Sequence[list[Line]], body: float) -> int | None:
    """Where the first of the largest paragraphs of the first page is, when it is larger than the text."""
    on_first = {id(line) for block in first_page for line in block}
    large = [
        (-round(paragraph.size, 1), index)
        for index, paragraph in enumerate(paragraphs)
        if id(paragraph.lines[0]) in on_first and paragraph.size > _HEADING * body and _may_be_title(paragraph)
    ]
    return min(large)[1] if large else None


def _may_be_title(paragraph: Paragraph) -> bool:
    words = [word for line in paragraph.lines for word in line.text.split()]
    return 2 <= len(words) <= _MOST_TITLE_WORDS and any(letter.isalpha() for word in words for letter in word)  # noqa: PLR2004


def _published(texts: Sequence[str]) -> Iterator[Reading]:
    opening = canonical.text("\n\n".join(texts[:_OPENING]))
    if (day := masthead.read(RawArticle("", opening, "-")).published) is not None:
        yield Reading("published", "first page", day.isoformat())


def _unread(bare: Sequence[Page]) -> Iterator[Reading]:
    """Pages of an article that are not in its text: pictures among pages of text, pages that are broken."""
    for number, page in enumerate(bare, 1):
        if page.is_broken or page.has_picture:
            yield Reading("unread", f"page {number}", "cannot be read" if page.is_broken else "a picture without text")


def _described(name: str, texts: list[str], heading: str, given: list[Reading]) -> RawArticle:
    title = pdf_about.title(given, " ".join(heading.split()), name)
    if title and title == " ".join(heading.split()) and len(texts) > 1:
        texts = [text for text in texts if text != heading]
    stated = [(reading, day) for reading in given if (day := _day(reading)) is not None]
    raw = RawArticle(
        name=name,
        text="\n\n".join(texts),
        title=title,
        outlet=pdf_about.first(given, "outlet"),
        url=pdf_about.first(given, "url"),
        published=stated[0][1] if stated else None,
        published_at=dates.moment(stated[0][0].value) if stated else None,
        byline=pdf_about.byline(given),
        language=pdf_about.first(given, "language"),
    )
    return replace(raw, readings=_taken_first(raw, [*_headings(heading), *given], [reading for reading, _ in stated]))


def _day(reading: Reading) -> date | None:
    return dates.day(reading.value) if reading.field == "published" else None


def _headings(heading: str) -> Iterator[Reading]:
    if heading:
        yield Reading("title", "first page", " ".join(heading.split()))


def _taken_first(raw: RawArticle, given: list[Reading], stated: list[Reading]) -> tuple[Reading, ...]:
    taken = {
        "title": raw.title,
        "outlet": raw.outlet,
        "byline": raw.byline,
        "published": stated[0].value if stated else "",
    }
    return tuple(sorted(given, key=lambda reading: taken.get(reading.field) != reading.value))
