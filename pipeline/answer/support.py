"""A claim and the texts it cites to a verdict with reasons. Measuring is in ``features``, deciding is here.

The rules are stated, not learned: what contradicts the passage is not supported; what adds a name, a figure or a date,
or makes a fact of a possibility, is supported in part; else the share of the claim's words in the passage decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.answer import features
from pipeline.answer.faults import Kind
from pipeline.answer.features import Features
from pipeline.domain import Support, Verdict
from pipeline.language import sentences, words
from pipeline.ports import Embedder

# .6 is where coverage alone told WiCE's development claims apart best; the other numbers are set by hand
SUPPORTED = 0.6
PARTLY = 0.35
_CONTRADICTION = 0.3
_ADDITION = 0.55
_FURTHER = 0.85
_CONTRADICTS = frozenset({Kind.FIGURE, Kind.DATE, Kind.DENIED, Kind.CONTRAST, Kind.SPEAKER})
# a sentence that stands word for word can still be cut out of what denies or doubts it
_CLIPS = frozenset({Kind.DENIED, Kind.HEDGE, Kind.ALLEGED})
_NAMED = 4


class LexicalJudge:
    """SupportJudge by words, figures, dates, names, negation, hedges and speakers; an embedder softens the words."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder

    def judge(self, claim: str, texts: Sequence[str]) -> Support:
        claimed = [sentence for sentence in sentences.split(claim) if words.tokens(sentence)]
        source = features.Source.of(texts)
        if not claimed:
            return Support(Verdict.NOT, 0.0, ("there is no claim to check",))
        if not source.sentences:
            return Support(Verdict.NOT, 0.0, ("nothing is cited",))
        measured = [features.measure(sentence, source, self._embedder) for sentence in claimed]
        return _together([decide(one) for one in measured])


def decide(measured: Features) -> Support:
    """The verdict on one sentence. ``score`` is at least .6 for supported and .35 for partly."""
    kinds = {fault.kind for fault in measured.faults}
    if measured.is_verbatim and not kinds & _CLIPS:
        return Support(Verdict.SUPPORTED, 1.0)
    score = round(_covered(measured) * _penalty(measured), 4)
    return Support(_verdict(score), score, tuple(_reasons(measured, score)))


def _covered(measured: Features) -> float:
    return 1.0 if measured.is_verbatim else measured.pool


def _penalty(measured: Features) -> float:
    penalty = 1.0
    for fault in measured.faults:
        first = _CONTRADICTION if fault.kind in _CONTRADICTS else _ADDITION
        penalty = min(penalty * _FURTHER, first)
    return penalty


def _verdict(score: float) -> Verdict:
    if score >= SUPPORTED:
        return Verdict.SUPPORTED
    return Verdict.PARTLY if score >= PARTLY else Verdict.NOT


def _reasons(measured: Features, score: float) -> Iterator[str]:
    if score >= SUPPORTED:
        return
    yield from (fault.reason for fault in measured.faults)
    if measured.pool < SUPPORTED and not measured.is_verbatim:
        listed = ", ".join(measured.missing[:_NAMED]) or "most of it"
        yield f"the passage does not speak of: {listed}"


def _together(each: Sequence[Support]) -> Support:
    """Several sentences: supported when all are, not when none is, else in part."""
    score = min(support.score for support in each)
    reasons = tuple(dict.fromkeys(reason for support in each for reason in support.reasons))
    verdicts = {support.verdict for support in each}
    if len(verdicts) == 1:
        return Support(verdicts.pop(), score, reasons)
    return Support(Verdict.PARTLY, score, reasons)
