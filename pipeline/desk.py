"""``Desk``: what every door talks to. It puts the stages together; what each is made of, ``wiring`` decides.

What fills and tends the library is asked of ``desk.library``, what concerns the shelf alone (the library's pages,
conversations, saved briefs) of ``desk.shelf``.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import rights
from pipeline.answer import answering, corroborate, gaps, research, suggest, surroundings
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.answer.surroundings import Surroundings
from pipeline.brief import briefs, compare, comparing, editing, refresh, standing
from pipeline.brief.briefs import Briefs
from pipeline.brief.comparing import related
from pipeline.brief.editing import Editing
from pipeline.brief.recount import Recount
from pipeline.brief.refresh import Refresh
from pipeline.brief.standing import Standing
from pipeline.domain import (
    ALONE,
    Answer,
    Article,
    ArticleId,
    Brief,
    Citation,
    Claim,
    Comparison,
    Conversation,
    Disagreement,
    Dropped,
    Evidence,
    Person,
    Scope,
)
from pipeline.errors import NotFound, UserError
from pipeline.ingest import families, library
from pipeline.ingest.library import Library
from pipeline.ingest.turn import Turn
from pipeline.ports import (
    Clock,
    Embedder,
    Exchange,
    Exporter,
    Researcher,
    SupportJudge,
    Task,
    Writer,
)
from pipeline.retrieve import quotable
from pipeline.retrieve.search import Search
from pipeline.verify import check
from pipeline.verify.known import Known

log = logging.getLogger(__name__)

ANSWER_PASSAGES = 10
ANSWER_CLAIMS = 5
SUGGESTIONS = 4
FOLLOW_UPS = 3


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
    """What a desk is made of. ``quotes`` is the writer that needs no service, ``researcher`` what helps ``writer``.

    ``sentences`` compares sentences and is fast; ``templates`` is the folder of the reader's own. Whoever has
    the ``standing_turn`` asks the standing questions.
    """

    library: library.Parts
    writer: Writer
    quotes: Writer
    researcher: Researcher | None
    judge: SupportJudge
    exporters: Mapping[str, Exporter]
    sentences: Embedder
    templates: Path
    standing_turn: Turn


class Desk:
    """One library and what is asked of it, by one ``person``. Safe to call from several threads."""

    def __init__(self, parts: Parts, person: Person = ALONE, tended: Library | None = None) -> None:
        """``tended`` is the library where it is open already."""
        self.person = person
        self.shelf = parts.library.shelf
        self.exporters = parts.exporters
        self._parts = parts
        self.library = tended or Library(parts.library)
        self._search = Search(parts.library.shelf, parts.library.store, parts.library.embedder)
        self.briefs = Briefs(
            briefs.Parts(
                shelf=self.shelf,
                search=self._search,
                draft=lambda quotes_only: self._draft(quotes_only=quotes_only),
                checker=self._checker,
                ties=self._ties,
                clock=self._clock,
                space=self._space,
                sentences=parts.sentences,
                templates=parts.templates,
            )
        )
        self.editing = self._editing()
        self.refresh = self._refresh()
        self.standing = Standing(
            standing.Parts(
                shelf=self.shelf,
                ask=lambda question, scope, quotes_only: self.ask(question, scope=scope, quotes_only=quotes_only),
                proposed=self.refresh.proposed,
                turn=parts.standing_turn,
                clock=self._clock,
                space=self._space,
            )
        )

    def of(self, person: Person) -> Desk:
        """The desk as this person has it: with papers of their own, and the shared library as far as they may go.

        It is open as long as this one is, and is neither started nor closed.
        """
        if person.is_alone:
            return self
        own = replace(self._parts.library, shelf=rights.shelf_of(person, self.shelf))
        return Desk(replace(self._parts, library=own), person, rights.library_of(person, self.library))

    def start(self) -> None:
        """Goes on with what was broken off, and asks standing questions when articles arrive, until ``close``."""
        self.library.start()
        self.standing.start()

    def close(self) -> None:
        self.standing.close()
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
    ) -> Iterator[Evidence | Claim | Dropped | Answer]:
        """What was found; each claim, or what was dropped, as soon as it is checked; the answer, which alone counts."""
        if not any(character.isalnum() for character in question):
            raise UserError("Ask a question in words.")
        started, state = time.monotonic(), self.shelf.state(scope)
        draft = self._draft(quotes_only=quotes_only)
        library = research.Library(
            lambda asked, k: quotable.evidence(self.search(asked, scope, k)), self.shelf.copy_groups
        )
        evidence = research.evidence(draft, library, question, history, ANSWER_PASSAGES)
        yield evidence
        checker = self._checker(draft, evidence)
        yield from answering.write(draft, evidence, checker, Task.ANSWER, ANSWER_CLAIMS)
        disagreements = self._disagreements(evidence, draft.claims)
        absent = () if draft.claims else gaps.missing(evidence, self.shelf.frequency)
        provenance = replace(draft.provenance(self._clock, self._space), library=state)
        yield answering.answer(question, evidence, draft, disagreements, absent, provenance)
        milliseconds = round((time.monotonic() - started) * 1000)
        log.info("asked hits=%s claims=%s ms=%s", len(evidence.hits), len(draft.claims), milliseconds)

    def suggestions(self, is_stopped: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
        """A few questions on what the library is about, each of which it answers: they are asked, which takes a while.

        Once ``is_stopped`` says so no further one is asked.
        """
        return suggest.tried(suggest.first(self.shelf), self._quotes(Scope()), SUGGESTIONS, (), is_stopped)

    def follow_ups(
        self,
        answer: Answer,
        scope: Scope = Scope(),  # noqa: B008
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> tuple[str, ...]:
        """A few questions on what was found for an answer and is not told in it, tried as ``suggestions`` are.

        None where the articles do not say.
        """
        if answer.abstained:
            return ()
        evidence = self._quotable(answer.searched_for, scope)
        found = suggest.following(answer, evidence, self.shelf.outlets())
        told = [claim.text for claim in answer.claims]
        return suggest.tried(found, self._quotes(scope), FOLLOW_UPS, told, is_stopped)

    def _quotable(self, question: str, scope: Scope, k: int = ANSWER_PASSAGES) -> Evidence:
        return quotable.evidence(self.search(question, scope, k))

    def _quotes(self, scope: Scope) -> Callable[[str], Answer]:
        return lambda question: self.ask(question, scope=scope, quotes_only=True)

    def surroundings(self, citation: Citation) -> Surroundings:
        """The words around cited words; none where the article is not in the library any more."""
        source = citation.source
        try:
            return surroundings.of(self.shelf.article(source.article_id, source.revision), citation.span)
        except NotFound:
            return Surroundings("", citation.quote, "")

    # briefs

    def brief(
        self,
        topic: str,
        *,
        template: str = "situation",
        length: str = "",
        scope: Scope = Scope(),  # noqa: B008
        quotes_only: bool = False,
        of: Brief | None = None,
        section_done: Callable[[int, int], None] = lambda _done, _of: None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Brief:
        """A brief, planned and written in one go, and saved; or that of ``of`` written again, as its next version.

        Raises what ``Briefs`` raises.
        """
        if of is not None:
            outline = of.outline
        else:
            outline = self.briefs.outline(topic, template=template, length=length, scope=scope, quotes_only=quotes_only)
        return self.briefs.write(
            outline, quotes_only=quotes_only, of=of, section_done=section_done, is_stopped=is_stopped
        )

    def export(self, brief: Brief, suffix: str) -> bytes:
        """The brief as a file. Raises UserError for a suffix that no exporter has."""
        return self._exporter(suffix).export(self._labelled(brief))

    def _labelled(self, brief: Brief) -> Brief:
        """One that was planned before outlines had the label of their template gets the one of today."""
        known = self.briefs.templates().get(brief.template)
        if brief.outline.label or known is None:
            return brief
        return replace(brief, outline=replace(brief.outline, label=known.label))

    def export_conversation(self, conversation: Conversation, suffix: str) -> bytes:
        """The conversation as a file, or an answer as one of a single turn.

        Raises UserError for a suffix that no exporter has, and where nothing was answered yet.
        """
        if not conversation.turns:
            raise UserError("There is no answer in this conversation yet.")
        return self._exporter(suffix).export(conversation)

    def _exporter(self, suffix: str) -> Exporter:
        if suffix not in self.exporters:
            raise UserError(f"a file {suffix!r} cannot be written; there are {', '.join(self.exporters)}")
        return self.exporters[suffix]

    def verify(self, document: bytes) -> check.Verification:
        """Checks an exported answer, brief or conversation again, against the library."""
        known = Known(self.shelf.article, self._tied, self._parts.judge)
        return check.check(document, known, self.exporters)

    # articles side by side

    def compare(self, left: ArticleId, right: ArticleId) -> Comparison:
        """Both with the sentences that tell the same beside each other. NotFound, UserError for one article twice."""
        return comparing.stored(self.shelf, left, right, self._parts.sentences)

    def related(self, article_id: ArticleId, k: int) -> tuple[Article, ...]:
        """Up to ``k`` others on the same event, the most alike first, without copies. NotFound."""
        return related.articles(self.shelf.article(article_id), self._search, k)

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
        parts = self._parts
        if quotes_only:
            return Draft(parts.quotes, parts.quotes)
        return Draft(parts.writer, parts.quotes, parts.researcher)

    def _checker(self, draft: Draft, evidence: Evidence) -> Checker:
        return Checker(self._parts.judge, self._ties(evidence), draft.second_opinion)

    def _editing(self) -> Editing:
        return Editing(
            editing.Parts(
                shelf=self.shelf,
                judge=self._parts.judge,
                search=self._search,
                draft=lambda quotes_only: self._draft(quotes_only=quotes_only),
                checker=self._checker,
                composing=self.briefs.composer,
                ties=self._ties,
                clock=self._clock,
                recount=Recount(self.shelf, self.briefs.shown, self._ties),
            )
        )

    def _refresh(self) -> Refresh:
        return Refresh(
            refresh.Parts(
                shelf=self.shelf,
                judge=self._parts.judge,
                search=self._search,
                composing=self.briefs.composer,
                ties=self._ties,
                clock=self._clock,
                recount=Recount(self.shelf, self.briefs.shown, self._ties),
            ),
            self.editing,
        )

    def _ties(self, evidence: Evidence) -> corroborate.Ties:
        heads = self.shelf.copy_groups(evidence.articles.keys())
        return families.ties_of(evidence.articles, heads, families.parse(self.shelf.families()))

    def _tied(self, ids: Collection[ArticleId]) -> corroborate.Ties:
        return self._ties(Evidence("", (), self.shelf.articles(ids)))

    def _disagreements(self, evidence: Evidence, claims: Sequence[Claim]) -> tuple[Disagreement, ...]:
        return compare.cited(compare.nearest(evidence), claims, evidence.question, self._ties(evidence))
