"""``Desk``: what every door talks to. It puts the stages together; what each is made of, ``wiring`` decides.

What concerns the shelf alone (the library's pages, conversations, saved briefs) is asked of ``desk.shelf``.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.answer import answering, suggest
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.brief import compare, figures, plan, timeline
from pipeline.brief.compose import Composer
from pipeline.domain import (
    Added,
    Answer,
    ArticleId,
    Brief,
    Claim,
    Disagreement,
    Dropped,
    Evidence,
    RawArticle,
    Refused,
    Scope,
    Section,
)
from pipeline.errors import ServiceError, UserError
from pipeline.export import verify
from pipeline.ingest import doctor, families, load
from pipeline.ingest.intake import Intake
from pipeline.ingest.job import Job
from pipeline.ports import (
    Clock,
    Embedder,
    Exchange,
    Exporter,
    PassageStore,
    Report,
    Shelf,
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
SMALL_REPAIR = 64
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

    shelf: Shelf
    store: PassageStore
    embedder: Embedder
    writer: Writer
    quotes: Writer
    judge: SupportJudge
    loaders: load.Loaders
    fetcher: load.Fetcher
    exporters: Mapping[str, Exporter]
    clock: Clock
    passage_chars: int
    samples: load.LocalPath


class Desk:
    """One library and what is asked of it. Safe to call from several threads."""

    def __init__(self, parts: Parts) -> None:
        self.shelf = parts.shelf
        self.exporters = parts.exporters
        self._parts = parts
        self._intake = Intake(parts.shelf, parts.store, parts.embedder, parts.clock, parts.passage_chars)
        self._search = Search(parts.shelf, parts.store, parts.embedder)
        self._turn = threading.Lock()
        self._started: list[Job] = []

    def repair(self) -> None:
        """Finishes what a crash left half done: forgets what was removed, embeds a few passages that lack a vector."""
        self._intake.sweep()
        if not doctor.agrees(self._intake):
            doctor.reconcile(self._intake)
        if 0 < self.shelf.pending_count(self._parts.embedder.space) <= SMALL_REPAIR:
            try:
                self._intake.embed_pending()
            except ServiceError as error:  # an embedder out of reach: the library opens, and says what waits
                log.warning("embedding waits error=%s", type(error).__name__)

    def close(self) -> None:
        for job in self._started:
            job.stop()
        with self._turn:
            pass
        self._parts.store.close()
        self.shelf.close()

    # intake

    def read(self, inputs: Iterable[load.Input]) -> Iterator[RawArticle | Refused]:
        """What is in files, folders, addresses and pasted text, and a reason for each part that is no article."""
        return load.read(inputs, self._parts.loaders, self._parts.fetcher)

    def add(
        self,
        inputs: Iterable[load.Input],
        *,
        outlet: str = "",
        collection: str = "",
        report: Report = lambda _done, _of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Added:
        """Puts articles in, here and now. Raises DeskUnavailable when the data folder fails; what was stored stays."""
        return self._intake.add(self.read(inputs), outlet=outlet, collection=collection, report=report, stopped=stopped)

    def start(self, name: str, inputs: Sequence[load.Input], *, outlet: str = "", collection: str = "") -> Job:
        """Puts articles in, beside whatever else goes on; jobs wait for one another."""

        def work(report: Report, stopped: Callable[[], bool]) -> Added:
            return self.add(inputs, outlet=outlet, collection=collection, report=report, stopped=stopped)

        return self._begin(Job(name, work))

    def start_samples(self) -> Job:
        """Puts in the sample library."""
        return self.start("Sample library", [self._parts.samples], collection="samples")

    def resume(self) -> Job | None:
        """Embeds what still lacks a vector, beside whatever else goes on; None when nothing does."""
        if not self.shelf.pending_count(self._parts.embedder.space):
            return None

        def work(report: Report, stopped: Callable[[], bool]) -> Added:
            return Added(passages=self._intake.embed_pending(report, stopped))

        return self._begin(Job("Unfinished articles", work))

    def jobs(self) -> tuple[Job, ...]:
        """Every job since the desk was opened, the newest last."""
        return tuple(self._started)

    def dismiss(self, job: Job) -> None:
        """Takes a job that is over off the list."""
        if job.is_over and job in self._started:
            self._started.remove(job)

    def remove(self, ids: Collection[ArticleId]) -> int:
        """Takes articles out of every index; how many there were."""
        removed = self.shelf.remove(ids)
        self._intake.sweep()
        log.info("removed articles=%s", removed)
        return removed

    def _begin(self, job: Job) -> Job:
        job.start(self._turn)
        self._started.append(job)
        return job

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
        gaps = () if draft.claims else answering.missing(evidence, self.shelf.frequency)
        provenance = draft.provenance(self._parts.clock, self._parts.embedder.space)
        yield answering.answer(question, evidence, draft, disagreements, gaps, provenance)
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
            topic=" ".join(topic.split()),
            template=chosen.name,
            length=length,
            scope=scope,
            sections=tuple(section for section in sections if section.claims),
            figures=figures.key_figures(claims),
            timeline=timeline.events(claims),
            disagreements=self._disagreements(evidence),
            gaps=(*gaps, *timeline.unplaced(claims)),
            dropped=tuple(draft.dropped),
            provenance=draft.provenance(self._parts.clock, self._parts.embedder.space),
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
        parts = self._parts
        return Status(
            parts.writer.backend,
            parts.writer.model,
            parts.embedder.space,
            self.shelf.count(Scope()),
            self.shelf.pending_count(parts.embedder.space),
        )

    def doctor(self, *, repair: bool = False) -> doctor.Health:
        """Whether shelf, full-text index and vectors agree; with ``repair`` what does not is built again."""
        return doctor.examine(self._intake, repair=repair)

    def _draft(self, *, quotes_only: bool) -> Draft:
        return Draft(self._parts.quotes if quotes_only else self._parts.writer, self._parts.quotes)

    def _checker(self, evidence: Evidence) -> Checker:
        heads = self.shelf.copy_groups(evidence.articles.keys())
        ties = families.ties_of(evidence.articles, heads, families.parse(self.shelf.families()))
        return Checker(self._parts.judge, ties)

    def _about(self, topic: str, scope: Scope) -> Evidence:
        return self._search.about(topic, scope, BRIEF_PASSAGES, per_story=BRIEF_PER_STORY)

    def _disagreements(self, evidence: Evidence, question: str = "") -> tuple[Disagreement, ...]:
        best = dict.fromkeys(hit.passage.article_id for hit in evidence.hits)
        articles = [evidence.articles[article_id] for article_id in list(best)[:COMPARED_ARTICLES]]
        return compare.articles(articles, question=question)


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
