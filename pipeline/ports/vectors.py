"""Texts to vectors, and vectors kept by passage."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from pipeline.domain import ArticleId, Passage, PassageId

Vectors: TypeAlias = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Texts to vectors of unit length."""

    @property
    def space(self) -> str:
        """Names the vector space, in letters, digits, dots and dashes. Vectors of two spaces never mix."""

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """A float32 array (n, dimensions), rows of unit length, in the order of ``texts``; (0, dimensions) for none.

        The same text gives the same row, alone or in a batch. A text longer than the model reads is cut, not refused.
        """


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text piece by piece: ``pieces`` as the tokenizer writes them, ``states`` (pieces, dimensions) of unit length.

    A piece that goes on with the word before it begins with ``##``.
    """

    pieces: tuple[str, ...]
    states: Vectors


class TokenEncoder(Protocol):
    """Texts to a vector for each piece of each, in the light of its neighbours: what late interaction compares."""

    def encode(self, texts: Sequence[str]) -> tuple[Encoded, ...]:
        """One for each text, in their order; without a piece for a text without any. None for none.

        The same text gives the same states, alone or in a batch, up to rounding. A long text is cut, not refused.
        """


class PassageStore(Protocol):
    """Vectors of one space, by passage."""

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        """Keeps a unit vector for each passage. Twice, or twice in one call, changes nothing; none is no error."""

    def nearest(
        self, vector: Vectors, k: int, among: Collection[ArticleId] | None = None
    ) -> tuple[tuple[PassageId, float], ...]:
        """Up to ``k`` passages with their cosine to ``vector`` (dimensions,), nearest first; equal ones by id.

        With ``among``, only passages of those articles, and then ``k`` of them if there are so many; an empty ``among``
        finds nothing.
        """

    def similarities(self, vector: Vectors, ids: Sequence[PassageId]) -> Mapping[PassageId, float]:
        """The cosine of ``vector`` to each of these passages; one without a vector is left out."""

    def remove(self, articles: Collection[ArticleId]) -> None:
        """Forgets every passage of these articles, of every revision; an unknown one is no error."""

    def ids(self) -> Iterator[PassageId]:
        """Every passage that has a vector."""

    def discard(self, ids: Sequence[PassageId]) -> None:
        """Forgets these passages; an unknown one is no error."""

    def count(self) -> int: ...

    def close(self) -> None:
        """Lets go of what is on disk."""
