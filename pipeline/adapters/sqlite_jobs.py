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

_JOBS = """SELECT j.*, p.text AS plan, (SELECT count(*) FROM refusal f WHERE f.job = j.id) AS refusals
    FROM job j JOIN plan p ON p.job = j.id"""


class SqliteJobs:
    """The part of the shelf that holds what is to be read."""

    database: Database

    def queue(self, name: str, plan: str, at: datetime) -> Job:
        job = Job(0, name, plan, at)
        with self.database.writing() as db:
            row = (JobState.WAITING.value, json.dumps(records.job(job)))
            identity = db.execute("INSERT INTO job (state, record) VALUES (?, ?)", row).lastrowid
            db.execute("INSERT INTO plan VALUES (?, ?)", (identity, plan))
        assert identity is not None
        return self.job(identity)

    def jobs(self) -> tuple[Job, ...]:
        with self.database.reading() as db:
            return tuple(map(_job, db.execute(f"{_JOBS} ORDER BY j.id")))

    def job(self, job_id: int) -> Job:
        with self.database.reading() as db:
            row = db.execute(f"{_JOBS} WHERE j.id = ?", (job_id,)).fetchone()
        if row is None:
            raise NotFound(f"There is no job {job_id}.")
        return _job(row)

    def save_job(self, job: Job) -> None:
        with self.database.writing() as db:
            save(db, job)

    def move_job(self, job_id: int, *, to: JobState, at: Collection[JobState]) -> bool:
        sql = "UPDATE job SET state = ? WHERE id = ? AND state IN (SELECT value FROM json_each(?))"
        with self.database.writing() as db:
            return db.execute(sql, (to.value, job_id, listed(state.value for state in at))).rowcount > 0

    def refusals(self, job_id: int, *, offset: int = 0, limit: int = 100) -> tuple[Refused, ...]:
        sql = "SELECT name, reason, origin FROM refusal WHERE job = ? ORDER BY key LIMIT ? OFFSET ?"
        with self.database.reading() as db:
            rows = db.execute(sql, (job_id, limit, offset)).fetchall()
        return tuple(Refused(row["name"], row["reason"], row["origin"]) for row in rows)

    def drop_job(self, job_id: int) -> None:
        with self.database.writing() as db:
            db.execute("DELETE FROM job WHERE id = ?", (job_id,))

    def subscribe(self, subscription: Subscription) -> None:
        row = (subscription.url, sqlite_rows.sorts(subscription.title), json.dumps(records.subscription(subscription)))
        with self.database.writing() as db:
            db.execute("INSERT OR REPLACE INTO subscription VALUES (?, ?, ?)", row)

    def subscriptions(self) -> tuple[Subscription, ...]:
        with self.database.reading() as db:
            rows = db.execute("SELECT record FROM subscription ORDER BY title, url").fetchall()
        return tuple(records.read_subscription(json.loads(row["record"])) for row in rows)

    def unsubscribe(self, url: str) -> None:
        with self.database.writing() as db:
            db.execute("DELETE FROM subscription WHERE url = ?", (url,))


def save(db: sqlite3.Connection, job: Job) -> None:
    updated = db.execute("UPDATE job SET record = ? WHERE id = ?", (json.dumps(records.job(job)), job.id))
    if updated.rowcount:
        db.executemany(
            "INSERT OR IGNORE INTO refusal (job, name, reason, origin) VALUES (?, ?, ?, ?)",
            ((job.id, refused.name, refused.reason, refused.origin) for refused in job.added.refused),
        )


def _job(row: sqlite3.Row) -> Job:
    return replace(
        records.read_job(json.loads(row["record"])),
        id=row["id"],
        plan=row["plan"],
        state=JobState(row["state"]),
        refusals=row["refusals"],
    )
