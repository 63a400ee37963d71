"""Conversations and briefs: whole records, with the few columns that their lists show."""

from __future__ import annotations

import json
from datetime import datetime

from pipeline import records
from pipeline.adapters import sqlite_rows
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import Brief, Conversation
from pipeline.errors import NotFound
from pipeline.ports import BriefEntry

_THIS = "id IN (SELECT value FROM json_each(?))"


class SqlitePapers:
    """The part of the shelf that holds what was asked and written."""

    database: Database

    def save_conversation(self, conversation: Conversation) -> None:
        row = (conversation.id, conversation.title, sqlite_rows.stamp(conversation.changed_at))
        record = json.dumps(records.conversation(conversation))
        with self.database.writing() as db:
            db.execute("INSERT OR REPLACE INTO conversation VALUES (?, ?, ?, ?)", (*row, record))

    def conversation(self, conversation_id: str) -> Conversation:
        with self.database.reading() as db:
            row = db.execute(f"SELECT record FROM conversation WHERE {_THIS}", (listed([conversation_id]),)).fetchone()
        if row is None:
            raise NotFound(f"There is no conversation {conversation_id}.")
        return records.read_conversation(json.loads(row["record"]))

    def conversations(self) -> tuple[tuple[str, str, datetime], ...]:
        with self.database.reading() as db:
            rows = db.execute("SELECT id, title, changed_at FROM conversation ORDER BY changed_at DESC, id").fetchall()
        return tuple((row["id"], row["title"], sqlite_rows.moment(row["changed_at"])) for row in rows)

    def delete_conversation(self, conversation_id: str) -> None:
        with self.database.writing() as db:
            db.execute(f"DELETE FROM conversation WHERE {_THIS}", (listed([conversation_id]),))

    def save_brief(self, brief: Brief) -> None:
        made_at = sqlite_rows.stamp(brief.provenance.made_at)
        row = (brief.id, brief.version, brief.topic, brief.template, made_at, json.dumps(records.brief(brief)))
        with self.database.writing() as db:
            db.execute("INSERT OR REPLACE INTO brief VALUES (?, ?, ?, ?, ?, ?)", row)

    def brief(self, brief_id: str, version: int | None = None) -> Brief:
        sql = f"SELECT record FROM brief WHERE {_THIS} AND version = coalesce(?, version) ORDER BY version DESC LIMIT 1"
        with self.database.reading() as db:
            row = db.execute(sql, (listed([brief_id]), version)).fetchone()
        if row is None:
            raise NotFound(f"There is no brief {brief_id}" + (f" of version {version}." if version else "."))
        return records.read_brief(json.loads(row["record"]))

    def briefs(self) -> tuple[BriefEntry, ...]:
        # SQLite takes the other columns from the row that holds the maximum
        columns = "id, max(version) AS version, topic, template, made_at"
        with self.database.reading() as db:
            rows = db.execute(f"SELECT {columns} FROM brief GROUP BY id ORDER BY made_at DESC, id").fetchall()
        return tuple(
            BriefEntry(row["id"], row["version"], row["topic"], row["template"], sqlite_rows.moment(row["made_at"]))
            for row in rows
        )

    def delete_brief(self, brief_id: str) -> None:
        with self.database.writing() as db:
            db.execute(f"DELETE FROM brief WHERE {_THIS}", (listed([brief_id]),))
