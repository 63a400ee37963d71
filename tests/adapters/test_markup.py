from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters import markup
from pipeline.ingest import canonical


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("<p>One <b>two</b>.</p><p>Three &amp; four<br>five</p>", "One two.\n\nThree & four\nfive"),
        ("<div>One</div><script>alert(1)</script><!-- no --><style>p{}</style><p>Two</p>", "One\n\nTwo"),
        ("One<br/><br/>two", "One\n\ntwo"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("AT&amp;T said &#8220;no&#8221;", "AT&T said “no”"),
    ],
)
def test_markup_becomes_its_words(given_text: str, text: str) -> None:
    assert canonical.text(markup.to_text(given_text)) == text


@pytest.mark.parametrize("text", ["5 < 6 and 7 > 3", "a <b> c", "<none> of </these>", "R&D; &c.", "if x<y"])
def test_what_only_looks_a_little_like_markup_stays(text: str) -> None:
    assert markup.to_text(text) == text


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "<script>", "<a href='", "<!--", "&#0;", "word", "<", "\x00", "<svg>"])
    )
)
def test_broken_markup_never_raises(parts: list[str]) -> None:
    markup.to_text("".join(parts))
