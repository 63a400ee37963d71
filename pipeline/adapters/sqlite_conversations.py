"""Conversations with their words, and what readers say of the answers in them."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from pipeline import records
from pipeline.adapters import sqlite_cited, sqlite_match, sqlite_paper_tables, sqlite_rows
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import Conversation, Feedback
from pipeline.errors import NotFound
from pipeline.ports import ConversationEntry, Paper

_THIS = "id IN (SELECT value FROM json_each(?))"
_NONE = "There is no conversation {}."


class SqliteConversations:
    """The part of the shelf that holds what was asked and answered."""

    database: Database

    def save_conversation(self, conversation: Conversation) -> None:
        row = (
            conversation.id,
            conversation.title,
            sqlite_rows.stamp(conversation.changed_at),
            conversation.author,
            json.dumps(records.conversation(conversation)),
        )
        answered = listed(sqlite_rows.stamp(turn.answer.provenance.made_at) for turn in conversation.turns)
        with self.database.writing() as db:
            (key,) = db.execute(
                """INSERT INTO conversation (id, title, changed_at, author, record) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET title = excluded.title, changed_at = excluded.changed_at,
                    author = excluded.author, record = excluded.record RETURNING key""",
                row,
            ).fetchone()
            _reindex(db, key)
            sqlite_cited.by_conversation(db, conversation.id)
            db.execute(
                "DELETE FROM feedback WHERE conversation = ? AND answered_at NOT IN (SELECT value FROM json_each(?))",
                (key, answered),
            )

    def rename_conversation(self, conversation_id: str, title: str) -> None:
        with self.database.writing() as db:
            key = _key(db, conversation_id)
            if key is None:
                raise NotFound(_NONE.format(conversation_id))
            db.execute(
                "UPDATE conversation SET title = ?, record = json_set(record, '$.title', ?) WHERE key = ?",
                (title, title, key),
            )
            _reindex(db, key)

    def conversation(self, conversation_id: str) -> Conversation:
        with self.database.reading() as db:
            row = db.execute(f"SELECT record FROM conversation WHERE {_THIS}", (listed([conversation_id]),)).fetchone()
        if row is None:
            raise NotFound(_NONE.format(conversation_id))
        return records.read_conversation(json.loads(row["record"]))

    def conversations(
        self, author: str | None = None, *, words: str = "", offset: int = 0, limit: int | None = None
    ) -> tuple[ConversationEntry, ...]:
        query = sqlite_match.all_of(words)
        among = "key IN (SELECT rowid FROM conversation_words WHERE conversation_words MATCH ?)" if query else "? = ''"
        sql = f"""SELECT id, title, changed_at, author FROM conversation
            WHERE {sqlite_cited.THEIRS} AND {among} ORDER BY changed_at DESC, id LIMIT ? OFFSET ?"""
        values = (*sqlite_cited.theirs(author), query, -1 if limit is None else limit, offset)
        with self.database.reading() as db:
            rows = db.execute(sql, values).fetchall()
        return tuple(
            ConversationEntry(row["id"], row["title"], sqlite_rows.moment(row["changed_at"]), row["author"])
            for row in rows
        )

    def delete_conversation(self, conversation_id: str) -> None:
        with self.database.writing() as db:
            key = _key(db, conversation_id)
            if key is None:
                return
            db.execute("DELETE FROM conversation_words WHERE rowid = ?", (key,))
            db.execute("DELETE FROM conversation WHERE key = ?", (key,))
            sqlite_cited.forget(db, Paper.ANSWER, conversation_id)

    def save_feedback(self, feedback: Feedback) -> None:
        answered_at = sqlite_rows.stamp(feedback.answered_at)
        with self.database.writing() as db:
            key = _key(db, feedback.conversation_id)
            if key is None or answered_at not in _answered(db, key):
                return
            db.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?)",
                (key, answered_at, feedback.author, feedback.is_good, sqlite_rows.stamp(feedback.at), feedback.reason),
            )

    def feedback(self, conversation_id: str | None = None) -> tuple[Feedback, ...]:
        sql = f"""SELECT c.id, f.answered_at, f.is_good, f.at, f.reason, f.author
            FROM feedback f JOIN conversation c ON c.key = f.conversation
            WHERE {"TRUE" if conversation_id is None else f"c.{_THIS}"} ORDER BY f.at, f.answered_at, f.author"""
        with self.database.reading() as db:
            rows = db.execute(sql, () if conversation_id is None else (listed([conversation_id]),)).fetchall()
        return tuple(map(_feedback, rows))

    def delete_feedback(self, conversation_id: str, answered_at: datetime, author: str) -> None:
        with self.database.writing() as db:
            db.execute(
                f"""DELETE FROM feedback WHERE answered_at = ? AND author = ?
                    AND conversation IN (SELECT key FROM conversation WHERE {_THIS})""",
                (sqlite_rows.stamp(answered_at), author, listed([conversation_id])),
            )


def _key(db: sqlite3.Connection, conversation_id: str) -> int | None:
    row = db.execute(f"SELECT key FROM conversation WHERE {_THIS}", (listed([conversation_id]),)).fetchone()
    return None if row is None else int(row["key"])


def _reindex(db: sqlite3.Connection, key: int) -> None:
    db.execute("DELETE FROM conversation_words WHERE rowid = ?", (key,))
    db.execute(f"{sqlite_paper_tables.SAID} p.key = ?", (key,))


def _answered(db: sqlite3.Connection, key: int) -> frozenset[str]:
    """When each answer of a conversation was made."""
    (record,) = db.execute("SELECT record FROM conversation WHERE key = ?", (key,)).fetchone()
    turns = records.read_conversation(json.loads(record)).turns
    return frozenset(sqlite_rows.stamp(turn.answer.provenance.made_at) for turn in turns)


def _feedback(row: sqlite3.Row) -> Feedback:
    answered_at, at = sqlite_rows.moment(row["answered_at"]), sqlite_rows.moment(row["at"])
    return Feedback(row["id"], answered_at, bool(row["is_good"]), at, row["reason"], row["author"])
