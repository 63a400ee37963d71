"""What a brief rests on: how many independent sources, whose, of when; and what a reader is warned of.

What is thin or one-sided is said in plain sentences, so that a reader sees it before the claims are relied on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pipeline.answer import corroborate
from pipeline.domain import Article, ArticleId, Balance, Brief, Source

_MOST_OF = 0.75
_MANY = 0.5
_OLD_DAYS = 90
_FEW = 3


def of(
    brief: Brief, articles: Mapping[ArticleId, Article] | None = None, ties: corroborate.Ties | None = None
) -> Balance:
    """The balance of the sources that a brief cites.

    ``articles`` tell the agencies, ``ties`` what is not independent; without them outlets alone are told apart.
    """
    known, sources = articles or {}, brief.sources
    wires = Counter(known[s.article_id].wire for s in sources if s.article_id in known and known[s.article_id].wire)
    citations = [citation for claim in brief.claims for citation in claim.citations]
    independent = corroborate.corroboration(citations, ties or {}).independent
    by_wire = tuple(sorted(wires.items(), key=lambda pair: (-pair[1], pair[0])))
    made = brief.provenance.made_at.date()
    return Balance(independent, by_wire, tuple(_warnings(sources, independent, by_wire, made)) if sources else ())


def _warnings(
    sources: Sequence[Source], independent: int, by_wire: Sequence[tuple[str, int]], made: date
) -> Iterator[str]:
    yield from _one_sided(sources, independent)
    if by_wire and by_wire[0][1] == len(sources) > 1:
        yield f"Every article is from one agency, {by_wire[0][0]}."
    days = [source.published for source in sources if source.published]
    undated = len(sources) - len(days)
    if undated / len(sources) >= _MANY:
        alone = "The only article has no date."
        yield alone if len(sources) == 1 else f"{undated} of {len(sources)} articles have no date."
    if days and (made - max(days)).days > _OLD_DAYS:
        newest = max(days)
        yield f"The newest article is of {newest.day} {newest:%B %Y}, months before this was written."


def _one_sided(sources: Sequence[Source], independent: int) -> Iterator[str]:
    outlets = Counter(source.outlet for source in sources)
    outlet, most = min(outlets.items(), key=lambda pair: (-pair[1], pair[0]))
    name = outlet or "outlets that are not known"
    if len(sources) == 1:
        yield "All of it comes from one article."
    elif most == len(sources):
        yield f"All of it comes from one outlet, {outlet}." if outlet else f"All of it comes from {name}."
    elif independent == 1:
        yield "All of it comes from one independent source: the articles are copies or of one agency."
    elif most / len(sources) >= _MOST_OF and len(sources) > _FEW:
        yield f"{most} of {len(sources)} articles are from {name}."
