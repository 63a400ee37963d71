"""What is to be read: intakes that wait, and feeds that are read again. Both are rooms of ``Shelf``."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from pipeline.domain import Job, JobState, Refused, Subscription


class Jobs(Protocol):
    """Intakes that wait, run, or are over but not dismissed."""

    def queue(self, name: str, plan: str, at: datetime) -> Job:
        """A new job at the end of the queue. ``plan`` says what it reads, in its own words."""

    def jobs(self) -> tuple[Job, ...]:
        """In the order in which they were queued. Their plans, which may be long, are left empty: ``job`` has them."""

    def job(self, job_id: int) -> Job:
        """With its plan. NotFound when there is none."""

    def job_state(self, job_id: int) -> JobState:
        """Its state alone, however long its plan. NotFound when there is none."""

    def save_job(self, job: Job) -> None:
        """How far it is: all but its state and plan. The refusals in ``job.added`` join those that it has, once each.

        No error when it is unknown.
        """

    def move_job(self, job_id: int, *, to: JobState, at: Collection[JobState]) -> bool:
        """Changes its state where it is one of ``at``; whether it was."""

    def requeue(self, job_id: int, plan: str, at: datetime) -> Job | None:
        """In the place of a job that is over a new one of its name, at the end of the queue.

        None, and nothing changes, when there is no such job, or it is not over any more.
        """

    def refusals(self, job_id: int, *, offset: int = 0, limit: int = 100) -> tuple[Refused, ...]:
        """What it refused, in that order."""

    def drop_job(self, job_id: int) -> None:
        """Forgets a job and its refusals; no error when there is none."""


class Subscriptions(Protocol):
    """Feeds that are read again and again."""

    def subscribe(self, subscription: Subscription) -> None:
        """Keeps it, in the place of another one of its address."""

    def subscriptions(self) -> tuple[Subscription, ...]:
        """By title, then address."""

    def note_reading(
        self, url: str, *, follow: bool, at: datetime, title: str, error: str, etag: str | None, modified: str | None
    ) -> None:
        """What came of reading the feed of this address, unless it was ended or is followed in another way by now.

        ``title`` is taken where it has none; ``etag`` and ``modified`` of None leave those that it has.
        """

    def unsubscribe(self, url: str) -> None:
        """No error when there is none."""
