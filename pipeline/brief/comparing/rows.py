"""Sentences that tell the same to rows in one order: that of the left article, and of the right one where they agree.

Most pairs stand in the same order in both articles: the heaviest such chain is kept. A pair that crosses it stays where
the left article tells it, and is called moved. What one article alone tells stands between, beside what the other
alone tells there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.brief.comparing.pairing import Paired
from pipeline.brief.statements import Telling
from pipeline.domain import AlignedRow, Span


def of(one: Telling, other: Telling, paired: Sequence[Paired]) -> tuple[AlignedRow, ...]:
    """Every sentence of both in one row; ``paired`` in the order of the left article, and disjoint."""
    chain = {id(each) for each in _chain(paired)}
    used = {place for each in paired for place in each.right}
    found: list[AlignedRow] = []
    left_at = right_at = 0
    for each in paired:
        right_to = each.right[0] if id(each) in chain else right_at
        alone = [place for place in range(right_at, right_to) if place not in used]
        found.extend(_apart(one, range(left_at, each.left[0]), other, alone))
        left, right = _spans(one, each.left), _spans(other, each.right)
        found.append(AlignedRow(left, right, is_shared=True, is_moved=id(each) not in chain))
        left_at = each.left[-1] + 1
        right_at = each.right[-1] + 1 if id(each) in chain else right_at
    rest = [place for place in range(right_at, len(other.statements)) if place not in used]
    found.extend(_apart(one, range(left_at, len(one.statements)), other, rest))
    return tuple(found)


def _apart(one: Telling, left: Sequence[int], other: Telling, right: Sequence[int]) -> Iterator[AlignedRow]:
    if left or right:
        yield AlignedRow(_spans(one, left), _spans(other, right), is_shared=False)


def _spans(told: Telling, places: Sequence[int]) -> tuple[Span, ...]:
    return tuple(told.statements[place].span for place in places)


def _chain(paired: Sequence[Paired]) -> list[Paired]:
    """The pairs that rise in both articles and are nearest together: the heaviest increasing subsequence."""
    best: list[tuple[float, int]] = []
    for at, each in enumerate(paired):
        before = [(best[n][0], n) for n in range(at) if paired[n].right[-1] < each.right[0]]
        weight, last = max(before, key=lambda one: (one[0], -one[1]), default=(0.0, -1))
        best.append((weight + each.score, last))
    chain: list[Paired] = []
    at = max(range(len(best)), key=lambda n: best[n][0], default=-1)
    while at >= 0:
        chain.append(paired[at])
        at = best[at][1]
    return chain[::-1]
