"""Evidence to the sentences that may answer, each scored by meaning, by the words asked for, by the kind of answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.answer import question as questions
from pipeline.domain import Article, ArticleId, Evidence, Hit, Passage, Span
from pipeline.language import names, sentences, words
from pipeline.ports import Embedder, Vectors

MOST_SENTENCES = 60
FEWEST_WORDS = 5
# how much each part of a score counts
COVERAGE, MEANING, RANK, KIND = 0.3, 0.2, 0.3, 0.2
SOFT = 0.5
_HANGS = re.compile(
    r"^[\"“‘']?(?:he|she|it|they|this|that|these|those|his|her|its|their|him|them|here|there|such|but|and|so|also|however|"
    r"the (?:two|three|former|latter|pair|move|decision|statement|announcement))\b",
    re.IGNORECASE,
)
# the place, the day and the agency before a dash, as a wire story begins
_DATELINE = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý .'’-]{2,}(?:, [^\W\d_.]+\.?(?: \d{1,2})?(?:, \d{4})?)?(?: \([^)]{2,40}\))? [-–—]+ "
)
_PRONOUN_SAID = re.compile(r"[”\"’'],? (?:(?:he|she|they) \w+|\w+ (?:he|she|they)\b)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of the evidence.

    ``coverage`` (0 to 1) is the share of what is asked that it covers. ``names_here`` and ``names_in_story`` are shares
    of the names asked for: in the sentence, the one before it and the headline, and in the whole article.
    ``says_so``: it has what was done, if that is asked; ``says_something``: it has a word asked for that is no name.
    ``has_kind``: it brings an answer of ``kind``.
    """

    article: Article
    passage: Passage
    span: Span
    score: float
    coverage: float
    names_here: float
    names_in_story: float
    says_so: bool
    says_something: bool
    kind: questions.Kind
    has_kind: bool
    cosine: float
    vector: Vectors

    @property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @property
    def hangs(self) -> bool:
        """Whether it needs the sentence before it: "He said so"."""
        return hangs(self.text)

    @property
    def stands(self) -> bool:
        """Whether it can be read alone, or with what comes before it in its paragraph."""
        whole = self.standing()
        return not hangs(whole.of(self.article.text))

    def standing(self) -> Span:
        """Its span, from the sentence of its paragraph that what hangs in the air leads back to."""
        text, whole = self.article.text, self.span
        while hangs(whole.of(text)) and (before := sentences.before(text, whole, self.article.language)):
            if "\n" in text[before.end : whole.start]:
                break
            whole = Span(before.start, self.span.end)
        return whole


def hangs(text: str) -> bool:
    """Whether a text opens with what only an earlier sentence explains, or quotes somebody it calls "he" or "she"."""
    first = sentences.split(text)[:1]
    return any(_HANGS.match(sentence) or _PRONOUN_SAID.search(sentence) for sentence in first)


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
        stories = _stories(evidence)
        heres = [_here(article, span) for _, article, span in found]
        terms = _Terms(self.embedder, asked.terms, [*stories.values(), *heres])
        scored = [
            self._score(asked, terms, hit, article, span, heres[i], stories[article.id], vectors[0], vectors[i + 1])
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
        here: str,
        story: str,
        wanted: Vectors,
        own: Vectors,
    ) -> Candidate:
        text = span.of(article.text)
        coverage = terms.coverage(text, f"{article.title} {article.outlet} {hit.passage.text}")
        has_kind = questions.has_kind(asked, text, article.published)
        meaning = max(float(wanted @ own), 0.0)
        return Candidate(
            article=article,
            passage=hit.passage,
            span=span,
            score=COVERAGE * coverage + MEANING * meaning + RANK * hit.score + KIND * has_kind,
            coverage=coverage,
            names_here=terms.names(here),
            names_in_story=terms.names(f"{here} {story}"),
            says_so=terms.says(text, asked.deed),
            says_something=terms.says(text),
            kind=asked.kind,
            has_kind=has_kind,
            cosine=hit.cosine,
            vector=own,
        )


class _Terms:
    """The words asked for, matched by stem, by name (a country and its people), or by meaning."""

    # a word of the story round a sentence counts less than one in it
    NEAR = 0.5

    def __init__(self, embedder: Embedder, terms: Sequence[questions.Term], texts: Sequence[str]) -> None:
        self._terms = terms
        words_of_texts = {stem: word for text in texts for stem, word in words.forms(text)}
        self._columns = {stem: i for i, stem in enumerate(words_of_texts)}
        asked = embedder.embed([term.word for term in terms])
        self._alike = asked @ embedder.embed(list(words_of_texts.values())).T
        for row, term in enumerate(terms):
            for stem, column in self._columns.items():
                self._alike[row, column] = self._likeness(term, stem, float(self._alike[row, column]))

    def coverage(self, sentence: str, around: str) -> float:
        """Share of the weight asked for, 0 to 1; 1 when nothing is asked."""
        total = sum(term.weight for term in self._terms)
        if not total:
            return 1.0
        best = np.maximum(self._matches(sentence), self.NEAR * self._matches(around))
        return float(sum(term.weight * best[i] for i, term in enumerate(self._terms)) / total)

    def names(self, text: str) -> float:
        """Share of the names asked for that stand in ``text``; 1 when none is asked for."""
        matched = self._matches(text)
        of_names = [float(matched[i]) for i, term in enumerate(self._terms) if term.is_name]
        return sum(of_names) / len(of_names) if of_names else 1.0

    def says(self, text: str, deed: str = "") -> bool:
        """Whether ``text`` has the deed asked for, or a word near it in meaning; for no deed, any word but a name."""
        matched = self._matches(text)
        of_words = {term.stem: float(matched[i]) for i, term in enumerate(self._terms) if not term.is_name}
        if deed in of_words:
            return of_words[deed] > 0
        return any(of_words.values()) or not of_words

    def _matches(self, text: str) -> Vectors:
        columns = [self._columns[stem] for stem, _ in words.forms(text)]
        if not columns:
            return np.zeros(len(self._terms), dtype=np.float32)
        best: Vectors = self._alike[:, columns].max(axis=1)
        return best

    @staticmethod
    def _likeness(term: questions.Term, stem: str, meaning: float) -> float:
        if term.stem == stem or names.akin(term.word, stem):
            return 1.0
        # a name is there or it is not; another word may be said in other words
        return meaning if meaning >= SOFT and not term.is_name else 0.0


def _sentences(evidence: Evidence) -> Iterator[tuple[Hit, Article, Span]]:
    seen: set[tuple[str, Span]] = set()
    for hit in evidence.hits:
        article = evidence.article(hit)
        for span in sentences.spans(article.text, article.language):
            inside = hit.passage.span.start <= span.start and span.end <= hit.passage.span.end
            if inside and (article.id, span) not in seen and _is_sentence(span.of(article.text)):
                seen.add((article.id, span))
                yield hit, article, _without_dateline(article.text, span)


def _without_dateline(text: str, span: Span) -> Span:
    dateline = _DATELINE.match(span.of(text))
    return Span(span.start + dateline.end(), span.end) if dateline else span


def _here(article: Article, span: Span) -> str:
    """The sentence with the one before it and the headline: where the name of whom it speaks may stand."""
    before = sentences.before(article.text, span, article.language)
    return f"{article.title} {before.of(article.text) if before else ''} {span.of(article.text)}"


def _stories(evidence: Evidence) -> dict[ArticleId, str]:
    """What was found of each article, with its title and outlet."""
    stories = {article.id: f"{article.title} {article.outlet}" for article in evidence.articles.values()}
    for hit in evidence.hits:
        stories[hit.passage.article_id] += f" {hit.passage.text}"
    return stories


def _is_sentence(text: str) -> bool:
    """Prose, not a headline, a caption or a line of credits: it is long enough and it ends as a sentence does."""
    return len(words.tokens(text)) >= FEWEST_WORDS and bool(re.search(r"[.!?…][\"”’)\]]*$", text))
