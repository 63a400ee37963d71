"""A claim's words and a sentence's words to what stands in each one's place: the same, a like word, a rival, another.

A word's place is known by the words beside it. "The thriving start-up was sued" and "the troubled start-up was sued"
have "thriving" and "troubled" in one place.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.language import synonyms

_REACH = 2


def standing_for(stem: str, there: frozenset[str]) -> str:
    """The stem itself, or one in ``there`` that may stand for it; empty when there is none."""
    if stem in there:
        return stem
    kin = synonyms.of(stem) | {synonyms.base(stem)}
    return next((other for other in sorted(there) if synonyms.base(other) in kin), "")


def in_place_of(stems: Sequence[str], index: int, there: Sequence[str], least: float = 1.0) -> str:
    """The stem of ``there`` that stands where ``stems[index]`` does, and nowhere in ``stems``; empty for none.

    ``least`` is how much of what is beside it must be the same: 1 for a word next to it, at most 3.
    """
    best, chosen = least, ""
    for at, stem in enumerate(there):
        if stem in stems:
            continue
        score = _beside(stems, index, there, at)
        if score > best or (score == best and not chosen):
            best, chosen = score, stem
    return chosen


def _beside(stems: Sequence[str], index: int, there: Sequence[str], at: int) -> float:
    """How much of what stands beside the one stands beside the other: 1 next to it, half of that a word further."""
    score = 0.0
    for step in (-2, -1, 1, 2):
        if 0 <= index + step < len(stems):
            wanted, weight = stems[index + step], 1 / abs(step)
            if 0 <= at + step < len(there) and there[at + step] == wanted:
                score += weight
            elif wanted in there[max(0, at - _REACH) : at + _REACH + 1]:
                score += weight / 2
    return score


def apart(stems: Sequence[str], sentences: Sequence[Sequence[str]], reach: int = 4) -> list[tuple[str, str]]:
    """Neighbours in ``stems`` that both stand in the sentences, but nowhere within ``reach`` words of each other."""
    asked = frozenset(stems)
    places = [[(at, stem) for at, stem in enumerate(sentence) if stem in asked] for sentence in sentences]
    everywhere = {stem for found in places for _, stem in found}
    near = {
        frozenset((one, other))
        for found in places
        for (at, one), (to, other) in itertools.combinations(found, 2)
        if to - at <= reach
    }
    return [
        (one, other)
        for one, other in itertools.pairwise(stems)
        if one != other and {one, other} <= everywhere and frozenset((one, other)) not in near
    ]
