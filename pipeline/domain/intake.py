"""What goes into the library: jobs that read, feeds that are read again, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that did not become an article, and why. ``origin`` counts the job's inputs, from 0."""

    name: str
    reason: str
    origin: int = 0


@dataclass(frozen=True, slots=True)
class Added:
    """What an intake did, in articles; ``passages`` counts those newly stored, ``seconds`` is wall time."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0
    copies: int = 0
    refused: tuple[Refused, ...] = ()
    passages: int = 0
    seconds: float = 0.0


class JobState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"

    @property
    def is_over(self) -> bool:
        return self in {JobState.STOPPED, JobState.DONE, JobState.FAILED}


@dataclass(frozen=True, slots=True)
class Job:
    """One intake as it is kept: it outlives the process that runs it.

    ``plan`` says what to read, ``inputs_read`` how many of its inputs are wholly read. ``added`` counts what was done
    so far, without the refusals, of which there are ``refusals``. ``share`` is how far reading is, from 0 to 1.
    """

    id: int
    name: str
    plan: str
    queued_at: datetime
    state: JobState = JobState.WAITING
    inputs_read: int = 0
    share: float = 0.0
    added: Added = field(default_factory=Added)
    refusals: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is read again: every ``minutes``, or only when asked where that is 0.

    ``etag`` and ``modified`` are what its server gave last, for a conditional request; ``error`` is why the last
    reading failed, empty when it did not.
    """

    url: str
    title: str = ""
    outlet: str = ""
    collection: str = ""
    follow: bool = False
    minutes: int = 60
    etag: str = ""
    modified: str = ""
    checked_at: datetime | None = None
    error: str = ""
