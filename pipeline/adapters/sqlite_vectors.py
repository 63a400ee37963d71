"""Which passages have a vector, and whose vectors have to go: what makes a half-written batch mendable.

The order that survives a crash at any moment is: keep (or remove) on the shelf, take out of the vector store what is
``leaving`` and say ``left``, then embed what is ``pending``, add the vectors, and say ``embedded``. Saying ``left``
makes all that is still there of these articles ``pending`` again, so that it cannot matter how far the last try came.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pipeline.adapters import sqlite_rows
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import ArticleId, Passage, PassageId

_LACKS_ONE = "NOT EXISTS (SELECT 1 FROM embedding e WHERE e.passage = p.key AND e.space = ?)"


class SqliteVectors:
    """The part of the shelf that keeps account of the vector store."""

    database: Database

    def pending(self, space: str, limit: int) -> tuple[Passage, ...]:
        sql = f"{sqlite_rows.PASSAGES} WHERE r.key = a.newest AND {_LACKS_ONE} ORDER BY p.revision DESC, p.key LIMIT ?"
        with self.database.reading() as db:
            return tuple(map(sqlite_rows.passage, db.execute(sql, (space, limit))))

    def pending_count(self, space: str) -> int:
        sql = f"SELECT count(*) FROM passage p JOIN article a ON a.newest = p.revision WHERE {_LACKS_ONE}"
        with self.database.reading() as db:
            return int(db.execute(sql, (space,)).fetchone()[0])

    def embedded(self, space: str, ids: Sequence[PassageId]) -> None:
        with self.database.writing() as db:
            db.execute(
                "INSERT OR IGNORE INTO embedding (passage, space) "
                "SELECT key, ? FROM passage WHERE id IN (SELECT value FROM json_each(?))",
                (space, listed(ids)),
            )

    def forget_embedded(self, space: str) -> None:
        with self.database.writing() as db:
            db.execute("DELETE FROM embedding WHERE space = ?", (space,))

    def leaving(self) -> tuple[ArticleId, ...]:
        """Revised articles too, for the vectors of their earlier revisions."""
        with self.database.reading() as db:
            return tuple(
                ArticleId(row["article"]) for row in db.execute("SELECT article FROM leaving ORDER BY article")
            )

    def left(self, ids: Collection[ArticleId]) -> None:
        """What is still there of these articles is pending again, in every space."""
        gone = (listed(ids),)
        with self.database.writing() as db:
            db.execute("DELETE FROM leaving WHERE article IN (SELECT value FROM json_each(?))", gone)
            db.execute(
                """DELETE FROM embedding WHERE passage IN (
                    SELECT p.key FROM article a JOIN revision r ON r.article = a.key
                    JOIN passage p ON p.revision = r.key
                    WHERE a.id IN (SELECT value FROM json_each(?)))""",
                gone,
            )

    def passage_count(self) -> int:
        with self.database.reading() as db:
            row = db.execute("SELECT count(*) FROM passage p JOIN article a ON a.newest = p.revision").fetchone()
        return int(row[0])

    def stored_passages(self) -> Iterator[PassageId]:
        """As they are at the first step; what changes while they are read is not seen."""
        with self.database.reading() as db:
            rows = db.execute("SELECT p.id FROM passage p JOIN article a ON a.newest = p.revision").fetchall()
        for row in rows:
            yield PassageId(row["id"])
