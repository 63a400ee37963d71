"""An article's HTML is its text and the light on the cited words, and nothing that the article says becomes markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline.domain import Span
from ui import article_text

TEXTS = st.text("ab <>&\"'/\nscript=é", min_size=1, max_size=60).filter(str.strip)


def elements(page: str) -> set[str]:
    return {element.tag for element in html.fromstring(page).iter()}


def lit(page: str) -> list[str]:
    return [mark.text or "" for mark in html.fromstring(page).iter("mark")]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=4))
def test_the_text_is_all_there_and_only_cited_characters_are_lit(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    page = article_text.page(text, spans)
    cited = {at for span in spans for at in range(span.start, span.end)}
    assert elements(page) <= {"article", "p", "mark"}
    assert html.fromstring(page).text_content() == text.replace("\n", "")
    assert "".join(lit(page)) == "".join(c for at, c in enumerate(text) if at in cited and c != "\n")


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), max_size=6), st.integers(0, 6))
def test_what_is_cited_elsewhere_is_marked_but_where_it_is_lit(
    text: str, pairs: list[tuple[int, int]], split: int
) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    lit_spans, also = spans[:split], spans[split:]
    page = html.fromstring(article_text.page(text, lit_spans, also))
    bright, faint = ({at for span in each for at in range(span.start, span.end)} for each in (lit_spans, also))
    marked = "".join(mark.text or "" for mark in page.iter("mark") if mark.get("class") == "also")
    assert marked == "".join(c for at, c in enumerate(text) if at in faint - bright and c != "\n")
    assert page.text_content() == text.replace("\n", "")


def test_the_first_place_is_where_the_reader_lands() -> None:
    page = article_text.page("One two.\nThree four.", (Span(9, 14), Span(0, 3)))
    (landing,) = html.fromstring(page).xpath('//*[@id="cited"]')
    assert landing.text == "Three"
    assert lit(page) == ["One", "Three"]


def test_words_that_run_over_a_paragraph_are_lit_in_both_and_land_once() -> None:
    page = article_text.page("One two.\nThree four.", (Span(4, 14),))
    assert lit(page) == ["two.", "Three"]
    assert page.count('id="cited"') == 1


def test_places_that_overlap_are_lit_once() -> None:
    assert article_text.merged((Span(4, 9), Span(0, 5), Span(9, 12), Span(20, 21))) == (Span(0, 12), Span(20, 21))


def test_landing_in_the_midst_of_a_longer_light_begins_at_its_start() -> None:
    page = article_text.page("One two three.", (Span(4, 7), Span(0, 13)))
    (landing,) = html.fromstring(page).xpath('//*[@id="cited"]')
    assert landing.text == "One two three"


def test_markup_in_an_article_is_text() -> None:
    page = article_text.page('<script>alert(1)</script> & <img src=x onerror="x">', (Span(0, 8),))
    assert "<script" not in page
    assert "<img" not in page
    assert lit(page) == ["<script>"]
