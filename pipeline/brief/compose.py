"""An outline to the sections of a brief, section by section; each sentence is cited and checked as in an answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.answer import answering, telling
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.brief import order, sort, speakers, themes
from pipeline.domain import Claim, Evidence, Form, Outline, PassageId, PlannedSection, Section
from pipeline.ports import Embedder, Task
from pipeline.settings import QUOTES_ONLY

POOL_CLAIMS = 60
# how near a sentence must come to the terms of a theme, as a cosine without what all sentences share
OF_A_THEME = 0.05
# of claims that might open a section: as many times what it holds, and at the least so many
OPENERS, FEWEST_OPENERS = 2, 8

_NAMED = re.compile(r"\w+ \[")

Find = Callable[[str, PlannedSection | None], Evidence]
Check = Callable[[Draft, Evidence], Checker]
Written = tuple[Section, tuple[str, ...]]


@dataclass(slots=True)
class Composer:
    """Writes the sections of one brief.

    ``find`` gives the evidence for a question, and for one section where it is given; ``check`` a checker for it.
    ``quotes`` is the draft of a writer that needs no service. ``embedder`` compares sentences and must be fast.
    """

    outline: Outline
    find: Find
    check: Check
    quotes: Draft
    embedder: Embedder
    limit: int
    _pool: tuple[Claim, ...] | None = field(default=None, init=False)
    _used: set[str] = field(default_factory=set, init=False)
    _twice: set[str] = field(default_factory=set, init=False)
    _themes: dict[str, PlannedSection] = field(default_factory=dict, init=False)

    @property
    def pool(self) -> tuple[Claim, ...]:
        """Verbatim sentences about the topic, those that tell most first, and each something else."""
        if self._pool is None:
            self._pool = self.write(self.quotes, self.find(self.outline.topic, None), Task.SECTION, POOL_CLAIMS)
        return self._pool

    def sections(self, draft: Draft) -> Iterator[Written]:
        """Each section as it is written, with what is missing in it. An empty section has no claims.

        When the model fails they end: what is written by then is to be written again, by quotes.
        """
        for planned in self.outline.sections:
            claims = self._of(planned, draft)
            if draft.note:
                return
            claims = (*claims, *self._pinned(planned.pinned, claims))
            self._used.update(claim.text for claim in claims)
            gaps = () if claims else (self._gap(planned),)
            yield Section(planned.heading, claims), gaps

    def write(self, draft: Draft, evidence: Evidence, task: Task, limit: int) -> tuple[Claim, ...]:
        before, note = len(draft.claims), draft.note
        for _ in answering.write(draft, evidence, self.check(draft, evidence), task, limit):
            pass
        # a model that failed has lost its claims to those that took their place
        return tuple(draft.claims if draft.note != note else draft.claims[before:])

    def _of(self, planned: PlannedSection, draft: Draft) -> tuple[Claim, ...]:
        if self.outline.form is Form.QUESTIONS:
            return self._answered(planned, draft)
        if draft.writer.backend != QUOTES_ONLY:
            written = self.write(draft, self.find(planned.asks, planned), Task.SECTION, self.limit)
            return self._fresh(written)
        return self._quoted(planned)

    def _answered(self, planned: PlannedSection, draft: Draft) -> tuple[Claim, ...]:
        every = self.write(draft, self.find(planned.asks, planned), Task.ANSWER, self.limit)
        written = [claim for claim in every if _stands(claim)]
        # what answers two questions is said twice, rather than that the articles do not say; but not a third time
        again = [claim for claim in written if claim.text not in self._twice][:1]
        self._twice.update(claim.text for claim in again if claim.text in self._used)
        return self._fresh(written) or tuple(again)

    def _quoted(self, planned: PlannedSection) -> tuple[Claim, ...]:
        """Of the pool what belongs to the section; where nothing in the outline says what does, what answers it."""
        if planned.articles:
            every = self.write(self.quotes, self.find(self.outline.topic, planned), Task.SECTION, OPENERS * self.limit)
            fitting = [claim for claim in every if _takes(planned, claim)]
        elif planned.takes:
            fitting = [claim for claim in self._fresh(self.pool) if _takes(planned, claim)]
        elif self.outline.form is Form.THEMES:
            fitting = [claim for claim in self._fresh(self.pool) if self._theme(claim) == planned]
        elif self.outline.form is Form.SPEAKERS:
            fitting = [claim for claim in self._fresh(self.pool) if speakers.speaks(claim, planned.heading)]
        else:
            evidence = self.find(planned.asks, planned)
            fitting = list(self._fresh(self.write(self.quotes, evidence, Task.SECTION, self.limit)))
        return order.led(fitting[: max(OPENERS * self.limit, FEWEST_OPENERS)], self.limit)

    def _theme(self, claim: Claim) -> PlannedSection | None:
        """The section whose question is nearest to a claim of the pool, without what all of them share."""
        if not self._themes:
            asked = [planned.asks.replace(self.outline.topic, "") for planned in self.outline.sections]
            told = self.embedder.embed([one.text for one in self.pool])
            near = themes.centred(told, told) @ themes.centred(self.embedder.embed(asked), told).T
            rows = zip(self.pool, near.argmax(axis=1), near.max(axis=1), strict=True)
            self._themes = {one.text: self.outline.sections[row] for one, row, most in rows if most >= OF_A_THEME}
        return self._themes.get(claim.text)

    def _pinned(self, passages: Sequence[PassageId], claims: Sequence[Claim]) -> Iterator[Claim]:
        """What the passages pinned to a section say, as far as no claim cites them yet."""
        for passage_id in passages:
            yield from _missing(self._of_passage(passage_id), claims)

    def _of_passage(self, passage_id: PassageId) -> tuple[Claim, ...]:
        planned = PlannedSection("", self.outline.topic, pinned=(passage_id,))
        evidence = self.find(self.outline.topic, planned)
        hits = tuple(hit for hit in evidence.hits if hit.passage.id == passage_id)
        return self.write(self.quotes, replace(evidence, hits=hits), Task.SECTION, self.limit)

    def _fresh(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(claim for claim in claims if claim.text not in self._used)

    def _gap(self, planned: PlannedSection) -> str:
        if self.outline.form is Form.QUESTIONS:
            return f"{planned.heading} The articles do not say."
        return f"“{planned.heading}” is left out: nothing that was found in the articles belongs there."


def _takes(planned: PlannedSection, claim: Claim) -> bool:
    return not planned.takes or sort.of(claim.text, claim.citations[0].source.published) in planned.takes


def _stands(claim: Claim) -> bool:
    """Whether a reader understands it with nothing before it; a pronoun may have its name in brackets behind it."""
    return _NAMED.match(claim.text) is not None or not telling.leads_back(claim.text)


def _missing(wanted: Sequence[Claim], claims: Sequence[Claim]) -> Iterator[Claim]:
    """Those of ``wanted`` whose words no claim cites."""
    cited = [citation for claim in claims for citation in claim.citations]
    for claim in wanted:
        own = claim.citations[0]
        is_of_it = (c for c in cited if c.source.article_id == own.source.article_id)
        if not any(c.span.start < own.span.end and own.span.start < c.span.end for c in is_of_it):
            yield claim
