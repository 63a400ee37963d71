"""Other sentences for a section than those that a brief has: as it was written, of what the articles still hold."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.answer import answering
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.brief import agreement, outlined, sort
from pipeline.domain import Brief, Claim, Evidence, Form, PlannedSection
from pipeline.errors import UserError
from pipeline.ports import Task
from pipeline.retrieve.search import Search
from pipeline.settings import QUOTES_ONLY

PASSAGES = 40
POOL_CLAIMS = 40


class Again:
    """``checker`` checks what a draft says against the evidence."""

    def __init__(self, search: Search, checker: Callable[[Draft, Evidence], Checker]) -> None:
        self._search = search
        self._checker = checker

    def claims(self, brief: Brief, section: int, draft: Draft, limit: int) -> list[Claim]:
        """Up to ``limit`` that the brief lacks. Raises UserError when there are none."""
        planned = outlined.planned(brief.outline, brief.sections[section].heading)
        is_sorted = draft.writer.backend == QUOTES_ONLY and brief.outline.form is Form.SORTS
        asked = brief.topic if is_sorted else planned.asks
        evidence = outlined.found(self._search, brief.outline, asked, PASSAGES)
        found = self._written(brief, draft, evidence, limit)
        known = [claim for each in brief.sections for claim in each.claims]
        fresh = [claim for claim in found if _belongs(claim, planned) and not _is_known(claim, known)]
        if not fresh:
            raise UserError(f"The articles have no other sentence for “{planned.heading}”.")
        return fresh[:limit]

    def _written(self, brief: Brief, draft: Draft, evidence: Evidence, limit: int) -> list[Claim]:
        task = Task.ANSWER if brief.outline.form is Form.QUESTIONS else Task.SECTION
        # those that the brief has are written again too, and passed over
        wanted = POOL_CLAIMS if draft.writer.backend == QUOTES_ONLY else limit + len(brief.sections) * limit
        for _ in answering.write(draft, evidence, self._checker(draft, evidence), task, wanted):
            pass
        return draft.claims


def _belongs(claim: Claim, planned: PlannedSection) -> bool:
    return not planned.takes or sort.of(claim.text, claim.citations[0].source.published) in planned.takes


def _is_known(claim: Claim, known: list[Claim]) -> bool:
    cited = set(claim.citations)
    return any(claim.text == each.text or cited & set(each.citations) for each in known) or any(
        agreement.likeness(claim.text, each.text) for each in known
    )
