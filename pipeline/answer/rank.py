"""Candidates to an order: of how well each answers a question, or of how much each tells of a topic.

For a question there are two looks, both by late interaction (``late``): at all of them by single words, then at the
best by words in the light of their sentences, which takes a model some milliseconds a sentence. Nothing here is
learned: the weights are few and round, so that they hold for news of any kind.
"""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.answer import late, salience
from pipeline.answer import question as questions
from pipeline.answer.candidates import Candidate
from pipeline.answer.late import Place
from pipeline.answer.question import Asked, Kind
from pipeline.answer.telling import Told
from pipeline.domain import ArticleId, Span
from pipeline.language import sentences, words
from pipeline.ports import Embedder, TokenEncoder, Vectors

LOOKED_AT = 12
# of those, whose words are held against the question's
LISTENED_TO = 5
# beside the share of the question that a sentence holds: its article, and whether it brings the kind of answer
FIRST_STORY, FIRST_KIND = 0.3, 0.1
STORY, KIND, NO_FIGURE = 0.05, 0.03, 0.05
# what a sentence holds by itself of the words but for names, beside what it holds where it stands
COMMON = 0.05
# the words asked for, right beside the figure that is asked for
BESIDE = 0.1
# characters of a sentence that are looked at closely: few are longer, and one that is costs as much as five others
LOOKED_AT_CHARS = 300
# how many are asked for the kind of answer they bring, in the first look
KINDS_READ = 48
# of a topic: how much each part of a score counts, and what being like a sentence before takes off it
HELD, MEANING, RANK, CENTRAL, EARLY = 0.2, 0.2, 0.2, 0.2, 0.3
REPETITION = 0.4


@dataclass(frozen=True, slots=True, eq=False)  # two vectors are not equal or unequal, but at each place
class Ranked:
    """A candidate with its score. ``vector`` is of its meaning, to compare sentences by.

    ``held`` (0 to 1) is the share of the question that it holds where it stands, ``alone`` the share by itself, and
    ``common`` that of the words but for names. ``beside`` is the share of those that stands right beside a figure.
    """

    candidate: Candidate
    score: float
    vector: Vectors
    held: float = 0.0
    alone: float = 0.0
    common: float = 0.0
    beside: float = 0.0
    has_kind: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read for a question: ``ranked``, and how near the best sentences come to each word of it (up to 1)."""

    ranked: tuple[Ranked, ...]
    nearest: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Texts:
    """The candidates' sentences, then the headlines of their articles, and where each candidate stands."""

    texts: list[str]
    places: list[Place]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> _Texts:
        articles = {candidate.article.id: candidate.article for candidate in candidates}
        titles = {key: len(candidates) + row for row, key in enumerate(articles)}
        spans = {key: sentences.spans(article.text, article.language) for key, article in articles.items()}
        orders = [bisect.bisect_left(spans[c.article.id], c.span.end, key=_end) for c in candidates]
        rows = {(c.article.id, order): row for row, (c, order) in enumerate(zip(candidates, orders, strict=True))}
        places = [
            _place(row, c.article.id, order, rows, titles)
            for row, (c, order) in enumerate(zip(candidates, orders, strict=True))
        ]
        return cls([*(c.text for c in candidates), *(article.title for article in articles.values())], places)


@dataclass(frozen=True, slots=True)
class Ranker:
    """``embedder`` must be fast (thousands of sentences a second); ``encoder`` reads a few sentences closely."""

    embedder: Embedder
    encoder: TokenEncoder

    def answering(self, asked: Asked, candidates: Sequence[Candidate]) -> Reading:
        """All of them, best first; those that were looked at closely come before the rest, whose score is 0."""
        if not candidates:
            return Reading((), {})
        read = _Texts.of(candidates)
        vectors = self.embedder.embed(read.texts[: len(candidates)])
        order = self._first_look(asked, candidates, read)
        close = order[:LOOKED_AT]
        matches, places = self._encoded(asked, read, close)
        held = matches.held(places, [candidates[row].article.text for row in close])
        shares = zip(held, matches.alone(places), matches.common(places), strict=True)
        best = sorted(
            (
                _looked_at(asked, candidates[row], vectors[row], *map(float, of))
                for row, of in zip(close, shares, strict=True)
            ),
            key=_in_order,
        )
        rows = {candidates[row]: number for number, row in enumerate(close)}
        nearest = matches.nearest([rows[one.candidate] for one in best[:LISTENED_TO]])
        return Reading((*best, *(Ranked(candidates[row], 0.0, vectors[row]) for row in order[LOOKED_AT:])), nearest)

    def telling(self, topic: str, told: Sequence[Told]) -> tuple[Ranked, ...]:
        """All of them, those first that tell most of the topic and least of what those before them tell."""
        if not told:
            return ()
        every = [one.candidate for one in told]
        read = _Texts.of(every)
        held = late.by_words(topic, read.texts, len(every), self.embedder).held(read.places)
        vectors = self.embedder.embed([topic, *read.texts[: len(every)]])
        meaning = np.maximum(vectors[1:] @ vectors[0], 0.0)
        central = salience.centrality(vectors[1:], [c.article.outlet or c.article.id for c in every])
        early = np.asarray([salience.earliness(one.order) for one in told], dtype=np.float32)
        rank = np.asarray([c.rank_score for c in every], dtype=np.float32)
        whole = np.asarray([salience.fullness(len(words.content(c.text))) for c in every], dtype=np.float32)
        scores = whole * (HELD * held + MEANING * meaning + RANK * rank + CENTRAL * central + EARLY * early)
        rows = salience.spread(scores, vectors[1:], REPETITION)
        return tuple(Ranked(every[row], float(scores[row]), vectors[1 + row], float(held[row])) for row in rows)

    def _first_look(self, asked: Asked, candidates: Sequence[Candidate], read: _Texts) -> list[int]:
        held = late.by_words(asked.text, read.texts, len(candidates), self.embedder).held(read.places)
        scores = held + FIRST_STORY * np.asarray([c.story_score for c in candidates], dtype=np.float32)
        order = sorted(range(len(candidates)), key=lambda row: (-scores[row], row))
        if asked.kind is not Kind.OTHER:
            for row in order[:KINDS_READ]:
                found = candidates[row]
                scores[row] += FIRST_KIND * questions.has_kind(asked, found.text, found.article.published)
        return sorted(order, key=lambda row: (-scores[row], row))

    def _encoded(self, asked: Asked, read: _Texts, close: Sequence[int]) -> tuple[late.Matches, list[Place]]:
        """The chosen sentences and their headlines, matched, with their places among those alone."""
        titles = sorted({text for row in close for text in read.places[row].close if text >= len(read.places)})
        chosen = [*close, *titles]
        texts = [read.texts[row][:LOOKED_AT_CHARS] for row in chosen]
        is_yes_no = asked.kind is Kind.YES_NO
        matches = late.by_pieces(asked.text, texts, len(close), self.encoder, opposites=is_yes_no)
        moved = {row: number for number, row in enumerate(chosen)}
        return matches, [_among(read.places[row], moved) for row in close]


def _looked_at(asked: Asked, candidate: Candidate, vector: Vectors, held: float, alone: float, common: float) -> Ranked:
    has_kind = _has_kind(asked, candidate)
    is_figure = asked.kind is Kind.FIGURE and has_kind
    beside = questions.beside_a_figure(asked, candidate.text) if is_figure else 0.0
    score = held + COMMON * common + _bonus(asked, candidate, beside, has_kind=has_kind)
    return Ranked(candidate, score, vector, held, alone, common, beside, has_kind)


def _has_kind(asked: Asked, candidate: Candidate) -> bool:
    article, text = candidate.article, candidate.text
    if not asked.counted:
        return questions.has_kind(asked, text, article.published)
    before = sentences.before(article.text, candidate.span, article.language)
    around = f"{before.of(article.text) if before else ''} {text}"
    return questions.is_of_the_counted(asked, around) and questions.has_kind(asked, text, article.published)


def _bonus(asked: Asked, candidate: Candidate, beside: float, *, has_kind: bool) -> float:
    of_kind = KIND if has_kind and asked.kind is not Kind.OTHER else 0.0
    lacks = NO_FIGURE if asked.kind is Kind.FIGURE and not has_kind else 0.0
    return STORY * candidate.story_score + BESIDE * beside + of_kind - lacks


def _in_order(ranked: Ranked) -> tuple[float, ArticleId, Span]:
    return -ranked.score, ranked.candidate.article.id, ranked.candidate.span


def _place(
    row: int, article: ArticleId, order: int, rows: dict[tuple[ArticleId, int], int], titles: dict[ArticleId, int]
) -> Place:
    def found(*orders: int) -> tuple[int, ...]:
        return tuple(rows[article, other] for other in orders if (article, other) in rows)

    return Place(row, (*found(order - 1), titles[article]), found(order - 2, order + 1, 0))


def _among(place: Place, moved: dict[int, int]) -> Place:
    """The place in a row of fewer texts; what is not among them is left out."""
    close, near = (tuple(moved[text] for text in texts if text in moved) for texts in (place.close, place.near))
    return Place(moved[place.own], close, near)


def _end(span: Span) -> int:
    return span.end
