"""Claims to the articles that they cite, as they were when they were cited, and what stands round the words there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.answer import check
from pipeline.answer import stale as staleness
from pipeline.domain import Article, ArticleId, Citation, Claim, Evidence
from pipeline.errors import NotFound
from pipeline.ports import Shelf

Revised: TypeAlias = Mapping[tuple[ArticleId, int], Article]


@dataclass(frozen=True, slots=True)
class Cited:
    """The articles that claims cite, by article and revision, and those of which no cited words stand any more."""

    articles: Revised
    stale: Mapping[Claim, Sequence[staleness.StaleCitation]]

    @classmethod
    def of(cls, claims: Sequence[Claim], shelf: Shelf) -> Cited:
        newest = shelf.articles({citation.source.article_id for claim in claims for citation in claim.citations})
        found = staleness.of(claims, newest, shelf.article)
        stale = {claim: each for claim, each in found.items() if len(each) == len(set(claim.citations))}
        return cls(articles(claims, shelf, newest), stale)


def articles(claims: Iterable[Claim], shelf: Shelf, newest: Mapping[ArticleId, Article] | None = None) -> Revised:
    """Every revision that is cited and still kept. ``newest`` saves reading those that are."""
    wanted = {(each.source.article_id, each.source.revision): None for claim in claims for each in claim.citations}
    known = shelf.articles({key for key, _ in wanted}) if newest is None else newest
    return dict(_kept(wanted, known, shelf))


def by_id(revised: Revised) -> Mapping[ArticleId, Article]:
    """The latest of each article's revisions."""
    return {key: article for (key, _), article in sorted(revised.items(), key=lambda pair: pair[0][1])}


def contexts(citations: Iterable[Citation], shelf: Shelf) -> Iterator[str]:
    """What stands round the words of each; of an article that is gone, the words themselves are all there is."""
    for citation in citations:
        try:
            article = shelf.article(citation.source.article_id, citation.source.revision)
        except NotFound:
            yield citation.quote
            continue
        yield check.context(citation, Evidence("", (), {article.id: article}))


def _kept(
    wanted: Iterable[tuple[ArticleId, int]], newest: Mapping[ArticleId, Article], shelf: Shelf
) -> Iterator[tuple[tuple[ArticleId, int], Article]]:
    for key, revision in wanted:
        article = newest.get(key)
        if article is not None and article.revision != revision:
            try:
                article = shelf.article(key, revision)
            except NotFound:
                continue
        if article is not None:
            yield (key, revision), article
