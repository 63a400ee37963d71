"""How nearly words that are not in a text are said there: by a like word, or by the nearest in meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.answer import soften
from pipeline.ports import Vectors

COSINES = {"skipper": 1.0, "sailor": 0.7, "cabbag": 0.0}


class Angles:
    """An embedder of words that stand at known angles: cosine 1 to .7 to 0; it keeps what it was asked for."""

    space = "angles"
    dimensions = 2

    def __init__(self) -> None:
        self.asked: list[str] = []

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.extend(texts)
        cosines = np.array([COSINES[text] for text in texts], dtype=np.float32)
        return np.stack([cosines, np.sqrt(1 - cosines**2)], axis=1)


def test_a_word_that_is_there_counts_whole_a_like_word_nearly_and_a_stranger_not() -> None:
    there = frozenset({"road", "polic"})
    assert soften.Soft(None).coverage(["polic", "street", "cabbag"], there) == [1.0, 0.9, 0.0]


def test_an_embedder_gives_a_missing_word_what_its_nearest_exceeds_a_strangers_likeness_by() -> None:
    covered = soften.Soft(Angles()).coverage(["skipper"], frozenset({"sailor", "cabbag"}))
    assert covered == [pytest.approx((0.7 - 0.25) / 0.75, abs=1e-6)]
    assert soften.Soft(Angles()).coverage(["skipper"], frozenset({"cabbag"})) == [0.0]


def test_a_number_is_never_like_another() -> None:
    angles = Angles()
    assert soften.Soft(angles).coverage(["41"], frozenset({"43"})) == [0.0]
    assert angles.asked == []


def test_a_word_is_embedded_once() -> None:
    angles = Angles()
    soft = soften.Soft(angles)
    first = soft.coverage(["skipper"], frozenset({"sailor"}))
    assert soft.coverage(["skipper"], frozenset({"sailor"})) == first
    assert sorted(angles.asked) == ["sailor", "skipper"]


def test_nothing_to_match_asks_for_nothing() -> None:
    angles = Angles()
    assert soften.Soft(angles).coverage(["skipper"], frozenset()) == [0.0]
    assert soften.Soft(angles).coverage([], frozenset({"sailor"})) == []
    assert angles.asked == []
