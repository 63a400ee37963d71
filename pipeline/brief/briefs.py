"""``Briefs``: what is asked of the desk about briefs. To plan one, and to write what was planned.

What changes a brief that there is already is in ``editing`` and ``refresh``.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.answer.corroborate import Ties
from pipeline.brief import (
    balance,
    changes,
    claimed,
    compare,
    figures,
    headings,
    missing,
    outlines,
    plan,
    positions,
    reading,
    recount,
    sort,
    timeline,
    withheld,
)
from pipeline.brief.compose import BUDGET, Composer, Find
from pipeline.brief.missing import Why
from pipeline.brief.plan import Shown, Template
from pipeline.domain import (
    ArticleId,
    Brief,
    Claim,
    Disagreement,
    Evidence,
    Form,
    Hit,
    Outline,
    PlannedSection,
    Scope,
    Section,
    Span,
    Usage,
)
from pipeline.errors import Overtaken, UserError
from pipeline.language import sentences
from pipeline.ports import Clock, Embedder, Shelf
from pipeline.retrieve.search import Search
from pipeline.settings import QUOTES_ONLY

log = logging.getLogger(__name__)

SectionDone = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """What briefs are made of. ``draft`` takes whether only quotes are wanted; ``space`` names the vectors.

    ``sentences`` compares sentences and is fast; ``templates`` is the folder of the reader's own.
    """

    shelf: Shelf
    search: Search
    draft: Callable[[bool], Draft]
    checker: Callable[[Draft, Evidence], Checker]
    ties: Callable[[Evidence], Ties]
    clock: Clock
    space: str
    sentences: Embedder
    templates: Path


class Briefs:
    """Plans and writes briefs. Safe to call from several threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def templates(self) -> Mapping[str, Template]:
        """Every template that can be used, by name: ours and the reader's own."""
        return plan.templates(self._parts.templates)

    def template_faults(self) -> tuple[UserError, ...]:
        """What is wrong with the reader's own templates, one error for each file that cannot be used."""
        return plan.faults(self._parts.templates)

    def outline(
        self,
        topic: str,
        *,
        template: str = "situation",
        length: str = "",
        scope: Scope = Scope(),  # noqa: B008
        audience: str = "",
        language: str = "",
        pinned: Iterable[ArticleId] = (),
        excluded: Iterable[ArticleId] = (),
        quotes_only: bool = False,
    ) -> Outline:
        """What a brief on the topic would hold, for the reader to change before it is written.

        Without a ``length`` it has that of the template. ``language`` limits the articles; ``audience`` is told to a
        model, and quotes are the same for everybody. Raises UserError for a topic without a word, for a template or a
        length that is none, and where the sections come from the articles and none comes near the topic.
        """
        if not any(character.isalnum() for character in topic):
            raise UserError("Give the brief a topic in words.")
        chosen = plan.template(template, self._parts.templates)
        length = length or chosen.length
        plan.claims_a_section(length)
        bare = Outline(
            topic=" ".join(topic.split()),
            template=chosen.name,
            label=chosen.label,
            length=length,
            form=chosen.form,
            sections=(),
            scope=scope,
            audience=audience,
            language=language,
            pinned=tuple(pinned),
            excluded=tuple(excluded),
        )
        draft = self._drafting(bare, quotes_only=quotes_only)
        return replace(self._planned(bare, chosen, draft), usage=draft.usage)

    def write(
        self,
        outline: Outline,
        *,
        quotes_only: bool = False,
        of: Brief | None = None,
        section_done: SectionDone = lambda _done, _of: None,
        is_stopped: Callable[[], bool] = lambda: False,
        budget: int = BUDGET,
    ) -> Brief:
        """The brief, saved: as version 1, or as the version after ``of``.

        Once ``is_stopped`` says so, or a model has spent ``budget`` tokens, no further section is begun: the brief
        holds those that are begun by then. Raises UserError for a topic that no article in the scope comes near, and
        where ``of`` is the newest version no more.
        """
        library = self._parts.shelf.state(reading.scope(outline))
        outline = outlines.completed(outline, self.templates().get(outline.template))
        evidence = self.found(outline)
        draft = self._drafting(outline, quotes_only=quotes_only)
        draft.spend(outline.usage)
        composer = self.composer(outline, budget=budget)
        sections, gaps = _written(composer, draft, section_done, is_stopped)
        if draft.note:  # the model failed: all of it by quotes, so that one writer wrote what the brief says it did
            composer = self.composer(outline)
            sections, gaps = _written(composer, draft, section_done, is_stopped)
        shown = self.shown(outline)
        out = self._parts.shelf.passages(outline.excluded_passages)
        told = _told(outline, sections, composer, by_model=draft.writer.backend != QUOTES_ONLY)
        told = withheld.without(told, out)
        ties = self._parts.ties(evidence)
        more = withheld.without(claimed.sentences(evidence, ties), out)
        brief = Brief(
            id=of.id if of else uuid.uuid4().hex[:12],
            version=of.version + 1 if of else 1,
            outline=_as_written(outline, sections),
            sections=tuple(section for section in sections if section.claims),
            figures=figures.key_figures(told, more, evidence.articles, ties) if Shown.FIGURES in shown else (),
            timeline=timeline.events(told, ties, more) if Shown.TIMELINE in shown else (),
            disagreements=withheld.undisputed(composer.disagreements, out) if Shown.DISAGREEMENTS in shown else (),
            gaps=(*gaps, *(timeline.unplaced(told) if Shown.TIMELINE in shown else ())),
            dropped=tuple(draft.dropped),
            provenance=replace(draft.provenance(self._parts.clock, self._parts.space), library=library),
            positions=positions.positions(told, more, evidence.articles) if Shown.POSITIONS in shown else (),
            unknowns=recount.unknowns(told, sections, more) if Shown.UNKNOWNS in shown else (),
            change=_change(of, outline),
        )
        brief = replace(brief, balance=balance.of(brief, evidence.articles, ties))
        self._save(brief)
        log.info("briefed claims=%s dropped=%s", len(brief.claims), len(brief.dropped))
        return brief

    def _drafting(self, outline: Outline, *, quotes_only: bool) -> Draft:
        draft = self._parts.draft(quotes_only)
        draft.audience = outline.audience
        return draft

    def _save(self, brief: Brief) -> None:
        if brief.version == 1:
            self._parts.shelf.save_brief(brief)
            return
        try:
            self._parts.shelf.save_next(brief, self._parts.clock())
        except Overtaken as error:
            raise UserError(f"{error} Open it again, and then write it anew.") from error

    def passages(self, outline: Outline, planned: PlannedSection) -> Evidence:
        """What a section would be written from, also what was left out: those with a sentence that it takes first."""
        everything = replace(outline, excluded_passages=(), sections=(replace(planned, excluded=()),))
        found = self._evidence(everything, planned.asks, everything.sections[0])
        taken = sorted(found.hits, key=lambda hit: not _takes(planned, found, hit))
        return replace(found, hits=tuple(taken))

    def found(self, outline: Outline) -> Evidence:
        """What an outline is written from. Raises UserError when no article comes near its topic."""
        evidence = self._evidence(outline, outline.topic, None)
        if not evidence.hits:
            raise UserError("No article in this scope says anything about the topic.")
        return evidence

    def disagreements(self, evidence: Evidence) -> tuple[Disagreement, ...]:
        """Where the articles that come nearest differ."""
        return compare.articles(compare.nearest(evidence), ties=self._parts.ties(evidence))

    def _planned(self, bare: Outline, template: Template, draft: Draft) -> Outline:
        """Themes are drafted by a model where there is one; of those, what a search for its question finds is kept."""
        if template.form not in plan.REPEATED:
            return replace(bare, sections=tuple(section.about(bare.topic) for section in template.sections))
        evidence = self.found(bare)
        if template.form is Form.THEMES:
            grounded = self._grounded(bare, draft.planned(evidence, outlines.MOST_SECTIONS))
            if grounded:
                return replace(bare, sections=grounded, drafted=tuple(section.heading for section in grounded))
        found = outlines.Found(evidence, lambda: self.composer(bare).pool)
        return replace(bare, sections=outlines.sections(bare.topic, template, found, self._parts.sentences))

    def _grounded(self, bare: Outline, drafted: Sequence[PlannedSection]) -> tuple[PlannedSection, ...]:
        """Those whose question finds something, each with a heading that says nothing beyond what was found."""
        grounded: list[PlannedSection] = []
        for section in drafted:
            texts = [hit.passage.text for hit in self._evidence(bare, section.asks, section).hits]
            if not texts:
                continue
            heading, taken = section.heading, {each.heading for each in (*drafted, *grounded)}
            if not headings.is_held(heading, (bare.topic, *texts), texts):
                heading = headings.plain(texts, bare.topic, self._parts.sentences, taken)
            grounded.append(replace(section, heading=heading))
        return tuple(grounded)

    def composer(self, outline: Outline, *, find: Find | None = None, limit: int = 0, budget: int = BUDGET) -> Composer:
        """What writes the sections of an outline: of what ``find`` gives, and of so many claims, where that is told."""
        return Composer(
            outline=outline,
            find=find or (lambda asked, planned: self._evidence(outline, asked, planned)),
            check=self._parts.checker,
            quotes=self._parts.draft(True),
            embedder=self._parts.sentences,
            limit=limit or plan.claims_a_section(outline.length),
            budget=budget,
            differ=self.disagreements,
        )

    def _evidence(self, outline: Outline, asked: str, planned: PlannedSection | None) -> Evidence:
        return reading.evidence(self._parts.search, self._parts.shelf, outline, asked, planned)

    def shown(self, outline: Outline) -> frozenset[Shown]:
        """What the template of an outline shows; everything, when there is no such template any more."""
        known = self.templates().get(outline.template)
        return known.shows if known else frozenset(Shown)


def _takes(planned: PlannedSection, found: Evidence, hit: Hit) -> bool:
    if hit.passage.id in planned.pinned:
        return True
    article = found.article(hit)
    said = (span.of(hit.passage.text) for span in sentences.spans(hit.passage.text, article.language))
    return not planned.takes or any(sort.of(one, article.published) in planned.takes for one in said)


def _written(
    composer: Composer, draft: Draft, section_done: SectionDone, is_stopped: Callable[[], bool]
) -> tuple[list[Section], list[str]]:
    planned = composer.outline.sections
    sections: list[Section] = []
    gaps: list[str] = []
    for section, lacking in composer.sections(draft):
        sections.append(section)
        gaps.extend(lacking)
        section_done(len(sections), len(planned))
        if is_stopped():
            composer.stop()
    if len(sections) < len(planned) and not draft.note:
        gaps.extend(missing.gap(left.heading, Why.STOPPED) for left in planned[len(sections) :])
    return sections, gaps


def _as_written(outline: Outline, sections: Sequence[Section]) -> Outline:
    """With the headings that the sections got, and what it took to plan left to the brief."""
    written = zip(outline.sections, sections, strict=False)  # fewer are written where it was stopped
    named = [replace(planned, heading=section.heading) for planned, section in written]
    return replace(outline, sections=(*named, *outline.sections[len(named) :]), usage=Usage())


def _change(of: Brief | None, outline: Outline) -> str:
    if of is None:
        return ""
    return "Written again." if outline == of.outline else "Written again from another plan."


def _told(outline: Outline, sections: Sequence[Section], composer: Composer, *, by_model: bool) -> tuple[Claim, ...]:
    """What figures and events are taken from: the sections, and but for the shortest briefs the whole pool.

    A sentence of a model's gives way to those of the pool that it cites: they say who speaks as the article says it.
    """
    written = [claim for section in sections for claim in section.claims]
    more = composer.pool if outline.length != plan.SHORTEST else ()
    claims = [each for claim in written for each in (_retold(claim, more) if by_model else (claim,))]
    told: dict[tuple[ArticleId, Span], Claim] = {}  # one with a name in brackets is the same without
    for claim in (*claims, *more):
        told.setdefault((claim.citations[0].source.article_id, claim.citations[0].span), claim)
    return tuple(told.values())


def _retold(claim: Claim, pool: Sequence[Claim]) -> Sequence[Claim]:
    """The sentences of the pool that stand in the words it cites; itself where there is none."""
    return [each for each in pool if changes.cite_alike(claim, each)] or (claim,)
