from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import extraction
from pipeline.adapters.web_page import WebPage
from pipeline.domain import RawArticle, Refused
from pipeline.ingest import canonical
from tests.ingest import shared_data

ONE = "The council agreed on Monday to rebuild the old bridge over the river, its mayor said after the vote."
TWO = "The work will cost five million and begin in May, when the new café at its foot is to open as well."
PAGE = (
    "<html{attributes}><head><title>Bridge to be rebuilt</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
    "<article><h1>Bridge to be rebuilt</h1>{top}<p>{one}</p><p>{two}</p></article>"
    "<footer>Copyright 2023 The Daily. Page made 5 May 2023.</footer></body></html>"
)


def _page(head: str = "", top: str = "", attributes: str = "") -> str:
    return PAGE.format(head=head, top=top, attributes=attributes, one=ONE, two=TWO)


def _load(page: str | bytes) -> RawArticle:
    [read] = WebPage().load("a.html", page.encode() if isinstance(page, str) else page)
    assert isinstance(read, RawArticle), read
    return read


def test_the_body_comes_in_paragraphs_without_the_clutter() -> None:
    assert canonical.article(_load(_page())).text == f"{ONE}\n\n{TWO}"


def test_the_page_says_who_and_where() -> None:
    head = (
        '<meta property="og:site_name" content="The Daily"><meta name="author" content="Jo Doe">'
        '<link rel="canonical" href="https://daily.example/bridge">'
    )
    read = _load(_page(head, attributes=' lang="en-GB"'))
    assert (read.title, read.outlet, read.byline) == ("Bridge to be rebuilt", "The Daily", "Jo Doe")
    assert (read.url, read.language) == ("https://daily.example/bridge", "en-GB")


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-01-04T08:00"}</script>', ""),
        ('<meta property="article:published_time" content="2019-01-04T23:00:00-05:00">', ""),
        ('<meta name="DC.date.issued" content="January 4, 2019">', ""),
        ("", '<time datetime="2019-01-04T10:00">today</time>'),
        ("", "<p class='published-on'>Published 4 January 2019</p>"),
    ],
)
def test_a_date_that_the_page_states_is_read(head: str, top: str) -> None:
    assert _load(_page(head, top)).published == date(2019, 1, 4)


@pytest.mark.parametrize(
    ("head", "top"),
    [
        ("", ""),
        ('<link rel="canonical" href="https://daily.example/2019/01/04/bridge-20190104">', ""),
        ('<meta property="article:modified_time" content="2019-01-04">', ""),
        ('<meta name="date" content="2019">', ""),
        ("", "<time datetime='2019-01-04'>a</time><time datetime='2019-02-05'>b</time>"),
        ("", "<img src='/2019/01/04/bridge.jpg'>"),
    ],
)
def test_a_date_is_never_guessed(head: str, top: str) -> None:
    assert _load(_page(head, top)).published is None


@pytest.mark.parametrize(
    "page",
    [
        _page('<meta charset="windows-1252">').encode("cp1252"),
        _page('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">').encode("latin-1"),
        ("<?xml version='1.0' encoding='utf-8'?>" + _page()).encode(),
        _page().encode("utf-16"),
    ],
)
def test_the_encoding_that_the_page_names_is_used(page: bytes) -> None:
    assert TWO in _load(page).text


def test_a_page_without_an_article_is_refused() -> None:
    assert list(WebPage().load("a.html", b"<html><body></body></html>")) == [
        Refused("a.html", "has no article in it that could be found")
    ]


def test_a_page_of_too_many_elements_is_refused_before_it_is_read() -> None:
    [refused] = WebPage().load("a.html", b"<html><body>" + b"<p>x" * 150_000)
    assert isinstance(refused, Refused)
    assert refused.reason == "is a page of more than 150,000 elements"


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_broken_page_never_raises(data: st.DataObject) -> None:
    page = _page('<script type="application/ld+json">{"@type":"NewsArticle"', "<time datetime='x'>&#0;")
    at = data.draw(st.integers(0, len(page)))
    noise = data.draw(
        st.text(max_size=20) | st.sampled_from(["<" * 50, "<div>" * 400, "<!--", "<![CDATA[", "&#xD800;"])
    )
    for read in WebPage().load("a.html", (page[:at] + noise + page[at + 3 :]).encode()):
        assert isinstance(read, RawArticle) or read.reason


@pytest.mark.data
def test_bodies_of_real_news_pages_are_found() -> None:
    pages = extraction.read(shared_data.folder("article_extraction"))
    found = [(page.body, list(WebPage().load("page.html", page.content))) for page in pages]
    texts = [(true, read.text) for true, [read] in found if isinstance(read, RawArticle)]
    assert len(texts) == len(pages)
    assert extraction.f1(extraction.matched(true, text) for true, text in texts)[0] >= 0.975


def test_the_measure_counts_runs_of_four_words() -> None:
    same = extraction.matched("one two three four five", "One! two, three four".lower())
    assert (same.both, same.wrong, same.missed) == (0.5, 0, 0.5)
    assert extraction.matched("a b c d a b c d", "a b c d").recall == 0.2
    none = extraction.matched("one two three four", "")
    assert (none.recall, none.is_exact) == (0, False)
    assert extraction.matched("one", "one").is_exact
    assert extraction.f1([same, none])[1:] == (1.0, 0.25)


def test_a_tag_with_more_attributes_than_a_tree_can_take_is_refused_at_once() -> None:
    page = f"<html><body><p {' '.join(f'a{n}=1' for n in range(100_000))}>Words.</p></body></html>"
    began = time.process_time()
    (found,) = WebPage().load("a.html", page.encode())
    assert isinstance(found, Refused)
    assert "more than 1,000 attributes" in found.reason
    assert time.process_time() - began < 5
