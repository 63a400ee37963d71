"""What stands around cited words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.answer import surroundings
from pipeline.answer.surroundings import LONGEST, Surroundings
from pipeline.domain import Article, ArticleId, Span

TEXT = "The port closed on Monday. No ship was lost, the mayor said. It rained.\nThe next day was dry."


def around(quote: str, text: str = TEXT) -> Surroundings:
    start = text.index(quote)
    return surroundings.of(Article(ArticleId("a"), text), Span(start, start + len(quote)))


def test_of_part_of_a_sentence_the_rest_of_it() -> None:
    assert around("ship was lost") == Surroundings("No ", "ship was lost", ", the mayor said.")


def test_of_a_whole_sentence_those_beside_it() -> None:
    found = around("No ship was lost, the mayor said.")
    assert found == Surroundings("The port closed on Monday. ", "No ship was lost, the mayor said.", " It rained.")


def test_never_across_a_paragraph() -> None:
    assert around("It rained.").after == ""
    assert around("The next day was dry.") == Surroundings("", "The next day was dry.", "")


def test_what_is_long_is_cut_at_a_word_towards_the_quote() -> None:
    long = "word " * 200
    found = around("HERE", f"A {long}HERE {long}end.")
    assert found.before.startswith("… word")
    assert found.after.endswith("word …")
    assert max(len(found.before), len(found.after)) <= LONGEST + 2


@given(st.text("ab .\n", min_size=1, max_size=80).filter(str.strip), st.data())
def test_the_three_stand_one_behind_another_in_the_article(text: str, data: st.DataObject) -> None:
    article = Article(ArticleId("a"), text)
    start = data.draw(st.integers(0, len(article.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(article.text))))
    found = surroundings.of(article, span)
    whole = found.before + found.quote + found.after
    assert found.quote == span.of(article.text)
    assert article.text[span.start - len(found.before) :].startswith(whole)
