"""Pages that a browser saved as one file (MHTML, RFC 2557) to articles: the page itself, as any web page is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message

from pipeline.adapters import mime
from pipeline.adapters.web_page import WebPage
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal
from pipeline.ingest import addresses, decode

_KIND = "a saved page"
_HEADERS = ("Content-Type", "MIME-Version", "Snapshot-Content-Location", "Content-Location")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_LOCATIONS = ("Snapshot-Content-Location", "Content-Location", "Content-Base")


class SavedPage:
    """An ``ArticleLoader`` of saved pages."""

    suffixes = frozenset({".mhtml", ".mht"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article, or the reason why not. The day the page was saved is a reading, not its day of publication."""
        try:
            saved = mime.message(content, _KIND, having=_HEADERS)
            page = _page(saved)
            html = _as_utf8(page)
        except Refusal as refusal:
            yield Refused(name, str(refusal))
            return
        for read in WebPage().load(name, html):
            yield _placed(read, saved, page) if isinstance(read, RawArticle) else read


def _page(saved: Message) -> Message:
    """The page that was saved, not one in a frame of it: the one at the saved address, else the first."""
    pages = [part for part in mime.leaves(saved) if part.get_content_type() in _PAGES]
    if not pages:
        raise Refusal(f"is {_KIND} without a page in it")
    at = mime.raw_header(saved, _LOCATIONS[0])
    start = saved.get_param("start")
    for part in pages:
        if (at and mime.raw_header(part, "Content-Location") == at) or (start and part["Content-ID"] == start):
            return part
    return pages[0]


def _as_utf8(page: Message) -> bytes:
    # the encoding that its header states is not in the bytes; without one, the page's own word is, for its loader
    stated = mime.charset(page)
    content = mime.content(page)
    return decode.text(content, stated).encode("utf-8-sig", "replace") if stated else content


def _placed(read: RawArticle, saved: Message, page: Message) -> RawArticle:
    saved_at = mime.header(saved, "Date")
    readings = (*read.readings, Reading("saved", "Date", saved_at)) if saved_at else read.readings
    return replace(
        read, url=_url(read, saved, page), title=read.title or mime.header(saved, "Subject"), readings=readings
    )


def _url(read: RawArticle, saved: Message, page: Message) -> str:
    stated = (mime.raw_header(part, name) for part in (saved, page) for name in _LOCATIONS)
    at = next((url for url in stated if url.lower().startswith(("http://", "https://"))), "")
    # as for a page that is fetched: its own word on its address counts only within its own site
    is_own = not at or addresses.host(read.url) == addresses.host(at)
    return read.url if is_own and read.url else at
