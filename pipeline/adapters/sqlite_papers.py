"""Briefs and standing questions: whole records, with the few columns that their lists show."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import sys
from datetime import datetime

from pipeline import records
from pipeline.adapters import sqlite_cited, sqlite_library, sqlite_rows
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import ArticleId, Brief, Scope, StandingQuestion
from pipeline.errors import NotFound, Overtaken
from pipeline.ports import BriefEntry, Paper, VersionEntry

_THIS = "id IN (SELECT value FROM json_each(?))"
_DIGEST_CHARS = 16
_LAST_KEY = re.compile(r"(?<=-)[0-9]{1,18}$")


class SqlitePapers:
    """The part of the shelf that holds briefs and standing questions."""

    database: Database
    _known_state: tuple[tuple[int, int | None, str], str] | None = None

    def save_brief(self, brief: Brief) -> None:
        made_at = sqlite_rows.stamp(brief.provenance.made_at)
        with self.database.writing() as db:
            _keep(db, brief, made_at)

    def save_next(self, brief: Brief, at: datetime) -> None:
        with self.database.writing() as db:
            newest = db.execute(f"SELECT max(version) FROM brief WHERE {_THIS}", (listed([brief.id]),)).fetchone()[0]
            if newest is None:
                raise Overtaken(f"Brief {brief.id} was deleted by now.")
            if brief.version != newest + 1:
                raise Overtaken(f"Version {newest} of brief {brief.id} is the newest by now.")
            _keep(db, brief, sqlite_rows.stamp(at))

    def versions(self, brief_id: str) -> tuple[VersionEntry, ...]:
        sql = f"""SELECT version, saved_at, coalesce(json_extract(record, '$.change'), '') AS change
            FROM brief WHERE {_THIS} ORDER BY version DESC"""
        with self.database.reading() as db:
            rows = db.execute(sql, (listed([brief_id]),)).fetchall()
        return tuple(VersionEntry(row["version"], sqlite_rows.moment(row["saved_at"]), row["change"]) for row in rows)

    def brief(self, brief_id: str, version: int | None = None) -> Brief:
        sql = f"SELECT record FROM brief WHERE {_THIS} AND version = coalesce(?, version) ORDER BY version DESC LIMIT 1"
        with self.database.reading() as db:
            row = db.execute(sql, (listed([brief_id]), version)).fetchone()
        if row is None:
            raise NotFound(f"There is no brief {brief_id}" + (f" of version {version}." if version else "."))
        return records.read_brief(json.loads(row["record"]))

    def briefs(self, author: str | None = None) -> tuple[BriefEntry, ...]:
        # SQLite takes the other columns from the row that holds the maximum
        columns = "id, max(version) AS version, topic, template, made_at, author"
        sql = f"SELECT {columns} FROM brief GROUP BY id HAVING {sqlite_cited.THEIRS} ORDER BY made_at DESC, id"
        with self.database.reading() as db:
            rows = db.execute(sql, sqlite_cited.theirs(author)).fetchall()
        return tuple(map(_entry, rows))

    def delete_brief(self, brief_id: str) -> None:
        with self.database.writing() as db:
            db.execute(f"DELETE FROM brief WHERE {_THIS}", (listed([brief_id]),))
            sqlite_cited.forget(db, Paper.BRIEF, brief_id)

    def state(self, scope: Scope) -> str:
        """A digest of identities and revisions, and the greatest key of one: what is stored later has a greater."""
        if not scope.is_everything:
            with self.database.reading() as db:
                return _state(db, scope)
        # asked for with every question: read again only when something was stored or removed
        with self.database.reading() as db:
            count, last = db.execute("SELECT (SELECT count(*) FROM article), max(key) FROM revision").fetchone()
            (at,) = db.execute("SELECT stored_at FROM revision WHERE key = ?", (last,)).fetchone() or ("",)
            mark, known = (count, last, at), self._known_state
            state = known[1] if known is not None and known[0] == mark else _state(db, scope)
        self._known_state = mark, state
        return state

    def arrived(self, scope: Scope, state: str, at: datetime) -> tuple[ArticleId, ...]:
        # by the moment too: the last key of all is given again when its revision was removed
        inside, values = sqlite_library.condition(scope)
        last = _LAST_KEY.search(state)
        since = int(last.group()) if last else sys.maxsize
        sql = f"""SELECT n.id FROM newest n JOIN revision r ON r.key = n.revision
            WHERE {inside} AND (r.key > ? OR r.stored_at > ?) ORDER BY r.key"""
        with self.database.reading() as db:
            return tuple(ArticleId(i) for (i,) in db.execute(sql, (*values, since, sqlite_rows.stamp(at))))

    def save_standing(self, question: StandingQuestion) -> None:
        record = json.dumps(records.standing(question))
        with self.database.writing() as db:
            db.execute(
                """INSERT INTO standing (id, position, record, author)
                SELECT ?, coalesce(max(position), 0) + 1, ?, ? FROM standing WHERE TRUE
                ON CONFLICT (id) DO UPDATE SET record = excluded.record, author = excluded.author""",
                (question.id, record, question.author),
            )

    def change_standing(self, before: StandingQuestion, after: StandingQuestion) -> bool:
        if before.id != after.id:
            raise ValueError("what takes the place of a question has its identity")
        with self.database.writing() as db:
            row = db.execute(f"SELECT record FROM standing WHERE {_THIS}", (listed([before.id]),)).fetchone()
            if row is None or records.read_standing(json.loads(row["record"])) != before:
                return False
            record = json.dumps(records.standing(after))
            values = (record, after.author, listed([after.id]))
            db.execute(f"UPDATE standing SET record = ?, author = ? WHERE {_THIS}", values)
        return True

    def standing_questions(self, author: str | None = None) -> tuple[StandingQuestion, ...]:
        sql = f"SELECT record FROM standing WHERE {sqlite_cited.THEIRS} ORDER BY position, id"
        with self.database.reading() as db:
            rows = db.execute(sql, sqlite_cited.theirs(author)).fetchall()
        return tuple(records.read_standing(json.loads(row["record"])) for row in rows)

    def standing_question(self, question_id: str) -> StandingQuestion:
        with self.database.reading() as db:
            row = db.execute(f"SELECT record FROM standing WHERE {_THIS}", (listed([question_id]),)).fetchone()
        if row is None:
            raise NotFound(f"There is no standing question {question_id}.")
        return records.read_standing(json.loads(row["record"]))

    def delete_standing(self, question_id: str) -> None:
        with self.database.writing() as db:
            db.execute(f"DELETE FROM standing WHERE {_THIS}", (listed([question_id]),))


def _state(db: sqlite3.Connection, scope: Scope) -> str:
    inside, values = sqlite_library.condition(scope)
    rows = db.execute(f"SELECT n.id || ':' || n.number, n.revision FROM newest n WHERE {inside}", values).fetchall()
    digest = hashlib.sha256("\n".join(sorted(name for name, _ in rows)).encode()).hexdigest()
    return f"{digest[:_DIGEST_CHARS]}-{max((key for _, key in rows), default=0)}"


def _keep(db: sqlite3.Connection, brief: Brief, saved_at: str) -> None:
    """In the place of the same version, where there is one."""
    made_at = sqlite_rows.stamp(brief.provenance.made_at)
    row = (brief.id, brief.version, brief.topic, brief.template, made_at, json.dumps(records.brief(brief)), saved_at)
    db.execute("INSERT OR REPLACE INTO brief VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, brief.author))
    sqlite_cited.by_brief(db, brief.id)


def _entry(row: sqlite3.Row) -> BriefEntry:
    made_at = sqlite_rows.moment(row["made_at"])
    return BriefEntry(row["id"], row["version"], row["topic"], row["template"], made_at, row["author"])
