"""Evidence to the sections of a brief, section by section; each sentence is cited and checked as in an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.answer import answering
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.brief import sort
from pipeline.domain import ArticleId, Claim, Evidence, Form, Outline, Section, Sort
from pipeline.ports import Task
from pipeline.settings import QUOTES_ONLY

POOL_CLAIMS = 40

Find = Callable[[str], Evidence]
Check = Callable[[Evidence], Checker]


@dataclass(frozen=True, slots=True)
class Composer:
    """Writes the sections of one brief. ``find`` gives the evidence for a question; ``check`` a checker for it."""

    find: Find
    check: Check
    limit: int

    def sections(self, outline: Outline, draft: Draft) -> Iterator[tuple[Section, tuple[str, ...]]]:
        """Each section as it is written, with what the articles do not say for it. An empty section has no claims.

        When the model fails they end: what is written by then is to be written again, by quotes.
        """
        if outline.form is Form.QUESTIONS:
            yield from self._answered(outline, draft)
        elif draft.writer.backend == QUOTES_ONLY:
            yield from self._sorted(outline, draft)
        else:
            yield from self._written(outline, draft)

    def _answered(self, outline: Outline, draft: Draft) -> Iterator[tuple[Section, tuple[str, ...]]]:
        used: set[str] = set()
        for section in outline.sections:
            evidence = self.find(section.asks)
            written = self._write(draft, evidence, Task.ANSWER)
            # what answers two questions is said twice, rather than that the articles do not say
            claims = self._fresh(written, used) or written[:1]
            gaps = () if claims else (f"{section.heading} The articles do not say.",)
            yield Section(section.heading, claims), gaps

    def _sorted(self, outline: Outline, draft: Draft) -> Iterator[tuple[Section, tuple[str, ...]]]:
        """Verbatim sentences about the topic, each in the section whose sort it is of."""
        pool = self._write(draft, self.find(outline.topic), Task.SECTION, POOL_CLAIMS)
        for section in outline.sections:
            of_sort = [claim for claim in pool if _sort(claim) in section.takes]
            yield Section(section.heading, _in_time(of_sort[: self.limit])), ()

    def _written(self, outline: Outline, draft: Draft) -> Iterator[tuple[Section, tuple[str, ...]]]:
        used: set[str] = set()
        for section in outline.sections:
            evidence = self.find(section.asks)
            yield Section(section.heading, self._fresh(self._write(draft, evidence, Task.SECTION), used)), ()
            if draft.writer.backend == QUOTES_ONLY:
                return

    def _write(self, draft: Draft, evidence: Evidence, task: Task, limit: int | None = None) -> tuple[Claim, ...]:
        before, note = len(draft.claims), draft.note
        for _ in answering.write(draft, evidence, self.check(evidence), task, limit or self.limit):
            pass
        # a model that failed has lost its claims to those that took their place
        return tuple(draft.claims if draft.note != note else draft.claims[before:])

    def _fresh(self, claims: Sequence[Claim], used: set[str]) -> tuple[Claim, ...]:
        fresh = tuple(claim for claim in claims if claim.text not in used)
        used.update(claim.text for claim in fresh)
        return fresh


def _sort(claim: Claim) -> Sort:
    return sort.of(claim.text, claim.citations[0].source.published)


def _in_time(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The best first, then the rest as their articles were published and as they stand in them."""
    if not claims:
        return ()
    return (claims[0], *sorted(claims[1:], key=_when))


def _when(claim: Claim) -> tuple[bool, object, ArticleId, int]:
    first = claim.citations[0]
    published = first.source.published
    return published is None, published or 0, first.source.article_id, first.span.start
