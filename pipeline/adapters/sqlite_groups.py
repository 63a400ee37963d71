"""Copies of one story: flat groups, each under the earliest of its articles, and the keys that near copies share."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import ArticleId

BANDING = 2
"""Counts the ways in which bands were made; those of an earlier one are made again."""

_COMMON = 200
_LOOKED_AT = 5_000
_FAMILIES = "families"
_IN_ORDER = "r.appeared IS NULL, r.appeared, a.added_at, a.key"

# Three steps, since most bands are in no article at all: 3,072 of them in 20,000 articles take 1.4 ms. CROSS JOIN keeps
# SQLite from beginning with all articles.
_THERE = "SELECT value FROM json_each(?) WHERE value IN (SELECT key FROM band)"
_FEW = """SELECT e.value FROM json_each(?) e WHERE (SELECT count(*) FROM (
        SELECT DISTINCT coalesce(a.copies_of, a.key)
        FROM (SELECT article FROM band WHERE key = e.value LIMIT ?) b CROSS JOIN article a ON a.key = b.article LIMIT ?
    )) <= ?"""
# from the group to the band, and not sorted by group: 48 bands of 300 copies take 4 ms, by window functions 32
_THREE = """WITH sharing AS (
        SELECT DISTINCT b.key, coalesce(a.copies_of, a.key) AS head
        FROM json_each(?) e CROSS JOIN band b ON b.key = e.value CROSS JOIN article a ON a.key = b.article)
    SELECT s.key, a.id, head.id AS head FROM sharing s CROSS JOIN article head ON head.key = s.head
    CROSS JOIN article a ON a.key IN (
        SELECT c.key FROM article c WHERE (c.key = s.head OR c.copies_of = s.head)
            AND EXISTS (SELECT 1 FROM band own WHERE own.key = s.key AND own.article = c.key) LIMIT 3)
    ORDER BY a.added_at, a.key"""


class SqliteGroups:
    """The part of the shelf that knows which articles are one story."""

    database: Database

    def sharing(self, bands: Collection[int]) -> Mapping[int, Mapping[ArticleId, ArticleId]]:
        """Bands of more than 200 groups are left out, of those that are among their first 5,000 articles."""
        with self.database.reading() as db:
            there = [row["value"] for row in db.execute(_THERE, (json.dumps(list(set(bands))),))]
            told = (json.dumps(there), _LOOKED_AT, _COMMON + 1, _COMMON)
            few = [row["value"] for row in db.execute(_FEW, told)] if there else []
            rows = db.execute(_THREE, (json.dumps(few),)).fetchall() if few else []
        shared: dict[int, dict[ArticleId, ArticleId]] = {}
        for row in rows:
            shared.setdefault(row["key"], {})[ArticleId(row["id"])] = ArticleId(row["head"])
        return shared

    def copy_groups(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, ArticleId]:
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT copy.id, head.id AS head FROM article copy JOIN article head ON head.key = copy.copies_of "
                "WHERE copy.id IN (SELECT value FROM json_each(?))",
                (listed(ids),),
            ).fetchall()
        heads = {row["id"]: ArticleId(row["head"]) for row in rows}
        return {i: heads.get(i, i) for i in ids}

    def copies(self, article_id: ArticleId) -> tuple[ArticleId, ...]:
        sql = """SELECT a.id FROM article own JOIN article a
            ON a.key = coalesce(own.copies_of, own.key) OR a.copies_of = coalesce(own.copies_of, own.key)
            WHERE own.id IN (SELECT value FROM json_each(?)) AND a.key != own.key
            ORDER BY a.copies_of IS NOT NULL, a.added_at, a.key"""
        with self.database.reading() as db:
            return tuple(ArticleId(row["id"]) for row in db.execute(sql, (listed([article_id]),)))

    def unbanded(self, limit: int) -> tuple[ArticleId, ...]:
        with self.database.reading() as db:
            rows = db.execute("SELECT id FROM article WHERE banded != ? LIMIT ?", (BANDING, limit)).fetchall()
        return tuple(ArticleId(row["id"]) for row in rows)

    def rebanded(self, bands: Mapping[ArticleId, Sequence[int]]) -> None:
        with self.database.writing() as db:
            for article_id, keys in bands.items():
                row = db.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
                if row is not None:
                    band(db, row["key"], keys)

    def families(self) -> str:
        with self.database.reading() as db:
            row = db.execute("SELECT value FROM preference WHERE name = ?", (_FAMILIES,)).fetchone()
        return str(row["value"]) if row else ""

    def save_families(self, lines: str) -> None:
        with self.database.writing() as db:
            db.execute("INSERT OR REPLACE INTO preference VALUES (?, ?)", (_FAMILIES, lines))


def band(db: sqlite3.Connection, key: int, bands: Iterable[int]) -> None:
    """Just these bands."""
    db.execute("DELETE FROM band WHERE article = ?", (key,))
    db.executemany("INSERT OR IGNORE INTO band (key, article) VALUES (?, ?)", ((each, key) for each in bands))
    db.execute("UPDATE article SET banded = ? WHERE key = ?", (BANDING, key))


def join(db: sqlite3.Connection, key: int, copies_of: ArticleId | None) -> None:
    """Puts an article into the group of ``copies_of``, or into one of its own."""
    row = db.execute("SELECT key, coalesce(copies_of, key) AS head FROM article WHERE id = ?", (copies_of,)).fetchone()
    own = db.execute("SELECT coalesce(copies_of, key) AS head FROM article WHERE key = ?", (key,)).fetchone()["head"]
    if row is None or row["head"] != own:
        leave(db, key)
    if row is not None and row["head"] != own:
        db.execute("UPDATE article SET copies_of = ? WHERE key = ?", (row["head"], key))
    rehead(db, key)


def take(db: sqlite3.Connection, key: int, taking: Iterable[ArticleId]) -> None:
    """Makes these articles copies of this one, out of whatever group they are in."""
    for article_id in taking:
        row = db.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
        if row is not None and row["key"] != key:
            leave(db, row["key"])
            head = "(SELECT coalesce(own.copies_of, own.key) FROM article own WHERE own.key = ?)"
            db.execute(f"UPDATE article SET copies_of = {head} WHERE key = ?", (key, row["key"]))
            rehead(db, key)


def leave(db: sqlite3.Connection, key: int) -> None:
    """Takes an article out of its group; the others stay together."""
    members = _members(db, key)
    db.execute("UPDATE article SET copies_of = NULL WHERE key = ?", (key,))
    _head(db, [member for member in members if member[0] != key])


def rehead(db: sqlite3.Connection, key: int) -> None:
    """Makes the earliest of an article's group its head."""
    _head(db, _members(db, key))


def _members(db: sqlite3.Connection, key: int) -> list[tuple[int, int | None]]:
    """The keys of a group, the earliest first, each with that of the head it has."""
    rows = db.execute(
        f"""WITH own AS (SELECT coalesce(copies_of, key) AS head FROM article WHERE key = ?)
            SELECT a.key, a.copies_of FROM own, article a LEFT JOIN revision r ON r.key = a.newest
            WHERE a.key = own.head OR a.copies_of = own.head ORDER BY {_IN_ORDER}""",
        (key,),
    ).fetchall()
    return [(row["key"], row["copies_of"]) for row in rows]


def _head(db: sqlite3.Connection, members: Sequence[tuple[int, int | None]]) -> None:
    """Puts all under the first; most are there already, and what is not written costs nothing."""
    for first, _ in members[:1]:
        wanted = ((key, None if key == first else first, is_under) for key, is_under in members)
        moved = [(head, key) for key, head, is_under in wanted if head != is_under]
        db.executemany("UPDATE article SET copies_of = ? WHERE key = ?", moved)
