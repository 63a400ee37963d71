"""An intake that runs beside the pages: one at a time, with progress that any page can read, and a stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.domain import Added
from pipeline.errors import BriefdeskError
from pipeline.ports import Report


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` passages are embedded; ``seconds_left`` is None while it cannot be told."""

    stage: str
    done: int
    total: int
    seconds_left: float | None

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0


class Work(Protocol):
    """What a job does: it tells ``report`` how far it is, and asks ``stopped`` between steps."""

    def __call__(self, report: Report, stopped: Callable[[], bool]) -> Added: ...


@dataclass(slots=True)
class Job:
    """One intake, from when it is started. It never keeps the program from ending: what is stored by then stays."""

    name: str
    work: Work
    is_running: bool = False
    _added: Added | None = None
    _error: BriefdeskError | None = None
    _over: threading.Event = field(default_factory=threading.Event)
    _stop: threading.Event = field(default_factory=threading.Event)
    _done: int = 0
    _total: int = 0
    _done_before: int = 0
    _embedding_since: float | None = None

    def start(self, turn: threading.Lock) -> None:
        """Runs in a thread of its own, once it has its ``turn``."""
        threading.Thread(target=self._run, args=(turn,), name="intake", daemon=True).start()

    def stop(self) -> None:
        """Asks it to end after the present step; what is stored stays."""
        self._stop.set()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    @property
    def is_faulty(self) -> bool:
        """Whether it is over, with neither a result nor an error for the reader."""
        return self.is_over and self._added is None and self._error is None

    def result(self) -> Added:
        """What it did. Waits for its end, and raises what it raised."""
        self._over.wait()
        if self._error is not None:
            raise self._error
        if self._added is None:
            raise RuntimeError(f"the job {self.name!r} ended in a fault; the log says where")
        return self._added

    def _run(self, turn: threading.Lock) -> None:
        try:
            with turn:
                self.is_running = True
                self._added = self.work(self._report, self._stop.is_set)
        except BriefdeskError as error:
            self._error = error
        finally:
            self.is_running = False
            self._over.set()

    def progress(self) -> Progress:
        if self._embedding_since is None:
            return Progress("reading", 0, self._total, None)
        elapsed = time.monotonic() - self._embedding_since
        done = self._done - self._done_before
        left = elapsed / done * (self._total - self._done) if done > 0 else None
        return Progress("embedding", self._done, self._total, left)

    def _report(self, done: int, total: int) -> None:
        if done and self._embedding_since is None:
            # the first batch loads the model: not a rate to foretell from
            self._embedding_since, self._done_before = time.monotonic(), done
        self._done, self._total = done, total
