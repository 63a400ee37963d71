"""EPUB books and issues of magazines to articles: a chapter is an article.

The parts are read here, within the limits of ``packages``: the usual library is under the AGPL, and has no limits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.adapters import epub_book, markup
from pipeline.adapters.epub_book import Book, Stop
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal
from pipeline.ingest import dates, decode
from pipeline.ingest.archives import Limits
from pipeline.ingest.packages import Package

_KIND = "an EPUB book"
_MB = 1024 * 1024
# the largest novels have 4 MB of text; pictures are not read, and so do not count
_LIMITS = Limits(entries=20_000, entry_bytes=16 * _MB, total_bytes=32 * _MB)
_FEWEST_WORDS = 15
_FRONT_MATTER = re.compile(
    r"<(?:body|section)\b[^<>]*epub:type\s*=\s*[\"'][^\"'<>]*\b(?:cover|titlepage|copyright-page|toc|landmarks)\b"
)
_OPENING = 2000
_PLACES = re.compile(r"<[a-zA-Z][^<>]*?\s(?:id|name)\s*=\s*[\"']([^\"'<>]*)[\"']")
_HEADING = re.compile(r"<h([1-3])\b[^<>]*>(.{1,600}?)</h\1\s*>", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})")
# what XHTML may close at once, and what an HTML parser then takes for the rest of the page
_CLOSED_AT_ONCE = re.compile(r"<(title|script|style|a|i|b|em|span|div|p|iframe|textarea|td|th|li|h[1-6])(\s[^<>]*)?/>")


class Epub:
    """An ``ArticleLoader`` of books."""

    suffixes = frozenset({".epub"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """An article for each chapter that has a text, or the reason why not. A book with none is refused."""
        try:
            with Package(content, _KIND, _LIMITS) as package:
                yield from _read(name, package)
        except Refusal as refusal:
            yield Refused(name, str(refusal))


@dataclass(frozen=True, slots=True)
class _Chapter:
    title: str
    texts: tuple[str, ...]


def _read(name: str, package: Package) -> Iterator[RawArticle | Refused]:
    book = epub_book.opened(package)
    pattern = _of_book(name, book)
    number = 0
    for chapter in _whole(_chapters(package, book)):
        number += 1
        where = f"{name} chapter {number}"
        if isinstance(chapter, Refused):
            yield Refused(f"{name}/{chapter.name}", chapter.reason)
        else:
            yield replace(pattern, name=where, title=chapter.title, text="".join(chapter.texts))
    if number == 0:
        raise Refusal("has no chapter with text in it")


def _of_book(name: str, book: Book) -> RawArticle:
    """What every chapter has in common; the outlet is the publisher, else the title of the book or issue."""
    title, publisher = _one(book.metadata, "title"), _one(book.metadata, "publisher")
    published, moment, written = _published(book.metadata)
    unread = (Reading("published", "dc:date", written),) if written and published is None else ()
    return RawArticle(
        name=name,
        text="",
        outlet=publisher or title,
        published=published,
        byline=", ".join(book.metadata.get("creator:aut") or book.metadata.get("creator", ())),
        language=_one(book.metadata, "language"),
        published_at=moment,
        readings=(*unread, *((Reading("outlet", "dc:title", title),) if publisher and title else ())),
    )


def _one(metadata: Mapping[str, tuple[str, ...]], name: str) -> str:
    return metadata.get(name, ("",))[0]


def _published(metadata: Mapping[str, tuple[str, ...]]) -> tuple[date | None, datetime | None, str]:
    written = _one(metadata, "date:publication") or _one(metadata, "date")
    return dates.day(written), dates.moment(written), written


def _whole(chapters: Iterator[_Chapter | Refused]) -> Iterator[_Chapter | Refused]:
    """Chapters with what goes on in the next file without a title, and without those that are next to nothing."""
    title, texts = "", list[str]()
    for each in chapters:
        if isinstance(each, _Chapter) and not each.title:
            texts.extend(each.texts)
            continue
        yield from _if_text(title, texts)
        title, texts = (each.title, list(each.texts)) if isinstance(each, _Chapter) else ("", [])
        if isinstance(each, Refused):
            yield each
    yield from _if_text(title, texts)


def _if_text(title: str, texts: list[str]) -> Iterator[_Chapter]:
    if sum(len(text.split()) for text in texts) >= _FEWEST_WORDS:
        yield _Chapter(title, ("\n\n".join(texts),))


def _chapters(package: Package, book: Book) -> Iterator[_Chapter | Refused]:
    stops: dict[str, list[Stop]] = defaultdict(list)
    for stop in book.contents:
        stops[stop.path].append(stop)
    for path in book.spine:
        try:
            page = _page(package.read(path))
            yield from [] if _is_front_matter(page) else list(_of_page(page, stops[path]))
        except Refusal as refusal:
            yield Refused(path, str(refusal))


def _page(content: bytes) -> str:
    match = _CHARSET.search(content[:200])
    return decode.text(content, match[1].decode("ascii") if match else "") if content.strip() else ""


def _is_front_matter(page: str) -> bool:
    return _FRONT_MATTER.search(page, max(page.find("<body"), 0), page.find("<body") + _OPENING) is not None


def _of_page(page: str, stops: Sequence[Stop]) -> Iterator[_Chapter]:
    """The chapters in one file: one, but where the table of contents leads to several places in it."""
    page = _CLOSED_AT_ONCE.sub(r"<\1\2></\1>", page)
    depth = min((stop.depth for stop in stops), default=0)
    highest = [stop for stop in stops if stop.depth == depth]
    places = {match[1]: match.start() for match in _PLACES.finditer(page)} if len(highest) > 1 else {}
    cuts = sorted((places[stop.fragment], stop.label) for stop in highest if stop.fragment in places)
    if len(cuts) < 2:  # noqa: PLR2004
        yield _Chapter((highest[0].label if highest else "") or _heading(page), (markup.page_to_text(page),))
        return
    yield _Chapter("", (markup.page_to_text(page[: cuts[0][0]]),))
    ends = [at for at, _ in cuts[1:]] + [len(page)]
    for (at, label), end in zip(cuts, ends, strict=True):
        yield _Chapter(label or _heading(page[at:end]), (markup.page_to_text(page[at:end]),))


def _heading(page: str) -> str:
    match = _HEADING.search(page)
    return " ".join(markup.page_to_text(match[2]).split()) if match else ""
