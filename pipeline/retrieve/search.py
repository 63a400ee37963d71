"""Question and scope to ``Evidence``: the question and its parts, each by meaning and by words, fused and merged.

An outlet or a day that the question names is a preference, never a filter; each story gives a few passages at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.domain import Article, ArticleId, Evidence, Hit, Passage, PassageId, Scope
from pipeline.language import words
from pipeline.ports import Embedder, PassageStore, Shelf, Vectors
from pipeline.retrieve import fuse, parts, rarest
from pipeline.retrieve.parts import Part

POOL = 60
PER_STORY = 3
# on top of a score from 0 to 1: what a passage gains by being from an outlet, or of a day, that the question names
OUTLET_BONUS = 0.2
PERIOD_BONUS = 0.2
# of the best score, what the best passage of a further article on a topic must reach
ABOUT = 0.5
LEAST_COSINE = 0.3
LEAST_WORDS = 0.66
BY_MEANING = "meaning"
BY_WORDS = "words"


@dataclass(frozen=True, slots=True)
class _Ranked:
    """What one part found: the two rankings, with the cosines of what words alone found, where it has a vector."""

    part: Part
    vector: Vectors
    near: frozenset[PassageId]
    cosines: dict[PassageId, float]
    bm25: Mapping[PassageId, float]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the whole question found, and each of its parts."""

    whole: _Ranked
    parts: tuple[_Ranked, ...]

    def hit(self, passage: Passage, score: float) -> Hit:
        every = (self.whole, *self.parts)
        by_meaning = any(passage.id in ranked.near for ranked in every)
        # a part has some of the words of the whole, so what it finds is a lower bound
        bm25 = max(ranked.bm25.get(passage.id, 0.0) for ranked in every)
        found_by = tuple(name for name, is_by in ((BY_MEANING, by_meaning), (BY_WORDS, bm25 > 0)) if is_by)
        return Hit(passage, score, self.whole.cosines.get(passage.id, 0.0), bm25, found_by)


@dataclass(frozen=True, slots=True)
class Search:
    """Searches one shelf and the vectors beside it."""

    shelf: Shelf
    store: PassageStore
    embedder: Embedder
    _passages: dict[int, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def evidence(self, question: str, scope: Scope, k: int, *, per_story: int = PER_STORY) -> Evidence:
        """Up to ``k`` hits, best first, at most ``per_story`` of one article and its copies together.

        None for a question without a word, or a scope without an article.
        """
        if not question.strip():
            return Evidence(question, (), {})
        found = self._found(question, scope, max(POOL, 2 * k))
        scores = self._scores(found)
        ranked = sorted(scores, key=lambda passage: (-scores[passage], passage))
        kept = self._spread(self.shelf.passages(ranked), k, per_story)
        articles = self.shelf.articles({passage.article_id for passage in kept})
        # an article that was revised or removed since the rankings were made has gone, or is another text
        current = [p for p in kept if p.article_id in articles and articles[p.article_id].revision == p.revision]
        self._complete(found.whole, current)
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
        whole, *rest = parts.read(question, self.shelf.outlets())
        passages = self._count(self.shelf.count(Scope()))
        # apart: a batch costs as much as its longest text, and the whole is longer than its parts
        vectors = [*self.embedder.embed([whole.text]), *self.embedder.embed([part.text for part in rest])]
        among = None if scope.is_everything else self.shelf.within(scope)
        first, *others = (
            self._ranked(part, vector, self._words(part.text, scope, passages), scope, among, pool)
            for part, vector in zip((whole, *rest), vectors, strict=True)
        )
        return _Found(first, tuple(others))

    def _count(self, articles: int) -> int:
        """How many passages have a vector: counted again when there are more articles or fewer, since that is slow."""
        if articles not in self._passages:
            self._passages.clear()
            self._passages[articles] = self.store.count()
        return self._passages.get(articles, 0)  # another thread may have cleared it

    def _ranked(
        self,
        part: Part,
        vector: Vectors,
        asked: tuple[str, ...],
        scope: Scope,
        among: frozenset[ArticleId] | None,
        pool: int,
    ) -> _Ranked:
        near = dict(self.store.nearest(vector, pool, among))
        bm25 = dict(self.shelf.rank(asked, pool, scope))
        others = self.store.similarities(vector, [passage for passage in bm25 if passage not in near])
        return _Ranked(part, vector, frozenset(near), {**near, **others}, bm25)

    def _words(self, text: str, scope: Scope, passages: int) -> tuple[str, ...]:
        """All words in a scope, where others may be rare, and while passages wait to be found by more than words."""
        found = asked_words(text)
        if not scope.is_everything or self.shelf.pending_count(self.embedder.space):
            return found
        return rarest.of(self.shelf.frequency(found), passages)

    def _scores(self, found: _Found) -> dict[PassageId, float]:
        """From 0 to 1; less than 1 for what is not from an outlet, or of a day, that the question names."""
        every = (found.whole, *found.parts)
        wishes = self._wishes(every)
        weight = fuse.DENSE_WEIGHT if found.parts else fuse.ONE_PART_DENSE_WEIGHT
        whole, *rest = (_wished(fuse.fuse(r.cosines, r.bm25, weight), r.part, wishes) for r in every)
        merged = fuse.merge(whole, rest)
        most = 1 + OUTLET_BONUS * bool(found.whole.part.outlets) + PERIOD_BONUS * bool(found.whole.part.periods)
        return {passage: score / most for passage, score in merged.items()}

    def _wishes(self, every: Sequence[_Ranked]) -> Mapping[PassageId, Article]:
        """The articles of what was found, where the question names an outlet or a day; else nobody asks."""
        if not (every[0].part.outlets or every[0].part.periods):
            return {}
        found = self.shelf.passages(sorted({passage for r in every for passage in (*r.cosines, *r.bm25)}))
        articles = self.shelf.articles({passage.article_id for passage in found})
        return {p.id: articles[p.article_id] for p in found if p.article_id in articles}

    def _complete(self, whole: _Ranked, passages: Sequence[Passage]) -> None:
        """Gives what has no cosine to the whole question one: those that a part found, and those without a vector.

        They are few enough to embed here and now.
        """
        rest = [passage for passage in passages if passage.id not in whole.cosines]
        whole.cosines.update(self.store.similarities(whole.vector, [passage.id for passage in rest]))
        new = [passage for passage in rest if passage.id not in whole.cosines]
        for passage, vector in zip(new, self.embedder.embed([passage.text for passage in new]), strict=True):
            whole.cosines[passage.id] = float(whole.vector @ vector)

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


def _wished(
    scores: Mapping[PassageId, float], part: Part, articles: Mapping[PassageId, Article]
) -> dict[PassageId, float]:
    return {passage: score + _bonus(articles.get(passage), part) for passage, score in scores.items()}


def _bonus(article: Article | None, part: Part) -> float:
    if article is None:
        return 0.0
    is_of_day = article.published is not None and any(period.has(article.published) for period in part.periods)
    return OUTLET_BONUS * (article.outlet in part.outlets) + PERIOD_BONUS * is_of_day


def asked_words(question: str) -> tuple[str, ...]:
    """The words to look for: those that carry meaning, or all when none does."""
    return words.asked(question) or words.tokens(question)
