"""Words that are not in a text to how nearly something there says the same: a like word, or the nearest by meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.answer import slots
from pipeline.ports import Embedder, Vectors

_ALIKE = 0.9
_FLOOR = 0.25
_MOST_KNOWN = 20_000


class Soft:
    """Words that are not there, matched to one that may stand for them, or by an embedder to the nearest that is."""

    def __init__(self, embedder: Embedder | None) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}

    def coverage(self, stems: Sequence[str], there: frozenset[str]) -> list[float]:
        covered = [stands(stem, there) for stem in stems]
        missing = [stem for stem, has in zip(stems, covered, strict=True) if not has and not stem[0].isdigit()]
        if self._embedder is None or not missing or not there:
            return covered
        nearest = (self._vectors(missing) @ self._vectors(sorted(there)).T).max(axis=1)
        soft = dict(zip(missing, nearest, strict=True))
        return [c or _lifted(float(soft.get(stem, 0.0))) for stem, c in zip(stems, covered, strict=True)]

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        assert self._embedder is not None
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if len(self._known) + len(new) > _MOST_KNOWN:
            self._known, new = {}, list(dict.fromkeys(texts))
        known = self._known
        known.update(zip(new, self._embedder.embed(new), strict=True))
        return np.stack([known[text] for text in texts])


def stands(stem: str, there: frozenset[str]) -> float:
    if stem in there:
        return 1.0
    return _ALIKE if slots.standing_for(stem, there) else 0.0


def _lifted(cosine: float) -> float:
    # below the floor two words are strangers
    return max(0.0, (cosine - _FLOOR) / (1 - _FLOOR))
