"""A feed and the pages behind it, from a real server through the real fetcher and the real loaders."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator, Sequence

import pytest

from pipeline import wiring
from pipeline.adapters.feed_file import FeedFile
from pipeline.adapters.http import SafeFetcher
from pipeline.adapters.robots import Robots
from pipeline.domain import RawArticle, Refused
from pipeline.ingest import load
from pipeline.ingest.fetching import FeedRead, Stopped, never
from pipeline.ingest.inputs import Feed, Input, Pasted, Piece, WebPage
from tests.servers.pages import Pages, serving

WORDS = (
    "The council agreed on Monday to rebuild the old bridge over the river, its mayor said after the vote in town.",
    "The work will cost five million and begin in May, when the new café at its foot is to open as well.",
)
ITEMS = "".join(f"<item><title>Story {name}</title><link>HOST/{name}</link></item>" for name in "abcd")
PAGES: Pages = {
    "/": ("text/html", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'),
    "/feed": ("text/html", f"<rss version='2.0'><channel><title>The Daily</title>{ITEMS}</channel></rss>"),
    "/robots.txt": ("text/plain", "User-agent: *\nDisallow: /b\nCrawl-delay: 5\n"),
    "/a": (
        "text/html; charset=utf-8",
        f"<html><head><title>Story a</title></head><body><article><h1>Story a</h1><p>{WORDS[0]}</p><p>{WORDS[1]}</p>"
        "</article></body></html>",
    ),
    "/b": ("text/html", "never read"),
    "/d": ("image/png", "no page"),
    "/map": (
        "application/xml",
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>HOST/places</loc></sitemap>"
        "</sitemapindex>",
    ),
    "/places": (
        "application/xml",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>HOST/a</loc></url></urlset>",
    ),
}


class Reader:
    """Reads as a desk does, but for the loopback that is allowed and the time that passes by itself."""

    def __init__(self) -> None:
        self.seconds = 0.0
        robots = Robots(clock=lambda: self.seconds, sleep=self._sleep)
        self._fetcher = SafeFetcher(allow=(ipaddress.ip_network("127.0.0.0/8"),), robots=robots)
        self._loaders = {**wiring.loaders(), **dict.fromkeys(FeedFile.suffixes, FeedFile())}
        self.told: list[FeedRead] = []

    def _sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def read(self, given: Feed | WebPage) -> list[Piece]:
        return list(self.pieces([given]))

    def pieces(self, given: Sequence[Input], stopped: Stopped = never) -> Iterator[Piece]:
        return load.pieces(given, self._loaders, self._fetcher, told=self.told.append, stopped=stopped)


@pytest.fixture
def reader() -> Reader:
    return Reader()


def test_a_feed_is_found_and_followed_as_its_site_allows(reader: Reader) -> None:
    with serving(PAGES) as (host, seen):
        pieces = reader.read(Feed(host, follow=True))
        first, *others = [piece.item for piece in pieces]
        assert isinstance(first, RawArticle)
        assert all(words in first.text for words in WORDS)
        assert (first.url, first.outlet, first.is_live) == (f"{host}/a", "The Daily", True)
        assert [(item.name, item.reason) for item in others if isinstance(item, Refused)] == [
            (f"{host}/b", f"{host}/b may not be read by programs, says the robots.txt of its site"),
            (f"{host}/c", f"{host}/c answered 404 Not Found"),
            (f"{host}/d", f"{host}/d is image/png, which holds no article"),
        ]
        assert [piece.share for piece in pieces] == [0.25, 0.5, 0.75, 1]
        assert seen == ["/ 200", "/feed 200", "/robots.txt 200", "/a 200", "/c 404", "/d 200"]
        assert 10 <= reader.seconds < 11


def test_the_next_reading_asks_only_for_what_changed(reader: Reader) -> None:
    with serving(PAGES) as (host, seen):
        reader.read(Feed(f"{host}/feed", follow=True))
        [first] = reader.told
        assert (first.asked, first.title, bool(first.etag)) == (f"{host}/feed", "The Daily", True)
        seen.clear()
        assert reader.read(Feed(f"{host}/feed", True, first.etag, first.modified)) == []
        assert seen == ["/feed 304"]
        assert reader.told[1] == FeedRead(f"{host}/feed", f"{host}/feed", "", first.etag, "", is_unchanged=True)


def test_an_index_of_sitemaps_leads_to_the_pages(reader: Reader) -> None:
    with serving(PAGES) as (host, seen):
        [piece] = reader.read(WebPage(f"{host}/map"))
        assert isinstance(piece.item, RawArticle)
        assert piece.item.url == f"{host}/a"
        assert seen == ["/map 200", "/robots.txt 200", "/places 200", "/a 200"]


def test_what_stands_behind_a_feed_that_was_stopped_is_not_read(reader: Reader) -> None:
    with serving(PAGES) as (host, _):
        read: list[Piece] = []
        given = [Feed(f"{host}/feed", follow=True), Pasted("A text that stands behind the feed.")]
        for piece in reader.pieces(given, stopped=lambda: bool(read)):
            read.append(piece)
    assert {piece.position for piece in read} == {0}
