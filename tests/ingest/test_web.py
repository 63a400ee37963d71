"""Feeds, sitemaps, documents and pages at addresses, through a ``Fetcher`` of a made-up net."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.adapters.feed_file import FeedFile
from pipeline.adapters.json_files import JsonFile, JsonLines
from pipeline.adapters.plain_text import PlainText
from pipeline.adapters.web_page import WebPage as WebPageLoader
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal, Unreachable
from pipeline.ingest import follow, load
from pipeline.ingest.fetching import FeedRead, Fetched, Stopped, never
from pipeline.ingest.inputs import Feed, Input, Item, LocalPath, Upload, WebPage
from pipeline.ports import ArticleLoader

ALL: tuple[ArticleLoader, ...] = (PlainText(), WebPageLoader(), FeedFile(), JsonFile(), JsonLines())
LOADERS = {suffix: loader for loader in ALL for suffix in loader.suffixes}
LONG = "The council agreed on Monday to rebuild the old bridge over the river, its mayor said after the vote in town."
FEED = "https://daily.example/feed"


@dataclass
class Net:
    """A ``Fetcher`` of what is said to be where. ``asked`` keeps each address, with "+" where it was followed."""

    answers: Mapping[str, Fetched | Exception]
    asked: list[str] = field(default_factory=list)

    def fetch(
        self, url: str, *, is_followed: bool = False, etag: str = "", modified: str = "", stopped: Stopped = never
    ) -> Fetched:
        self.asked.append(f"{'+' if is_followed else ''}{url}")
        if is_followed and stopped():
            raise Unreachable(f"{url} was not asked")
        answer = self.answers.get(url, Refusal(f"{url} answered 404 Not Found"))
        if isinstance(answer, Exception):
            raise answer
        is_same = bool(etag and etag == answer.etag) or bool(modified and modified == answer.modified)
        return replace(answer, content=b"", is_unchanged=True) if is_same else answer


def _page(words: str, title: str = "Bridge to be rebuilt", head: str = "", url: str = "") -> Fetched:
    body = f"<article><h1>{title}</h1><p>{words}</p></article>"
    return Fetched(
        url, "text/html", f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()
    )


def _rss(*items: str, kind: str = "application/rss+xml", **known: str) -> Fetched:
    content = f"<rss version='2.0'><channel><title>The Daily</title>{''.join(items)}</channel></rss>"
    return Fetched(FEED, kind, content.encode(), **known)


def _item(title: str, link: str, words: str = "", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><description>{words}</description>{more}</item>"


def _sitemap(*places: str, root: str = "urlset") -> Fetched:
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    place = {"urlset": "url", "sitemapindex": "sitemap"}[root]
    inside = "".join(f"<{place}><loc>{loc}</loc></{place}>" for loc in places)
    return Fetched("https://daily.example/map.xml", "text/xml", f"<{root} xmlns='{space}'>{inside}</{root}>".encode())


def _read(net: Net, *inputs: Input) -> list[Item]:
    return list(load.articles(inputs, LOADERS, net))


def _reasons(items: list[Item]) -> list[tuple[str, str]]:
    return [(item.name, item.reason) for item in items if isinstance(item, Refused)]


@pytest.mark.parametrize(
    "kind",
    ["application/rss+xml; charset=utf-8", "text/xml", "text/html", "text/plain", "application/octet-stream", ""],
)
@pytest.mark.parametrize("given", [WebPage(FEED), Feed(FEED)])
def test_a_feed_is_read_as_one_whatever_it_is_served_and_given_as(kind: str, given: Input) -> None:
    words, headline = _item("One", "/one", "Some words."), _item("Two", "https://daily.example/two")
    net = Net({FEED: _rss(words, headline, kind=kind)})
    article, refused = _read(net, given)
    assert isinstance(article, RawArticle)
    assert (article.text, article.url, article.is_live) == ("Some words.", "https://daily.example/one", True)
    assert (article.outlet, article.title) == ("The Daily", "One")
    assert isinstance(refused, Refused)
    assert refused.reason == "is only a headline: follow the feed to read the page behind it"
    assert net.asked == [FEED]


def test_a_page_given_as_a_feed_leads_to_the_feed_that_it_names() -> None:
    link = '<base href="/news/"><LINK type="application/rss+xml" title="x" rel="home alternate" href="feed&#46;rss">'
    home = _page(LONG, head=link, url="https://daily.example/")
    net = Net(
        {"https://daily.example": home, "https://daily.example/news/feed.rss": _rss(_item("One", "/1", "Words."))}
    )
    [article] = _read(net, Feed("https://daily.example"))
    assert isinstance(article, RawArticle)
    assert article.text == "Words."
    [page] = _read(net, WebPage("https://daily.example"))
    assert isinstance(page, RawArticle)
    assert LONG in page.text


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("", "is a web page that names no feed"),
        ('<link rel="stylesheet" type="application/rss+xml" href="/feed">', "is a web page that names no feed"),
        ('<link rel="alternate" type="application/rss+xml" href="file:///x">', "is a web page that names no feed"),
        (
            '<link rel="alternate" type="application/atom+xml" href="/">',
            "is a web page, and so is the feed that it names (https://daily.example/)",
        ),
    ],
)
def test_a_page_without_a_feed_says_so(head: str, reason: str) -> None:
    home = _page(LONG, head=head, url="https://daily.example/")
    assert _reasons(_read(Net({"https://daily.example/": home}), Feed("https://daily.example/"))) == [
        ("https://daily.example/", reason)
    ]


def test_following_reads_the_page_behind_each_entry_and_takes_the_longer_text() -> None:
    date_of = "<pubDate>Fri, 04 Jan 2019 10:00:00 GMT</pubDate>"
    net = Net(
        {
            FEED: _rss(
                _item("Short title", "https://go.example/1", "Short.", date_of),
                _item("Long in the feed", "https://daily.example/2", f"{LONG} {LONG[::-1]} {LONG}"),
                _item("No page", "https://daily.example/3", "Stands in."),
                _item("Gone", "https://daily.example/4"),
                _item("Again", "https://go.example/1?utm_source=feed"),
            ),
            "https://go.example/1": _page(LONG, url="https://daily.example/1"),
            "https://daily.example/2": _page(LONG, url="https://daily.example/2"),
        }
    )
    first, second, third, gone = _read(net, Feed(FEED, follow=True))
    assert isinstance(first, RawArticle)
    assert LONG in first.text
    assert (first.url, first.title) == ("https://daily.example/1", "Bridge to be rebuilt")
    assert (first.outlet, first.published, first.is_live) == ("The Daily", date(2019, 1, 4), True)
    assert first.published_at is not None
    titles = [reading.value for reading in first.readings if reading.field == "title"]
    assert (titles[0], titles[-1]) == ("Bridge to be rebuilt", "Short title")
    assert isinstance(second, RawArticle)
    assert second.text.startswith(f"{LONG} {LONG[::-1]}")
    assert isinstance(third, RawArticle)
    assert third.text == "Stands in."
    assert gone == Refused("https://daily.example/4", "https://daily.example/4 answered 404 Not Found")
    assert net.asked[1:] == ["+https://go.example/1", *(f"+https://daily.example/{number}" for number in (2, 3, 4))]


def test_a_feed_behind_an_entry_is_not_read_and_an_entry_that_is_known_not_asked_for() -> None:
    net = Net({FEED: _rss(_item("Feed", "https://daily.example/feed"), _item("Known", "https://daily.example/known"))})
    pieces = load.pieces([Feed(FEED, follow=True)], LOADERS, net, is_known=lambda entry: entry.title == "Known")
    assert _reasons([piece.item for piece in pieces]) == [(FEED, "is a feed or a sitemap, not a page")]
    assert net.asked == [FEED, f"+{FEED}"]


def test_an_unchanged_feed_yields_nothing_and_the_next_request_may_be_conditional_only_after_a_whole_reading() -> None:
    told: list[FeedRead] = []
    feed = _rss(_item("One", "https://daily.example/1"), etag='"a"', modified="Fri, 04 Jan 2019 10:00:00 GMT")
    net = Net({FEED: feed, "https://daily.example/1": Unreachable("no connection")})

    def read(given: Feed) -> int:
        return len(list(load.pieces([given], LOADERS, net, told=told.append)))

    assert (read(Feed(FEED)), read(Feed(FEED, etag='"a"')), read(Feed(FEED, follow=True))) == (1, 0, 1)
    assert told == [
        FeedRead(FEED, FEED, "The Daily", '"a"', "Fri, 04 Jan 2019 10:00:00 GMT"),
        FeedRead(FEED, FEED, "", '"a"', "", is_unchanged=True),
        FeedRead(FEED, FEED, "The Daily"),
    ]


def test_a_feed_that_was_left_in_the_middle_is_not_told_of() -> None:
    told: list[FeedRead] = []
    net = Net({FEED: _rss(*(_item(f"{n}", f"https://daily.example/{n}", "Words.") for n in range(3)), etag='"a"')})
    pieces = load.pieces([Feed(FEED)], LOADERS, net, told=told.append)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert told == []
    for questions in range(6):
        answers = iter([False] * questions)
        stopped = load.pieces([Feed(FEED, True)], LOADERS, net, told=told.append, stopped=lambda: next(answers, True))  # noqa: B023
        assert len(list(stopped)) < 3
        assert told == []


def test_a_sitemap_is_always_followed_and_one_of_sitemaps_one_level_deep() -> None:
    maps = {f"https://daily.example/{n}.xml": _sitemap(f"https://daily.example/{n}") for n in "ab"}
    deeper = {"https://daily.example/c.xml": _sitemap("https://daily.example/d.xml", root="sitemapindex")}
    pages = {f"https://daily.example/{n}": _page(LONG, n, url=f"https://daily.example/{n}") for n in "ab"}
    index = _sitemap(*maps, *deeper, root="sitemapindex")
    net = Net({"https://daily.example/map.xml": index, **maps, **deeper, **pages})
    read = _read(net, WebPage("https://daily.example/map.xml"))
    assert [item.url for item in read if isinstance(item, RawArticle)] == list(pages)
    assert _reasons(read) == [("https://daily.example/c.xml", "is named as a sitemap by another, and is none")]
    assert all(asked.startswith("+") for asked in net.asked[1:])


@pytest.mark.parametrize("kind", ["application/x-gzip", "application/octet-stream", "text/xml"])
def test_a_packed_sitemap_is_unpacked_and_a_bomb_is_not(kind: str) -> None:
    address = "https://daily.example/map.xml.gz"
    packed = gzip.compress(_sitemap("https://daily.example/a").content)
    page = {"https://daily.example/a": _page(LONG, url="https://daily.example/a")}
    [article] = _read(Net({address: Fetched(address, kind, packed), **page}), WebPage(address))
    assert isinstance(article, RawArticle)
    assert article.url == "https://daily.example/a"
    for content, reason in (
        (gzip.compress(b" " * 60_000_000), "unpacks to more than "),
        (packed[:-9], "is cut off before its end"),
        (gzip.compress(b"\x00\x01"), "is not text: "),
    ):
        [(_, said)] = _reasons(_read(Net({address: Fetched(address, kind, content)}), WebPage(address)))
        assert said.startswith(reason)


def test_no_more_than_a_thousand_pages_are_followed_and_the_rest_is_one_line() -> None:
    places = [f"https://daily.example/{number}" for number in range(follow.MOST_PAGES + 7)]
    net = Net({"https://daily.example/map.xml": _sitemap(*places)})
    read = _read(net, WebPage("https://daily.example/map.xml"))
    assert len(net.asked) == 1 + follow.MOST_PAGES
    assert len(read) == follow.MOST_PAGES + 1
    assert read[-1] == Refused(
        "https://daily.example/map.xml", "names more than 1,000 pages: the first were read, the rest was left out"
    )


def test_a_file_of_a_feed_or_a_sitemap_reaches_the_net_only_when_it_is_to_be_followed(tmp_path: Path) -> None:
    feed, places = tmp_path / "a.rss", tmp_path / "b.xml"
    feed.write_bytes(
        _rss(_item("One", "https://daily.example/1"), _item("Two", "https://daily.example/2", "Words.")).content
    )
    places.write_bytes(_sitemap("https://daily.example/1", "https://daily.example/2").content)
    net = Net({f"https://daily.example/{n}": _page(LONG, url=f"https://daily.example/{n}") for n in (1, 2)})
    assert _reasons(_read(net, LocalPath(tmp_path))) == [
        (f"{feed} item 1", "is only a headline: follow the feed to read the page behind it"),
        (str(places), "is a sitemap of 2 addresses and no articles: follow it to read the pages behind them"),
    ]
    assert net.asked == []
    for given in (LocalPath(feed, follow=True), Upload("b.xml", places.read_bytes(), follow=True)):
        followed = _read(net, given)
        assert [LONG in item.text for item in followed if isinstance(item, RawArticle)] == [True, True]


def test_only_feeds_and_sitemaps_are_followed() -> None:
    net = Net({})
    rows = b'{"text":"Words.","url":"https://daily.example/1"}\n{"url":"https://daily.example/2"}\n'
    assert len(_read(net, Upload("a.jsonl", rows, follow=True))) == 2
    assert net.asked == []


@pytest.mark.parametrize(
    ("kind", "content", "url", "text"),
    [
        ("text/plain", b"Plain <words>", "https://a.example/x", "Plain <words>"),
        ("application/json", b'{"text":"Words."}', "https://a.example/x", "Words."),
        ("application/octet-stream", b"Words.", "https://a.example/x.txt", "Words."),
        ("application/xhtml+xml", _page(LONG).content, "https://a.example/x", LONG),
        ("application/xml", _page(LONG).content, "https://a.example/x", LONG),
        ("application/octet-stream", _page(LONG).content, "https://a.example/x", LONG),
    ],
)
def test_a_document_is_read_by_its_type_and_known_by_its_address(
    kind: str, content: bytes, url: str, text: str
) -> None:
    [article] = _read(Net({url: Fetched(url, kind, content)}), WebPage(url))
    assert isinstance(article, RawArticle)
    assert text in article.text
    assert (article.url, article.is_live) == (url, True)


@pytest.mark.parametrize(
    ("kind", "content", "reason"),
    [
        ("application/octet-stream", b"\x00\x01", "is application/octet-stream, which holds no article"),
        ("image/png", b"\x89PNG", "is image/png, which holds no article"),
        ("application/octet-stream", b"%PDF-1.4", "is a .pdf file, which cannot be read; known are .atom, "),
        ("application/xml", b"<note/>", "is not a feed: its first element is <note>"),
    ],
)
def test_what_holds_no_article_says_why(kind: str, content: bytes, reason: str) -> None:
    [(_, said)] = _reasons(_read(Net({FEED: Fetched(FEED, kind, content)}), WebPage(FEED)))
    assert said.startswith(reason)


def test_several_articles_of_one_address_are_not_revisions_of_one() -> None:
    rows = Fetched(FEED, "application/x-ndjson", b'{"text":"One."}\n{"text":"Two."}')
    assert [item.url for item in _read(Net({FEED: rows}), WebPage(FEED)) if isinstance(item, RawArticle)] == ["", ""]
