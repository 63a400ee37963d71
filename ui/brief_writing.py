"""Briefs that are being written, each in a thread of its own: pages come and go, the brief is saved when it is done."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from pipeline.desk import Desk
from pipeline.domain import Brief, Outline, Scope
from pipeline.errors import BriefdeskError

log = logging.getLogger(__name__)

Plan: TypeAlias = Callable[[], Outline]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form says; an empty ``length`` is that of the template, ``language`` that of the articles."""

    topic: str
    template: str
    length: str
    audience: str
    scope: Scope
    language: str = ""

    def plan(self, desk: Desk, *, quotes_only: bool) -> Outline:
        """Raises UserError for a topic that cannot be planned. No model is asked where only quotes are wanted."""
        return desk.briefs.outline(
            self.topic,
            template=self.template,
            length=self.length,
            audience=self.audience,
            scope=self.scope,
            language=self.language,
            quotes_only=quotes_only,
        )


@dataclass(slots=True)
class Writing:
    """``done`` sections of the ``outline`` are written, which is there once it is planned.

    Over, it has a brief or an error, or neither after a fault of ours. ``of`` is the brief whose next version it is.
    """

    desk: Desk
    topic: str
    plan: Plan
    quotes_only: bool
    of: Brief | None = None
    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    outline: Outline | None = None
    done: int = 0
    brief: Brief | None = None
    error: BriefdeskError | None = None
    _stopping: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    @property
    def is_stopping(self) -> bool:
        return self._stopping.is_set()

    def wait(self, seconds: float) -> bool:
        """Whether it was over within that time."""
        return self._over.wait(seconds)

    def stop(self) -> None:
        """The section at hand is finished; those that are not begun are left out, and the brief says so."""
        self._stopping.set()

    def begin(self) -> None:
        self._thread = threading.Thread(target=self._run, name="brief", daemon=True)
        self._thread.start()

    def finish(self) -> None:
        """Stops it, and waits until nothing of it runs any more."""
        self.stop()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            self.outline = self.plan()
            self.brief = self.desk.briefs.write(
                self.outline,
                quotes_only=self.quotes_only,
                of=self.of,
                section_done=self._section_done,
                is_stopped=self._stopping.is_set,
            )
        except BriefdeskError as error:
            log.warning("brief failed error=%s", type(error).__name__)
            self.error = error
        finally:
            self._over.set()

    def _section_done(self, done: int, _of: int) -> None:
        self.done = done


_writings: dict[str, Writing] = {}


def start(desk: Desk, topic: str, plan: Plan, *, quotes_only: bool, of: Brief | None = None) -> Writing:
    """Begins to write; ``find`` gives it to every page and session until ``forget``."""
    writing = Writing(desk, topic, plan, quotes_only, of)
    _writings[writing.id] = writing
    writing.begin()
    return writing


def find(writing_id: str) -> Writing | None:
    return _writings.get(writing_id)


def running(desk: Desk) -> tuple[Writing, ...]:
    """Those of this desk that are not over, whoever began them, the first begun first."""
    return tuple(each for each in tuple(_writings.values()) if each.desk is desk and not each.is_over)


def forget(writing_id: str) -> None:
    """No error when there is none of that name. What is not over goes on."""
    _writings.pop(writing_id, None)


def finish(desk: Desk) -> None:
    """Ends whatever this desk is writing: before it is closed."""
    for writing in [each for each in _writings.values() if each.desk is desk]:
        _writings.pop(writing.id, None)
        writing.finish()
