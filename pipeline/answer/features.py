"""A sentence and the texts it cites to measurements and faults: what a judge decides on, and nothing decided yet."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.answer import faults
from pipeline.answer.faults import Fault
from pipeline.language import sentences, words
from pipeline.ports import Embedder

_POOL = 4
_SOFT_FLOOR = 0.25
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Features:
    """How a claim's sentence stands to the texts. Shares are 0 to 1.

    ``best`` and ``pool``: of its content words, how many the closest sentence has, and the closest few together;
    ``text``: all of the texts; ``order``: of its neighbouring pairs of words, how many stand together in the pool;
    ``closeness``: cosine to the nearest sentence of the pool, or Jaccard index of the stems without an embedder;
    ``missing``: its words that are not in the pool.
    """

    best: float
    pool: float
    text: float
    order: float
    closeness: float
    missing: tuple[str, ...]
    is_verbatim: bool
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """The sentences of the cited texts, with the stems and, where there is an embedder, the vectors of each."""

    sentences: tuple[str, ...]
    stems: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Source:
        split = tuple(sentence for text in texts for sentence in sentences.split(text))
        return cls(split, tuple(frozenset(words.content(sentence)) for sentence in split))


def measure(sentence: str, source: Source, embedder: Embedder | None = None) -> Features:
    """The features of one sentence against a source, which has a sentence at least."""
    stems = tuple(dict.fromkeys(words.content(sentence)))
    weights = _weights(stems, source)
    chosen = _first_verbatim(sentence, _closest(stems, weights, source), source)
    best, pool = chosen[:1], chosen[:_POOL]
    soft = _Soft(embedder)
    in_pool = soft.coverage(stems, _union(source, pool))
    return Features(
        best=_share(soft.coverage(stems, _union(source, best)), weights),
        pool=_share(in_pool, weights),
        text=_share([float(any(stem in of for of in source.stems)) for stem in stems], weights),
        order=_order(sentence, " ".join(source.sentences[index] for index in pool)),
        closeness=soft.closeness(sentence, [source.sentences[index] for index in pool]),
        missing=_missing(sentence, _union(source, pool)),
        is_verbatim=_stands_in(sentence, source.sentences[best[0]]),
        faults=faults.find(sentence, tuple(source.sentences[i] for i in pool), source.sentences),
    )


def _stands_in(sentence: str, there: str) -> bool:
    return f" {' '.join(words.tokens(sentence))} " in f" {' '.join(words.tokens(there))} "


def _missing(sentence: str, there: frozenset[str]) -> tuple[str, ...]:
    tokens = (token for token in words.tokens(sentence) if token not in words.STOP)
    return tuple(dict.fromkeys(token for token in tokens if words.stem(token) not in there))


def _weights(stems: Sequence[str], source: Source) -> list[float]:
    # a word that stands in every other sentence of the source says little about any of them
    count = len(source.sentences)
    seen = [sum(stem in of for of in source.stems) for stem in stems]
    return [float(np.log1p(count / (1 + number))) + 0.5 for number in seen]


def _closest(stems: Sequence[str], weights: Sequence[float], source: Source) -> list[int]:
    """Sentences in the order in which they add most of the claim's words: a greedy cover."""
    left = dict(zip(stems, weights, strict=True))
    chosen: list[int] = []
    while len(chosen) < min(_POOL, len(source.stems)):
        gains = [sum(left.get(stem, 0.0) for stem in of) for of in source.stems]
        index = int(np.argmax(gains))
        if gains[index] == 0.0:
            break
        chosen.append(index)
        for stem in source.stems[index]:
            left.pop(stem, None)
    return chosen or [0]


def _first_verbatim(sentence: str, chosen: list[int], source: Source) -> list[int]:
    holding = [index for index, there in enumerate(source.sentences) if _stands_in(sentence, there)]
    # the shortest that holds it: the sentence itself, rather than one that quotes it
    first = sorted(holding, key=lambda index: len(source.sentences[index]))[:1]
    return [*first, *(index for index in chosen if index not in first)]


def _union(source: Source, chosen: Sequence[int]) -> frozenset[str]:
    return frozenset().union(*(source.stems[index] for index in chosen))


def _share(covered: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(c * w for c, w in zip(covered, weights, strict=True)) / total if total else 0.0


def _order(sentence: str, pool: str) -> float:
    """Share of neighbouring content words of ``sentence`` that stand in this order, at most four apart, in ``pool``."""
    stems, there = words.content(sentence), words.content(pool)
    pairs = list(itertools.pairwise(stems))
    near = {(a, b) for i, a in enumerate(there) for b in there[i + 1 : i + 1 + _NEAR]}
    return sum(pair in near for pair in pairs) / len(pairs) if pairs else 1.0


class _Soft:
    """Words that are not there, matched to the nearest that is, where there is an embedder."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder

    def coverage(self, stems: Sequence[str], there: frozenset[str]) -> list[float]:
        covered = [float(stem in there) for stem in stems]
        missing = [stem for stem in stems if stem not in there and not stem[0].isdigit()]
        if self._embedder is None or not missing or not there:
            return covered
        nearest = (self._embedder.embed(missing) @ self._embedder.embed(sorted(there)).T).max(axis=1)
        soft = dict(zip(missing, nearest, strict=True))
        return [c or _lifted(float(soft.get(stem, 0.0))) for stem, c in zip(stems, covered, strict=True)]

    def closeness(self, sentence: str, pool: Sequence[str]) -> float:
        if self._embedder is None:
            return max(_jaccard({*words.content(sentence)}, {*words.content(one)}) for one in pool)
        vectors = self._embedder.embed([sentence, *pool])
        return float((vectors[1:] @ vectors[0]).max())


def _jaccard(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _lifted(cosine: float) -> float:
    # below the floor two words are strangers
    return max(0.0, (cosine - _SOFT_FLOOR) / (1 - _SOFT_FLOOR))
