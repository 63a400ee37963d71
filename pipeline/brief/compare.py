"""Articles to where they differ: on a figure, on a day, on who said it or whether it is so.

Two sentences are held against each other only when they are of different articles that are no copies, and speak of one
thing by their words. A false conflict is worse than a missed one: what either article says elsewhere in agreement with
the other ends the comparison.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from pipeline.answer import corroborate
from pipeline.brief import contradictions, statements
from pipeline.brief.contradictions.conflict import Conflict, Key, Side
from pipeline.brief.statements import Statement, Weights
from pipeline.domain import Article, ArticleId, Citation, Claim, Disagreement, Evidence, Span, Support, Verdict
from pipeline.domain import Side as Told
from pipeline.language import events, names, words

MOST_ARTICLES = 12
"""That are compared for one answer or brief."""
_ASKED = 4


def articles(
    given: Sequence[Article],
    sentences: Mapping[ArticleId, Sequence[Span]] | None = None,
    question: str = "",
    ties: corroborate.Ties | None = None,
) -> tuple[Disagreement, ...]:
    """Where these articles differ, each difference once.

    ``sentences`` limits what is compared to these spans. With a ``question``, only differences that share a word with
    it, the nearest first, at most four. Each side's claim is the whole sentence, verbatim; sides stand in the order of
    their days. ``ties`` says which articles are not independent; without them only those of one outlet are not.
    """
    told = statements.read(tuple({article.id: article for article in given}.values()), sentences)
    weights = Weights.of([statement for telling in told for statement in telling.statements])
    return _disagreements(contradictions.find(told, weights), given, question, weights, ties)


def nearest(evidence: Evidence) -> list[Article]:
    """The articles that are compared where there are many: those of the best passages, the best first."""
    best = dict.fromkeys(hit.passage.article_id for hit in evidence.hits)
    return [evidence.articles[article_id] for article_id in list(best)[:MOST_ARTICLES]]


def cited(
    given: Sequence[Article], claims: Sequence[Claim], question: str, ties: corroborate.Ties
) -> tuple[Disagreement, ...]:
    """As ``articles``, of those alone of which a side stands in words that a claim cites.

    The others are beside the question, and most questions have no such one: that is found out first.
    """
    citations = [citation for claim in claims for citation in claim.citations]
    if not citations:
        return ()
    told = statements.read(tuple({article.id: article for article in given}.values()), None)
    every = [statement for telling in told for statement in telling.statements]
    asked = [one for one in every if _is_cited(one.article.id, one.article.revision, one.span, citations)]
    weights = Weights.of(every)
    found = _disagreements(contradictions.touching(told, weights, asked), given, question, weights, ties)
    return tuple(
        each
        for each in found
        if any(
            _is_cited(one.source.article_id, one.source.revision, one.span, citations)
            for side in each.sides
            for one in side.claim.citations
        )
    )


def _disagreements(
    found: Sequence[Conflict],
    given: Sequence[Article],
    question: str,
    weights: Weights,
    ties: corroborate.Ties | None,
) -> tuple[Disagreement, ...]:
    groups = _in_order(_merged(found), given)
    if question:
        groups = _nearest(groups, question, weights)
    return tuple(_disagreement(group, ties or {}) for group in groups)


def _in_order(groups: Sequence[list[Conflict]], given: Sequence[Article]) -> list[list[Conflict]]:
    """By the first place of each in the articles as given."""
    rank = {article.id: number for number, article in enumerate(given)}
    return sorted(groups, key=lambda group: min((rank[place[0]], place[1]) for place in _places(group)))


def _nearest(groups: Sequence[list[Conflict]], question: str, weights: Weights) -> list[list[Conflict]]:
    asked, fates = _asked(question), _fates(question)
    scored = [
        (_nearness(group, asked, weights), group)
        for group in groups
        if not (fates and _fates(group[0].about)) or fates & _fates(group[0].about)
    ]
    ordered = sorted((pair for pair in scored if pair[0][1] > 0), key=lambda pair: pair[0], reverse=True)
    return [group for _, group in ordered[:_ASKED]]


def _asked(question: str) -> frozenset[str]:
    """The words asked for; without the names, where there are others: all that is told of a ship has its name."""
    every = frozenset(words.content(question))
    of_names = frozenset(stem for name in names.find(question) for stem in words.content(name.short))
    return every - of_names or every


def _fates(text: str) -> frozenset[str]:
    return frozenset(fate for fate, _ in events.fates(text))


def _nearness(group: Sequence[Conflict], asked: frozenset[str], weights: Weights) -> tuple[float, float]:
    """The weight of the asked words in what it is about, then in the sentences."""
    about = frozenset(stem for one in group for stem in words.content(one.about))
    stems = frozenset(stem for one in group for side in one.sides for stem in side.statement.stems)
    return weights.total(asked & about), weights.total(asked & (stems | about))


def _merged(conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    """Conflicts of one thread, or of one kind that share a side, are one disagreement of several sides."""
    groups: list[list[Conflict]] = []
    for conflict in (one for one in conflicts if one.one.key != one.other.key):
        touched = [group for group in groups if any(_touch(conflict, other) for other in group)]
        joined = [one for group in touched for one in group] + [conflict]
        groups = [group for group in groups if not any(group is other for other in touched)] + [joined]
    return groups


def _touch(one: Conflict, other: Conflict) -> bool:
    if one.kind is not other.kind or one.is_update != other.is_update:
        return False
    return bool(_places([one]) & _places([other])) or one.thread == other.thread != ""


def _places(group: Sequence[Conflict]) -> frozenset[tuple[ArticleId, Span, Key]]:
    return frozenset((side.statement.article.id, side.statement.span, side.key) for one in group for side in one.sides)


def _disagreement(group: Sequence[Conflict], ties: corroborate.Ties) -> Disagreement:
    sides = sorted((side for conflict in group for side in conflict.sides), key=_order)
    values: dict[Key, list[Side]] = {}
    for side in sides:
        values.setdefault(side.key, []).append(side)
    return Disagreement(
        about=group[0].about,
        kind=group[0].kind,
        sides=tuple(Told(same[0].value, _claim([side.statement for side in same], ties)) for same in values.values()),
        is_update=all(conflict.is_update for conflict in group),
    )


def _order(side: Side) -> tuple[date, Decimal, Decimal]:
    return (side.statement.article.published or date.max, *side.key[:2])


def _claim(told: Sequence[Statement], ties: corroborate.Ties) -> Claim:
    """The sentence of the first that tells it; the others that tell the same are cited with it."""
    unique = tuple({(one.article.id, one.span): one for one in told}.values())
    citations = tuple(one.article.cite(one.span) for one in unique)
    return Claim(
        text=citations[0].quote,
        citations=citations,
        support=Support(Verdict.SUPPORTED, 1.0),
        corroboration=corroborate.corroboration(citations, ties),
    )


def _is_cited(article: ArticleId, revision: int, span: Span, citations: Sequence[Citation]) -> bool:
    """Whether one of the citations has some of the words at ``span``."""
    return any(
        (one.source.article_id, one.source.revision) == (article, revision)
        and span.start < one.span.end
        and one.span.start < span.end
        for one in citations
    )
