"""How many independent sources say so: the one count that every page, export and command shows.

Copies of one story, the articles of one outlet or publisher's family, and those from one news agency count once. It
stands beside the check that asks first; whoever shows the count (pages, exports, commands, briefs) is above it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.domain import ArticleId, Citation, Corroboration
from pipeline.ingest import families

Ties = Mapping[ArticleId, Sequence[str]]


def independent(ids: Iterable[ArticleId], ties: Ties) -> int:
    """How many groups remain of these articles when those that share a tie are joined, in chains too.

    ``ties`` are made by ``families.ties``. An article without any is taken for one of an unknown outlet, and those
    count together. No articles give zero.
    """
    parents: dict[str, str] = {}
    firsts = []
    for article_id in ids:
        first, *others = ties.get(article_id) or families.ties(head=article_id, outlet="")
        firsts.append(first)
        for other in others:
            parents[_root(parents, other)] = _root(parents, first)
    return len({_root(parents, first) for first in firsts})


def corroboration(citations: Sequence[Citation], ties: Ties) -> Corroboration:
    """Independent sources against articles. An article without ties has those of its outlet's name alone."""
    sources = {citation.source.article_id: citation.source for citation in citations}
    known = {key: ties.get(key) or families.ties(head=key, outlet=source.outlet) for key, source in sources.items()}
    return Corroboration(independent(sources, known), len(sources))


def _root(parents: dict[str, str], tie: str) -> str:
    while parents.setdefault(tie, tie) != tie:
        tie = parents[tie]
    return tie
