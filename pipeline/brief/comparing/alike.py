"""Two articles to how near each sentence of the one is to each of the other, by meaning, words and figures.

Who says it is left out where the rest says enough, and so are days: two sentences by one speaker, of one day, are not
near for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from pipeline.brief.contradictions import counts
from pipeline.brief.contradictions.conflict import Pair, labels_meet
from pipeline.brief.contradictions.counts import Count
from pipeline.brief.statements import Statement, Weights
from pipeline.language import attribution, names, words
from pipeline.ports import Embedder

Matrix = npt.NDArray[np.float64]

# two sentences that give one figure, not a small one, of one thing: what a chance meeting is not
_ONE_FIGURE = 0.15
_SMALL = 10
_FEWEST_SHARED = 2
_ENOUGH = 3
_SAID_BEFORE = (",", "”", '"', "’")


@dataclass(frozen=True, eq=False)
class Gist:
    """What a sentence says: its words without the speaker, and the stems of these without numbers and days."""

    statement: Statement

    @cached_property
    def text(self) -> str:
        whole = self.statement.text
        for said in attribution.find(whole):
            before, after = whole[: said.at], whole[said.at + len(said.verb) :]
            is_behind = said.speaker.start > said.at or before.rstrip().endswith(_SAID_BEFORE)
            rest = before if is_behind else after
            if len(words.content(rest)) >= _ENOUGH:
                return rest
        return whole

    @cached_property
    def stems(self) -> frozenset[str]:
        days = (mention.span.of(self.statement.text) for mention in self.statement.dates)
        of_days = {words.stem(token) for day in days for token in words.tokens(day)}
        return frozenset(s for s in words.content(self.text) if not s[0].isdigit() and s not in of_days)

    @cached_property
    def of_names(self) -> frozenset[str]:
        called = (name for name in names.find(self.statement.text) if not name.is_initial)
        return frozenset(words.stem(token) for name in called for token in words.tokens(name.text))


@dataclass(frozen=True, slots=True)
class Nearness:
    """``scores`` (sentences of the one, of the other) from 0 to a little above 1.

    ``within`` is how much of the words of the shorter sentence the other has, 0 to 1.
    """

    one: tuple[Gist, ...]
    other: tuple[Gist, ...]
    scores: Matrix
    within: Matrix

    def is_more_than_names(self, row: int, column: int) -> bool:
        """Whether two sentences share a word besides names: of one person much is told."""
        a, b = self.one[row], self.other[column]
        return a.stems == b.stems or bool((a.stems & b.stems) - a.of_names - b.of_names)


def of(pair: Pair, embedder: Embedder) -> Nearness:
    one, other = (tuple(map(Gist, told.statements)) for told in (pair.one, pair.other))
    cosines = embedder.embed([each.text for each in one]) @ embedder.embed([each.text for each in other]).T
    shared, dice, within = _by_words(one, other, pair.weights)
    scores = (np.clip(cosines, 0, 1) + dice) / 2
    for row, column in _with_one_figure(one, other):
        scores[row, column] += _ONE_FIGURE
    for row, column in _apart(one, other, shared):
        scores[row, column] = 0.0
    return Nearness(one, other, scores, within)


def _by_words(one: Sequence[Gist], other: Sequence[Gist], weights: Weights) -> tuple[Matrix, Matrix, Matrix]:
    """How many stems both have, Dice's measure of them by their weights, and the share that the shorter has of both."""
    stems = sorted({stem for each in (*one, *other) for stem in each.stems})
    column = {stem: at for at, stem in enumerate(stems)}
    weight = np.array([weights.of_stem(stem) for stem in stems])
    mine, yours = _incidence(one, column), _incidence(other, column)
    common = (mine * weight) @ yours.T
    size, other_size = (mine @ weight)[:, None], (yours @ weight)[None, :]
    least = 1e-9
    dice = 2 * common / np.maximum(size + other_size, least)
    return mine @ yours.T, dice, common / np.maximum(np.minimum(size, other_size), least)


def _incidence(told: Sequence[Gist], column: Mapping[str, int]) -> Matrix:
    found = np.zeros((len(told), len(column)))
    for row, each in enumerate(told):
        found[row, [column[stem] for stem in each.stems]] = 1
    return found


def _with_one_figure(one: Sequence[Gist], other: Sequence[Gist]) -> Iterator[tuple[int, int]]:
    figures = [_figures(each) for each in other]
    for row, mine in enumerate(map(_figures, one)):
        for column, yours in enumerate(figures):
            if any(x.kind == y.kind and x.agrees(y) for x in mine for y in yours):
                yield row, column


def _figures(gist: Gist) -> Sequence[Count]:
    return [count for count in counts.of(gist.statement) if count.kind and count.mention.high > _SMALL]


def _apart(one: Sequence[Gist], other: Sequence[Gist], shared: Matrix) -> Iterator[tuple[int, int]]:
    """Where too few words are shared, but for those that are all; where a label has two numbers: "category 2", "4"."""
    for row, column in zip(*np.nonzero(shared < _FEWEST_SHARED), strict=True):
        mine, yours = one[row].stems, other[column].stems
        if not mine or mine != yours:
            yield int(row), int(column)
    for row, column in zip(*np.nonzero(shared >= _FEWEST_SHARED), strict=True):
        if not labels_meet(one[row].statement, other[column].statement):
            yield int(row), int(column)
