"""RSS and Atom files to articles through feedparser, and sitemaps to the addresses that they name.

feedparser is handed text in memory, from the first element on: never an address or a path, which it would open, and
never a declaration of an entity. Its own cleaning of markup is off, since ``markup`` makes plain text of it all.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.adapters import feed_text, markup, sitemap
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal
from pipeline.ingest import addresses, dates, media
from pipeline.ingest.fetching import FEED_TITLE

if TYPE_CHECKING:
    from xml.sax import SAXParseException

# a last link that leads to the page itself ("Continue reading ...") is none of the article's words
_LAST_LINK = re.compile(
    r"<a\b[^<>]{0,500}\bhref=[\"']([^\"'<>]+)[\"'][^<>]*>[^<>]{0,80}</a>(?=(?:\s|<[^<>]*>)*$)", re.I
)
_HTML = {"text/html", "application/xhtml+xml"}
_PAGE_ROOTS = {"html", "head", "body", "title", "script", "div"}
# what feedparser is known to stumble over in the values of broken feeds
_STUMBLES = (ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError)


class FeedFile:
    """An ``ArticleLoader`` of feeds; ``.xml`` may be a sitemap as well, by its first element.

    An entry that is only a headline is a ``RawArticle`` without a text whose ``url`` leads to the page.
    """

    suffixes = frozenset({".rss", ".atom", ".rdf", ".xml"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """The entries of a feed or the addresses of a sitemap, one by one, or the reason why not."""
        try:
            text = feed_text.read(content)
            root = media.root(text)
            if root.name in media.SITEMAP_ROOTS:
                yield from sitemap.read(name, text[root.start :], text.count("\n", 0, root.start))
            else:
                yield from _entries(name, text, root)
        except Refusal as refusal:
            yield Refused(name, str(refusal))


@dataclass(frozen=True, slots=True)
class _Fields:
    """A feed's or an entry's values; feedparser's own look-up would stand one date in for another."""

    values: dict[str, object]

    def text(self, key: str) -> str:
        value = dict.get(self.values, key)
        return value.strip() if isinstance(value, str) else ""

    def within(self, key: str) -> _Fields:
        value = dict.get(self.values, key)
        return _Fields(value if isinstance(value, dict) else {})

    def each(self, key: str) -> tuple[_Fields, ...]:
        value = dict.get(self.values, key)
        return tuple(_Fields(one) for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class _Parsed:
    feed: _Fields
    entries: tuple[_Fields, ...]
    damage: str


def _entries(name: str, text: str, root: media.Root) -> Iterator[RawArticle | Refused]:
    parsed = _parse(feed_text.sound(text[root.start :]), text.count("\n", 0, root.start))
    if root.name not in media.FEED_ROOTS and not parsed.entries:
        raise Refusal(f"is not a feed: {_instead(root)}")
    if not parsed.entries:
        raise Refusal(f"is a damaged feed: {parsed.damage}" if parsed.damage else "is a feed without entries")
    last = len(parsed.entries) if parsed.damage and _is_cut(text) else 0
    for number, entry in enumerate(parsed.entries, start=1):
        where = f"{name} item {number}"
        yield Refused(where, f"is cut off: {parsed.damage}") if number == last else _article(where, entry, parsed.feed)


def _instead(root: media.Root) -> str:
    if not root.name:
        return "it holds no XML"
    return "it is a web page" if root.name in _PAGE_ROOTS else f"its first element is <{root.name}>"


def _parse(text: str, lines_before: int) -> _Parsed:
    import feedparser

    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except _STUMBLES as error:
        raise Refusal("is a damaged feed, which cannot be read") from error
    damage = _damage(found.bozo_exception, lines_before) if found.bozo else ""
    return _Parsed(_Fields(found.feed), tuple(map(_Fields, found.entries)), damage)


def _damage(error: SAXParseException | Exception, lines_before: int) -> str:
    from xml.sax import SAXParseException

    if not isinstance(error, SAXParseException):
        return "it is no sound XML"
    # feedparser puts a line of its own before the first
    return f"line {(error.getLineNumber() or 1) - 1 + lines_before:,}: {error.getMessage()}"


def _is_cut(text: str) -> bool:
    """Whether the last entry begins and does not end."""
    end = max(text.rfind("</item"), text.rfind("</entry"))
    return max(text.rfind("<item"), text.rfind("<entry")) > end


def _article(name: str, entry: _Fields, feed: _Fields) -> RawArticle | Refused:
    title = " ".join(_words(entry.within("title_detail")).split())
    urls = _urls(entry, feed)
    text = _body(entry, title)
    if not text and not (title and urls):
        return Refused(name, "has no text, and names no page" if title else "has neither a text nor a headline")
    outlets, days = _outlets(entry, feed), _days(entry)
    published = _stated(days[0].value if days else "")
    return RawArticle(
        name=name,
        text=text,
        title=title,
        outlet=outlets[0].value if outlets else "",
        url=urls[0].value if urls else "",
        published=published.day,
        published_at=published.moment,
        updated=_updated(entry, published),
        byline=_byline(entry),
        language=feed.text("language") or entry.within("title_detail").text("language"),
        readings=(*outlets, *urls, *days),
        is_excerpt=True,
    )


def _words(detail: _Fields, own_links: tuple[str, ...] = ()) -> str:
    value = detail.text("value")
    if detail.text("type") not in _HTML:
        return markup.to_text(value).strip()
    if (match := _LAST_LINK.search(value)) and html.unescape(match[1]) in own_links:
        value = value[: match.start()]
    # within an element, a single tag is seen to be markup too
    return markup.to_text(f"<div>{value}</div>").strip()


def _body(entry: _Fields, title: str) -> str:
    """The longest of what the entry gives as its text; nothing where that only says its title again."""
    details = (*entry.each("content"), entry.within("summary_detail"))
    own_links = (entry.text("link"), entry.text("feedburner_origlink"))
    text = max((_words(detail, own_links) for detail in details), key=len, default="")
    return "" if " ".join(text.split()).casefold() == title.casefold() else text


def _urls(entry: _Fields, feed: _Fields) -> tuple[Reading, ...]:
    """The entry's own address, before one that only counts the reader on the way there."""
    found = (("original link", entry.text("feedburner_origlink")), ("link", entry.text("link")))
    base = feed.text("link")
    joined = ((where, _joined(base, value)) for where, value in found if value)
    return _readings("url", tuple(pair for pair in joined if _leads_to_a_page(pair[1])))


def _joined(base: str, link: str) -> str:
    try:
        return urljoin(base, link)
    except ValueError:
        return ""


def _leads_to_a_page(url: str) -> bool:
    """A web address, or a path that the feed's own address completes."""
    return bool(addresses.canonical(url)) or bool(re.match(r"[/.?]|[\w%-]+(?:[/.?]|$)", url))


def _outlets(entry: _Fields, feed: _Fields) -> tuple[Reading, ...]:
    found = (
        ("entry source", entry.within("source").text("title")),
        ("prism:publicationName", entry.text("prism_publicationname") or feed.text("prism_publicationname")),
        (FEED_TITLE, _words(feed.within("title_detail"))),
    )
    return _readings("outlet", tuple((where, " ".join(value.split())) for where, value in found))


def _days(entry: _Fields) -> tuple[Reading, ...]:
    """The entry's dates, the one that says publication first. RSS 1.0 has only dc:date, much Atom only updated."""
    found = (("published", "published"), ("created", "created"), ("prism:publicationDate", "prism_publicationdate"))
    every = ((where, entry.text(key)) for where, key in (*found, ("updated", "updated")))
    return _readings("published", tuple(pair for pair in every if _stated(pair[1]).day))


def _readings(field: str, found: tuple[tuple[str, str], ...]) -> tuple[Reading, ...]:
    return tuple(Reading(field, where, value) for where, value in found if value)


@dataclass(frozen=True, slots=True)
class _Date:
    day: date | None
    moment: datetime | None


@lru_cache(maxsize=1024)
def _stated(text: str) -> _Date:
    """The date in ``text``; an entry's is asked for several times, and reading one takes most of an entry's time."""
    moment = dates.moment(text)
    return _Date(moment.date() if moment else dates.day(text), moment)


def _updated(entry: _Fields, published: _Date) -> date | None:
    """The day of an update that came after publication."""
    updated = _stated(entry.text("updated"))
    if updated.day is None or published.day is None or updated.day < published.day:
        return None
    if updated.moment and published.moment:
        return updated.day if updated.moment > published.moment else None
    return updated.day if updated.day > published.day else None


def _byline(entry: _Fields) -> str:
    names = tuple(author.text("name") for author in entry.each("authors"))
    given = [name for name in names if name] or [entry.text("author")]
    return ", ".join(dict.fromkeys(" ".join(markup.to_text(name).split()) for name in given if "@" not in name))
