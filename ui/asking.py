"""Answers that are being written, each in a thread of its own: pages come and go, the answer is kept as it grows."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from pipeline.desk import Desk
from pipeline.domain import Answer, Claim, Conversation, Dropped, Evidence, Provenance, Scope, Turn
from pipeline.errors import BriefdeskError
from pipeline.ports import Exchange
from pipeline.settings import QUOTES_ONLY
from ui import people, suggesting
from ui.text import short

log = logging.getLogger(__name__)

TITLE_CHARS = 60
NO_ANSWER = "The articles do not say."


@dataclass(slots=True)
class Writing:
    """One question on its way to an answer; ``before`` is the conversation as it was.

    The shelf gets the turn at each claim, marked as stopped, and the finished answer at the end.
    """

    desk: Desk
    before: Conversation
    question: str
    scope: Scope
    quotes_only: bool
    searched_for: str = ""
    claims: list[Claim] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    error: BriefdeskError | None = None
    started: float = field(default_factory=time.monotonic)
    _is_answered: bool = False
    _is_stopped: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    @property
    def is_broken(self) -> bool:
        """It ended without an answer, an error of ours or a stop."""
        return self.is_over and not (self._is_answered or self._is_stopped or self.error)

    @property
    def seconds(self) -> int:
        return int(time.monotonic() - self.started)

    def wait(self, seconds: float) -> bool:
        """Whether it was over within that time."""
        return self._over.wait(seconds)

    def stop(self) -> None:
        """Keeps what has been checked by now. The model may go on to its next sentence; that one is not kept."""
        with self._lock:
            if not self._is_stopped and not self.is_over:
                self._is_stopped = True
                self._keep(self.so_far())
            self._over.set()

    def forget(self) -> None:
        """Ends it without keeping anything from now on."""
        with self._lock:
            self._is_stopped = self._is_stopped or not self.is_over
            self._over.set()

    def rename(self, title: str) -> None:
        with self._lock:
            self.before = replace(self.before, title=title)
            if self.before.turns or self.claims:
                self.desk.shelf.rename_conversation(self.before.id, title)

    def begin(self) -> None:
        self._thread = threading.Thread(target=self._run, name="answer", daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Ends it, and waits until nothing of it runs any more."""
        self.forget()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self._write()
        except BriefdeskError as error:
            log.warning("question failed error=%s", type(error).__name__)
            self.error = error
        finally:
            self._over.set()

    def _write(self) -> None:
        items = self.desk.asking(self.question, history(self.before.turns), self.scope, quotes_only=self.quotes_only)
        for item in items:
            with self._lock:
                if self._is_stopped:
                    return
                self._take(item)

    def _take(self, item: Evidence | Claim | Dropped | Answer) -> None:
        if isinstance(item, Evidence):
            self.searched_for = item.question
        elif isinstance(item, Answer):
            self._keep(Turn(item, scope=self.scope))
            self._is_answered = True
        elif isinstance(item, Claim):
            self.claims.append(item)
            self._keep(self.so_far())
        else:
            self.dropped.append(item)

    def _keep(self, turn: Turn) -> None:
        self.desk.shelf.save_conversation(self.before.having(turn, datetime.now(UTC)))

    def so_far(self) -> Turn:
        """As it is kept when it is stopped now."""
        status = self.desk.status()
        backend, model = (QUOTES_ONLY, "") if self.quotes_only else (status.backend, status.model)
        made = Provenance(datetime.now(UTC), backend, model, status.space)
        asked = (self.question, self.searched_for or self.question)
        answer = Answer(*asked, tuple(self.claims), tuple(self.dropped), (), (), (), made)
        return Turn(answer, is_stopped=True, scope=self.scope)


_writings: dict[str, Writing] = {}


def start(desk: Desk, before: Conversation, question: str, scope: Scope, *, quotes_only: bool) -> Writing:
    """Begins to answer; ``find`` gives it to every page and session until ``forget``."""
    titled = before if before.title else replace(before, title=title(question))
    writing = Writing(desk, titled, question, scope, quotes_only)
    _writings[before.id] = writing
    writing.begin()
    return writing


def title(question: str) -> str:
    """What a conversation is called that begins with this question, until somebody names it."""
    return short(question, TITLE_CHARS)


def rename(desk: Desk, conversation_id: str, title: str) -> None:
    """Also one to which an answer is being written. Raises NotFound."""
    writing = _writings.get(conversation_id)
    if writing is None or writing.is_over:
        desk.shelf.rename_conversation(conversation_id, title)
    else:
        writing.rename(title)


def find(conversation_id: str) -> Writing | None:
    """Another person's is as if it were not there."""
    writing = _writings.get(conversation_id)
    return writing if writing is not None and writing.desk.person == people.current() else None


def forget(conversation_id: str) -> None:
    """No error when nothing is being written there. What was kept stays kept."""
    writing = find(conversation_id)
    if writing is not None:
        _writings.pop(conversation_id, None)
        writing.forget()


def finish(desk: Desk) -> None:
    """Ends whatever this desk is writing, and trying: before it is closed."""
    suggesting.finish(desk)
    for writing in [writing for writing in _writings.values() if writing.desk is desk]:
        _writings.pop(writing.before.id, None)
        writing.finish()


def history(turns: Sequence[Turn]) -> tuple[Exchange, ...]:
    """What was asked and answered before, oldest first."""
    return tuple(Exchange(turn.answer.question, said(turn.answer)) for turn in turns)


def said(answer: Answer) -> str:
    return " ".join(claim.text for claim in answer.claims) or NO_ANSWER
