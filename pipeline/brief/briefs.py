"""``Briefs``: what is asked of the desk about briefs. To plan one, and to write what was planned.

What changes a brief that there is already is in ``editing`` and ``refresh``.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.answer.corroborate import Ties
from pipeline.brief import compare, figures, plan, timeline
from pipeline.brief.compose import Composer
from pipeline.domain import Brief, Disagreement, Evidence, Outline, Scope, Section
from pipeline.errors import UserError
from pipeline.ports import Clock, Shelf
from pipeline.retrieve.search import Search

log = logging.getLogger(__name__)

PASSAGES = 40
PER_STORY = 12
COMPARED_ARTICLES = 12

SectionDone = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """What briefs are made of. ``draft`` takes whether only quotes are wanted; ``space`` names the vectors."""

    shelf: Shelf
    search: Search
    draft: Callable[[bool], Draft]
    checker: Callable[[Draft, Evidence], Checker]
    ties: Callable[[Evidence], Ties]
    clock: Clock
    space: str


class Briefs:
    """Plans and writes briefs. Safe to call from several threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def outline(
        self,
        topic: str,
        *,
        template: str = "situation",
        length: str = "standard",
        scope: Scope = Scope(),  # noqa: B008
    ) -> Outline:
        """What a brief on the topic would hold, for the reader to change before it is written.

        Raises UserError for a topic without a word, and for a template or a length that is none.
        """
        if not any(character.isalnum() for character in topic):
            raise UserError("Give the brief a topic in words.")
        plan.claims_a_section(length)
        return plan.outline(" ".join(topic.split()), plan.template(template), length, scope)

    def write(
        self,
        outline: Outline,
        *,
        quotes_only: bool = False,
        of: Brief | None = None,
        section_done: SectionDone = lambda _done, _of: None,
    ) -> Brief:
        """The brief, saved: as version 1, or as the version after ``of``.

        Raises UserError for a topic that no article in the scope comes near.
        """
        evidence = self.about(outline.topic, outline.scope)
        if not evidence.hits:
            raise UserError("No article in this scope says anything about the topic.")
        draft = self._parts.draft(quotes_only)
        sections, gaps = self._written(outline, draft, section_done)
        if draft.note:  # the model failed: all of it by quotes, so that one writer wrote what the brief says it did
            sections, gaps = self._written(outline, draft, section_done)
        claims = [claim for section in sections for claim in section.claims]
        brief = Brief(
            id=of.id if of else uuid.uuid4().hex[:12],
            version=of.version + 1 if of else 1,
            outline=outline,
            sections=tuple(section for section in sections if section.claims),
            figures=figures.key_figures(claims),
            timeline=timeline.events(claims),
            disagreements=self.disagreements(evidence),
            gaps=(*gaps, *timeline.unplaced(claims)),
            dropped=tuple(draft.dropped),
            provenance=draft.provenance(self._parts.clock, self._parts.space),
        )
        self._parts.shelf.save_brief(brief)
        log.info("briefed claims=%s dropped=%s", len(brief.claims), len(brief.dropped))
        return brief

    def about(self, topic: str, scope: Scope) -> Evidence:
        """What the library holds on a topic: the passages of the articles that come near it."""
        return self._parts.search.about(topic, scope, PASSAGES, per_story=PER_STORY)

    def disagreements(self, evidence: Evidence) -> tuple[Disagreement, ...]:
        best = dict.fromkeys(hit.passage.article_id for hit in evidence.hits)
        articles = [evidence.articles[article_id] for article_id in list(best)[:COMPARED_ARTICLES]]
        return compare.articles(articles, ties=self._parts.ties(evidence))

    def _written(self, outline: Outline, draft: Draft, section_done: SectionDone) -> tuple[list[Section], list[str]]:
        limit = plan.claims_a_section(outline.length)
        composer = Composer(
            lambda asked: self.about(asked, outline.scope),
            lambda found: self._parts.checker(draft, found),
            limit,
        )
        sections: list[Section] = []
        gaps: list[str] = []
        for section, missing in composer.sections(outline, draft):
            sections.append(section)
            gaps.extend(missing)
            section_done(len(sections), len(outline.sections))
        return sections, gaps
