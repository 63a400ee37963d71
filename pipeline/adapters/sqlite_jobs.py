"""Jobs and what they refused; feeds that are read again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from pipeline import records
from pipeline.adapters import sqlite_rows
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import Job, JobState, Refused, Subscription
from pipeline.errors import NotFound


class SqliteJobs:
    """The part of the shelf that holds what is to be read."""

    database: Database

    def queue(self, name: str, plan: str, at: datetime) -> Job:
        with self.database.writing() as db:
            return _queue(db, Job(0, name, plan, at))

    def jobs(self) -> tuple[Job, ...]:
        with self.database.reading() as db:
            return tuple(map(_job, db.execute("SELECT *, '' AS plan FROM job ORDER BY id")))

    def job(self, job_id: int) -> Job:
        sql = "SELECT job.*, plan.text AS plan FROM job JOIN plan ON plan.job = job.id WHERE job.id = ?"
        with self.database.reading() as db:
            return _job(_found(db.execute(sql, (job_id,)), job_id))

    def job_state(self, job_id: int) -> JobState:
        with self.database.reading() as db:
            row = _found(db.execute("SELECT state FROM job WHERE id = ?", (job_id,)), job_id)
        return JobState(row["state"])

    def save_job(self, job: Job) -> None:
        with self.database.writing() as db:
            save(db, job)

    def move_job(self, job_id: int, *, to: JobState, at: Collection[JobState]) -> bool:
        sql = "UPDATE job SET state = ? WHERE id = ? AND state IN (SELECT value FROM json_each(?))"
        with self.database.writing() as db:
            return db.execute(sql, (to.value, job_id, listed(state.value for state in at))).rowcount > 0

    def requeue(self, job_id: int, plan: str, at: datetime) -> Job | None:
        with self.database.writing() as db:
            row = db.execute("SELECT state, record FROM job WHERE id = ?", (job_id,)).fetchone()
            if row is None or not JobState(row["state"]).is_over:
                return None
            db.execute("DELETE FROM job WHERE id = ?", (job_id,))
            return _queue(db, Job(0, records.read_job(json.loads(row["record"])).name, plan, at))

    def refusals(self, job_id: int, *, offset: int = 0, limit: int = 100) -> tuple[Refused, ...]:
        sql = "SELECT name, reason, origin FROM refusal WHERE job = ? ORDER BY key LIMIT ? OFFSET ?"
        with self.database.reading() as db:
            rows = db.execute(sql, (job_id, limit, offset)).fetchall()
        return tuple(Refused(row["name"], row["reason"], row["origin"]) for row in rows)

    def drop_job(self, job_id: int) -> None:
        with self.database.writing() as db:
            db.execute("DELETE FROM job WHERE id = ?", (job_id,))

    def subscribe(self, subscription: Subscription) -> None:
        with self.database.writing() as db:
            _subscribe(db, subscription)

    def subscriptions(self) -> tuple[Subscription, ...]:
        with self.database.reading() as db:
            rows = db.execute("SELECT record FROM subscription ORDER BY title, url").fetchall()
        return tuple(map(_subscription, rows))

    def note_reading(
        self, url: str, *, follow: bool, at: datetime, title: str, error: str, etag: str | None, modified: str | None
    ) -> None:
        with self.database.writing() as db:
            row = db.execute("SELECT record FROM subscription WHERE url = ?", (url,)).fetchone()
            kept = _subscription(row) if row else None
            if kept is None or kept.follow != follow:
                return
            read = replace(kept, title=kept.title or title, checked_at=at, error=error)
            etag, modified = kept.etag if etag is None else etag, kept.modified if modified is None else modified
            _subscribe(db, replace(read, etag=etag, modified=modified))

    def unsubscribe(self, url: str) -> None:
        with self.database.writing() as db:
            db.execute("DELETE FROM subscription WHERE url = ?", (url,))


def save(db: sqlite3.Connection, job: Job) -> None:
    updated = db.execute("UPDATE job SET record = ? WHERE id = ?", (json.dumps(records.job(job)), job.id))
    if updated.rowcount:
        more = db.executemany(
            "INSERT OR IGNORE INTO refusal (job, name, reason, origin) VALUES (?, ?, ?, ?)",
            ((job.id, refused.name, refused.reason, refused.origin) for refused in job.added.refused),
        )
        db.execute("UPDATE job SET refusals = refusals + ? WHERE id = ?", (max(more.rowcount, 0), job.id))


def _queue(db: sqlite3.Connection, job: Job) -> Job:
    row = (job.state.value, json.dumps(records.job(job)))
    identity = db.execute("INSERT INTO job (state, record) VALUES (?, ?)", row).lastrowid
    assert identity is not None
    db.execute("INSERT INTO plan VALUES (?, ?)", (identity, job.plan))
    return replace(job, id=identity)


def _found(rows: sqlite3.Cursor, job_id: int) -> sqlite3.Row:
    row: sqlite3.Row | None = rows.fetchone()
    if row is None:
        raise NotFound(f"There is no job {job_id}.")
    return row


def _subscribe(db: sqlite3.Connection, subscription: Subscription) -> None:
    row = (subscription.url, sqlite_rows.sorts(subscription.title), json.dumps(records.subscription(subscription)))
    db.execute("INSERT OR REPLACE INTO subscription VALUES (?, ?, ?)", row)


def _subscription(row: sqlite3.Row) -> Subscription:
    return records.read_subscription(json.loads(row["record"]))


def _job(row: sqlite3.Row) -> Job:
    return replace(
        records.read_job(json.loads(row["record"])),
        id=row["id"],
        plan=row["plan"],
        state=JobState(row["state"]),
        refusals=row["refusals"],
    )
