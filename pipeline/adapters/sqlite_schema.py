"""The tables of ``shelf.sqlite``, and how a file gets them.

Identities are text outside and integer keys inside, because FTS5 joins by rowid. What a revision says is never
overwritten by the next: ``article.newest`` points to the one that the library and the search see. Both full-text
indexes are of the external-content kind: they hold no second copy of the text, and SQLite itself can compare them with
it. A full-text row is always taken out with the values that it was put in with, so every change goes ``unindex``,
change, ``index``.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

from pipeline.adapters import sqlite_paper_tables
from pipeline.errors import DeskUnavailable

VERSION = 4

_VIEWS = (
    """CREATE VIEW newest AS
        SELECT a.key AS article, a.id, a.added_at, a.copies_of, r.key AS revision, r.number, r.title, r.outlet, r.url,
            r.published, r.updated, r.appeared, r.byline, r.language, r.wire, r.digest, r.opening, r.title_sorts,
            r.outlet_sorts
        FROM article a JOIN revision r ON r.key = a.newest""",
    """CREATE VIEW passage_row AS
        SELECT p.key, n.article, n.title, p.text FROM newest n JOIN passage p ON p.revision = n.revision""",
    """CREATE VIEW article_row AS
        SELECT n.article AS key, n.title, n.outlet, n.byline, c.text
        FROM newest n JOIN content c ON c.revision = n.revision""",
)

# what version 2 brought
_LATER = (
    "CREATE INDEX revision_appeared ON revision(appeared)",
    # the orders of the library: what is read in order is not sorted, and the last page comes as the first does
    "CREATE INDEX revision_newest ON revision(published IS NULL DESC, published, appeared)",
    "CREATE INDEX revision_oldest ON revision(published IS NULL, published, appeared)",
    "CREATE INDEX revision_title ON revision(title_sorts = '', title_sorts, title)",
    """CREATE INDEX revision_outlet ON
        revision(outlet_sorts = '', outlet_sorts, outlet, published IS NULL, published DESC)""",
    "CREATE INDEX article_added ON article(added_at)",
    # what the library is filtered by and counted by
    "CREATE INDEX revision_of_outlet ON revision(outlet)",
    "CREATE INDEX revision_language ON revision(language)",
    """CREATE TABLE tag (
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article, name)
    ) WITHOUT ROWID""",
    "CREATE INDEX tag_name ON tag(name)",
    # columns in the order of the key, or quick_check of SQLite 3.40 finds NULLs that are not there
    """CREATE TABLE band (
        key INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        PRIMARY KEY (key, article)
    ) WITHOUT ROWID""",
    "CREATE INDEX band_article ON band(article)",
    "CREATE TABLE space (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # what lacks a vector, and not what has one: empty when all is done, and quick to read newest first
    """CREATE TABLE waiting (
        space INTEGER NOT NULL REFERENCES space(key) ON DELETE CASCADE,
        revision INTEGER NOT NULL REFERENCES revision(key) ON DELETE CASCADE,
        passage INTEGER NOT NULL REFERENCES passage(key) ON DELETE CASCADE,
        PRIMARY KEY (space, revision, passage)
    ) WITHOUT ROWID""",
    "CREATE INDEX waiting_revision ON waiting(revision)",
    "CREATE INDEX waiting_passage ON waiting(passage)",
    """CREATE TABLE seen (
        content TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        job INTEGER NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX seen_article ON seen(article)",
    "CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # a number that is never used again: ``seen`` tells jobs apart by it
    """CREATE TABLE job (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL,
        record TEXT NOT NULL,
        refusals INTEGER NOT NULL DEFAULT 0
    )""",
    # apart: it may be long, and the record is written with every transaction
    """CREATE TABLE plan (
        job INTEGER PRIMARY KEY REFERENCES job(id) ON DELETE CASCADE,
        text TEXT NOT NULL
    )""",
    """CREATE TABLE refusal (
        key INTEGER PRIMARY KEY,
        job INTEGER NOT NULL REFERENCES job(id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        origin INTEGER NOT NULL,
        UNIQUE (job, origin, name, reason)
    )""",
    "CREATE TABLE subscription (url TEXT PRIMARY KEY, title TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID",
)

# No stems: a reader who types a word looks for that word, and its beginning is no other word's stem. Without places of
# words: an eighth of the size and a third of the time, and as quick to search, but only for single words.
_ARTICLE_WORDS = """CREATE VIRTUAL TABLE article_words USING fts5(
    title, outlet, byline, text, content='article_row', content_rowid='key',
    tokenize='unicode61 remove_diacritics 2', detail=none)"""

# of each full-text index its view, the view's column for the key of the article, and what it holds
_INDEXES = {
    "passage_words": ("passage_row", "article", frozenset({"title", "text"})),
    "article_words": ("article_row", "key", frozenset({"title", "outlet", "byline", "text"})),
}
WORDS = tuple(_INDEXES)

# from each version to the next; the views are made again after the last, and the words of articles where they went
_STEPS: Mapping[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE article ADD COLUMN banded INTEGER NOT NULL DEFAULT 0",
        *(
            f"ALTER TABLE revision ADD COLUMN {column}"
            for column in (
                *("published_at TEXT", "updated TEXT", "appeared TEXT", "wire TEXT NOT NULL DEFAULT ''"),
                *("readings TEXT NOT NULL DEFAULT '[]'", "stored_at TEXT NOT NULL DEFAULT ''"),
            )
        ),
        "UPDATE revision SET appeared = published || 'T23:59:59' WHERE published IS NOT NULL",
        "UPDATE revision SET stored_at = (SELECT added_at FROM article a WHERE a.key = revision.article)",
        "DROP TABLE band",
        *_LATER,
        "INSERT INTO space (name) SELECT DISTINCT space FROM embedding",
        """INSERT INTO waiting SELECT s.key, p.revision, p.key
            FROM space s, passage p JOIN article a ON a.newest = p.revision
            WHERE NOT EXISTS (SELECT 1 FROM embedding e WHERE e.passage = p.key AND e.space = s.name)""",
        "DROP TABLE embedding",
        "DROP TABLE article_words",
    ),
    2: (
        "ALTER TABLE brief ADD COLUMN saved_at TEXT NOT NULL DEFAULT ''",
        "UPDATE brief SET saved_at = made_at",
        sqlite_paper_tables.STANDING,
    ),
    3: sqlite_paper_tables.TO_VERSION_4,
}

_STATEMENTS = (
    """CREATE TABLE article (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        newest INTEGER UNIQUE,
        added_at TEXT NOT NULL,
        copies_of INTEGER REFERENCES article(key) ON DELETE SET NULL,
        banded INTEGER NOT NULL DEFAULT 0
    )""",
    "CREATE INDEX article_copies ON article(copies_of) WHERE copies_of IS NOT NULL",
    """CREATE TABLE revision (
        key INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        title TEXT NOT NULL,
        outlet TEXT NOT NULL,
        url TEXT NOT NULL,
        published TEXT,
        byline TEXT NOT NULL,
        language TEXT NOT NULL,
        digest TEXT NOT NULL,
        opening TEXT NOT NULL,
        title_sorts TEXT NOT NULL,
        outlet_sorts TEXT NOT NULL,
        published_at TEXT,
        updated TEXT,
        appeared TEXT,
        wire TEXT NOT NULL DEFAULT '',
        readings TEXT NOT NULL DEFAULT '[]',
        stored_at TEXT NOT NULL DEFAULT '',
        UNIQUE (article, number)
    )""",
    "CREATE INDEX revision_digest ON revision(digest)",
    # apart from its revision, so that the library is listed without reading every text
    """CREATE TABLE content (
        revision INTEGER PRIMARY KEY REFERENCES revision(key) ON DELETE CASCADE,
        text TEXT NOT NULL
    )""",
    """CREATE TABLE passage (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL REFERENCES revision(key) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        text TEXT NOT NULL
    )""",
    "CREATE INDEX passage_revision ON passage(revision)",
    """CREATE TABLE collection (
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article, name)
    ) WITHOUT ROWID""",
    "CREATE INDEX collection_name ON collection(name)",
    "CREATE TABLE leaving (article TEXT PRIMARY KEY) WITHOUT ROWID",
    sqlite_paper_tables.CONVERSATION,
    sqlite_paper_tables.BRIEF,
    *_LATER,
    sqlite_paper_tables.STANDING,
    *sqlite_paper_tables.LATER,
    *_VIEWS,
    """CREATE VIRTUAL TABLE passage_words USING fts5(
        title, text, content='passage_row', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')""",
    _ARTICLE_WORDS,
)


def prepare(db: sqlite3.Connection, name: str) -> None:
    """Makes the tables where there are none, and brings those of an earlier version up to date.

    Raises DeskUnavailable for a file that a newer Briefdesk made.
    """
    if _version(db) < VERSION:
        _upgrade(db)
    found = _version(db)
    if found != VERSION:
        raise DeskUnavailable(
            f"{name} was made by another version of Briefdesk (format {found}, this one reads {VERSION}): "
            "update Briefdesk, or name another folder in BRIEFDESK_DATA."
        )


def indexing(columns: Collection[str]) -> tuple[str, ...]:
    """The full-text indexes that hold one of these columns."""
    return tuple(table for table, (_, _, held) in _INDEXES.items() if not held.isdisjoint(columns))


def unindex(db: sqlite3.Connection, article: int, tables: Iterable[str] = WORDS) -> None:
    """Takes the words of an article's newest revision out of these indexes, before any of them changes."""
    for table in tables:
        view, own, held = _INDEXES[table]
        names = ", ".join(sorted(held))
        db.execute(
            f"INSERT INTO {table} ({table}, rowid, {names}) SELECT 'delete', key, {names} FROM {view} WHERE {own} = ?",
            (article,),
        )


def index(db: sqlite3.Connection, article: int, tables: Iterable[str] = WORDS) -> None:
    """Puts the words of an article's newest revision into these indexes."""
    for table in tables:
        view, own, held = _INDEXES[table]
        names = ", ".join(sorted(held))
        db.execute(f"INSERT INTO {table} (rowid, {names}) SELECT key, {names} FROM {view} WHERE {own} = ?", (article,))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _upgrade(db: sqlite3.Connection) -> None:
    """In one transaction, and at once for whoever else opens the file: what was there stays, or all of it is new."""
    db.execute("BEGIN IMMEDIATE")
    try:
        found = _version(db)  # another process may have been first
        if found == 0:
            _run(db, _STATEMENTS)
        elif found < VERSION:
            _run(db, [f"DROP VIEW {view}" for view in ("article_row", "passage_row", "newest")])
            for step in range(found, VERSION):
                _run(db, _STEPS[step])
            _run(db, _VIEWS)
            if found == 1:
                _run(db, (_ARTICLE_WORDS, "INSERT INTO article_words (article_words) VALUES ('rebuild')"))
        db.execute(f"PRAGMA user_version = {max(found, VERSION)}")
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _run(db: sqlite3.Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        db.execute(statement)
