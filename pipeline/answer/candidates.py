"""Evidence to the sentences that may answer, each scored by meaning, by the words asked for, by the kind of answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.answer import question as questions
from pipeline.domain import Article, Evidence, Hit, Passage, Span
from pipeline.language import names, sentences, words
from pipeline.ports import Embedder, Vectors

MOST_SENTENCES = 60
FEWEST_WORDS = 5
# how much each part of a score counts
COVERAGE, MEANING, RANK, KIND = 0.45, 0.25, 0.15, 0.15
SOFT = 0.62
_HANGS = re.compile(
    r"^[\"“‘']?(?:he|she|it|they|this|that|these|those|his|her|its|their|him|them|here|there|such|but|and|so|also|however|"
    r"the (?:two|three|former|latter|pair|move|decision|statement|announcement))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of the evidence. ``coverage`` (0 to 1) is the share of what is asked that it covers."""

    article: Article
    passage: Passage
    span: Span
    score: float
    coverage: float
    has_kind: bool
    cosine: float
    vector: Vectors

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @property
    def hangs(self) -> bool:
        """Whether it needs the sentence before it: "He said so"."""
        return bool(_HANGS.match(self.text))

    def standing(self) -> Span:
        """Its span, with the sentence before it when it hangs in the air and both stand in one paragraph."""
        if not self.hangs:
            return self.span
        earlier = [s for s in sentences.spans(self.article.text, self.article.language) if s.end <= self.span.start]
        if not earlier or "\n" in self.article.text[earlier[-1].end : self.span.start]:
            return self.span
        return Span(earlier[-1].start, self.span.end)


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores sentences against one question; ``embedder`` must be fast (thousands of sentences a second)."""

    embedder: Embedder

    def candidates(self, evidence: Evidence) -> tuple[Candidate, ...]:
        """Every whole sentence of the passages found, best first; the same order for the same evidence."""
        asked = questions.read(evidence.question)
        found = list(_sentences(evidence))[:MOST_SENTENCES]
        if not found:
            return ()
        vectors = self.embedder.embed([evidence.question, *(span.of(article.text) for _, article, span in found)])
        terms = _Terms(self.embedder, asked.terms)
        scored = [
            self._score(asked, terms, hit, article, span, vectors[0], vectors[i + 1])
            for i, (hit, article, span) in enumerate(found)
        ]
        return tuple(sorted(scored, key=lambda c: (-c.score, c.article.id, c.span)))

    def _score(
        self,
        asked: questions.Asked,
        terms: _Terms,
        hit: Hit,
        article: Article,
        span: Span,
        wanted: Vectors,
        own: Vectors,
    ) -> Candidate:
        text = span.of(article.text)
        coverage = terms.coverage(text, f"{article.title} {hit.passage.text}")
        has_kind = questions.has_kind(asked, text, article.published)
        meaning = max(float(wanted @ own), 0.0)
        score = COVERAGE * coverage + MEANING * meaning + RANK * hit.score + KIND * has_kind
        return Candidate(article, hit.passage, span, score, coverage, has_kind, hit.cosine, own)


class _Terms:
    """The words asked for, matched by stem, by name (a country and its people), or by meaning."""

    # a word of the passage round a sentence counts less than one in it
    NEAR = 0.6

    def __init__(self, embedder: Embedder, terms: Sequence[tuple[str, float]]) -> None:
        self._embedder = embedder
        self._terms = terms
        self._vectors = embedder.embed([term for term, _ in terms])
        self._known: dict[str, float] = {}

    def coverage(self, sentence: str, around: str) -> float:
        """Share of the weight asked for, 0 to 1; 1 when nothing is asked."""
        total = sum(weight for _, weight in self._terms)
        if not total:
            return 1.0
        inside = self._matches(sentence)
        outside = self._matches(around)
        best = np.maximum(inside, self.NEAR * outside)
        return float(sum(weight * best[i] for i, (_, weight) in enumerate(self._terms)) / total)

    def _matches(self, text: str) -> Vectors:
        stems = tuple(dict.fromkeys(words.content(text)))
        matched = np.zeros(len(self._terms), dtype=np.float32)
        if not stems:
            return matched
        alike = self._vectors @ self._embedder.embed(stems).T
        for i, (term, weight) in enumerate(self._terms):
            exact = term in stems or any(names.akin(term, stem) for stem in stems)
            near = float(alike[i].max())
            # a name is there or it is not; another word may be said in other words
            matched[i] = 1.0 if exact else (near if near >= SOFT and weight <= 1.0 else 0.0)
        return matched


def _sentences(evidence: Evidence) -> Iterator[tuple[Hit, Article, Span]]:
    seen: set[tuple[str, Span]] = set()
    for hit in evidence.hits:
        article = evidence.article(hit)
        for span in sentences.spans(article.text, article.language):
            inside = hit.passage.span.start <= span.start and span.end <= hit.passage.span.end
            if inside and (article.id, span) not in seen and _is_sentence(span.of(article.text)):
                seen.add((article.id, span))
                yield hit, article, span


def _is_sentence(text: str) -> bool:
    """Prose, not a headline, a caption or a line of credits: it is long enough and it ends as a sentence does."""
    return len(words.tokens(text)) >= FEWEST_WORDS and bool(re.search(r"[.!?…][\"”’)\]]*$", text))
