"""Evidence to an ``Answer``, claim by claim as each is checked; when the model fails, quotes take over."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.answer.check import Checker
from pipeline.domain import (
    Answer,
    Citation,
    Claim,
    Disagreement,
    DraftClaim,
    Dropped,
    Evidence,
    Hit,
    PlannedSection,
    Provenance,
    Support,
    Usage,
)
from pipeline.errors import BadReply, BriefdeskError, ServiceError
from pipeline.ports import Clock, Researcher, Task, Writer
from pipeline.retrieve import quotable

log = logging.getLogger(__name__)

NEAREST = 3


@dataclass(slots=True)
class Draft:
    """What has been written so far, by whom, and what it took. ``fallback`` needs no service and cannot fail.

    Whoever helps the writer (``researcher``) goes with it, and gives no second opinion after one did not come.
    ``audience`` is for whom it is written, where that is told.
    """

    writer: Writer
    fallback: Writer
    researcher: Researcher | None = None
    audience: str = ""
    claims: list[Claim] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    note: str = ""
    gives_opinions: bool = True

    def spend(self, usage: Usage) -> None:
        self.usage = self.usage.plus(usage)

    def apart(self) -> Draft:
        """One of its own, by the same writer, to be joined again: for what is written at the same time."""
        return Draft(self.writer, self.fallback, self.researcher, self.audience, gives_opinions=self.gives_opinions)

    def join(self, other: Draft) -> None:
        """Takes what the other wrote and spent; after one that failed this has failed."""
        self.spend(other.usage)
        self.gives_opinions &= other.gives_opinions
        self.claims.extend(other.claims)
        self.dropped.extend(other.dropped)
        if other.note:
            self.writer, self.researcher, self.note = other.writer, other.researcher, other.note
            self.claims[:], self.dropped[:] = other.claims, other.dropped

    def fall_back(self, error: BriefdeskError) -> None:
        log.warning("model failed error=%s", type(error).__name__)
        self.writer, self.researcher, self.note = self.fallback, None, str(error)
        self.claims.clear()
        self.dropped.clear()

    def planned(self, evidence: Evidence, limit: int) -> tuple[PlannedSection, ...]:
        """The sections that whoever helps the writer would write; none where nobody helps, or no plan comes."""
        if self.researcher is None:
            return ()
        try:
            return self.researcher.plan(evidence, limit, self.audience, self.spend)
        except (ServiceError, BadReply) as error:
            log.warning("no plan of sections error=%s", type(error).__name__)
            return ()

    def second_opinion(self, claim: str, texts: Sequence[str]) -> Support | None:
        """None where nobody helps the writer, or no opinion comes: then the first one stands."""
        if self.researcher is None or not self.gives_opinions:
            return None
        try:
            return self.researcher.judge(claim, texts, self.spend)
        except (ServiceError, BadReply) as error:
            # a service that is not there is not waited for once more for each claim
            self.gives_opinions = isinstance(error, BadReply)
            log.warning("no second opinion error=%s", type(error).__name__)
            return None

    def provenance(self, clock: Clock, space: str) -> Provenance:
        writer = self.writer
        labels = (*writer.prompts, *(self.researcher.prompts if self.researcher else ()))
        return Provenance(clock(), writer.backend, writer.model, space, labels, self.usage, self.note)


def write(draft: Draft, evidence: Evidence, checker: Checker, task: Task, limit: int) -> Iterator[Claim | Dropped]:
    """Each claim, or what was dropped, as soon as it is checked; ``draft`` is filled along the way.

    When the writer fails, its claims go, and those of the fallback take their place; ``draft.note`` says why.
    """
    try:
        yield from _checked(draft, evidence, checker, task, limit)
    except (ServiceError, BadReply) as error:
        draft.fall_back(error)
        yield from _checked(draft, evidence, checker, task, limit)


def _checked(draft: Draft, evidence: Evidence, checker: Checker, task: Task, limit: int) -> Iterator[Claim | Dropped]:
    if not evidence.hits:
        return
    written: set[str] = set()
    for drafted in draft.writer.draft(evidence, task, limit, draft.spend, draft.audience):
        if drafted.text in written:
            continue
        written.add(drafted.text)
        item = checker.check(drafted, evidence)
        if isinstance(item, Dropped) and task is Task.SECTION:
            item = _once_more(draft, drafted, item, evidence, checker)
        if isinstance(item, Claim):
            draft.claims.append(item)
        else:
            draft.dropped.append(item)
        yield item


def _once_more(
    draft: Draft, failed: DraftClaim, dropped: Dropped, evidence: Evidence, checker: Checker
) -> Claim | Dropped:
    """The claim written again with the reason why it failed, if it holds then and is new; else as it was dropped."""
    try:
        again = draft.writer.rewrite(failed, dropped.reason, evidence, draft.spend)
    except (ServiceError, BadReply) as error:
        log.warning("not written again error=%s", type(error).__name__)
        return dropped
    item = checker.check(again, evidence) if again is not None else dropped
    is_said = isinstance(item, Claim) and any(item.text == claim.text for claim in draft.claims)
    return item if isinstance(item, Claim) and not is_said else dropped


def answer(
    question: str,
    evidence: Evidence,
    draft: Draft,
    disagreements: tuple[Disagreement, ...],
    gaps: tuple[str, ...],
    provenance: Provenance,
) -> Answer:
    """The finished answer. Without a claim it carries the nearest passages."""
    claims = tuple(draft.claims)
    return Answer(
        question=question,
        searched_for=evidence.question,
        claims=claims,
        dropped=tuple(draft.dropped),
        disagreements=disagreements,
        gaps=gaps,
        nearest=() if claims else tuple(nearest(evidence)),
        provenance=provenance,
    )


def nearest(evidence: Evidence) -> Iterator[Citation]:
    """The passages that came closest, one of an article; of what is covered in them, the longest rest."""
    best: dict[str, Hit] = {}
    for hit in evidence.hits:
        best.setdefault(hit.passage.article_id, hit)
    for hit in list(best.values())[:NEAREST]:
        article = evidence.article(hit)
        span = quotable.clear(article.text, hit.passage.span)
        if span is not None:
            yield article.cite(span)
