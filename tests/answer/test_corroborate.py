"""How many sources say so."""

from __future__ import annotations

import pytest

from pipeline.answer import corroborate
from pipeline.domain import Article, ArticleId, Citation, Corroboration, Span
from pipeline.ingest import families

FAMILIES = families.parse("Vale: Mail, Post")


def cite(identity: str, outlet: str) -> Citation:
    return Article(ArticleId(identity), "It rained.", outlet=outlet).cite(Span(0, 10))


def counted(*citations: Citation, heads: dict[str, str] | None = None, wires: dict[str, str] | None = None) -> int:
    """As the desk counts: the ties of what is cited, then the sources."""
    known = {
        c.source.article_id: families.ties(
            head=(heads or {}).get(c.source.article_id, c.source.article_id),
            outlet=c.source.outlet,
            wire=(wires or {}).get(c.source.article_id, ""),
        )
        for c in citations
    }
    found = corroborate.corroboration(citations, known)
    assert found.articles == len({c.source.article_id for c in citations})
    assert found.independent == corroborate.independent(known.keys(), known)
    return found.independent


def test_two_outlets_are_two_sources() -> None:
    assert counted(cite("a", "Mail"), cite("b", "Post")) == 2


@pytest.mark.parametrize("outlet", ["Mail", "MAIL ", "mail", "The Mail"])
def test_one_outlet_counts_once(outlet: str) -> None:
    assert counted(cite("a", "Mail"), cite("b", outlet)) == 1


def test_copies_count_once_whoever_prints_them() -> None:
    assert counted(cite("a", "Mail"), cite("b", "Post"), heads={"a": "a", "b": "a"}) == 1


def test_one_agency_counts_once_whatever_the_stories() -> None:
    assert counted(cite("a", "Mail"), cite("b", "Post"), wires={"a": "AFP", "b": "AFP"}) == 1
    assert counted(cite("a", "Mail"), cite("b", "Post"), wires={"a": "AFP", "b": "dpa"}) == 2


def test_one_publishers_family_counts_once() -> None:
    articles = {c.source.article_id: Article(c.source.article_id, "It rained.", outlet=c.source.outlet)
                for c in (cite("a", "Mail"), cite("b", "Post"), cite("c", "Star"))}  # fmt: skip
    assert corroborate.independent(articles, families.ties_of(articles, {}, FAMILIES)) == 2
    assert corroborate.independent(articles, families.ties_of(articles, {}, families.Families())) == 3


def test_copies_outlets_and_agencies_join_in_chains() -> None:
    chain = (cite("a", "Mail"), cite("b", "Post"), cite("c", "Post"), cite("d", "Star"), cite("e", "Sun"))
    assert counted(*chain, heads={"b": "a", "d": "c"}, wires={"d": "AFP", "e": "AFP"}) == 1
    assert counted(*chain, heads={"b": "a", "d": "c"}) == 2
    assert counted(*chain, heads={"b": "a"}) == 3
    assert counted(*reversed(chain), heads={"b": "a"}) == 3


def test_unknown_outlets_count_as_one_source() -> None:
    assert counted(cite("a", ""), cite("b", ""), cite("c", "Mail")) == 2


def test_an_article_without_ties_is_of_an_unknown_outlet() -> None:
    ids = [ArticleId("a"), ArticleId("b"), ArticleId("c")]
    assert corroborate.independent(ids, {ids[0]: ("outlet mail",)}) == 2
    assert corroborate.independent(ids, {ids[0]: families.ties(head="a", outlet=""), ids[1]: ()}) == 1


def test_a_citation_without_ties_has_those_of_its_outlet() -> None:
    assert corroborate.corroboration((cite("a", "Mail"), cite("b", "the mail"), cite("c", "Post")), {}).independent == 2


def test_two_passages_of_one_article_are_one_article() -> None:
    assert counted(cite("a", "Mail"), cite("a", "Mail")) == 1


def test_no_citation_is_no_source() -> None:
    assert corroborate.corroboration((), {}) == Corroboration(0, 0)
    assert corroborate.independent((), {}) == 0
