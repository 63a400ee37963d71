from __future__ import annotations

import time
import warnings
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.adapters.feed_file import FeedFile
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.ingest.fetching import FEED_TITLE
from tests.ingest import shared_data

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"{more}>{inside}</feed>'
ITEM = "<item><title>Bridge</title><link>https://a.example/bridge</link>{}</item>"


def _rss(*items: str, channel: str = "<title>The Daily</title><link>https://a.example/news/</link>") -> bytes:
    spaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<rss version="2.0" {spaces}><channel>{channel}{"".join(items)}</channel></rss>'.encode()


def _read(content: bytes | str) -> list[RawArticle | Refused]:
    return list(FeedFile().load("a.xml", content.encode() if isinstance(content, str) else content))


def _one(content: bytes | str) -> RawArticle:
    [read] = _read(content)
    assert isinstance(read, RawArticle), read
    return read


def test_an_entry_is_an_article_with_all_that_the_feed_knows_of_it() -> None:
    item = ITEM.format(
        "<dc:creator>Ada Byron</dc:creator><pubDate>Fri, 04 Jan 2019 23:30:00 -0500</pubDate>"
        "<description>Short.</description>"
        "<content:encoded><![CDATA[<p>The whole &amp; long text.</p>]]></content:encoded>"
    )
    channel = "<title>The  Daily</title><link>https://a.example</link><language>en-GB</language>"
    article = _one(_rss(item, channel=channel))
    assert (article.name, article.text, article.title) == ("a.xml item 1", "The whole & long text.", "Bridge")
    assert (article.outlet, article.url, article.byline) == ("The Daily", "https://a.example/bridge", "Ada Byron")
    assert (article.published, article.language, article.updated) == (date(2019, 1, 4), "en-GB", None)
    assert article.published_at is not None
    assert article.published_at.astimezone(UTC) == datetime(2019, 1, 5, 4, 30, tzinfo=UTC)


def test_an_atom_entry_keeps_its_update_apart_and_names_the_feed_it_is_from() -> None:
    article = _one(
        ATOM.format(
            more=' xml:base="https://a.example/x/" xml:lang="de"',
            inside="<title>Planet</title><entry>"
            "<title type='html'>A &amp;lt; B</title><link href='../one?a=1&amp;b=2'/>"
            "<published>2019-01-04T10:00:00Z</published><updated>2019-01-06T10:00:00Z</updated>"
            "<source><title>The Daily</title></source><author><name>Ada</name></author><author><name>Bo</name></author>"
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two.</p></div></content></entry>",
        )
    )
    assert article.text.split() == ["One.", "Two."]
    assert (article.title, article.url) == ("A < B", "https://a.example/one?a=1&b=2")
    assert (article.published, article.updated) == (date(2019, 1, 4), date(2019, 1, 6))
    assert (article.outlet, article.byline, article.language) == ("The Daily", "Ada, Bo", "de")
    assert [r for r in article.readings if r.field == "outlet"] == [
        Reading("outlet", "entry source", "The Daily"),
        Reading("outlet", FEED_TITLE, "Planet"),
    ]


def test_a_sole_date_is_that_of_publication_and_a_feeds_own_date_is_none_of_an_entry() -> None:
    dated = ATOM.format(more="", inside="<entry><title>A</title><summary>Words.</summary>{}</entry>")
    only_updated = _one(dated.format("<updated>2019-01-06</updated>"))
    assert (only_updated.published, only_updated.published_at, only_updated.updated) == (date(2019, 1, 6), None, None)
    channel = "<title>T</title><pubDate>Fri, 04 Jan 2019 10:00:00 GMT</pubDate>"
    assert _one(_rss(ITEM.format("<description>Words.</description>"), channel=channel)).published is None


@pytest.mark.parametrize(
    "description",
    ["", "<description/>", "<description>bridge </description>", "<description>&lt;img src='x'&gt;</description>"],
)
def test_an_entry_that_is_only_a_headline_has_no_text_and_leads_to_its_page(description: str) -> None:
    article = _one(_rss(ITEM.format(description)))
    assert (article.text, article.url) == ("", "https://a.example/bridge")


def test_one_tag_is_markup_too_and_a_last_link_to_the_page_itself_is_left_out() -> None:
    own = '<a href="https://a.example/bridge">Read on …</a></p>'
    html = f'<![CDATA[Line<br>line, see <a href="https://b.example">that</a>. {own}]]>'
    assert _one(_rss(ITEM.format(f"<description>{html}</description>"))).text.split() == [
        "Line",
        "line,",
        "see",
        "that.",
    ]
    assert _one(_rss(ITEM.format("<description>3 &lt; 4 and 5 > 2</description>"))).text == "3 < 4 and 5 > 2"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("/a?b", "https://a.example/a?b"),
        ("c.html", "https://a.example/news/c.html"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        ("http://[", ""),
        ("tag:a.example,2020:1", ""),
    ],
)
def test_a_link_is_completed_by_the_feeds_and_is_never_anything_but_a_web_address(link: str, url: str) -> None:
    article = _one(_rss(f"<item><description>Words.</description><link>{link}</link></item>"))
    assert article.url == url


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "windows-1252", "koi8-r", "utf-16"])
def test_the_declared_encoding_is_read_and_latin_1_means_windows_1252(encoding: str) -> None:
    words = "Это слова" if encoding == "koi8-r" else "Café “now” – yes"
    declared = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        + _rss(ITEM.format(f"<description>{words}</description>")).decode()
    )
    assert _one(declared.encode("cp1252" if encoding == "iso-8859-1" else encoding)).text == words


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body>Moved</body></html>", "is not a feed: it is a web page"),
        (b"\x0b", "is not a feed: it holds no XML"),
        (b"Just words", "is not a feed: it holds no XML"),
        (b"<note><to>x</to></note>", "is not a feed: its first element is <note>"),
        (_rss(), "is a feed without entries"),
        (b"\n<rss version='2.0'><channel>\n<title>x</titl", "is a damaged feed: line 3: "),
        (b"<rss><channel>" + b"<item></item>" * 80_000, "is a feed of more than 150,000 tags: split it"),
        (b"<rss>" + b" " * 21_000_000 + b"</rss>", "is a feed of more than 20 MB"),
    ],
)
def test_what_is_no_feed_says_why(content: bytes, reason: str) -> None:
    [refused] = _read(content)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith(reason)


def test_a_feed_with_a_fault_is_read_and_one_that_is_cut_off_loses_only_the_entry_that_is() -> None:
    item = ITEM.format(
        "<link><![CDATA[https://a.example/?a&b]]></link><description>W\x01 &nbsp;R&D. &#252;</description>"
    )
    assert [(a.text, a.url) for a in _read(_rss(item, item)) if isinstance(a, RawArticle)] == [
        ("W \xa0R&D. ü", "https://a.example/?a&b")
    ] * 2
    whole = _rss(ITEM.format("<description>Whole words.</description>") * 2)
    first, cut = _read(whole[: whole.rfind(b"words")])
    assert isinstance(first, RawArticle)
    assert isinstance(cut, Refused)
    assert cut.reason.startswith("is cut off: line 1: ")


def test_entities_and_addresses_in_a_feed_open_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.txt").write_bytes(_rss(ITEM.format("<description>A secret thing.</description>")))
    monkeypatch.chdir(tmp_path)
    path = f"file://{tmp_path}/secret.txt"
    for doctype in (
        f'<!DOCTYPE rss [<!ENTITY e SYSTEM "{path}">]>',
        f'<!DOCTYPE rss [\n<!ENTITY % p SYSTEM "{path}">\n%p;\n<!ENTITY e "secret">]>',
        '<!DOCTYPE rss [\n<!ENTITY a "secret">\n<!ENTITY e "&a;&a;">\n]>',
    ):
        content = doctype.encode() + _rss(ITEM.format("<description>Words &e; end.</description>"))
        assert "secret" not in f"{_read(content)}"
    # feedparser opens text that is an address or a path
    for name in ("secret.txt", path, "http://127.0.0.1:9/"):
        assert "secret" not in f"{_read(name)}"


def test_a_bomb_of_entities_is_not_unpacked() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">\n' for n in range(1, 10))
    content = f'<!DOCTYPE rss [\n<!ENTITY e0 "lol">\n{levels}]>'.encode() + _rss(
        ITEM.format("<description>&e9;</description>")
    )
    assert sum(len(a.text) for a in _read(content) if isinstance(a, RawArticle)) < 100


@pytest.mark.parametrize("element", ["author", "dc:creator", "pubDate", "link", "title"])
@pytest.mark.parametrize("filler", ["a", "\n", "&lt;", "a@"])
def test_a_hostile_value_does_not_hold_the_feed_up(element: str, filler: str) -> None:
    began = time.process_time()
    _read(_rss(ITEM.format(f"<{element}>{filler * 100_000}</{element}>")))
    assert time.process_time() - began < 5


def test_reading_warns_of_nothing() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert _one(_rss(ITEM.format("<description>W x y.</description><pubDate>4 Jan 2019 10:00 XYZ</pubDate>"))).title


@pytest.mark.data
def test_every_real_feed_is_read_or_refused_with_a_reason() -> None:
    folder = shared_data.folder("feeds")
    counts = {}
    for path in sorted(folder.glob("*.*")):
        read = list(FeedFile().load(path.name, path.read_bytes()))
        articles = [item for item in read if isinstance(item, RawArticle)]
        assert all(item.reason for item in read if isinstance(item, Refused))
        assert all(article.url and article.title and article.published for article in articles)
        counts[path.name] = (len(articles), len(read) - len(articles))
    assert counts == {
        "content-encoded.rss": (7, 0),
        "encoding.rss": (40, 0),
        "guardian.rss": (55, 0),
        "heise.atom": (15, 0),
        "missing-fields.atom": (0, 1),
        "reddit-atom.rss": (24, 0),
        "rss-1.rss": (69, 0),
        "unrecognized.rss": (0, 1),
    }
