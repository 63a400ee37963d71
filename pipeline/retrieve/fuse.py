"""Two rankings to one: a convex sum of normalised scores.

Bruch, Gai and Ingber (2023), "An Analysis of Fusion Functions for Hybrid Retrieval": a convex combination needs one
weight and beats reciprocal rank fusion, within a domain and out of it.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.domain import PassageId

DENSE_WEIGHT = 0.7


def fuse(
    cosines: Mapping[PassageId, float], bm25: Mapping[PassageId, float], dense_weight: float = DENSE_WEIGHT
) -> dict[PassageId, float]:
    """A score from 0 to 1 for every passage of either ranking.

    Cosines are scaled by their range over the candidates, BM25 by its largest value; a passage that a ranking lacks has
    its least score there.
    """
    floor = min(cosines.values(), default=0.0)
    reach = max(cosines.values(), default=0.0) - floor
    top = max(bm25.values(), default=0.0)
    return {
        passage: dense_weight * _scaled(cosines.get(passage, floor) - floor, reach)
        + (1 - dense_weight) * _scaled(bm25.get(passage, 0.0), top)
        for passage in cosines.keys() | bm25.keys()
    }


def _scaled(value: float, largest: float) -> float:
    return value / largest if largest > 0 else 0.0
