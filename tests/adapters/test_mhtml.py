from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.mhtml import SavedPage
from pipeline.domain import RawArticle, Reading, Refused
from tests.files.messages import PAGE_AT, saved_page

WORDS = (
    "The council agreed on Monday to rebuild the old café by the bridge, “at last”, its mayor said after a long vote."
)
PAGE = (
    '<html><head><title>Bridge to be rebuilt</title><meta property="article:published_time" content="2019-01-04">'
    f"</head><body><article><h1>Bridge to be rebuilt</h1><p>{WORDS}</p><p>{WORDS[::-1]}</p></article></body></html>"
)


def _read(content: bytes) -> RawArticle:
    [raw] = SavedPage().load("a.mhtml", content)
    assert isinstance(raw, RawArticle)
    return raw


def _reason(content: bytes) -> str:
    [refused] = SavedPage().load("a.mhtml", content)
    assert isinstance(refused, Refused)
    return refused.reason


def test_a_saved_page_is_the_page_at_its_address_and_its_day_of_saving_a_reading() -> None:
    raw = _read(saved_page(PAGE))
    assert WORDS in raw.text
    assert "advertisement" not in raw.text
    assert (raw.title, raw.url, raw.published) == ("Bridge to be rebuilt", PAGE_AT, date(2019, 1, 4))
    assert Reading("saved", "Date", "Sun, 06 Jan 2019 10:00:00 +0100") in raw.readings


@pytest.mark.parametrize("charset", ["cp1252", "mac-roman", "utf-8"])
def test_the_encoding_that_the_part_states_is_believed(charset: str) -> None:
    assert WORDS in _read(saved_page(PAGE, charset=charset)).text


def test_the_pages_own_word_on_its_address_counts_within_its_own_site_only() -> None:
    own = PAGE.replace("<title>", '<link rel="canonical" href="https://www.daily.example/2019/bridge"><title>')
    assert _read(saved_page(own)).url == "https://www.daily.example/2019/bridge"
    others = PAGE.replace("<title>", '<link rel="canonical" href="https://other.example/bridge"><title>')
    assert _read(saved_page(others)).url == PAGE_AT


def test_a_page_alone_is_read_and_a_place_on_a_disk_is_no_address() -> None:
    alone = f"Content-Type: text/html; charset=utf-8\nContent-Location: file:///C:/a.html\n\n{PAGE}"
    raw = _read(alone.encode())
    assert (WORDS in raw.text, raw.url) == (True, "")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b"just words", "is not a saved page: it has none of its headers"),
        (b"MIME-Version: 1.0\nContent-Type: image/png\n\nx", "is a saved page without a page in it"),
        (b"MIME-Version: 1.0\n" + b"\n" * 1_100_000, "is a saved page of more than 1,000,000 lines"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=a\n\n" + b"--a\n\nx\n" * 30_000,
            "is a saved page of more",
        ),
        (b"MIME-Version: 1.0\n\n" + b"x" * 65 * 1024 * 1024, "is a saved page of more than 64 MB"),
        (
            b"".join(b"Content-Type: multipart/mixed; boundary=a%d\n\n--a%d\n" % (at, at) for at in range(3000)),
            "is a saved page that is nested too deeply",
        ),
    ],
)
def test_what_is_no_saved_page_is_refused_at_once_with_its_reason(content: bytes, reason: str) -> None:
    started = time.process_time()
    assert _reason(content).startswith(reason)
    assert time.process_time() - started < 10


@given(st.data())
def test_a_damaged_page_never_raises(data: st.DataObject) -> None:
    content = bytearray(saved_page(PAGE))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    for read in SavedPage().load("a.mhtml", bytes(content[: data.draw(st.integers(0, len(content)))])):
        assert isinstance(read, RawArticle) or read.reason
