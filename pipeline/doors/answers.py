"""An answer to blocks of text: each claim with its numbered sources beneath, then what differs and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.answer import later
from pipeline.domain import Answer, Citation, Claim, Disagreement, Verdict
from pipeline.doors.page import Block, Line, Tone
from pipeline.export import wording


@dataclass(slots=True)
class Numbers:
    """A number for each citation, in order of first use."""

    _given: dict[Citation, int] = field(default_factory=dict)

    def of(self, citation: Citation) -> int:
        return self._given.setdefault(citation, len(self._given) + 1)


def blocks(answer: Answer) -> Iterator[Block]:
    numbers = Numbers()
    yield Line(answer.question, tone=Tone.STRONG)
    if answer.searched_for != answer.question:
        yield Line(f"Searched for: {answer.searched_for}", tone=Tone.FAINT)
    yield Line()
    for claim in answer.claims:
        yield from _claim(claim, numbers)
        newer = later.reported(claim, answer.disagreements)
        if newer is not None:
            yield Line(wording.headed(wording.later(newer)), 2, Tone.ALERT)
        yield Line()
    if answer.abstained:
        yield from _declined(answer, numbers)
    for disagreement in answer.disagreements:
        yield from _disagreement(disagreement, numbers)
        yield Line()
    if not answer.abstained:
        yield from _gaps(answer)
    yield from _foot(answer)


def _claim(claim: Claim, numbers: Numbers) -> Iterator[Block]:
    yield Line(claim.text)
    yield from _doubts(claim, indent=2)
    for citation in claim.citations:
        yield from _source(citation, numbers, indent=2)


def _doubts(claim: Claim, indent: int) -> Iterator[Block]:
    if claim.support.verdict is not Verdict.SUPPORTED:
        reasons = "; ".join(claim.support.reasons)
        yield Line(f"{claim.support.verdict} supported: {reasons}", indent, Tone.ALERT)


def _source(citation: Citation, numbers: Numbers, indent: int) -> Iterator[Block]:
    place = f"{wording.outlet_and_day(citation.source)}, {wording.title(citation.source)}"
    yield Line(f"[{numbers.of(citation)}] {place}", indent, Tone.FAINT)
    yield Line(wording.quoted(wording.shown(citation.quote)), indent + 4)


def _declined(answer: Answer, numbers: Numbers) -> Iterator[Block]:
    yield Line("The articles do not say.", tone=Tone.STRONG)
    yield from _gaps(answer)
    yield Line()
    if answer.nearest:
        yield Line("What comes nearest:")
        for citation in answer.nearest:
            yield from _source(citation, numbers, indent=2)
        yield Line()


def _disagreement(value: Disagreement, numbers: Numbers) -> Iterator[Block]:
    kind = "an update over time" if value.is_update else wording.KINDS[value.kind]
    yield Line(f"{value.about}: {kind}", tone=Tone.STRONG)
    for side in value.sides:
        yield Line(side.value, indent=2)
        yield from _doubts(side.claim, indent=4)
        for citation in side.claim.citations:
            yield from _source(citation, numbers, indent=4)


def _gaps(answer: Answer) -> Iterator[Block]:
    for gap in answer.gaps:
        yield Line(f"- {gap}", indent=2)


def _foot(answer: Answer) -> Iterator[Block]:
    if answer.dropped:
        left_out = wording.counted(len(answer.dropped), "drafted sentence")
        yield Line(f"{left_out} left out for want of support (--json tells which).", tone=Tone.FAINT)
    made = answer.provenance
    if made.note:
        yield Line(made.note, tone=Tone.ALERT)
    yield Line(f"{wording.written_by(made)}{_usage(answer)}", tone=Tone.FAINT)


def _usage(answer: Answer) -> str:
    usage = answer.provenance.usage
    if not (usage.prompt_tokens or usage.completion_tokens):
        return ""
    cost = "" if usage.cost is None else f", cost {usage.cost:.4f}"
    return f"; {usage.prompt_tokens:,} tokens read, {usage.completion_tokens:,} written{cost}"
