"""Articles, their revisions and passages: kept, read, described, taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from pipeline.adapters import sqlite_rows, sqlite_schema
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import Article, ArticleId, Passage, PassageId
from pipeline.errors import NotFound
from pipeline.ports import Shelved

_ARTICLE = f"""SELECT a.id, r.number, r.title, r.outlet, r.url, r.published, r.byline, r.language, t.text,
    {sqlite_rows.COLLECTIONS.format(article="a.key")}
    FROM article a JOIN revision r ON r.article = a.key JOIN content t ON t.revision = r.key
    WHERE a.id IN (SELECT value FROM json_each(?)) AND """


class SqliteArticles:
    """The part of the shelf that holds articles."""

    database: Database

    def keep(self, batch: Sequence[Shelved], at: datetime) -> None:
        """A revised article is ``leaving`` too: the vectors of its earlier revision have to go."""
        with self.database.writing() as db:
            for shelved in batch:
                _keep(db, shelved, sqlite_rows.stamp(at))

    def article(self, article_id: ArticleId, revision: int | None = None) -> Article:
        """An earlier revision comes with the title, outlet and date that it had, and the collections of today."""
        condition, told = ("r.key = a.newest", ()) if revision is None else ("r.number = ?", (revision,))
        with self.database.reading() as db:
            row = db.execute(_ARTICLE + condition, (listed([article_id]), *told)).fetchone()
        if row is None:
            raise NotFound(f"There is no article {article_id}" + (f" of revision {revision}." if revision else "."))
        return sqlite_rows.article(row)

    def articles(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, Article]:
        with self.database.reading() as db:
            found = map(sqlite_rows.article, db.execute(_ARTICLE + "r.key = a.newest", (listed(ids),)))
            by_id = {article.id: article for article in found}
        return {i: by_id[i] for i in ids if i in by_id}

    def passages(self, ids: Sequence[PassageId]) -> tuple[Passage, ...]:
        with self.database.reading() as db:
            rows = db.execute(
                f"{sqlite_rows.PASSAGES} WHERE p.id IN (SELECT value FROM json_each(?))", (listed(ids),)
            ).fetchall()
        by_id = {passage.id: passage for passage in map(sqlite_rows.passage, rows)}
        return tuple(by_id[i] for i in ids if i in by_id)

    def passages_of(self, article_id: ArticleId) -> tuple[Passage, ...]:
        with self.database.reading() as db:
            rows = db.execute(
                f"{sqlite_rows.PASSAGES} WHERE a.id IN (SELECT value FROM json_each(?)) AND r.key = a.newest "
                "ORDER BY p.start, p.end",
                (listed([article_id]),),
            ).fetchall()
        return tuple(map(sqlite_rows.passage, rows))

    def known(self, digests: Collection[str]) -> Mapping[str, tuple[ArticleId, ...]]:
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT digest, id FROM newest WHERE digest IN (SELECT value FROM json_each(?)) "
                "ORDER BY added_at, article",
                (listed(digests),),
            ).fetchall()
        known: dict[str, tuple[ArticleId, ...]] = {}
        for row in rows:
            known[row["digest"]] = (*known.get(row["digest"], ()), ArticleId(row["id"]))
        return known

    def sharing(self, bands: Collection[str]) -> tuple[ArticleId, ...]:
        with self.database.reading() as db:
            rows = db.execute(
                "SELECT id FROM article WHERE key IN "
                "(SELECT article FROM band WHERE name IN (SELECT value FROM json_each(?))) ORDER BY added_at, key",
                (listed(bands),),
            ).fetchall()
        return tuple(ArticleId(row["id"]) for row in rows)

    def describe(self, article: Article) -> None:
        """Changes the newest revision; what an earlier one was called then stays."""
        with self.database.writing() as db:
            key = _key(db, article.id)
            if key is None:
                raise NotFound(f"There is no article {article.id}.")
            sqlite_schema.unindex(db, key)
            columns = sqlite_rows.described(article)
            db.execute(
                f"UPDATE revision SET {', '.join(f'{name} = :{name}' for name in columns)} "
                "WHERE key = (SELECT newest FROM article WHERE key = :key)",
                columns | {"key": key},
            )
            _collect(db, key, article.collections)
            sqlite_schema.index(db, key)

    def remove(self, ids: Collection[ArticleId]) -> int:
        with self.database.writing() as db:
            going = [key for key in (_key(db, i) for i in dict.fromkeys(ids)) if key is not None]
            for key in going:
                _rehead(db, key, going)
            for key in going:
                sqlite_schema.unindex(db, key)
                db.execute("INSERT OR IGNORE INTO leaving SELECT id FROM article WHERE key = ?", (key,))
                db.execute("DELETE FROM article WHERE key = ?", (key,))
        return len(going)


def _key(db: sqlite3.Connection, article_id: ArticleId) -> int | None:
    row = db.execute(
        "SELECT key FROM article WHERE id IN (SELECT value FROM json_each(?))", (listed([article_id]),)
    ).fetchone()
    return None if row is None else int(row["key"])


def _keep(db: sqlite3.Connection, shelved: Shelved, at: str) -> None:
    article = shelved.article
    db.execute("INSERT OR IGNORE INTO article (id, added_at) VALUES (?, ?)", (article.id, at))
    key, newest = db.execute(
        "SELECT a.key, coalesce(r.number, 0) FROM article a LEFT JOIN revision r ON r.key = a.newest WHERE a.id = ?",
        (article.id,),
    ).fetchone()
    if db.execute("SELECT 1 FROM revision WHERE article = ? AND number = ?", (key, article.revision)).fetchone():
        return
    revision = _write(db, key, shelved)
    if newest:
        db.execute("INSERT OR IGNORE INTO leaving VALUES (?)", (article.id,))
    if article.revision > newest:
        _succeed(db, key, revision, shelved)


def _write(db: sqlite3.Connection, key: int, shelved: Shelved) -> int:
    """A revision, its text and its passages; the revision's key."""
    article = shelved.article
    columns: dict[str, str | int | None] = {
        "article": key,
        "number": article.revision,
        "digest": article.digest,
        "opening": sqlite_rows.opening(article),
        **sqlite_rows.described(article),
    }
    names = ", ".join(columns)
    values = ", ".join(f":{name}" for name in columns)
    revision = db.execute(f"INSERT INTO revision ({names}) VALUES ({values})", columns).lastrowid
    assert revision is not None
    db.execute("INSERT INTO content VALUES (?, ?)", (revision, article.text))
    db.executemany(
        "INSERT INTO passage (id, revision, start, end, text) VALUES (?, ?, ?, ?, ?)",
        ((p.id, revision, p.span.start, p.span.end, p.text) for p in shelved.passages),
    )
    return revision


def _succeed(db: sqlite3.Connection, key: int, revision: int, shelved: Shelved) -> None:
    """Makes ``revision`` the one that search and the library see."""
    sqlite_schema.unindex(db, key)
    head = _head(db, key, shelved.copies_of)
    db.execute("UPDATE article SET newest = ?, copies_of = ? WHERE key = ?", (revision, head, key))
    if head is not None:  # groups are flat: what copied this article copies its head now
        db.execute("UPDATE article SET copies_of = ? WHERE copies_of = ?", (head, key))
    _collect(db, key, shelved.article.collections)
    db.execute("DELETE FROM band WHERE article = ?", (key,))
    db.executemany("INSERT OR IGNORE INTO band (article, name) VALUES (?, ?)", ((key, b) for b in shelved.bands))
    sqlite_schema.index(db, key)


def _head(db: sqlite3.Connection, key: int, copies_of: ArticleId | None) -> int | None:
    """The head of the group that ``copies_of`` is in; None where that is unknown, or the article itself."""
    row = db.execute("SELECT coalesce(copies_of, key) AS head FROM article WHERE id = ?", (copies_of,)).fetchone()
    return None if row is None or row["head"] == key else int(row["head"])


def _collect(db: sqlite3.Connection, key: int, collections: Sequence[str]) -> None:
    db.execute("DELETE FROM collection WHERE article = ?", (key,))
    db.executemany(
        "INSERT INTO collection (article, name, position) VALUES (?, ?, ?)",
        ((key, name, position) for position, name in enumerate(dict.fromkeys(collections))),
    )


def _rehead(db: sqlite3.Connection, key: int, going: Sequence[int]) -> None:
    """Gives the copies of an article that goes the earliest of them that stays as their head."""
    rows = db.execute("SELECT key FROM article WHERE copies_of = ? ORDER BY added_at, key", (key,))
    staying = [row["key"] for row in rows if row["key"] not in going]
    if staying:
        db.execute("UPDATE article SET copies_of = NULL WHERE key = ?", staying[:1])
        db.executemany("UPDATE article SET copies_of = ? WHERE key = ?", ((staying[0], copy) for copy in staying[1:]))
