"""What a file or an answer is, by its media type and by its first element: what the web holds to read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

PAGE, FEED = ".html", ".xml"
TEXTS = frozenset({PAGE, FEED, ".txt", ".md", ".csv", ".json", ".jsonl"})

_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SUFFIX_OF = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), PAGE),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml"), FEED),
    **dict.fromkeys(("text/xml", "application/xml", "text/rss+xml", "application/x-rss+xml"), FEED),
    **dict.fromkeys(("application/pdf", "application/x-pdf"), ".pdf"),
    **dict.fromkeys(("application/x-ndjson", "application/jsonl", "application/x-jsonlines"), ".jsonl"),
    **dict.fromkeys(("multipart/related", "application/x-mimearchive"), ".mhtml"),
    **dict.fromkeys(("application/gzip", "application/x-gzip"), ".gz"),
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    _OFFICE: ".docx",
}
_DOCUMENTS = {".pdf", ".epub", ".docx", ".eml", ".msg", ".mhtml", ".gz", ".csv", ".json", ".jsonl"}
_UNSAID = {"application/octet-stream", "binary/octet-stream", "application/x-download", "application/force-download"}
_HEAD = 64 * 1024

FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
SITEMAP, SITEMAP_INDEX = "urlset", "sitemapindex"
SITEMAP_ROOTS = frozenset({SITEMAP, SITEMAP_INDEX})

_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]{0,60})")


@dataclass(frozen=True, slots=True)
class Root:
    """A document's first element: ``name`` in lower case without its prefix, and the character it begins at."""

    name: str
    start: int


def root(text: str) -> Root:
    """The first element of ``text``, past declarations, comments and whatever is no tag; ``Root("", 0)`` for none."""
    at = text.find("<")
    while at >= 0:
        if match := _ELEMENT.match(text, at):
            return Root(match[1].lower(), at)
        at = text.find("<", _after(text, at))
    return Root("", 0)


def _after(text: str, at: int) -> int:
    """Where the comment, instruction or declaration that begins at ``at`` is over."""
    for opening, closing in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(opening, at):
            return _past(text, closing, at)
    if not text.startswith("<!", at):
        return at + 1
    end = _past(text, ">", at)
    inner = text.find("[", at, end)
    return end if inner < 0 else _past(text, ">", _past(text, "]", inner))


def _past(text: str, closing: str, at: int) -> int:
    found = text.find(closing, at)
    return len(text) if found < 0 else found + len(closing)


def root_of(content: bytes) -> str:
    """The name of the first element where ``content`` begins with markup, else empty."""
    is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    head = content[:_HEAD].decode("utf-16" if is_wide else "utf-8-sig", "replace")
    return root(head).name if head.lstrip().startswith("<") else ""


def is_read(content_type: str) -> bool:
    """Whether an answer of that type may hold an article."""
    given = kind(content_type)
    return given in _SUFFIX_OF or given in _UNSAID or given.endswith("+xml")


def is_document(content_type: str) -> bool:
    """Whether it may be as large as documents are."""
    given = kind(content_type)
    return given in _UNSAID or _SUFFIX_OF.get(given) in _DOCUMENTS


def suffix(content_type: str, content: bytes, url: str) -> str:
    """What a file with that answer in it would end in; empty where that cannot be told."""
    given = kind(content_type)
    known = _SUFFIX_OF.get(given, "")
    if content.startswith(b"%PDF-"):
        return ".pdf"
    first = "" if known in _DOCUMENTS else root_of(content)
    if first in FEED_ROOTS | SITEMAP_ROOTS:
        return FEED
    if given.endswith("xml") and first == "html":
        return PAGE
    if given in _UNSAID:
        named = PurePosixPath(urlsplit(url).path).suffix.lower()
        return PAGE if first == "html" else named if named in _SUFFIX_OF.values() else ""
    return known or (FEED if given.endswith("+xml") else "")


def kind(content_type: str) -> str:
    """The bare media type, that of a page where none is given."""
    return content_type.partition(";")[0].strip().lower() or "text/html"
