"""Where in a sentence its sources belong."""

from __future__ import annotations

from pipeline.answer import anchors
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Span, Support, Verdict


def cited(text: str, *quotes: str) -> list[str]:
    """For each quote, what of the sentence stands before its source."""
    articles = [Article(ArticleId(str(number)), quote) for number, quote in enumerate(quotes)]
    citations = tuple(article.cite(Span(0, len(article.text))) for article in articles)
    claim = Claim(text, citations, Support(Verdict.SUPPORTED, 1.0), Corroboration(len(quotes), len(quotes)))
    return [text[:end] for end in anchors.ends(claim)]


def test_one_source_stands_at_the_end() -> None:
    text = "The ferry sank in a gale on Tuesday, and the operator suspended all sailings."
    assert cited(text, "The ferry sank in a gale on Tuesday.") == [text]


def test_each_of_two_sources_stands_behind_its_clause() -> None:
    text = "The ferry sank in a gale on Tuesday, and the operator suspended all sailings."
    assert cited(text, "All sailings were suspended by the operator.", "A gale on Tuesday sank the ferry.") == [
        text,
        "The ferry sank in a gale on Tuesday,",
    ]


def test_a_source_of_both_clauses_stands_behind_the_last() -> None:
    text = "The ferry sank in a gale on Tuesday; the operator suspended all sailings."
    both = "The operator suspended all sailings after the ferry sank in a gale on Tuesday."
    assert cited(text, "The ferry sank in a gale on Tuesday.", both) == ["The ferry sank in a gale on Tuesday;", text]


def test_a_source_that_no_clause_has_its_words_from_stands_at_the_end() -> None:
    text = "The ferry sank in a gale on Tuesday, and the operator suspended all sailings."
    assert cited(text, "Le navire a coulé.", "The ferry sank in a gale on Tuesday.")[0] == text


def test_a_comma_in_a_figure_or_behind_a_word_or_two_ends_no_clause() -> None:
    text = "In all, 12,500 households lost power overnight, the grid company said on Monday morning."
    lost, said = cited(text, "12,500 households lost power overnight.", "The grid company said so on Monday morning.")
    assert lost == "In all, 12,500 households lost power overnight,"
    assert said == text
