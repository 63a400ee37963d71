"""A brief to the balance of what it rests on: how many articles and independent sources, whose, of when; and warnings.

What is thin or one-sided is said in plain sentences, so that a reader sees it before the claims are relied on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pipeline.answer import corroborate
from pipeline.domain import Article, ArticleId, Brief, Claim, Source

_MOST_OF = 0.75
_MANY = 0.5
_OLD_DAYS = 90
_FEW = 3


@dataclass(frozen=True, slots=True)
class Balance:
    """``independent``: sources that remain when copies and articles of one outlet or agency count once.

    ``by_outlet`` and ``by_wire`` count articles, most first (an empty outlet is not known); ``by_day`` and ``by_month``
    (its first day) those that are dated, in order. ``single_source`` is the share, 0 to 1, of claims that one source
    tells.
    """

    articles: int
    independent: int
    claims: int
    by_outlet: tuple[tuple[str, int], ...]
    by_wire: tuple[tuple[str, int], ...]
    by_day: tuple[tuple[date, int], ...]
    by_month: tuple[tuple[date, int], ...]
    undated: int
    single_source: float
    warnings: tuple[str, ...]

    @property
    def oldest(self) -> date | None:
        return self.by_day[0][0] if self.by_day else None

    @property
    def newest(self) -> date | None:
        return self.by_day[-1][0] if self.by_day else None


def of(
    brief: Brief, articles: Mapping[ArticleId, Article] | None = None, ties: corroborate.Ties | None = None
) -> Balance:
    """The balance of the sources that a brief cites; of an empty brief everything is 0.

    ``articles`` tell the agencies, ``ties`` what is not independent; without them outlets alone are told apart.
    """
    known, sources, claims = articles or {}, brief.sources, tuple(dict.fromkeys(brief.claims))
    days = Counter(source.published for source in sources if source.published)
    months = Counter(day.replace(day=1) for day in days.elements())
    wires = Counter(wire for source in sources if (wire := _wire(source, known)))
    citations = [citation for claim in claims for citation in claim.citations]
    balance = Balance(
        articles=len(sources),
        independent=corroborate.corroboration(citations, ties or {}).independent,
        claims=len(claims),
        by_outlet=_ranked(Counter(source.outlet for source in sources)),
        by_wire=_ranked(wires),
        by_day=tuple(sorted(days.items())),
        by_month=tuple(sorted(months.items())),
        undated=sum(source.published is None for source in sources),
        single_source=_share(sum(_is_single(claim) for claim in claims), len(claims)),
        warnings=(),
    )
    return replace(balance, warnings=tuple(_warnings(balance, brief.provenance.made_at.date())))


def _wire(source: Source, known: Mapping[ArticleId, Article]) -> str:
    article = known.get(source.article_id)
    return article.wire if article else ""


def _is_single(claim: Claim) -> bool:
    return claim.corroboration.independent <= 1


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _warnings(balance: Balance, made: date) -> Iterator[str]:
    if not balance.articles:
        return
    yield from _one_sided(balance)
    if balance.by_wire and balance.by_wire[0][1] == balance.articles > 1:
        yield f"Every article is from one agency, {balance.by_wire[0][0]}."
    if balance.claims >= _FEW and balance.single_source == 1.0 and balance.independent > 1:
        yield "No claim rests on more than one independent source."
    elif balance.claims >= _FEW and balance.single_source >= _MOST_OF and balance.independent > 1:
        yield f"{balance.single_source:.0%} of the claims rest on one source each."
    if _share(balance.undated, balance.articles) >= _MANY:
        few = "The only article has no date."
        yield few if balance.articles == 1 else f"{balance.undated} of {balance.articles} articles have no date."
    if balance.newest is not None and (made - balance.newest).days > _OLD_DAYS:
        yield f"The newest article is {(made - balance.newest).days} days older than this brief."


def _one_sided(balance: Balance) -> Iterator[str]:
    outlet, most = balance.by_outlet[0]
    name = outlet or "outlets that are not known"
    if balance.articles == 1:
        yield "All of it comes from one article."
    elif most == balance.articles:
        yield f"All of it comes from one outlet, {outlet}." if outlet else f"All of it comes from {name}."
    elif balance.independent == 1:
        yield "All of it comes from one independent source: the articles are copies or of one agency."
    elif most / balance.articles >= _MOST_OF and balance.articles > _FEW:
        yield f"{most} of {balance.articles} articles are from {name}."
