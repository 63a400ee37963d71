"""A brief that is being written, in a thread of its own: it is saved whether or not the reader stays on the page."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from pipeline.desk import Desk
from pipeline.domain import Brief, Scope
from pipeline.errors import BriefdeskError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the form says; ``of`` is the brief whose next version it is."""

    topic: str
    template: str
    length: str
    scope: Scope
    quotes_only: bool
    of: Brief | None = None


@dataclass(slots=True)
class Writing:
    """``done`` of ``total`` sections are written; ``total`` is 0 before the first. Over, it has a brief or an error."""

    desk: Desk
    wanted: Wanted
    done: int = 0
    total: int = 0
    brief: Brief | None = None
    error: BriefdeskError | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0

    def wait(self, seconds: float) -> bool:
        """Whether it was over within that time."""
        return self._over.wait(seconds)

    def run(self) -> None:
        wanted = self.wanted
        try:
            self.brief = self.desk.brief(
                wanted.topic,
                template=wanted.template,
                length=wanted.length,
                scope=wanted.scope,
                quotes_only=wanted.quotes_only,
                of=wanted.of,
                section_done=self._section_done,
            )
        except BriefdeskError as error:
            log.warning("brief failed error=%s", type(error).__name__)
            self.error = error
        finally:
            self._over.set()

    def _section_done(self, done: int, of: int) -> None:
        self.done, self.total = done, of


def start(desk: Desk, wanted: Wanted) -> Writing:
    writing = Writing(desk, wanted)
    threading.Thread(target=writing.run, name="brief", daemon=True).start()
    return writing
