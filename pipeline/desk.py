"""``Desk``: what every door talks to. It puts the stages together; what each is made of, ``wiring`` decides.

What fills and tends the library is asked of ``desk.library``, what concerns the shelf alone (the library's pages,
conversations, saved briefs) of ``desk.shelf``.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.answer import answering, corroborate, gaps, suggest
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.brief import compare, figures, plan, timeline
from pipeline.brief.compose import Composer
from pipeline.domain import (
    Answer,
    Brief,
    Claim,
    Disagreement,
    Dropped,
    Evidence,
    Scope,
    Section,
)
from pipeline.errors import UserError
from pipeline.export import verify
from pipeline.ingest import families, library
from pipeline.ingest.library import Library
from pipeline.ports import (
    Clock,
    Exchange,
    Exporter,
    SupportJudge,
    Task,
    Writer,
)
from pipeline.retrieve.search import Search

log = logging.getLogger(__name__)

ANSWER_PASSAGES = 10
ANSWER_CLAIMS = 5
BRIEF_PASSAGES = 40
BRIEF_PER_STORY = 12
SUGGESTIONS = 4
COMPARED_ARTICLES = 12


@dataclass(frozen=True, slots=True)
class Status:
    """What is running. ``without_vectors`` counts passages that are found by their words only, so far."""

    backend: str
    model: str
    space: str
    articles: int
    without_vectors: int


@dataclass(frozen=True, slots=True)
class Parts:
    """What a desk is made of. ``quotes`` is the writer that needs no service."""

    library: library.Parts
    writer: Writer
    quotes: Writer
    judge: SupportJudge
    exporters: Mapping[str, Exporter]


class Desk:
    """One library and what is asked of it. Safe to call from several threads."""

    def __init__(self, parts: Parts) -> None:
        self.shelf = parts.library.shelf
        self.exporters = parts.exporters
        self._parts = parts
        self.library = Library(parts.library)
        self._search = Search(parts.library.shelf, parts.library.store, parts.library.embedder)

    def close(self) -> None:
        self.library.close()
        self._parts.library.store.close()
        self.shelf.close()

    # asking

    def search(self, question: str, scope: Scope = Scope(), k: int = ANSWER_PASSAGES) -> Evidence:  # noqa: B008
        """Retrieval alone."""
        return self._search.evidence(question, scope, k)

    def ask(
        self,
        question: str,
        history: Sequence[Exchange] = (),
        scope: Scope = Scope(),  # noqa: B008
        *,
        quotes_only: bool = False,
    ) -> Answer:
        """A cited answer. Raises UserError for a question without a word."""
        *_, last = self.asking(question, history, scope, quotes_only=quotes_only)
        if not isinstance(last, Answer):
            raise TypeError("asking ends with an answer")
        return last

    def asking(
        self,
        question: str,
        history: Sequence[Exchange] = (),
        scope: Scope = Scope(),  # noqa: B008
        *,
        quotes_only: bool = False,
    ) -> Iterator[Claim | Dropped | Answer]:
        """Each claim (or what was dropped) as soon as it is checked, then the answer, which alone counts."""
        if not any(character.isalnum() for character in question):
            raise UserError("Ask a question in words.")
        started = time.monotonic()
        draft = self._draft(quotes_only=quotes_only)
        searched_for = answering.standalone(draft, question, history)
        evidence = self.search(searched_for, scope)
        checker = self._checker(evidence)
        yield from answering.write(draft, evidence, checker, Task.ANSWER, ANSWER_CLAIMS)
        disagreements = compare.touching(self._disagreements(evidence, searched_for), draft.claims)
        absent = () if draft.claims else gaps.missing(evidence, self.shelf.frequency)
        provenance = draft.provenance(self._clock, self._space)
        yield answering.answer(question, evidence, draft, disagreements, absent, provenance)
        milliseconds = round((time.monotonic() - started) * 1000)
        log.info("asked hits=%s claims=%s ms=%s", len(evidence.hits), len(draft.claims), milliseconds)

    def suggestions(self) -> tuple[str, ...]:
        """A few questions on what the library is about."""
        return suggest.questions(self.shelf)[:SUGGESTIONS]

    # briefs

    def brief(
        self,
        topic: str,
        *,
        template: str = "situation",
        length: str = "standard",
        scope: Scope = Scope(),  # noqa: B008
        quotes_only: bool = False,
        of: Brief | None = None,
        section_done: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> Brief:
        """A brief, saved: as version 1, or as the version after ``of``.

        Raises UserError for a topic that no article in the scope comes near.
        """
        chosen, limit = plan.template(template), plan.claims_a_section(length)
        if not any(character.isalnum() for character in topic):
            raise UserError("Give the brief a topic in words.")
        evidence = self._about(topic, scope)
        if not evidence.hits:
            raise UserError("No article in this scope says anything about the topic.")
        draft = self._draft(quotes_only=quotes_only)
        composer = Composer(lambda asked: self._about(asked, scope), self._checker, limit)
        sections, gaps = _written(composer, topic, chosen, draft, section_done)
        if draft.note:  # the model failed: all of it by quotes, so that one writer wrote what the brief says it did
            sections, gaps = _written(composer, topic, chosen, draft, section_done)
        claims = [claim for section in sections for claim in section.claims]
        brief = Brief(
            id=of.id if of else uuid.uuid4().hex[:12],
            version=of.version + 1 if of else 1,
            outline=plan.outline(" ".join(topic.split()), chosen, length, scope),
            sections=tuple(section for section in sections if section.claims),
            figures=figures.key_figures(claims),
            timeline=timeline.events(claims),
            disagreements=self._disagreements(evidence),
            gaps=(*gaps, *timeline.unplaced(claims)),
            dropped=tuple(draft.dropped),
            provenance=draft.provenance(self._clock, self._space),
        )
        self.shelf.save_brief(brief)
        log.info("briefed claims=%s dropped=%s", len(brief.claims), len(brief.dropped))
        return brief

    def export(self, brief: Brief, suffix: str) -> bytes:
        """The brief as a file. Raises UserError for a suffix that no exporter has."""
        if suffix not in self.exporters:
            raise UserError(f"a brief cannot be written as {suffix!r}; there are {', '.join(self.exporters)}")
        return self.exporters[suffix].export(brief)

    def verify(self, document: bytes) -> verify.Verification:
        """Checks an exported answer or brief again, against the library."""
        return verify.check(document, self.shelf.article, self._parts.judge)

    # care

    def status(self) -> Status:
        writer, space = self._parts.writer, self._space
        return Status(writer.backend, writer.model, space, self.shelf.count(Scope()), self.shelf.pending_count(space))

    @property
    def _space(self) -> str:
        return self._parts.library.embedder.space

    @property
    def _clock(self) -> Clock:
        return self._parts.library.clock

    def _draft(self, *, quotes_only: bool) -> Draft:
        return Draft(self._parts.quotes if quotes_only else self._parts.writer, self._parts.quotes)

    def _checker(self, evidence: Evidence) -> Checker:
        return Checker(self._parts.judge, self._ties(evidence))

    def _ties(self, evidence: Evidence) -> corroborate.Ties:
        heads = self.shelf.copy_groups(evidence.articles.keys())
        return families.ties_of(evidence.articles, heads, families.parse(self.shelf.families()))

    def _about(self, topic: str, scope: Scope) -> Evidence:
        return self._search.about(topic, scope, BRIEF_PASSAGES, per_story=BRIEF_PER_STORY)

    def _disagreements(self, evidence: Evidence, question: str = "") -> tuple[Disagreement, ...]:
        best = dict.fromkeys(hit.passage.article_id for hit in evidence.hits)
        articles = [evidence.articles[article_id] for article_id in list(best)[:COMPARED_ARTICLES]]
        return compare.articles(articles, question=question, ties=self._ties(evidence))


def _written(
    composer: Composer, topic: str, template: plan.Template, draft: Draft, section_done: Callable[[int, int], None]
) -> tuple[list[Section], list[str]]:
    sections: list[Section] = []
    gaps: list[str] = []
    for section, missing in composer.sections(topic, template, draft):
        sections.append(section)
        gaps.extend(missing)
        section_done(len(sections), len(template.sections))
    return sections, gaps
