"""A claim and the texts it cites to a verdict with reasons. Measuring is in ``features``, deciding is here.

Stated rules come first: what stands word for word is supported unless it was cut out of a denial or a doubt, what
contradicts the passage is not supported, what adds a name, a figure or a date, or makes a fact of a possibility, is
supported in part at most. Within these a learned judge decides (``benchmarks/train_support.py`` says on what).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from pipeline import weights
from pipeline.answer import features, soften
from pipeline.answer.fault import CONTRADICTS, Kind
from pipeline.answer.features import Features
from pipeline.domain import Support, Verdict
from pipeline.language import sentences, words
from pipeline.ports import Embedder

SUPPORTED = 0.6
PARTLY = 0.35
JUDGE = "support"
# the score is the learned chance, stretched so that an even one is just supported
_CHANCES = (0.0, 0.15, 0.5, 1.0)
_SCORES = (0.0, PARTLY, SUPPORTED, 1.0)
_MOST_CONTRADICTED = 0.3
_MOST_ADDED = 0.55
# what adds to a sentence that is there for the most part is supported in part
_MOSTLY_THERE = 0.6
# a sentence that stands word for word can still be cut out of what denies or doubts it, or have pounds for dollars
_CLIPS = frozenset({Kind.DENIED, Kind.HEDGE, Kind.ALLEGED, Kind.FIGURE})
_NAMED = 4
_APART = "the passage has these words, but not together"
_IN_OTHER_WORDS = "the passage has most of these words, but does not say it in so many words"


class LexicalJudge:
    """SupportJudge by words, figures, dates, names, negation, hedges and speakers; an embedder softens the words."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._soft = soften.Soft(embedder)

    def judge(self, claim: str, texts: Sequence[str]) -> Support:
        claimed = [sentence for sentence in sentences.split(claim) if words.tokens(sentence)]
        source = features.Source.of(texts)
        if not claimed:
            return Support(Verdict.NOT, 0.0, ("there is no claim to check",))
        if not source.sentences:
            return Support(Verdict.NOT, 0.0, ("nothing is cited",))
        measured = [features.measure(sentence, source, self._soft) for sentence in claimed]
        chances = weights.load(JUDGE).probabilities([features.row(one) for one in measured])
        return together(measured, chances)


def decide(measured: Features, chance: float) -> Support:
    """The verdict on one sentence. ``score`` is at least .6 for supported and .35 for partly."""
    kinds = {fault.kind for fault in measured.faults}
    if measured.is_verbatim and not kinds & _CLIPS:
        return Support(Verdict.SUPPORTED, 1.0)
    score = round(_within_rules(measured, kinds, float(np.interp(chance, _CHANCES, _SCORES))), 4)
    return Support(_verdict(score), score, tuple(_reasons(measured, score)))


def _within_rules(measured: Features, kinds: set[Kind], score: float) -> float:
    if kinds & CONTRADICTS:
        return min(score, _MOST_CONTRADICTED)
    if not kinds:
        return score
    floor = PARTLY if measured.pool >= _MOSTLY_THERE else 0.0
    return max(floor, min(score, _MOST_ADDED))


def _verdict(score: float) -> Verdict:
    if score >= SUPPORTED:
        return Verdict.SUPPORTED
    return Verdict.PARTLY if score >= PARTLY else Verdict.NOT


def _reasons(measured: Features, score: float) -> Iterator[str]:
    if score >= SUPPORTED:
        return
    yield from (fault.reason for fault in measured.faults)
    # what a fault names is not said again
    named = {token for fault in measured.faults for token in words.tokens(fault.reason)}
    unsaid = [word for word in measured.unsaid if not named.intersection(words.tokens(word))]
    if unsaid and not measured.is_verbatim:
        yield f"the passage does not speak of: {', '.join(unsaid[:_NAMED])}"
    elif not measured.faults:
        yield _IN_OTHER_WORDS if measured.missing and not measured.is_verbatim else _APART


def together(measured: Sequence[Features], chances: npt.NDArray[np.float64]) -> Support:
    """The verdict on a claim by its sentences, (n,) ``chances``: supported when all are, not when none is."""
    each = [decide(one, float(chance)) for one, chance in zip(measured, chances, strict=True)]
    score = min(support.score for support in each)
    reasons = tuple(dict.fromkeys(reason for support in each for reason in support.reasons))
    verdicts = {support.verdict for support in each}
    if len(verdicts) == 1:
        return Support(verdicts.pop(), score, reasons)
    return Support(Verdict.PARTLY, score, reasons)
