"""The simplest comparison of two articles: numbers of one unit that differ, in sentences alike to an embedding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np

from pipeline import wiring
from pipeline.domain import Article, Span
from pipeline.language import figures, sentences
from pipeline.ports import Embedder, Vectors

ALIKE = 0.8


@dataclass(frozen=True, slots=True)
class Alarm:
    one: Span
    other: Span


def find(one: Article, other: Article) -> Iterator[Alarm]:
    """Each two sentences with a cosine of at least .8 of which a number of one unit differs; nothing but numbers."""
    mine, yours = _spans(one), _spans(other)
    alike = np.matmul(_vectors(one.text), _vectors(other.text).T)
    for i, j in zip(*(alike >= ALIKE).nonzero(), strict=True):
        if _differ(mine[i].of(one.text), yours[j].of(other.text)):
            yield Alarm(mine[i], yours[j])


@cache
def _embedder() -> Embedder:
    return wiring._sentence_embedder()


def _spans(article: Article) -> tuple[Span, ...]:
    return sentences.spans(article.text)


@lru_cache(maxsize=64)
def _vectors(text: str) -> Vectors:
    return _embedder().embed(sentences.split(text))


def _differ(one: str, other: str) -> bool:
    return any(x.unit == y.unit and x.low != y.low for x in figures.find(one) for y in figures.find(other))
