"""What a question found and what other wordings of it found -> one ``Evidence``, and that in a better order.

Wordings and order come from a model that may err or be lied to by an article. So what the question itself found counts
most, and its best passages stay whatever the model says: it can add to them and move them, never take them away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pipeline.domain import Article, ArticleId, Evidence, Hit, PassageId
from pipeline.retrieve import fuse
from pipeline.retrieve.search import PER_STORY

SURE = 5
QUESTION_WEIGHT = 0.7


def sure(found: Evidence) -> frozenset[PassageId]:
    """What a question found best, and no model can take away."""
    return frozenset(hit.passage.id for hit in found.hits[:SURE])


def merged(found: Evidence, others: Sequence[Evidence], stories: Mapping[ArticleId, ArticleId], k: int) -> Evidence:
    """Up to ``k`` of the passages of all, for the question of ``found``; ``found`` itself where there are no others.

    ``stories`` gives the head of what is a copy. The cosine of a passage is to the first question that found it.
    """
    if not any(other.hits for other in others):
        return found
    articles = _articles(found, others)
    hits = _current((found, *others), articles)
    scores = fuse.merge(_scores(found), [_scores(other) for other in others], QUESTION_WEIGHT)
    ranked = sorted(hits.values(), key=lambda hit: (-scores[hit.passage.id], hit.passage.id))
    kept = _spread(ranked, sure(found), stories, k)
    return _with(found.question, [replace(hit, score=scores[hit.passage.id]) for hit in kept], articles)


def reordered(found: Evidence, best: Sequence[PassageId], certain: Collection[PassageId], k: int) -> Evidence:
    """``k`` hits: first those of ``best``, then the others as they stood; what is ``certain`` is among them.

    The scores stay in their places, so that they still order.
    """
    place = {passage: number for number, passage in enumerate(best)}
    moved = sorted(found.hits, key=lambda hit: place.get(hit.passage.id, len(place)))
    scored = [replace(hit, score=was.score) for hit, was in zip(moved, found.hits, strict=True)]
    return _with(found.question, _first(scored, certain, k), found.articles)


def _scores(found: Evidence) -> dict[PassageId, float]:
    return {hit.passage.id: hit.score for hit in found.hits}


def _articles(found: Evidence, others: Sequence[Evidence]) -> dict[ArticleId, Article]:
    every: dict[ArticleId, Article] = {}
    for each in (*reversed(others), found):
        every.update(each.articles)
    return every


def _current(every: Sequence[Evidence], articles: Mapping[ArticleId, Article]) -> dict[PassageId, Hit]:
    """Each passage as it was first found; none of an article that was revised between two searches."""
    hits: dict[PassageId, Hit] = {}
    for hit in (hit for each in every for hit in each.hits):
        if hit.passage.revision == articles[hit.passage.article_id].revision:
            hits.setdefault(hit.passage.id, hit)
    return hits


def _spread(
    ranked: Sequence[Hit], certain: Collection[PassageId], stories: Mapping[ArticleId, ArticleId], k: int
) -> Sequence[Hit]:
    """The first ``k`` with what is certain, a few a story: each wording found a few of it."""

    def story(hit: Hit) -> ArticleId:
        return stories.get(hit.passage.article_id, hit.passage.article_id)

    taken = Counter(story(hit) for hit in ranked if hit.passage.id in certain)
    kept: list[Hit] = []
    for hit in ranked:
        if hit.passage.id in certain:
            kept.append(hit)
        elif taken[story(hit)] < PER_STORY:
            taken[story(hit)] += 1
            kept.append(hit)
    return _first(kept, certain, k)


def _first(hits: Sequence[Hit], certain: Collection[PassageId], k: int) -> Sequence[Hit]:
    """``k`` at most, in order: what is certain wherever it stands, and the first of the others."""
    others = [hit.passage.id for hit in hits if hit.passage.id not in certain]
    kept = {*certain, *others[: max(k - len(hits) + len(others), 0)]}
    return [hit for hit in hits if hit.passage.id in kept]


def _with(question: str, hits: Sequence[Hit], articles: Mapping[ArticleId, Article]) -> Evidence:
    return Evidence(question, tuple(hits), {hit.passage.article_id: articles[hit.passage.article_id] for hit in hits})
