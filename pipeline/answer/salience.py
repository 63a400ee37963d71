"""How much each of many sentences says of what they are all about: how central it is, and how early it stands.

Centrality is LexRank (Erkan and Radev 2004), continuous, over vectors of meaning: a sentence that many sentences are
like, which are like many themselves. Those of other outlets count in full, those of its own for less: what several tell
is what happened, and one that repeats itself is no second source.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.ports import Vectors

# below it two sentences have no more in common than any two of the news
LEAST_ALIKE = 0.2
OWN_OUTLET = 0.5
DAMPING = 0.85
ROUNDS = 40
ENOUGH_STEMS = 8


def centrality(vectors: Vectors, outlets: Sequence[str]) -> Vectors:
    """(n,) from 0 to 1, the most central 1. ``vectors`` (n, d) are of unit length; ``outlets`` whose each is."""
    if not len(vectors):
        return np.zeros(0, dtype=np.float32)
    alike = np.maximum(vectors @ vectors.T - LEAST_ALIKE, 0.0)
    np.fill_diagonal(alike, 0.0)
    names = np.asarray(outlets)
    votes = alike * np.where(names[:, None] == names[None, :], OWN_OUTLET, 1.0)
    given = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1e-9)
    rank = np.full(len(vectors), 1 / len(vectors))
    for _ in range(ROUNDS):
        rank = (1 - DAMPING) / len(vectors) + DAMPING * (given.T @ rank)
    most: Vectors = (rank / rank.max()).astype(np.float32)
    return most


def earliness(order: int) -> float:
    """1 for the first sentence of its article, then less and less: news says first what matters most."""
    return float(1 / np.sqrt(1 + order))


def fullness(stems: int) -> float:
    """Less than 1 for a sentence of few words that say something: it may stand, and tells little."""
    return float(min(1.0, np.sqrt(stems / ENOUGH_STEMS)))


def spread(scores: Vectors, vectors: Vectors, repetition: float) -> list[int]:
    """Every row once, each the best of what is left when what is like the rows before it counts for less.

    Maximal marginal relevance (Carbonell and Goldstein 1998): ``scores`` (n,) less ``repetition`` times the cosine with
    the nearest of those chosen.
    """
    left = scores.astype(np.float64).copy()
    nearest = np.zeros(len(scores))
    order: list[int] = []
    for _ in range(len(scores)):
        row = int(np.argmax(left - repetition * nearest))
        order.append(row)
        left[row] = -np.inf
        nearest = np.maximum(nearest, vectors @ vectors[row])
    return order
