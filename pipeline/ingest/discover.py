"""A web page to the address of the feed that it names in its head."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import urljoin

from pipeline.ingest import addresses

_HEAD = 500_000
_TAG = re.compile(r"<(?:link|base)\b[^<>]{1,2000}>", re.IGNORECASE)
_FEEDS = {"application/rss+xml", "application/atom+xml", "application/rdf+xml"}


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: (value or "").strip() for name, value in attrs}))


def feed_of(page: bytes, url: str) -> str:
    """The first feed that the page at ``url`` names as another form of itself; empty where it names none."""
    tags = _Tags()
    for tag in _TAG.findall(page[:_HEAD].decode("utf-8", "replace")):
        tags.feed(tag)
    tags.close()
    base = next((values["href"] for tag, values in tags.found if tag == "base" and values.get("href")), "")
    for tag, values in tags.found:
        is_alternate = "alternate" in values.get("rel", "").lower().split()
        if tag == "link" and is_alternate and values.get("type", "").lower() in _FEEDS and values.get("href"):
            return _joined(url, base, values["href"])
    return ""


def _joined(url: str, base: str, href: str) -> str:
    try:
        return addresses.requestable(urljoin(urljoin(url, base), href))
    except ValueError:
        return ""
