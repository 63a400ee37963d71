"""Question and scope to ``Evidence``: by meaning and by words, fused, with a few passages of each story at most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain import ArticleId, Evidence, Hit, Passage, PassageId, Scope
from pipeline.language import words
from pipeline.ports import Embedder, PassageStore, Shelf, Vectors
from pipeline.retrieve import fuse

POOL = 60
PER_STORY = 3
# of the best score, what the best passage of a further article on a topic must reach
ABOUT = 0.5
LEAST_COSINE = 0.3
LEAST_WORDS = 0.66
BY_MEANING = "meaning"
BY_WORDS = "words"


@dataclass(frozen=True, slots=True)
class _Found:
    """The two rankings, with the cosines of what words alone found, where it has a vector."""

    vector: Vectors
    near: frozenset[PassageId]
    cosines: dict[PassageId, float]
    bm25: Mapping[PassageId, float]

    def hit(self, passage: Passage, score: float) -> Hit:
        rankings = ((BY_MEANING, self.near), (BY_WORDS, self.bm25))
        found_by = tuple(name for name, ranking in rankings if passage.id in ranking)
        return Hit(passage, score, self.cosines.get(passage.id, 0.0), self.bm25.get(passage.id, 0.0), found_by)


@dataclass(frozen=True, slots=True)
class Search:
    """Searches one shelf and the vectors beside it."""

    shelf: Shelf
    store: PassageStore
    embedder: Embedder

    def evidence(self, question: str, scope: Scope, k: int, *, per_story: int = PER_STORY) -> Evidence:
        """Up to ``k`` hits, best first, at most ``per_story`` of one article and its copies together.

        None for a question without a word, or a scope without an article.
        """
        if not question.strip():
            return Evidence(question, (), {})
        found = self._found(question, scope, max(POOL, 2 * k))
        scores = fuse.fuse(found.cosines, found.bm25)
        ranked = sorted(scores, key=lambda passage: (-scores[passage], passage))
        kept = self._spread(self.shelf.passages(ranked), k, per_story)
        articles = self.shelf.articles({passage.article_id for passage in kept})
        # an article that was revised or removed since the rankings were made has gone, or is another text
        current = [p for p in kept if p.article_id in articles and articles[p.article_id].revision == p.revision]
        self._embed_new(found, [passage for passage in current if passage.id not in found.cosines])
        hits = tuple(found.hit(passage, scores[passage.id]) for passage in current)
        return Evidence(question, hits, {passage.article_id: articles[passage.article_id] for passage in current})

    def about(self, topic: str, scope: Scope, k: int, *, per_story: int) -> Evidence:
        """As ``evidence``, of the articles alone whose best passage comes near the best of all.

        Nothing, when even the best is far from the topic in meaning and no passage has two thirds of its words.
        """
        found = self.evidence(topic, scope, k, per_story=per_story)
        if not _is_about(topic, found):
            return Evidence(topic, (), {})
        best: dict[ArticleId, float] = {}
        for hit in found.hits:
            best.setdefault(hit.passage.article_id, hit.score)
        least = ABOUT * max(best.values(), default=0.0)
        kept = tuple(hit for hit in found.hits if best[hit.passage.article_id] >= least)
        return Evidence(topic, kept, {hit.passage.article_id: found.article(hit) for hit in kept})

    def _found(self, question: str, scope: Scope, pool: int) -> _Found:
        vector = self.embedder.embed([question])[0]
        among = None if scope.is_everything else self.shelf.within(scope)
        near = dict(self.store.nearest(vector, pool, among))
        bm25 = dict(self.shelf.rank(asked_words(question), pool, scope))
        others = self.store.similarities(vector, [passage for passage in bm25 if passage not in near])
        return _Found(vector, frozenset(near), {**near, **others}, bm25)

    def _embed_new(self, found: _Found, passages: Sequence[Passage]) -> None:
        """Gives passages that wait for their vector a cosine: those found are few enough to embed here and now."""
        vectors = self.embedder.embed([passage.text for passage in passages])
        for passage, vector in zip(passages, vectors, strict=True):
            found.cosines[passage.id] = float(found.vector @ vector)

    def _spread(self, ranked: Sequence[Passage], k: int, per_story: int) -> tuple[Passage, ...]:
        """The first ``k``, skipping what one article, or the copies of one story, have too many of."""
        heads = self.shelf.copy_groups({passage.article_id for passage in ranked})
        taken: Counter[ArticleId] = Counter()
        kept: list[Passage] = []
        for passage in ranked:
            head = heads.get(passage.article_id, passage.article_id)
            if taken[head] < per_story and len(kept) < k:
                taken[head] += 1
                kept.append(passage)
        return tuple(kept)


def _is_about(topic: str, found: Evidence) -> bool:
    nearest = max((hit.cosine for hit in found.hits), default=0.0)
    asked = frozenset(words.content(topic))
    told = max((words.overlap(asked, f"{found.article(h).title} {h.passage.text}") for h in found.hits), default=0.0)
    return (nearest >= LEAST_COSINE and told > 0) or told >= LEAST_WORDS


def asked_words(question: str) -> tuple[str, ...]:
    """The words to look for: those that carry meaning, or all when none does."""
    return words.asked(question) or words.tokens(question)
