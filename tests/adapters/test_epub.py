from __future__ import annotations

import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.epub import Epub
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.ingest import canonical
from tests.files.packed import METADATA, book, page_of, zipped

WORDS = "The council agreed on Monday to rebuild the old café by the bridge, its mayor said after a long vote."
MORE = "Work is to begin in the spring of next year, the mayor told those who had come to listen on Monday."


def _load(content: bytes) -> list[RawArticle | Refused]:
    return list(Epub().load("a.epub", content))


def _articles(content: bytes) -> list[RawArticle]:
    return [read for read in _load(content) if isinstance(read, RawArticle)]


def _titles(content: bytes) -> list[str]:
    return [article.title for article in _articles(content)]


def _encryption(path: str, method: str) -> str:
    return (
        f'<encryption><EncryptedData><EncryptionMethod Algorithm="{method}"/><CipherData>'
        f'<CipherReference URI="{path}"/></CipherData></EncryptedData></encryption>'
    )


def test_a_chapter_is_an_article_with_what_the_book_says_of_itself() -> None:
    contents = '<li><a href="text/b.xhtml">Bridge to be rebuilt</a></li>'
    [first, second] = _articles(
        book({"a.xhtml": f"<h1>A vote</h1><p>{WORDS}</p>", "b.xhtml": f"<p>{MORE}</p>"}, contents=contents)
    )
    assert canonical.article(first).text == WORDS
    assert (first.title, second.title) == ("A vote", "Bridge to be rebuilt")
    assert (first.outlet, first.byline, first.language) == ("The Daily", "Jo Doe, Al Roe", "en-GB")
    assert (first.published, first.published_at) == (date(2019, 1, 4), datetime(2019, 1, 4, 10, tzinfo=UTC))
    assert first.readings == (Reading("outlet", "dc:title", "The Issue of January"),)
    assert [first.name, second.name] == ["a.epub chapter 1", "a.epub chapter 2"]


def test_without_a_publisher_the_outlet_is_the_book_and_a_year_is_no_day() -> None:
    metadata = "<dc:title>The Issue</dc:title><dc:date>2019</dc:date>"
    [raw] = _articles(book({"a.xhtml": f"<p>{WORDS}</p>"}, metadata))
    assert (raw.outlet, raw.published) == ("The Issue", None)
    assert raw.readings == (Reading("published", "dc:date", "2019"),)


def test_the_day_of_publication_comes_before_other_days_and_authors_before_others() -> None:
    metadata = (
        '<dc:date opf:event="modification">2020-02-02</dc:date><dc:date opf:event="publication">2019-01-04</dc:date>'
        '<dc:creator opf:role="edt">An Ed</dc:creator><dc:creator opf:role="aut">Jo Doe</dc:creator>'
    )
    [raw] = _articles(book({"a.xhtml": f"<p>{WORDS}</p>"}, metadata))
    assert (raw.published, raw.byline) == (date(2019, 1, 4), "Jo Doe")


def test_covers_front_matter_and_stubs_are_no_articles() -> None:
    chapters = {
        "cover.xhtml": "<img src='a.png'/>",
        "rights.xhtml": page_of(f"<p>{WORDS}</p>").replace("<body>", '<body class="x" epub:type="copyright-page">'),
        "part.xhtml": "<h1>Part one</h1>",
        "a.xhtml": f"<h1>A vote</h1><p>{WORDS}</p>",
    }
    assert _titles(book(chapters)) == ["A vote"]


def test_a_file_without_a_title_goes_on_with_the_chapter_before_it() -> None:
    chapters = {
        "a.xhtml": f"<h1>A vote</h1><p>{WORDS}</p>",
        "a2.xhtml": f"<p>{MORE}</p>",
        "b.xhtml": f"<h2>B</h2><p>{WORDS}</p>",
    }
    first, second = _articles(book(chapters))
    assert canonical.article(first).text == f"{WORDS}\n\n{MORE}"
    assert second.title == "B"


def test_a_file_with_several_chapters_is_cut_where_the_contents_lead() -> None:
    contents = "".join(
        f'<li><a href="text/a.xhtml#c{at}">Chapter {at}</a><ol><li><a href="text/a.xhtml#s">S</a></li></ol></li>'
        for at in (1, 2)
    )
    page = (
        f'<div><h2 id="c1">One</h2><p>{WORDS}</p><p id="s">{MORE}</p><h2 class="x" id="c2">Two</h2><p>{MORE}</p></div>'
    )
    first, second = _articles(book({"a.xhtml": page}, contents=contents))
    assert (first.title, second.title) == ("Chapter 1", "Chapter 2")
    assert WORDS in first.text
    assert WORDS not in second.text


def test_the_contents_of_an_older_book_are_read() -> None:
    ncx = (
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>A vote</text></navLabel>'
        '<content src="a%20b.xhtml"/></navPoint></navMap></ncx>'
    )
    package = (
        '<package><metadata/><manifest><item id="n" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
        '<item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    container = '<container><rootfile full-path="a.opf"/></container>'
    parts = {
        "META-INF/container.xml": container,
        "a.opf": package,
        "toc.ncx": ncx,
        "a b.xhtml": page_of(f"<p>{WORDS}&nbsp;&mdash;</p>"),
    }
    [raw] = _articles(zipped(parts))
    assert (raw.title, raw.text) == ("A vote", f"{WORDS}\xa0—")


def test_a_protected_book_is_refused_and_scrambled_fonts_are_not() -> None:
    chapters = {"a.xhtml": f"<p>{WORDS}</p>"}
    locked = _encryption("OEBPS/text/a.xhtml", "http://www.w3.org/2001/04/xmlenc#aes128-cbc")
    [refused] = _load(book(chapters, **{"META-INF__encryption.xml": locked}))
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("is protected")
    fonts = _encryption("OEBPS/a.ttf", "http://www.idpf.org/2008/embedding")
    assert len(_articles(book(chapters, **{"META-INF__encryption.xml": fonts}))) == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"words", "is not an EPUB book, or it is damaged"),
        (zipped({"a.txt": "words"}), "lacks its part META-INF/container.xml: it is damaged"),
        (book({"a.xhtml": "<img/>"}), "has no chapter with text in it"),
        (book({}, METADATA), "has no chapter with text in it"),
    ],
)
def test_what_is_no_book_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    assert _load(content) == [Refused("a.epub", reason)]


def test_a_chapter_that_is_missing_or_too_large_is_refused_alone() -> None:
    large = f"<p>{'x' * 17_000_000}</p>"
    content = book(
        {
            "a.xhtml": large,
            "b.xhtml": "".join(f"<p>{at}" for at in range(500_001)),
            "c.xhtml": f"<h1>A vote</h1><p>{WORDS}</p>",
        }
    )
    [first, second, raw] = _load(content)
    assert isinstance(first, Refused)
    assert isinstance(second, Refused)
    assert isinstance(raw, RawArticle)
    assert (first.name, first.reason) == ("a.epub/OEBPS/text/a.xhtml", "unpacks to more than 16 MB")
    assert second.reason == "is a page with more than 500,000 tags"


def test_entities_of_a_book_are_never_resolved() -> None:
    page = page_of(f"<p>{WORDS} &secret;</p>").replace(
        "html>", 'html [<!ENTITY secret SYSTEM "file:///etc/hostname">]>', 1
    )
    [raw] = _articles(book({"a.xhtml": page}))
    assert WORDS in raw.text
    assert Path("/etc/hostname").read_text().strip() not in raw.text


@pytest.mark.parametrize(
    "contents",
    [
        "".join(f'<li><a href="text/a.xhtml#c{at}">C</a></li>' for at in range(20_000)),
        "<ol>" * 10_000,
    ],
)
def test_a_hostile_table_of_contents_does_not_hold_up_the_reading(contents: str) -> None:
    started = time.process_time()
    assert _load(book({"a.xhtml": f"<p>{WORDS}</p>" * 20_000}, contents=contents))
    assert time.process_time() - started < 10


@given(st.data())
def test_a_damaged_book_never_raises(data: st.DataObject) -> None:
    content = bytearray(book({"a.xhtml": f"<h1>A vote</h1><p>{WORDS}</p>"}))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    for read in _load(bytes(content[: data.draw(st.integers(0, len(content)))])):
        assert isinstance(read, RawArticle) or read.reason
