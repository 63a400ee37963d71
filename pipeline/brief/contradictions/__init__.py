"""Articles to the conflicts between them, pair by pair: figures, days, positions.

``counts`` reads what a sentence counts; ``conflict`` says when two passages may be of one thing.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from pipeline.brief import statements
from pipeline.brief.contradictions import aligned, conflict, days, figures, outcomes, positions, twins
from pipeline.brief.contradictions.conflict import Conflict
from pipeline.brief.contradictions.figures import Tally
from pipeline.brief.statements import Statement, Telling, Weights


def find(told: Sequence[Telling], weights: Weights) -> Iterator[Conflict]:
    """Every conflict between two of these articles that are no copies of each other."""
    tallies = [Tally(telling) for telling in told]
    for one, other in itertools.combinations(tallies, 2):
        if statements.are_copies(one.telling, other.telling):
            continue
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
