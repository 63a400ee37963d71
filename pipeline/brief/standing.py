"""``Standing``: questions and briefs that are asked again when articles arrive, to what changed since they were seen.

One is asked at a time, whatever processes have the library open. What fails is kept as the error of that one question,
which is asked again after a while: at first soon, then ever more seldom.
A brief is not touched: what a refresh of it would change is told, for the reader to take over.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.answer import stale as staleness
from pipeline.brief import changes, reading, updates
from pipeline.domain import Answer, ArticleId, Brief, Claim, ClaimChange, News, Scope, StandingQuestion
from pipeline.errors import BriefdeskError, NotAllowed, UserError
from pipeline.ingest.turn import Turn
from pipeline.ports import Clock, Shelf

log = logging.getLogger(__name__)

SECONDS_OF_PATIENCE = 10.0
SECONDS_BETWEEN_LOOKS = 20.0
MOST_A_LOOK = 20
# until one that failed is asked again; twice as long after each further failure
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 60.0, 1800.0
OUR_FAULT = "It could not be asked, by a fault of Briefdesk's own. The log has more."
BUSY = "Another Briefdesk is asking the standing questions at the moment. Try again when it is done."

Ask = Callable[[str, Scope, bool], Answer]
Proposed = Callable[[Brief], tuple[Brief, tuple[ClaimChange, ...]]]


@dataclass(frozen=True, slots=True)
class Parts:
    """What standing questions need. ``ask`` takes whether only quotes are wanted; ``space`` names the vectors.

    ``proposed`` gives what a refresh would change in a brief.
    """

    shelf: Shelf
    ask: Ask
    proposed: Proposed
    turn: Turn
    clock: Clock
    space: str


@dataclass(frozen=True, slots=True)
class _Wait:
    """Before one that failed is asked again, ``until`` a moment of the monotonic clock."""

    seconds: float
    until: float

    @classmethod
    def after(cls, before: _Wait | None) -> _Wait:
        seconds = min(2 * before.seconds, LONGEST_WAIT_SECONDS) if before else FIRST_WAIT_SECONDS
        return cls(seconds, time.monotonic() + seconds)


@dataclass(slots=True)
class Standing:
    """Safe to call from several threads. Nothing is asked beside the caller until ``start``."""

    parts: Parts
    _closing: threading.Event = field(default_factory=threading.Event)
    _wanted: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _looked_at: str = ""
    _asked_of_it: set[str] = field(default_factory=set)
    _waits: dict[str, _Wait] = field(default_factory=dict)

    def add(self, question: str, scope: Scope = Scope(), *, quotes_only: bool = False) -> StandingQuestion:  # noqa: B008
        """Asks it, and again from now on. Raises what asking raises."""
        state = self.parts.shelf.state(scope)
        answer = self.parts.ask(question, scope, quotes_only)
        text = " ".join(question.split())
        fresh = StandingQuestion(_identity(), text, scope, "", quotes_only, answer, answer, library=state)
        return self._kept(replace(fresh, error=answer.provenance.note))

    def add_brief(self, brief: Brief) -> StandingQuestion:
        """Looks from now on whether articles arrive that change the brief."""
        fresh = StandingQuestion(
            _identity(), brief.topic, reading.scope(brief.outline), brief.id, seen_version=brief.version
        )
        return self._kept(replace(fresh, library=brief.provenance.library))

    def all(self) -> tuple[StandingQuestion, ...]:
        return self.parts.shelf.standing_questions()

    def see(self, question: StandingQuestion) -> None:
        """Its changes were read. No error when it was asked again or removed meanwhile."""
        self.parts.shelf.change_standing(question, question.looked_at())

    def remove(self, question_id: str) -> None:
        """Raises NotFound."""
        self.parts.shelf.delete_standing(self.parts.shelf.standing_question(question_id).id)

    def run(self, question_id: str = "", *, again: bool = False) -> tuple[StandingQuestion, ...]:
        """Asks one, or all, as they then are; not those for which nothing arrived, unless they failed or are asked
        ``again``.

        Of all, those that are not theirs to change stay as they are. Raises NotFound, NotAllowed for one such, and
        UserError while another process is at it.
        """
        shelf = self.parts.shelf
        asked = (shelf.standing_question(question_id),) if question_id else self.all()
        with self.parts.turn.taken(SECONDS_OF_PATIENCE) as is_mine:
            if not is_mine:
                raise UserError(BUSY)
            for question in asked:
                if again or self._is_due(question):
                    with contextlib.nullcontext() if question_id else contextlib.suppress(NotAllowed):
                        self._run(question)
        ids = {question.id for question in asked}
        return tuple(question for question in self.all() if question.id in ids)

    # beside whatever else goes on

    def start(self) -> None:
        """Looks for what arrived from now until ``close``; it never keeps the program from ending."""
        self._thread = threading.Thread(target=self._looking, name="standing", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends after the question that is asked."""
        self._closing.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """Something may have arrived."""
        self._wanted.set()

    def _looking(self) -> None:
        while not self._closing.is_set():
            try:
                self._look()
            except BriefdeskError as error:  # the library is held by another process, say: it is looked again
                log.warning("standing waits error=%s", type(error).__name__)
            except Exception:  # nobody is there to raise it to, and the other questions go on
                log.exception("standing looks again")
            self._wanted.wait(SECONDS_BETWEEN_LOOKS)
            self._wanted.clear()

    def _look(self) -> None:
        """Asks those for which something arrived, once all of it can be found; a few at a time."""
        questions, shelf = self.all(), self.parts.shelf
        if not questions or shelf.pending_count(self.parts.space):
            return
        state = shelf.state(Scope())
        if state != self._looked_at:
            self._looked_at = state
            self._asked_of_it.clear()
        left = [question for question in questions if self._is_left(question)]
        due = [question for question in left if self._is_due(question)]
        self._asked_of_it.update({question.id for question in left} - {question.id for question in due})
        if not due:
            return
        with self.parts.turn.taken(0) as is_mine:
            if not is_mine:
                return
            for question in due[:MOST_A_LOOK]:
                if self._closing.is_set():
                    return
                if self._run(question):
                    self._asked_of_it.add(question.id)

    # one question

    def _is_left(self, question: StandingQuestion) -> bool:
        """Whether a look has it before it: one that failed has its turn behind those that wait for their first."""
        wait = self._waits.get(question.id)
        return time.monotonic() >= wait.until if wait else question.id not in self._asked_of_it

    def _is_due(self, question: StandingQuestion) -> bool:
        return bool(question.error) or self.parts.shelf.state(question.scope) != question.library

    def _run(self, question: StandingQuestion) -> bool:
        """Whether what came of it was kept: not where the question was seen, or removed, while it was asked."""
        after = self._after(question)
        if after.error:
            self._waits[question.id] = _Wait.after(self._waits.get(question.id))
        else:
            self._waits.pop(question.id, None)
        return self.parts.shelf.change_standing(question, after)

    def _after(self, question: StandingQuestion) -> StandingQuestion:
        """As it is once it was asked, with its error where that failed."""
        try:
            state = self.parts.shelf.state(question.scope)
            asked = self._asked_brief(question) if question.brief_id else self._asked(question)
        except BriefdeskError as error:
            log.warning("standing failed error=%s", type(error).__name__)
            return replace(question, asked_at=self.parts.clock(), error=str(error))
        except Exception:  # of one question, and no reason to ask the others no more
            log.exception("standing failed")
            return replace(question, asked_at=self.parts.clock(), error=OUR_FAULT)
        return replace(asked, library=state, asked_at=self.parts.clock())

    def _asked(self, question: StandingQuestion) -> StandingQuestion:
        answer = self.parts.ask(question.question, question.scope, question.quotes_only)
        # where the model failed, what the articles say is told all the same, and the model is asked again
        question = replace(question, error=answer.provenance.note)
        before = question.answer if question.is_seen else question.seen
        if before is None:
            return replace(question, answer=answer, seen=answer)
        found = tuple(self._news(before, answer, question.scope))
        if question.is_seen and not found:
            return replace(question, answer=answer, seen=answer)
        return replace(question, answer=answer, seen=before, changes=found, is_seen=not found)

    def _asked_brief(self, question: StandingQuestion) -> StandingQuestion:
        brief = self.parts.shelf.brief(question.brief_id)
        _, found = self.parts.proposed(brief)
        is_known = found == question.changes and brief.version == question.seen_version
        is_seen = not found or (is_known and question.is_seen)
        return replace(question, changes=found, seen_version=brief.version, is_seen=is_seen, error="")

    def _news(self, before: Answer, after: Answer, scope: Scope) -> Iterator[ClaimChange]:
        """What changed because of what arrived: another choice among what was there before is no news."""
        made = before.provenance
        arrived = set(self.parts.shelf.arrived(scope, made.library, made.made_at))
        stale = self._stale(before.claims)
        for change in changes.news(changes.between(before, after, rewording=False)):
            if change.after is not None and change.news not in {News.NEW, News.CHANGED}:
                yield change
            elif change.after is not None and _cites(change.after, arrived):
                yield _told(change, change.after, before.claims)
            elif change.before in stale:
                yield ClaimChange(News.STALE, change.before, None, reason=changes.REVISED)

    def _stale(self, claims: Sequence[Claim]) -> frozenset[Claim]:
        """Those of which no cited words stand any more."""
        shelf = self.parts.shelf
        newest = shelf.articles({citation.source.article_id for claim in claims for citation in claim.citations})
        found = staleness.of(claims, newest, shelf.article)
        return frozenset(claim for claim, each in found.items() if len(each) == len(set(claim.citations)))

    def _kept(self, question: StandingQuestion) -> StandingQuestion:
        dated = replace(question, asked_at=self.parts.clock())
        self.parts.shelf.save_standing(dated)
        return dated


def _identity() -> str:
    return uuid.uuid4().hex[:12]


def _cites(claim: Claim, arrived: set[ArticleId]) -> bool:
    return any(citation.source.article_id in arrived for citation in claim.citations)


def _told(change: ClaimChange, claim: Claim, before: Sequence[Claim]) -> ClaimChange:
    """An earlier report that arrives late is new, but changes nothing of what a later one says."""
    if change.before is None:
        return _as_update(claim, before) or change
    if _is_earlier(claim, change.before):
        return ClaimChange(News.NEW, None, claim, reason=changes.told_by(claim.citations[0].source))
    return change


def _is_earlier(one: Claim, other: Claim) -> bool:
    mine, theirs = one.citations[0].source.published, other.citations[0].source.published
    return mine is not None and theirs is not None and mine < theirs


def _as_update(claim: Claim, before: Sequence[Claim]) -> ClaimChange | None:
    """A new claim as the change of one that there was, where it gives a figure or a day of that anew."""
    told = updates.statement(claim)
    for earlier in (each for each in before if not _is_earlier(claim, each)):
        update = updates.find(updates.statement(earlier), told)
        if update is not None:
            return changes.changed(earlier, claim, update.values)
    return None
