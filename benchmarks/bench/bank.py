"""Vectors without embedding: of each sentence of the data a real one; of any text made of them, their mean with noise.

Whoever cuts the articles, and however, finds a vector for each piece, and the same one in every process.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from benchmarks.bench import made

NOISE = 0.04
Vectors: TypeAlias = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Bank:
    """``vectors`` (n, dimensions) by the first words of a sentence."""

    rows: dict[str, int]
    vectors: Vectors

    def embed(self, texts: Sequence[str]) -> Vectors:
        """(n, dimensions), of unit length, for one text or more."""
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str) -> Vectors:
        digest = zlib.crc32(text.encode())
        known = (self.rows.get(made.first_words(sentence)) for sentence in made.sentences(text))
        rows = [row for row in known if row is not None] or [digest % len(self.vectors)]
        noise = np.random.default_rng(digest).standard_normal(self.vectors.shape[1], dtype=np.float32)
        moved = self.vectors[rows].mean(axis=0) + NOISE * noise
        unit: Vectors = (moved / np.linalg.norm(moved)).astype(np.float32)
        return unit


def save(sentences: Sequence[str], vectors: Vectors, file: Path) -> None:
    np.savez(file, keys=np.array([made.first_words(sentence) for sentence in sentences]), vectors=vectors)


def load(file: Path) -> Bank:
    with np.load(file) as kept:
        return Bank({str(key): row for row, key in enumerate(kept["keys"])}, kept["vectors"])
