"""Vectors for what lacks one, the newest first, beside whatever else goes on; what is still to do the shelf knows.

Embedding is the slow part, some thirty passages a second on two cores, and nothing waits for it: an article is found by
its words meanwhile. Passages are sorted by length, since a batch costs as much as its longest, and one batch is written
while the next is embedded.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from pipeline.domain import Passage
from pipeline.errors import BriefdeskError
from pipeline.ingest.turn import Turn
from pipeline.ports import Embedder, PassageStore, Report, Shelf, Vectors

log = logging.getLogger(__name__)

PASSAGES_A_WINDOW = 512
PASSAGES_A_BATCH = 64
SECONDS_OF_PATIENCE = 1.0
SECONDS_BETWEEN_TRIES = 30.0
SECONDS_BETWEEN_LOOKS = 5.0
SECONDS_OF_A_RATE = 60.0


@dataclass(frozen=True, slots=True)
class Indexing:
    """How far the vectors are: ``waiting`` passages lack one, ``rate`` gets one each second (0 while unknown)."""

    waiting: int
    rate: float = 0.0
    error: str = ""

    @property
    def seconds_left(self) -> float | None:
        """None while it cannot be told."""
        return self.waiting / self.rate if self.rate else None


@dataclass(slots=True)
class Indexer:
    """Embeds what the shelf says is pending. One at a time for each library, whatever processes have it open."""

    shelf: Shelf
    store: PassageStore
    embedder: Embedder
    turn: Turn
    _closing: threading.Event = field(default_factory=threading.Event)
    _wanted: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _done: deque[tuple[float, int]] = field(default_factory=deque)
    _error: str = ""

    def start(self) -> None:
        """In a thread of its own, from now until ``close``. It never keeps the program from ending."""
        self._thread = threading.Thread(target=self._run, name="indexing", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """There may be something to do."""
        self._wanted.set()

    def close(self) -> None:
        """Ends the thread after the batch that it is at."""
        self._closing.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def progress(self) -> Indexing:
        waiting = self.shelf.pending_count(self.embedder.space)
        return Indexing(waiting, self._rate(), self._error if waiting else "")

    def catch_up(self, report: Report = lambda _done, _of: None, stopped: Callable[[], bool] = lambda: False) -> int:
        """Embeds all that is pending, here and now; how many passages there were.

        While another process is at it, this one waits and reports. Raises what the embedder raises.
        """
        while not stopped():
            with self.turn.taken(SECONDS_OF_PATIENCE) as is_mine:
                if is_mine:
                    return self.embed(report, stopped)
            report(0, self.shelf.pending_count(self.embedder.space))
        return 0

    def sweep(self) -> None:
        """Takes the vectors of removed articles and replaced passages out of the store."""
        leaving = self.shelf.leaving()
        if leaving:
            self.store.remove(leaving)
            self.shelf.left(leaving)

    def _run(self) -> None:
        try:
            while not self._closing.is_set():
                self._look()
                self._wanted.wait(SECONDS_BETWEEN_LOOKS)
                self._wanted.clear()
        finally:
            if not self._closing.is_set():
                self._error = "Indexing stopped: a fault in Briefdesk. The log says where."

    def _look(self) -> None:
        try:
            with self.turn.taken(0) as is_mine:
                if is_mine:
                    self.embed(stopped=self._closing.is_set)
            self._error = ""
        except BriefdeskError as error:  # an embedder out of reach: the library is open, and says what waits
            self._error = str(error)
            log.warning("indexing waits error=%s", type(error).__name__)
            self._closing.wait(SECONDS_BETWEEN_TRIES)

    def embed(self, report: Report = lambda _done, _of: None, stopped: Callable[[], bool] = lambda: False) -> int:
        """What ``catch_up`` does, for whoever has the turn."""
        space, done = self.embedder.space, 0
        self.sweep()
        with ThreadPoolExecutor(1, thread_name_prefix="vectors") as writer:
            while not stopped() and (window := self.shelf.pending(space, PASSAGES_A_WINDOW)):
                to_do = done + self.shelf.pending_count(space)
                writing: Future[None] = writer.submit(self.sweep)
                for batch in _by_length(window):
                    report(done, to_do)
                    vectors = self.embedder.embed([passage.text for passage in batch])
                    writing.result()
                    writing = writer.submit(self._write, batch, vectors)
                    done += len(batch)
                    if stopped():
                        break
                writing.result()
        report(done, done)
        return done

    def _write(self, batch: Sequence[Passage], vectors: Vectors) -> None:
        self.store.add(batch, vectors)
        gone = self.shelf.embedded(self.embedder.space, [passage.id for passage in batch])
        self.store.discard(gone)  # taken out or replaced while it was embedded
        self._done.append((time.monotonic(), len(batch)))

    def _rate(self) -> float:
        """Passages a second, over the last minute."""
        now = time.monotonic()
        while self._done and now - self._done[0][0] > SECONDS_OF_A_RATE:
            self._done.popleft()
        lately = list(self._done)
        if len(lately) < 2:  # noqa: PLR2004  # two moments make a rate
            return 0.0
        seconds = lately[-1][0] - lately[0][0]
        return sum(passages for _, passages in lately[1:]) / seconds if seconds else 0.0


def _by_length(window: Sequence[Passage]) -> Iterator[list[Passage]]:
    ordered = sorted(window, key=lambda passage: len(passage.text))
    for start in range(0, len(ordered), PASSAGES_A_BATCH):
        yield ordered[start : start + PASSAGES_A_BATCH]
