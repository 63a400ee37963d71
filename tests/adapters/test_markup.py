from __future__ import annotations

import time

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
        ("First\nline of <b>two</b>.\n\nSecond.", "First\nline of two.\n\nSecond."),
        ("<p>One\n  wrapped line.</p>\n<pre>kept\nas is</pre>", "One wrapped line.\n\nkept\nas is"),
        (
            "<table><tr><th>Party</th><th>Seats</th></tr><tr><td>A</td><td>12</td></tr></table>",
            "Party | Seats\n\nA | 12",
        ),
        ("<p>AT&amp;T</p><p hidden>no</p><p style='color:red; display : none'>no</p>", "AT&T"),
        ("AT&amp;T said &#8220;no&#8221;", "AT&T said “no”"),
    ],
)
def test_markup_becomes_its_words(given_text: str, text: str) -> None:
    assert canonical.text(markup.to_text(given_text)) == text


def test_a_page_set_in_layout_tables_is_read_cell_by_cell_in_order() -> None:
    page = (
        "<?xml version='1.0' encoding='utf-8'?><html><head><title>no</title></head><body><table><tr><td><table><tr>"
        "<td><img src=x></td><td><h1>A vote</h1></td></tr><tr><td>One\nsentence.</td></tr></table></td>"
        "<td><p>Beside it.</p><p>More.</p></td></tr></table></body></html>"
    )
    assert canonical.text(markup.page_to_text(page)) == "A vote\n\nOne sentence.\n\nBeside it.\n\nMore."


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000 + "x",
        "<p>" + "<!-- -->x" * 300_000,
        "<script>1</script>x" * 100_000,
        "<table><tr><td> " * 30_000,
        "<p>x" * 100_000,
    ],
)
def test_a_hostile_page_is_read_or_empty_within_seconds(hostile: str) -> None:
    started = time.process_time()
    markup.page_to_text(hostile)
    assert time.process_time() - started < 10


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
