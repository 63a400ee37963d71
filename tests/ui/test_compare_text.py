"""A comparison as HTML: rows, what differs in words, and every character of the articles escaped."""

from __future__ import annotations

from datetime import date

from pipeline.domain import AlignedRow, Article, ArticleId, Comparison, Difference, Differs, Span, Tie, Value
from ui import compare_text
from ui.compare_text import Sides

LEFT = Article(
    ArticleId("a"), "<b>41</b> died in $Tovia$.\n\nOnly *here*.", outlet="*Post*", published=date(2026, 1, 1)
)
RIGHT = Article(ArticleId("b"), "43 died in :red[Tovia].", outlet="<i>Herald</i>")
FIGURE = Difference(Differs.FIGURE, "people <dead>", Value("41 <dead>", Span(3, 5)), Value("43 dead", Span(0, 2)))
ROWS = (
    AlignedRow((Span(0, 26),), (Span(0, 23),), is_shared=True, differences=(FIGURE,), is_moved=True),
    AlignedRow((Span(28, 40),), (), is_shared=False),
)
FOUND = Comparison(LEFT, RIGHT, Tie.EVENT, ROWS)
SIDES = Sides.of(LEFT, RIGHT)


def drawn() -> str:
    return compare_text.page(FOUND, lambda _: True, SIDES)


def test_article_words_are_never_markup() -> None:
    shown = drawn() + compare_text.differences(FOUND)
    assert "&lt;b&gt;<mark>41</mark>&lt;/b&gt; died in $Tovia$." in shown
    assert "<mark>43</mark> died in :red[Tovia]." in shown
    assert "&lt;i&gt;Herald&lt;/i&gt;" in shown
    assert not any(tag in shown for tag in ("<b>41", "<dead>", "<i>Herald"))


def test_what_differs_is_told_in_words_with_a_way_to_each_place() -> None:
    shown = drawn()
    assert "<b>Figure</b>, people &lt;dead&gt;: " in shown
    assert '<a href="reader?article=a&amp;revision=1&amp;at=3-5" target="_blank">41 &lt;dead&gt;</a> / ' in shown
    assert '<a href="reader?article=b&amp;revision=1&amp;at=0-2" target="_blank">43 dead</a>' in shown
    assert "The right article tells this at another place." in shown


def test_the_list_of_differences_leads_to_the_rows() -> None:
    assert (
        '<a href="#row-1"><b>Figure</b>, people &lt;dead&gt;: 41 &lt;dead&gt; / 43 dead</a>'
        in compare_text.differences(FOUND)
    )
    assert 'id="row-1"' in drawn()
    assert compare_text.differences(Comparison(LEFT, RIGHT, Tie.EVENT, ROWS[1:])) == ""


def test_what_one_article_alone_tells_says_so() -> None:
    assert "Only *Post*</span><p" in drawn()
    assert "Only *here*." in drawn()
    shared = compare_text.page(FOUND, lambda row: row.is_shared, SIDES)
    assert "Only *here*." not in shared


def test_two_articles_of_one_outlet_are_told_apart() -> None:
    assert (SIDES.left, SIDES.right) == ("*Post*", "<i>Herald</i>")
    later = Article(ArticleId("c"), "Text.", outlet="*Post*", published=date(2026, 1, 2))
    assert Sides.of(LEFT, later) == Sides("*Post*, 1 January 2026", "*Post*, 2 January 2026")
    undated = Article(ArticleId("d"), "Text.")
    assert Sides.of(undated, undated) == Sides("Unknown outlet, undated (left)", "Unknown outlet, undated (right)")


def test_sentences_of_one_paragraph_stay_together() -> None:
    article = Article(ArticleId("e"), "One. Two.\n\nThree.")
    row = AlignedRow((Span(0, 4), Span(5, 9), Span(11, 17)), (), is_shared=False)
    shown = compare_text.page(Comparison(article, RIGHT, Tie.NONE, (row,)), lambda _: True, SIDES)
    assert '<p dir="auto">One. Two.</p><p dir="auto">Three.</p>' in shown
