"""Citations to how many sources say so: copies of one story and the articles of one outlet count once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.domain import ArticleId, Citation, Corroboration, Source


def corroboration(citations: Sequence[Citation], heads: Mapping[ArticleId, ArticleId]) -> Corroboration:
    """``heads`` gives the head of an article's group of copies; one that is not in it is its own head.

    Independent are the groups that remain when articles with one head, or of one outlet, are joined. Articles whose
    outlet is unknown may all be of one outlet, so they are joined too. No citations give zero of both.
    """
    sources = {citation.source.article_id: citation.source for citation in citations}
    parents: dict[str, str] = {}
    for source in sources.values():
        head, outlet = _root(parents, f"head {heads.get(source.article_id, source.article_id)}"), _outlet(source)
        parents[head] = _root(parents, outlet)
    groups = {_root(parents, _outlet(source)) for source in sources.values()}
    return Corroboration(independent=len(groups), articles=len(sources))


def _outlet(source: Source) -> str:
    return f"outlet {source.outlet.strip().casefold()}"


def _root(parents: dict[str, str], node: str) -> str:
    while parents.setdefault(node, node) != node:
        node = parents[node]
    return node
