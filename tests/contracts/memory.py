"""A ``PassageStore`` in a dict: what the contract means, in few lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from pipeline.domain import ArticleId, Passage, PassageId
from pipeline.ports import Vectors


class MemoryStore:
    def __init__(self) -> None:
        self._rows: dict[PassageId, tuple[ArticleId, Vectors]] = {}

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        for passage, vector in zip(passages, vectors, strict=True):
            self._rows[passage.id] = (passage.article_id, vector)

    def nearest(
        self, vector: Vectors, k: int, among: Collection[ArticleId] | None = None
    ) -> tuple[tuple[PassageId, float], ...]:
        wanted = [i for i, (article, _) in self._rows.items() if among is None or article in among]
        scored = self.similarities(vector, wanted)
        return tuple(sorted(scored.items(), key=lambda hit: (-hit[1], hit[0]))[:k])

    def similarities(self, vector: Vectors, ids: Sequence[PassageId]) -> Mapping[PassageId, float]:
        return {i: round(float(np.dot(self._rows[i][1], vector)), 6) for i in ids if i in self._rows}

    def remove(self, articles: Collection[ArticleId]) -> None:
        self.discard([i for i, (article, _) in self._rows.items() if article in articles])

    def ids(self) -> Iterator[PassageId]:
        yield from list(self._rows)

    def discard(self, ids: Sequence[PassageId]) -> None:
        for i in ids:
            self._rows.pop(i, None)

    def count(self) -> int:
        return len(self._rows)

    def close(self) -> None:
        """There is nothing to let go of."""
