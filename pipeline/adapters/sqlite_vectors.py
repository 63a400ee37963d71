"""Which passages lack a vector, and whose vectors have to go: what makes a half-written batch mendable.

The order that survives a crash at any moment is: keep (or remove) on the shelf, take out of the vector store what is
``leaving`` and say ``left``, then embed what is ``pending``, add the vectors, and say ``embedded``. Saying ``left``
makes all that is still there of these articles ``pending`` again, so that it cannot matter how far the last try came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence

from pipeline.adapters import sqlite_rows
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import ArticleId, Passage, PassageId

_EVERYTHING = """INSERT OR IGNORE INTO waiting
    SELECT ?, p.revision, p.key FROM passage p JOIN article a ON a.newest = p.revision"""

_STANDING = "SELECT count(*) FROM passage p JOIN article a ON a.newest = p.revision"


class SqliteVectors:
    """The part of the shelf that keeps account of the vector store."""

    database: Database

    def pending(self, space: str, limit: int) -> tuple[Passage, ...]:
        key = self._space(space)
        sql = f"""{sqlite_rows.PASSAGES} JOIN
            (SELECT revision, passage FROM waiting WHERE space = ? ORDER BY revision DESC, passage LIMIT ?) w
            ON w.passage = p.key ORDER BY w.revision DESC, w.passage"""
        with self.database.reading() as db:
            return tuple(map(sqlite_rows.passage, db.execute(sql, (key, limit))))

    def pending_count(self, space: str) -> int:
        key = self._space(space)
        with self.database.reading() as db:
            return int(db.execute("SELECT count(*) FROM waiting WHERE space = ?", (key,)).fetchone()[0])

    def embedded(self, space: str, ids: Sequence[PassageId]) -> tuple[PassageId, ...]:
        key, given = self._space(space), listed(ids)
        with self.database.writing() as db:
            standing = {
                row["id"]
                for row in db.execute(
                    "SELECT p.id FROM passage p JOIN article a ON a.newest = p.revision "
                    "WHERE p.id IN (SELECT value FROM json_each(?))",
                    (given,),
                )
            }
            db.execute(
                "DELETE FROM waiting WHERE space = ? AND passage IN "
                "(SELECT key FROM passage WHERE id IN (SELECT value FROM json_each(?)))",
                (key, given),
            )
        return tuple(i for i in ids if i not in standing)

    def unembedded(self, space: str, ids: Sequence[PassageId]) -> None:
        key = self._space(space)
        with self.database.writing() as db:
            db.execute(f"{_EVERYTHING} WHERE p.id IN (SELECT value FROM json_each(?))", (key, listed(ids)))

    def marked_count(self, space: str) -> int:
        key = self._space(space)
        sql = f"SELECT ({_STANDING}) - (SELECT count(*) FROM waiting WHERE space = ?)"
        with self.database.reading() as db:
            return int(db.execute(sql, (key,)).fetchone()[0])

    def forget_embedded(self, space: str) -> None:
        key = self._space(space)
        with self.database.writing() as db:
            db.execute(_EVERYTHING, (key,))

    def leaving(self) -> tuple[ArticleId, ...]:
        """Revised articles too, for the vectors of their earlier revisions."""
        with self.database.reading() as db:
            return tuple(
                ArticleId(row["article"]) for row in db.execute("SELECT article FROM leaving ORDER BY article")
            )

    def left(self, ids: Collection[ArticleId]) -> None:
        """What is still there of these articles is pending again, in every space."""
        gone = listed(ids)
        with self.database.writing() as db:
            db.execute("DELETE FROM leaving WHERE article IN (SELECT value FROM json_each(?))", (gone,))
            db.execute(
                """INSERT OR IGNORE INTO waiting SELECT s.key, p.revision, p.key
                    FROM space s, article a JOIN passage p ON p.revision = a.newest
                    WHERE a.id IN (SELECT value FROM json_each(?))""",
                (gone,),
            )

    def passage_count(self) -> int:
        with self.database.reading() as db:
            return int(db.execute(_STANDING).fetchone()[0])

    def stored_passages(self) -> Iterator[PassageId]:
        """As they are at the first step; what changes while they are read is not seen."""
        with self.database.reading() as db:
            rows = db.execute("SELECT p.id FROM passage p JOIN article a ON a.newest = p.revision").fetchall()
        for row in rows:
            yield PassageId(row["id"])

    def _space(self, name: str) -> int:
        """The key of a vector space. In one that was never heard of, everything is waiting."""
        with self.database.reading() as db:
            row = db.execute("SELECT key FROM space WHERE name = ?", (name,)).fetchone()
        if row is not None:
            return int(row["key"])
        with self.database.writing() as db:
            db.execute("INSERT OR IGNORE INTO space (name) VALUES (?)", (name,))
            key = int(db.execute("SELECT key FROM space WHERE name = ?", (name,)).fetchone()["key"])
            db.execute(_EVERYTHING, (key,))
        return key


def spaces(db: sqlite3.Connection) -> tuple[int, ...]:
    return tuple(row["key"] for row in db.execute("SELECT key FROM space"))


def wait(db: sqlite3.Connection, article: int, revision: int, among: Sequence[int]) -> None:
    """The passages of this revision wait for a vector in every space, and no longer those of an earlier one."""
    db.execute(
        "DELETE FROM waiting WHERE revision IN (SELECT key FROM revision WHERE article = ? AND key != ?)",
        (article, revision),
    )
    for space in among:
        db.execute("INSERT INTO waiting SELECT ?, revision, key FROM passage WHERE revision = ?", (space, revision))
