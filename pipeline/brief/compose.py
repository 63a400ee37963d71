"""An outline to the sections of a brief, section by section; each sentence is cited and checked as in an answer."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property

from pipeline.answer import answering, question, telling
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.answer.question import Asked, Kind
from pipeline.brief import (
    answers,
    headings,
    introduced,
    missing,
    newest,
    order,
    repeats,
    sort,
    speakers,
    themes,
    withheld,
)
from pipeline.brief.missing import Why
from pipeline.domain import Claim, Disagreement, Evidence, Form, Outline, Passage, PassageId, PlannedSection, Section
from pipeline.ports import Embedder, Task
from pipeline.settings import QUOTES_ONLY

POOL_CLAIMS = 60
# calls of a model at once, and the tokens of a brief: some six times what one of standard length takes
AT_ONCE = 2
BUDGET = 200_000
# how near a sentence must come to the terms of a theme, as a cosine without what all sentences share
OF_A_THEME = 0.05
# of claims that might open a section: as many times what it holds, and at the least so many
OPENERS, FEWEST_OPENERS = 2, 8

_NAMED = re.compile(r"\w+ \[")

Find = Callable[[str, PlannedSection | None], Evidence]
Check = Callable[[Draft, Evidence], Checker]
Written = tuple[Section, tuple[str, ...]]


@dataclass
class Composer:
    """Writes the sections of one brief.

    ``find`` gives the evidence for a question, and for one section where it is given; ``check`` a checker for it.
    ``quotes`` is the draft of a writer that needs no service; ``budget`` the tokens after which a model begins nothing.
    ``embedder`` compares sentences and must be fast; ``differ`` says where articles do.
    """

    outline: Outline
    find: Find
    check: Check
    quotes: Draft
    embedder: Embedder
    limit: int
    budget: int = BUDGET
    differ: Callable[[Evidence], Sequence[Disagreement]] = lambda _evidence: ()
    _pool: tuple[Claim, ...] | None = field(default=None, init=False)
    _used: set[str] = field(default_factory=set, init=False)
    _read: list[str] = field(default_factory=list, init=False)
    _told: list[Claim] = field(default_factory=list, init=False)
    _headings: set[str] = field(default_factory=set, init=False)
    _above: set[str] = field(default_factory=set, init=False)
    _twice: set[str] = field(default_factory=set, init=False)
    _themes: dict[str, PlannedSection] = field(default_factory=dict, init=False)
    _is_stopped: bool = field(default=False, init=False)

    @property
    def pool(self) -> tuple[Claim, ...]:
        """Verbatim sentences about the topic, those that tell most first, and each something else."""
        if self._pool is None:
            self._pool = self.write(self.quotes, self._evidence, Task.SECTION, POOL_CLAIMS)
        return self._pool

    @cached_property
    def disagreements(self) -> Sequence[Disagreement]:
        """Where the articles on the topic differ."""
        return self.differ(self._evidence)

    @cached_property
    def _evidence(self) -> Evidence:
        return self.find(self.outline.topic, None)

    def sections(self, draft: Draft) -> Iterator[Written]:
        """Each section as it is written, with what is missing in it. An empty section has no claims.

        After ``stop`` they end with those that are begun. When the model fails they end: what is written by then is to
        be written again, by quotes.
        """
        by_model = draft.writer.backend != QUOTES_ONLY
        for planned, written in self._by_model(draft) if by_model else self._by_quotes(draft):
            if written is None:
                yield Section(planned.heading, ()), (missing.gap(planned.heading, Why.SPENT),)
                continue
            claims = withheld.without(self._kept(written, by_model=by_model), self._withheld(planned))
            claims = (*claims, *self._pinned(planned.pinned, claims))
            self._used.update(claim.text for claim in claims)
            self._told.extend(claims)
            shown = claims if by_model else tuple(self._introduced(planned, claims))
            yield Section(self._heading(planned, claims), shown), () if claims else (self._gap(planned),)

    def _heading(self, planned: PlannedSection, claims: Sequence[Claim]) -> str:
        """As planned; where a model wrote it and the claims have no such figure, day or name, one of their own."""
        heading, texts = planned.heading, [claim.text for claim in claims]
        if heading in self.outline.drafted and claims:
            told = (self.outline.topic, *texts, *(citation.quote for claim in claims for citation in claim.citations))
            known = [hit.passage.text for hit in self._evidence.hits]
            if not headings.is_held(heading, told, known):
                taken = self._headings | {each.heading for each in self.outline.sections}
                heading = headings.plain(texts, self.outline.topic, self.embedder, taken)
        self._headings.add(heading)
        return heading

    def stop(self) -> None:
        """Begins no further section."""
        self._is_stopped = True

    def _introduced(self, planned: PlannedSection, claims: Sequence[Claim]) -> Iterator[Claim]:
        """Each with who somebody is whom it calls by a bare name, where nothing before it in the brief has said so."""
        judge = self.check(self.quotes, self._evidence).judge
        self._read.append(planned.heading)
        for claim in claims:
            article = self._evidence.articles.get(claim.citations[0].source.article_id)
            shown = introduced.claim(claim, article, " ".join(self._read), judge) if article else claim
            self._read.append(shown.text)
            yield shown

    def _by_quotes(self, draft: Draft) -> Iterator[tuple[PlannedSection, Sequence[Claim] | None]]:
        if self.outline.form is Form.QUESTIONS:
            yield from self._answered(draft)
            return
        for planned in self.outline.sections:
            if self._is_stopped:
                return
            yield planned, self._quoted(planned)

    def _answered(self, draft: Draft) -> Iterator[tuple[PlannedSection, Sequence[Claim] | None]]:
        """Each question with its answers, of the sentences that answer it or else of the pool."""
        sections = self.outline.sections
        asked = [question.read(planned.asks) for planned in sections]
        every = [self._answers(planned, one, draft) for planned, one in zip(sections, asked, strict=True)]
        dealt = answers.dealt(asked, every, self.limit, self.outline.topic)
        for planned, fitting, given in zip(sections, every, dealt, strict=True):
            if self._is_stopped:
                return
            if fitting and not given:
                self._above.add(planned.heading)
            yield planned, order.led(given, self.limit, self.outline.topic) if planned.takes else given

    def _answers(self, planned: PlannedSection, asked: Asked, draft: Draft) -> Sequence[Claim]:
        """Those found for the question; where it takes some kinds of sentences, or none of them names anybody, more."""
        if planned.takes:
            return self._newest([claim for claim in self.pool if _takes(planned, claim)])
        found = [claim for claim in self._drafted(planned, draft) if _stands(claim)]
        if asked.kind is Kind.PERSON:
            return [claim for claim in (*found, *self.pool) if answers.brings(asked, claim)]
        if asked.kind is Kind.DATE:  # what happened first says when it happened
            first = sorted(found, key=lambda claim: (not answers.brings(asked, claim), *order.when(claim)))
            return [*first, *(claim for claim in self._newest(self.pool) if answers.brings(asked, claim))]
        if asked.kind is Kind.FIGURE:  # a figure in somebody's words is left to those who report it
            found = [claim for claim in found if not claim.text.startswith(("“", '"'))] or found
        return self._newest(sorted(found, key=lambda claim: not answers.brings(asked, claim)))

    def _by_model(self, draft: Draft) -> Iterator[tuple[PlannedSection, Sequence[Claim] | None]]:
        """One call a section, two at once; None for those that are left once the budget is spent."""
        left = deque(self.outline.sections)
        going: deque[tuple[PlannedSection, Draft, Future[tuple[Claim, ...]]]] = deque()
        with ThreadPoolExecutor(AT_ONCE) as threads:
            while left or going:
                while left and len(going) < AT_ONCE and not self._is_stopped and _spent(draft) < self.budget:
                    own = draft.apart()
                    going.append((left[0], own, threads.submit(self._drafted, left.popleft(), own)))
                if not going:
                    break
                planned, own, future = going.popleft()
                written = future.result()
                draft.join(own)
                if draft.note:
                    break
                yield planned, written
        for _, own, _ in going:  # begun before the model failed: of no use, but not for nothing
            draft.spend(own.usage)
        if not (draft.note or self._is_stopped):
            yield from ((planned, None) for planned in left)

    def _drafted(self, planned: PlannedSection, draft: Draft) -> tuple[Claim, ...]:
        task = Task.ANSWER if self.outline.form is Form.QUESTIONS else Task.SECTION
        return self.write(draft, self.find(planned.asks, planned), task, self.limit)

    def _kept(self, written: Sequence[Claim], *, by_model: bool) -> tuple[Claim, ...]:
        """What is not said already, and in questions what stands there by itself."""
        if self.outline.form is not Form.QUESTIONS:
            return self._fresh(written)
        if not by_model:
            return tuple(written)
        standing = [claim for claim in written if _stands(claim)]
        # what answers two questions is said twice, rather than that the articles do not say; but not a third time
        again = [claim for claim in standing if claim.text not in self._twice][:1]
        fresh = self._fresh(standing)
        self._twice.update(claim.text for claim in again if not fresh)
        return fresh or tuple(again)

    def write(self, draft: Draft, evidence: Evidence, task: Task, limit: int) -> tuple[Claim, ...]:
        before, note = len(draft.claims), draft.note
        for _ in answering.write(draft, evidence, self.check(draft, evidence), task, limit):
            pass
        # a model that failed has lost its claims to those that took their place
        return tuple(draft.claims if draft.note != note else draft.claims[before:])

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
            fitting = [claim for claim in self._fresh(self.pool) if speakers.speaks(claim, _speaker(planned))]
        else:
            evidence = self.find(planned.asks, planned)
            fitting = list(self._fresh(self.write(self.quotes, evidence, Task.SECTION, self.limit)))
        fitting = list(withheld.without(fitting, self._withheld(planned)))
        if not planned.articles:  # what one outlet tells is told as it told it
            fitting = [claim for claim in self._newest(fitting) if _takes(planned, claim)]
            fitting = list(repeats.fresh(fitting, self._told))
        return order.led(fitting[: max(OPENERS * self.limit, FEWEST_OPENERS)], self.limit, self.outline.topic)

    def _newest(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Without what there is a newer figure of; the newest stands in the place of what it overtakes."""
        return self._fresh(newest.first(claims, self.pool, self.disagreements))

    def _theme(self, claim: Claim) -> PlannedSection | None:
        """The section whose question is nearest to a claim of the pool, without what all of them share."""
        if not self._themes:
            asked = [planned.asks.replace(self.outline.topic, "") for planned in self.outline.sections]
            told = self.embedder.embed([one.text for one in self.pool])
            near = themes.centred(told, told) @ themes.centred(self.embedder.embed(asked), told).T
            headings = [planned.heading for planned in self.outline.sections]
            near = near + themes.stated([one.text for one in self.pool], headings)
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

    def _withheld(self, planned: PlannedSection) -> tuple[Passage, ...]:
        ids = withheld.ids(self.outline, planned)
        return tuple(hit.passage for hit in self._evidence.hits if hit.passage.id in ids) if ids else ()

    def _fresh(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        return tuple(claim for claim in claims if claim.text not in self._used)

    def _gap(self, planned: PlannedSection) -> str:
        if self.outline.form is Form.QUESTIONS:
            why = Why.ANSWERED if planned.heading in self._above else Why.SILENT
        elif self.outline.form is Form.SPEAKERS:
            is_told = any(speakers.speaks(one, _speaker(planned)) for one in self._told)
            why = Why.SAID if is_told else Why.NOTHING
        else:
            why = Why.NOTHING
        return missing.gap(planned.heading, why)


def _spent(draft: Draft) -> int:
    return draft.usage.prompt_tokens + draft.usage.completion_tokens


def _speaker(planned: PlannedSection) -> str:
    """Whom a section is about; the first outlines said so by its heading alone."""
    return planned.about or planned.heading


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
