"""What changed, as HTML: both texts are all there but for what is folded, and nothing in them becomes markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline.language import changes
from ui import article_changes

TEXTS = st.text("ab <>&\"'/\ns.é", max_size=60)


def page(old: str, new: str) -> html.HtmlElement:
    return html.fromstring(article_changes.page(changes.words(old, new)))


def without(drawn: html.HtmlElement, tag: str) -> str:
    for element in list(drawn.iter(tag)):
        element.drop_tree()
    for summary in list(drawn.iter("summary")):
        summary.drop_tree()
    return drawn.text_content()


@given(TEXTS, TEXTS)
def test_both_texts_are_on_the_page_and_no_other_markup(old: str, new: str) -> None:
    drawn = article_changes.page(changes.words(old, new)).replace("¶", "")
    assert {element.tag for element in html.fromstring(drawn).iter()} <= {
        "article", "p", "ins", "del", "details", "summary",
    }  # fmt: skip
    assert without(html.fromstring(drawn), "del") == new.replace("\n", "")
    assert without(html.fromstring(drawn), "ins") == old.replace("\n", "")


def test_unchanged_paragraphs_far_from_a_change_are_folded_with_their_number() -> None:
    paragraphs = [f"This is paragraph {word}." for word in "one two three four five six".split()]
    drawn = page("\n\n".join(paragraphs), "\n\n".join([*paragraphs, "An end."]))
    (summary,) = drawn.iter("summary")
    assert summary.text == "… 5 paragraphs unchanged …"
    assert [each.text_content() for each in drawn.findall("p")] == ["This is paragraph six.", "An end."]


def test_a_single_unchanged_paragraph_is_not_worth_a_fold() -> None:
    assert not list(page("One.\n\nTwo.\n\nThree.", "One.\n\nTwo.\n\nFour.").iter("details"))


def test_a_long_unchanged_stretch_within_a_paragraph_keeps_its_ends() -> None:
    middle = " ".join(f"word{number}" for number in range(300))
    drawn = page(f"Two men {middle} left.", f"Three men {middle} came.")
    (left_out,) = drawn.iter("span")
    assert left_out.text is not None
    assert left_out.text.startswith("… 2")
    assert "word299" in drawn.text_content()
    assert "word150" not in drawn.text_content()


def test_a_paragraph_that_was_parted_shows_where() -> None:
    drawn = page("It rained. It snowed.", "It rained.\n\nIt snowed.")
    assert [each.text for each in drawn.iter("ins")] == ["¶"]
    assert [each.text_content() for each in drawn.findall("p")] == ["It rained. ¶", "It snowed."]


def test_whole_paragraphs_that_came_or_went_need_no_sign() -> None:
    drawn = page("One.\n\nTwo went.\n\nThree.", "One.\n\nThree.\n\nFour came.")
    assert "¶" not in drawn.text_content()
    assert [each.text for each in drawn.iter("del")] == ["Two went."]
    assert [each.text for each in drawn.iter("ins")] == ["Four came."]


def test_words_are_counted_by_what_became_of_them() -> None:
    assert article_changes.counted(changes.words("Two ships sank.", "Three old ships sank.")) == (
        "2 words added, 1 word removed"
    )
    assert article_changes.counted(changes.words("It sank.", "It sank!")) == ""
