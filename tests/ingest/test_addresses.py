from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import addresses


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("HTTPS://Example.ORG:443/A?b=1#top", "https://example.org/A?b=1"),
        ("http://example.org:80", "http://example.org/"),
        ("http://example.org:8080/x", "http://example.org:8080/x"),
        ("https://example.org/x?utm_source=a&id=7&fbclid=z&UTM_medium=m", "https://example.org/x?id=7"),
        ("https://example.org/x?gclid=1", "https://example.org/x"),
        ("https://user:secret@example.org/x", "https://example.org/x"),
        ("  https://example.org/é ü?q=ß ", "https://example.org/%C3%A9%20%C3%BC?q=%C3%9F"),
        ("https://münchen.example./x", "https://xn--mnchen-3ya.example/x"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_one_page_has_one_address(given_url: str, canonical: str) -> None:
    assert addresses.canonical(given_url) == canonical


@pytest.mark.parametrize(
    "url", ["", "example.org/x", "javascript:alert(1)", "file:///etc/passwd", "http://", "http://[", "http://a:99999/"]
)
def test_what_is_no_web_address_is_unknown(url: str) -> None:
    assert addresses.canonical(url) == ""


def test_a_parameter_that_only_begins_like_a_tracking_one_stays() -> None:
    assert addresses.canonical("https://example.org/?gclid2=1&ref=2") == "https://example.org/?gclid2=1&ref=2"


def test_a_password_is_never_shown() -> None:
    assert addresses.shown("https://user:secret@example.org/x\n") == "https://example.org/x"


@given(st.text() | st.text().map(lambda text: "http://" + text) | st.text().map(lambda text: "https://a.b/" + text))
def test_doing_it_twice_changes_nothing_and_nothing_raises(url: str) -> None:
    once = addresses.canonical(url)
    assert addresses.canonical(once) == once
    assert once.isascii()
    addresses.host(url)
    addresses.shown(url)
