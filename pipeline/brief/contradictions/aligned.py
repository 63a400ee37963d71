"""Two articles of one story to the sentences of theirs that tell the same, by the words that both have.

A sentence goes with the one that is most like it, where that one has none that it is more like. Numbers and days are
left out of the likeness: they are what the two may differ on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.brief.contradictions.conflict import Pair, labels_meet
from pipeline.brief.statements import Statement, Telling, Weights
from pipeline.language import names

# of sentences retold in other words 95 in 100 are above the first, of different ones 99 in 100 below
_SAME = 0.5
_NEAR = 0.35
_FEWEST_STEMS = 3


@dataclass(frozen=True, slots=True)
class Twins:
    """Two sentences that tell the same, and those of each article, twins of none, that are near the other one too."""

    one: Statement
    other: Statement
    likeness: float
    near_one: tuple[Statement, ...]
    near_other: tuple[Statement, ...]


def twins(pair: Pair) -> Iterator[Twins]:
    """In the order of the first article; none for two articles that are not of one story."""
    if not pair.is_story:
        return
    alike = _alike(pair.one, pair.other, pair.weights)
    best = _best(alike, 0), _best(alike, 1)
    found = {
        (a, b): likeness
        for (a, b), likeness in alike.items()
        if likeness >= _SAME and best[0][a] is b and best[1][b] is a and _may_be_of_one(a, b)
    }
    taken = {statement for two in found for statement in two}
    for (a, b), likeness in found.items():
        near_one, near_other = _near(alike, b, 1), _near(alike, a, 0)
        yield Twins(a, b, likeness, _without(near_one, taken), _without(near_other, taken))


def _may_be_of_one(a: Statement, b: Statement) -> bool:
    """Whether enough words are shared, and not each names somebody whom the other does not."""
    if len(_stems(a) & _stems(b)) < _FEWEST_STEMS:
        return False
    return (_has_all(a, _named(b)) or _has_all(b, _named(a))) and labels_meet(a, b)


def _has_all(statement: Statement, called: Sequence[str]) -> bool:
    return all(name in statement.text or any(names.same(name, other) for other in statement.names) for name in called)


@lru_cache(maxsize=8192)
def _named(statement: Statement) -> tuple[str, ...]:
    """Without a single word that opens the sentence, which may be no name."""
    return tuple(name.short for name in names.find(statement.text) if not name.is_initial)


def _alike(one: Telling, other: Telling, weights: Weights) -> Mapping[tuple[Statement, Statement], float]:
    """How alike two sentences are, 0 to 1 (Dice's measure of their weighted stems), where it is not little."""
    found: dict[tuple[Statement, Statement], float] = {}
    index, sizes = _index(other), {}
    for a in one.statements:
        stems = _stems(a)
        if len(stems) < _FEWEST_STEMS:
            continue
        shared: dict[Statement, float] = defaultdict(float)
        for stem in stems:
            weight = weights.of_stem(stem)
            for b in index.get(stem, ()):
                shared[b] += weight
        size = weights.total(stems)
        for b, weight in shared.items():
            if b not in sizes:
                sizes[b] = weights.total(_stems(b))
            likeness = 2 * weight / (size + sizes[b])
            if likeness >= _NEAR:
                found[a, b] = likeness
    return found


@lru_cache(maxsize=128)
def _index(told: Telling) -> Mapping[str, Sequence[Statement]]:
    index: dict[str, list[Statement]] = defaultdict(list)
    for statement in told.statements:
        for stem in _stems(statement):
            index[stem].append(statement)
    return index


@lru_cache(maxsize=8192)
def _stems(statement: Statement) -> frozenset[str]:
    return frozenset(stem for stem in statement.stems if not stem[0].isdigit())


def _best(alike: Mapping[tuple[Statement, Statement], float], side: int) -> Mapping[Statement, Statement]:
    """For each sentence of a side the one of the other side that is most like it."""
    best: dict[Statement, tuple[float, Statement]] = {}
    for pair, likeness in alike.items():
        mine, yours = pair[side], pair[1 - side]
        if mine not in best or likeness > best[mine][0]:
            best[mine] = likeness, yours
    return {mine: yours for mine, (_, yours) in best.items()}


def _without(near: Sequence[Statement], taken: Collection[Statement]) -> tuple[Statement, ...]:
    return tuple(statement for statement in near if statement not in taken)


def _near(alike: Mapping[tuple[Statement, Statement], float], statement: Statement, side: int) -> tuple[Statement, ...]:
    """The sentences of the other side that are near ``statement``."""
    return tuple(pair[1 - side] for pair in alike if pair[side] is statement)
