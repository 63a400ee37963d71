"""Articles to the conflicts between them, pair by pair: figures, days, positions.

``counts`` reads what a sentence counts; ``conflict`` says when two passages may be of one thing.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from pipeline.brief import statements
from pipeline.brief.contradictions import aligned, conflict, days, figures, outcomes, positions, twins
from pipeline.brief.contradictions.conflict import Conflict
from pipeline.brief.contradictions.figures import Tally
from pipeline.brief.statements import Statement, Telling, Weights


def find(told: Sequence[Telling], weights: Weights) -> tuple[Conflict, ...]:
    """Every conflict between two of these articles that are no copies of each other."""
    pairs = itertools.combinations(map(Tally, told), 2)
    return tuple(each for one, other in pairs for each in _between(one, other, weights))


def touching(told: Sequence[Telling], weights: Weights, asked: Collection[Statement]) -> tuple[Conflict, ...]:
    """As ``find``; but none at all, unless one of them is with one of the statements ``asked``.

    Only the pairs with an article of theirs are read before that is known: for most there is none.
    """
    pairs = list(itertools.combinations(map(Tally, told), 2))
    articles = {statement.article.id for statement in asked}
    concerned = [{one.telling.article.id, other.telling.article.id} & articles for one, other in pairs]
    found = {n: tuple(_between(*pair, weights)) for n, pair in enumerate(pairs) if concerned[n]}
    if not any(_statements(each) & set(asked) for conflicts in found.values() for each in conflicts):
        return ()
    return tuple(
        each for n, pair in enumerate(pairs) for each in (found[n] if concerned[n] else _between(*pair, weights))
    )


def _between(one: Tally, other: Tally, weights: Weights) -> Iterator[Conflict]:
    if statements.are_copies(one.telling, other.telling):
        return
    pair = conflict.pair(one.telling, other.telling, weights)
    found = tuple(aligned.twins(pair))
    within = tuple(twins.find(pair, found))
    yield from within
    yield from figures.find(pair, one, other, {each for two in found for each in (two.one, two.other)})
    yield from days.find(pair)
    yield from outcomes.find(pair)
    opposed = {side.statement for each in within for side in each.sides}
    yield from (each for each in positions.find(pair, one, other) if not opposed & _statements(each))


def _statements(one: Conflict) -> frozenset[Statement]:
    return frozenset(side.statement for side in one.sides)
