from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.answer import cite
from pipeline.domain import Article, ArticleId, Evidence, Hit, Quote, Span

TEXT = (
    "“We don’t know,” he said — profits rose 12.5% to $5 million on Nov. 9–10.\n\n"
    "No evidence that profits fell by 3 was found. The group was in talks; the U.S. side was not."
)


def evidence(text: str = TEXT) -> Evidence:
    article = Article(ArticleId("a"), text, title="Profits")
    passage = article.passage(Span(0, len(text)))
    return Evidence("?", (Hit(passage, 1.0),), {article.id: article})


def found(words: str) -> str | None:
    span = cite.locate(words, TEXT, Span(0, len(TEXT)))
    return None if span is None else span.of(TEXT)


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ('"We don\'t know," he said - profits', "“We don’t know,” he said — profits"),
        ("he said—profits", "he said — profits"),
        ("Nov. 9-10", "Nov. 9–10"),
        ("Profits rose 12.5%", "profits rose 12.5%"),
        ("“profits fell by 3 was found.”", "profits fell by 3 was found"),
    ],
)
def test_typography_may_differ(words: str, stands: str) -> None:
    assert found(words) == stands


@pytest.mark.parametrize("words", ["5", "2.5", "12.5", "$5", "12", "profit", "roses", "[x(", "“”", "", "PROFITS ROSE"])
def test_half_a_word_or_half_a_number_is_no_quote(words: str) -> None:
    assert found(words) is None


def test_a_quote_is_looked_for_in_its_passage_first() -> None:
    text = "Nine people died there. Later, nine people died there."
    article = Article(ArticleId("a"), text)
    later = article.passage(Span(24, len(text)))
    both = Evidence("?", (Hit(article.passage(Span(0, 23)), 1.0), Hit(later, 0.5)), {article.id: article})
    (citation,) = cite.find(Quote(later.id, "nine people died there"), both)
    assert citation.span == Span(31, 53)


def test_words_left_out_give_two_citations_of_one_article() -> None:
    quote = Quote(evidence().hits[0].passage.id, "No evidence that profits … The group was in talks")
    assert [c.quote for c in cite.find(quote, evidence())] == ["No evidence that profits", "The group was in talks"]


def test_a_few_words_cite_their_whole_sentence() -> None:
    (citation,) = cite.find(Quote(evidence().hits[0].passage.id, "in talks"), evidence())
    assert citation.quote == "The group was in talks; the U.S. side was not."


def test_words_that_stand_nowhere_are_no_citation() -> None:
    assert cite.find(Quote(evidence().hits[0].passage.id, "profits rose 12.6% to $5 million"), evidence()) == ()


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("500 people", "12 500 people"),
        ("it was 5", "it was 5 000"),
        ("it was 5", "it was 5 1/2"),
        ("it was 5", "it was 5-million"),
        ("two hundred", "two hundred thousand"),
    ],
)
def test_a_part_of_a_longer_number_is_no_quote(words: str, text: str) -> None:
    assert cite.locate(words, text, Span(0, len(text))) is None


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("They say the group can", "They say the group can't pay."),
        ("They say the group can", "They say the group can’t pay."),
        ("$5 million of net income", "It reported -$5 million of net income."),
        ("€5 million of net income", "It reported −€5 million of net income."),
        ("5 million of net income", "It reported −€5 million of net income."),
    ],
)
def test_what_leaves_a_denial_or_a_sign_out_is_no_quote(words: str, text: str) -> None:
    assert cite.locate(words, text, Span(0, len(text))) is None


def test_a_row_of_dashes_takes_no_longer_than_other_words() -> None:
    dashes = "— " * 2000
    text = f"scored in round {dashes}one"
    assert cite.locate(f"scored in round {dashes}two", text, Span(0, len(text))) is None
    assert cite.locate(f"scored in round {dashes}one", text, Span(0, len(text))) is not None


@given(st.text(alphabet="ab1. ,’“-\n", min_size=1, max_size=60), st.data())
def test_what_is_found_is_the_same_letters_and_digits(text: str, data: st.DataObject) -> None:
    words = data.draw(st.text(alphabet="ab1. ,'\"-", min_size=1, max_size=20))
    span = cite.locate(words, text, Span(0, len(text)))
    if span is not None:
        assert _bare(span.of(text)).lower() == _bare(words).lower()


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
