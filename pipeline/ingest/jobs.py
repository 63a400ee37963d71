"""Jobs, one after another, in a thread: what is given outlives a closed page, a stop and a crash.

A job is on the shelf from the moment it is given. It goes on at the first input that is not wholly read; what of that
one was stored before is known by its content. Pausing and stopping are states on the shelf, so any process may ask.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

from pipeline.domain import Job, JobState, Refused
from pipeline.errors import BriefdeskError, NotFound
from pipeline.ingest import plan
from pipeline.ingest.inputs import Input, Piece
from pipeline.ingest.intake import Intake, Said
from pipeline.ingest.plan import Incoming
from pipeline.ingest.tally import Tally, Told
from pipeline.ingest.turn import Turn
from pipeline.ports import Clock, Shelf

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 2.0
SECONDS_OF_PATIENCE = 10.0
_TO_DO = frozenset({JobState.WAITING, JobState.RUNNING})


class Pass(Protocol):
    """Inputs that are being read."""

    def pieces(self) -> Iterator[Piece]: ...

    def end(self) -> None:
        """All pieces are stored."""


Begin = Callable[[Sequence[Input], Callable[[], bool]], Pass]


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a job reads: articles a second, and the time left in seconds (None while it cannot be told)."""

    rate: float
    seconds_left: float | None


@dataclass(slots=True)
class Jobs:
    """The queue of one library. ``begin`` reads inputs; ``stored`` is told when there is something new.

    Whoever has the ``turn`` does jobs; ``keeping`` is held for the moment in which uploads come or go.
    """

    shelf: Shelf
    intake: Intake
    incoming: Incoming
    turn: Turn
    keeping: Turn
    clock: Clock
    begin: Begin
    stored: Callable[[], None] = lambda: None
    _closing: threading.Event = field(default_factory=threading.Event)
    _wanted: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _paces: dict[int, Pace] = field(default_factory=dict)

    def start(self) -> None:
        """Works from now until ``close``, beside whatever else goes on, and never keeps the program from ending."""
        self._thread = threading.Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Ends after the present transaction; what is not read yet is read the next time."""
        self._closing.set()
        self._wanted.set()
        if self._thread is not None:
            self._thread.join()

    def add(self, name: str, inputs: Sequence[Input], said: Said = Said()) -> Job:  # noqa: B008
        """Puts a job at the end of the queue. Raises DeskUnavailable when it cannot be kept."""
        with self.keeping.taken(SECONDS_OF_PATIENCE):
            job = self.shelf.queue(name, plan.written(inputs, said, self.incoming), self.clock())
        self._wanted.set()
        return job

    def all(self) -> tuple[Job, ...]:
        """In the order in which they were queued, without their plans."""
        return self.shelf.jobs()

    def pace(self, job: Job) -> Pace:
        return self._paces.get(job.id, Pace(0.0, None))

    def pause(self, job: Job) -> None:
        """Lets others pass until ``go_on``; it stays paused when Briefdesk is started again."""
        self.shelf.move_job(job.id, to=JobState.PAUSED, at={JobState.WAITING, JobState.RUNNING})

    def go_on(self, job: Job) -> None:
        self.shelf.move_job(job.id, to=JobState.WAITING, at={JobState.PAUSED})
        self._wanted.set()

    def stop(self, job: Job) -> None:
        """For good; what is stored stays."""
        self.shelf.move_job(job.id, to=JobState.STOPPED, at={JobState.WAITING, JobState.RUNNING, JobState.PAUSED})

    def refusals(self, job: Job, offset: int = 0, limit: int = 100) -> tuple[Refused, ...]:
        return self.shelf.refusals(job.id, offset=offset, limit=limit)

    def retry(self, job: Job) -> Job:
        """Reads again what a job that is over has refused or not come to, as a job in its place.

        The job itself where it is not over, or is not there any more.
        """
        whole = self.shelf.job(job.id)
        refused = self.shelf.refusals(job.id, limit=whole.refusals)
        narrowed = plan.narrowed(whole.plan, refused, whole.inputs_read)
        again = self.shelf.requeue(job.id, narrowed, self.clock())
        self._wanted.set()
        return again or job

    def dismiss(self, job: Job) -> None:
        """Takes a job that is over off the list, and what was kept for it. No error when it is not there."""
        with self.keeping.taken(SECONDS_OF_PATIENCE) as is_alone:
            if self._state(job).is_over:
                self.shelf.drop_job(job.id)
            if is_alone:  # else what is not needed any more goes with the next one
                plans = [self.shelf.job(each.id).plan for each in self.shelf.jobs()]
                self.incoming.keep_only(frozenset(key for each in plans for key in plan.keys(each)))

    def wait(self, job: Job) -> Job:
        """The job as it is once it is over or gone."""
        while True:
            try:
                job = self.shelf.job(job.id)
            except NotFound:
                return job
            if job.state.is_over:
                return job
            time.sleep(0.02)

    def _run(self) -> None:
        while not self._closing.is_set():
            if not self._looked():
                self._wanted.wait(SECONDS_BETWEEN_LOOKS)
                self._wanted.clear()

    def _looked(self) -> bool:
        try:
            return self._next()
        except BriefdeskError as failure:  # another process holds the library too long, say: it is looked again
            log.warning("jobs wait error=%s", type(failure).__name__)
            return False

    def _next(self) -> bool:
        """Does the first job that is to be done; whether there was one, and nobody else was at it."""
        if not any(job.state in _TO_DO for job in self.shelf.jobs()):
            return False
        with self.turn.taken(0) as is_mine:
            # one that is running while the turn is ours was broken off with its process
            job = next((each for each in self.shelf.jobs() if each.state in _TO_DO), None)
            if not is_mine or job is None:
                return False
            self.shelf.move_job(job.id, to=JobState.RUNNING, at={JobState.WAITING})
            # in a thread of its own: a bug in it surfaces there, and the next job is done all the same
            thread = threading.Thread(target=self._do, args=(self.shelf.job(job.id),), name="job", daemon=True)
            thread.start()
            thread.join()
            return True

    def _do(self, job: Job) -> None:
        error = "A fault in Briefdesk; the log says where."
        try:
            error = self._read(job)
        except BriefdeskError as failure:
            error = str(failure)
            log.warning("job failed error=%s", type(failure).__name__)
        finally:
            self._paces.pop(job.id, None)
            self.stored()
            if error:
                self._fail(job, error)

    def _fail(self, job: Job, error: str) -> None:
        """A job that cannot even be said to have failed is begun again, as one is whose process died."""
        with suppress(BriefdeskError):
            self.shelf.save_job(replace(self.shelf.job(job.id), error=error))
            self.shelf.move_job(job.id, to=JobState.FAILED, at={JobState.RUNNING})

    def _read(self, job: Job) -> str:
        """Nothing: there was no error."""
        planned = plan.read(job.plan, self.incoming)
        count = len(planned.inputs)

        def is_stopped() -> bool:
            return self._closing.is_set() or self._state(job) is not JobState.RUNNING

        reading = self.begin(planned.inputs[job.inputs_read :], is_stopped)
        pieces = _of_all(reading.pieces(), job.inputs_read, count)
        self.intake.store(pieces, planned.said, job=job, told=self._told(job), stopped=is_stopped)
        if not is_stopped():
            reading.end()
            self.shelf.save_job(replace(self.shelf.job(job.id), inputs_read=count, share=1.0))
            self.shelf.move_job(job.id, to=JobState.DONE, at={JobState.RUNNING})
        return ""

    def _state(self, job: Job) -> JobState:
        try:
            return self.shelf.job_state(job.id)
        except NotFound:
            return JobState.STOPPED

    def _told(self, job: Job) -> Told:
        def told(tally: Tally) -> None:
            elapsed = time.monotonic() - tally.started
            done = tally.share - job.share
            left = elapsed / done * (1.0 - tally.share) if done > 0 else None
            self._paces[job.id] = Pace(tally.articles / elapsed if elapsed else 0.0, left)
            self.stored()

        return told


def _of_all(pieces: Iterator[Piece], before: int, count: int) -> Iterator[Piece]:
    """Pieces of the last inputs of ``count`` as pieces of all of them."""
    for piece in pieces:
        share = (before + piece.share * (count - before)) / count
        yield replace(piece, position=before + piece.position, share=share)
