"""How many sources say so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from pipeline.answer import corroborate
from pipeline.domain import Article, ArticleId, Citation, Corroboration, Span


def cite(identity: str, outlet: str) -> Citation:
    return Article(ArticleId(identity), "It rained.", outlet=outlet).cite(Span(0, 10))


def counted(*citations: Citation, heads: Mapping[str, str] | None = None) -> tuple[int, int]:
    found = corroborate.corroboration(
        citations, {ArticleId(one): ArticleId(head) for one, head in (heads or {}).items()}
    )
    return found.independent, found.articles


def test_two_outlets_are_two_sources() -> None:
    assert counted(cite("a", "Mail"), cite("b", "Post")) == (2, 2)


@pytest.mark.parametrize("outlet", ["Mail", "MAIL ", "mail"])
def test_one_outlet_counts_once(outlet: str) -> None:
    assert counted(cite("a", "Mail"), cite("b", outlet)) == (1, 2)


def test_copies_count_once_whoever_prints_them() -> None:
    assert counted(cite("a", "Mail"), cite("b", "Post"), heads={"a": "a", "b": "a"}) == (1, 2)


def test_copies_and_outlets_join_in_chains() -> None:
    chain = (cite("a", "Mail"), cite("b", "Post"), cite("c", "Post"), cite("d", "Star"))
    assert counted(*chain, heads={"b": "a", "d": "c"}) == (1, 4)
    assert counted(*chain, heads={"b": "a"}) == (2, 4)


def test_unknown_outlets_count_as_one_source() -> None:
    assert counted(cite("a", ""), cite("b", ""), cite("c", "Mail")) == (2, 3)


def test_two_passages_of_one_article_are_one_article() -> None:
    assert counted(cite("a", "Mail"), cite("a", "Mail")) == (1, 1)


def test_no_citation_is_no_source() -> None:
    assert corroborate.corroboration((), {}) == Corroboration(0, 0)
