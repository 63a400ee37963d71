"""How near sentences are to which of them tell the same: each with the one that is nearest to it, and its neighbours.

What one article tells in a sentence the other may tell in two: a neighbour joins where nothing is nearer to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.brief.comparing.alike import Nearness
from pipeline.brief.statements import Statement

# of 75 rows that were read, of 24 pairs of articles, 63 tell the same
_SAME = 0.5
_JOINS = 0.45
_WITHIN = 0.6
_WHOLE = 0.9


@dataclass(frozen=True, slots=True)
class Paired:
    """Places of sentences that tell the same: consecutive ones of each article, in order."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    score: float


def of(
    nearness: Nearness, sure: Sequence[tuple[Statement, Statement]], likely: Sequence[tuple[Statement, Statement]]
) -> tuple[Paired, ...]:
    """In the order of the left article.

    ``sure`` are pairs that are of one thing whatever their words, ``likely`` such that are if they are near at all.
    """
    if not nearness.scores.size:
        return ()
    taken: dict[int, int] = {}
    known = [place for place in _places(nearness, likely) if nearness.scores[place] >= _JOINS]
    for row, column in (*_places(nearness, sure), *known, *_mutual(nearness)):
        if row not in taken and column not in taken.values():
            taken[row] = column
    return tuple(_widened(nearness, row, column, taken) for row, column in sorted(taken.items()))


def _places(nearness: Nearness, pairs: Sequence[tuple[Statement, Statement]]) -> list[tuple[int, int]]:
    """The nearest first; a pair may be told from either side."""
    rows = {each.statement: at for at, each in enumerate(nearness.one)}
    columns = {each.statement: at for at, each in enumerate(nearness.other)}
    turned = [(a, b) if a in rows else (b, a) for a, b in dict.fromkeys(pairs)]
    return sorted(((rows[a], columns[b]) for a, b in turned), key=lambda place: (-nearness.scores[place], place))


def _mutual(nearness: Nearness) -> Iterator[tuple[int, int]]:
    """Each two that are the nearest to each other, and near enough."""
    scores = nearness.scores
    across, down = scores.argmax(axis=1), scores.argmax(axis=0)
    for row, column in enumerate(across):
        if down[column] == row and scores[row, column] >= _SAME and nearness.is_more_than_names(row, int(column)):
            yield row, int(column)


def _widened(nearness: Nearness, row: int, column: int, taken: dict[int, int]) -> Paired:
    scores = nearness.scores
    score = float(scores[row, column])
    # of a short sentence that stands whole in a long one the score is low
    joins = ((scores >= _JOINS) & (nearness.within >= _WITHIN)) | ((scores > 0) & (nearness.within >= _WHOLE))
    nearest_of_rows, nearest_of_columns = scores.argmax(axis=1), scores.argmax(axis=0)
    left = [n for n in (row - 1, row + 1) if 0 <= n < scores.shape[0] and n not in taken]
    left = [n for n in left if joins[n, column] and nearest_of_rows[n] == column]
    right = [n for n in (column - 1, column + 1) if 0 <= n < scores.shape[1] and n not in taken.values()]
    right = [n for n in right if joins[row, n] and nearest_of_columns[n] == row]
    return Paired(tuple(sorted((row, *left))), tuple(sorted((column, *right))), score)
