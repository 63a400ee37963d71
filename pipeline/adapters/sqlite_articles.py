"""Articles, their revisions and passages: kept, read, described, taken out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from pipeline.adapters import sqlite_groups, sqlite_jobs, sqlite_labels, sqlite_rows, sqlite_schema, sqlite_vectors
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import Article, ArticleId, Job, Labels, Passage, PassageId, Reading, RevisionEntry
from pipeline.errors import NotFound, Overtaken
from pipeline.ports import Shelved, Standing

_ARTICLE = f"""SELECT a.id, r.number, r.title, r.outlet, r.url, r.published, r.byline, r.language, r.published_at,
    r.updated, r.wire, t.text, {sqlite_rows.labels("a.key")}
    FROM article a JOIN revision r ON r.article = a.key JOIN content t ON t.revision = r.key
    WHERE a.id IN (SELECT value FROM json_each(?)) AND """


class SqliteArticles:
    """The part of the shelf that holds articles."""

    database: Database

    def keep(
        self,
        batch: Sequence[Shelved],
        at: datetime,
        *,
        seen: Mapping[str, ArticleId] | None = None,
        job: Job | None = None,
    ) -> None:
        """A revised article is ``leaving`` too: the vectors of its earlier revision have to go."""
        with self.database.writing() as db:
            spaces = sqlite_vectors.spaces(db)
            for shelved in batch:
                _keep(db, shelved, sqlite_rows.stamp(at), spaces)
            _see(db, seen or {}, job.id if job else 0)
            if job:
                sqlite_jobs.save(db, job)

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

    def standing(self, ids: Collection[ArticleId]) -> Mapping[ArticleId, Standing]:
        sql = f"""SELECT a.id, n.number, n.outlet, {sqlite_rows.labels("a.key")},
            (SELECT json_group_array(digest) FROM
                (SELECT digest FROM revision r WHERE r.article = a.key ORDER BY number)) AS digests
            FROM article a JOIN revision n ON n.key = a.newest WHERE a.id IN (SELECT value FROM json_each(?))"""
        with self.database.reading() as db:
            rows = db.execute(sql, (listed(ids),)).fetchall()
        return {ArticleId(row["id"]): _standing(row) for row in rows}

    def revisions(self, article_id: ArticleId) -> tuple[RevisionEntry, ...]:
        sql = """SELECT r.number, r.stored_at, r.title, r.published, r.updated FROM revision r
            JOIN article a ON a.key = r.article WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY r.number DESC"""
        with self.database.reading() as db:
            return tuple(map(sqlite_rows.revision, db.execute(sql, (listed([article_id]),))))

    def readings(self, article_id: ArticleId, revision: int) -> tuple[Reading, ...]:
        sql = """SELECT r.readings FROM revision r JOIN article a ON a.key = r.article
            WHERE a.id IN (SELECT value FROM json_each(?)) AND r.number = ?"""
        with self.database.reading() as db:
            row = db.execute(sql, (listed([article_id]), revision)).fetchone()
        return tuple(Reading(*reading) for reading in json.loads(row["readings"])) if row else ()

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

    def seen(self, contents: Collection[str]) -> Mapping[str, tuple[ArticleId, int]]:
        sql = """SELECT s.content, a.id, s.job FROM seen s JOIN article a ON a.key = s.article
            WHERE s.content IN (SELECT value FROM json_each(?))"""
        with self.database.reading() as db:
            rows = db.execute(sql, (listed(contents),)).fetchall()
        return {row["content"]: (ArticleId(row["id"]), row["job"]) for row in rows}

    def describe(self, article: Article) -> None:
        """Changes the newest revision; what an earlier one was called then stays."""
        with self.database.writing() as db:
            key = _key(db, article.id)
            if key is None:
                raise NotFound(f"There is no article {article.id}.")
            sqlite_labels.describe(db, key, sqlite_rows.described(article))
            sqlite_labels.put(db, "collection", key, article.collections)
            sqlite_labels.put(db, "tag", key, article.tags)
            sqlite_groups.rehead(db, key)

    def relabel(self, ids: Collection[ArticleId], labels: Labels) -> int:
        with self.database.writing() as db:
            keys = [key for key in (_key(db, i) for i in dict.fromkeys(ids)) if key is not None]
            for key in keys:
                sqlite_labels.change(db, key, labels)
        return len(keys)

    def remove(self, ids: Collection[ArticleId]) -> int:
        with self.database.writing() as db:
            going = [key for key in (_key(db, i) for i in dict.fromkeys(ids)) if key is not None]
            for key in going:
                sqlite_groups.leave(db, key)
                sqlite_schema.unindex(db, key)
                db.execute("INSERT OR IGNORE INTO leaving SELECT id FROM article WHERE key = ?", (key,))
                db.execute("DELETE FROM article WHERE key = ?", (key,))
        return len(going)


def _key(db: sqlite3.Connection, article_id: ArticleId) -> int | None:
    row = db.execute(
        "SELECT key FROM article WHERE id IN (SELECT value FROM json_each(?))", (listed([article_id]),)
    ).fetchone()
    return None if row is None else int(row["key"])


def _keep(db: sqlite3.Connection, shelved: Shelved, at: str, spaces: Sequence[int]) -> None:
    article = shelved.article
    db.execute("INSERT OR IGNORE INTO article (id, added_at) VALUES (?, ?)", (article.id, at))
    key, newest = db.execute(
        "SELECT a.key, coalesce(r.number, 0) FROM article a LEFT JOIN revision r ON r.key = a.newest WHERE a.id = ?",
        (article.id,),
    ).fetchone()
    sqlite_labels.add(db, "collection", key, article.collections)
    sqlite_labels.add(db, "tag", key, article.tags)
    if article.revision <= newest:
        _agree(db, key, article)
        return
    if article.revision != newest + 1:
        raise Overtaken(f"There is no revision {article.revision - 1} of article {article.id} to follow.")
    revision = _write(db, key, shelved, at)
    if newest:
        db.execute("INSERT OR IGNORE INTO leaving VALUES (?)", (article.id,))
    _succeed(db, key, revision, shelved)
    sqlite_vectors.wait(db, key, revision, spaces)


def _agree(db: sqlite3.Connection, key: int, article: Article) -> None:
    told = (key, article.revision, article.digest)
    if not db.execute("SELECT 1 FROM revision WHERE article = ? AND number = ? AND digest = ?", told).fetchone():
        raise Overtaken(f"Revision {article.revision} of article {article.id} has another text by now.")


def _write(db: sqlite3.Connection, key: int, shelved: Shelved, at: str) -> int:
    """A revision, its text and its passages; the revision's key."""
    article = shelved.article
    columns: dict[str, str | int | None] = {
        "article": key,
        "number": article.revision,
        "digest": article.digest,
        "opening": sqlite_rows.opening(article),
        "readings": json.dumps([(each.field, each.where, each.value) for each in shelved.readings]),
        "stored_at": at,
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
    db.execute("UPDATE article SET newest = ? WHERE key = ?", (revision, key))
    sqlite_groups.join(db, key, shelved.copies_of)
    sqlite_groups.take(db, key, shelved.taking)
    sqlite_groups.band(db, key, shelved.bands)
    sqlite_schema.index(db, key)


def _see(db: sqlite3.Connection, seen: Mapping[str, ArticleId], job: int) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO seen (content, article, job) SELECT ?, key, ? FROM article WHERE id = ?",
        ((content, job, article_id) for content, article_id in seen.items()),
    )


def _standing(row: sqlite3.Row) -> Standing:
    digests, collections = json.loads(row["digests"]), json.loads(row["collections"])
    return Standing(row["number"], tuple(digests), tuple(collections), row["outlet"])
