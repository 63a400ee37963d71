"""The tables as the third version made them, for files that people have."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE article (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        newest INTEGER UNIQUE,
        added_at TEXT NOT NULL,
        copies_of INTEGER REFERENCES article(key) ON DELETE SET NULL,
        banded INTEGER NOT NULL DEFAULT 0
    )""",
    """CREATE INDEX article_copies ON article(copies_of) WHERE copies_of IS NOT NULL""",
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
    """CREATE INDEX revision_digest ON revision(digest)""",
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
    """CREATE INDEX passage_revision ON passage(revision)""",
    """CREATE TABLE collection (
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article, name)
    ) WITHOUT ROWID""",
    """CREATE INDEX collection_name ON collection(name)""",
    """CREATE TABLE leaving (article TEXT PRIMARY KEY) WITHOUT ROWID""",
    """CREATE TABLE conversation (
        id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        record TEXT NOT NULL
    )""",
    """CREATE TABLE brief (
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        template TEXT NOT NULL,
        made_at TEXT NOT NULL,
        record TEXT NOT NULL,
        saved_at TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (id, version)
    )""",
    """CREATE INDEX revision_appeared ON revision(appeared)""",
    """CREATE INDEX revision_newest ON revision(published IS NULL DESC, published, appeared)""",
    """CREATE INDEX revision_oldest ON revision(published IS NULL, published, appeared)""",
    """CREATE INDEX revision_title ON revision(title_sorts = '', title_sorts, title)""",
    """CREATE INDEX revision_outlet ON
        revision(outlet_sorts = '', outlet_sorts, outlet, published IS NULL, published DESC)""",
    """CREATE INDEX article_added ON article(added_at)""",
    """CREATE INDEX revision_of_outlet ON revision(outlet)""",
    """CREATE INDEX revision_language ON revision(language)""",
    """CREATE TABLE tag (
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (article, name)
    ) WITHOUT ROWID""",
    """CREATE INDEX tag_name ON tag(name)""",
    """CREATE TABLE band (
        key INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        PRIMARY KEY (key, article)
    ) WITHOUT ROWID""",
    """CREATE INDEX band_article ON band(article)""",
    """CREATE TABLE space (key INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)""",
    """CREATE TABLE waiting (
        space INTEGER NOT NULL REFERENCES space(key) ON DELETE CASCADE,
        revision INTEGER NOT NULL REFERENCES revision(key) ON DELETE CASCADE,
        passage INTEGER NOT NULL REFERENCES passage(key) ON DELETE CASCADE,
        PRIMARY KEY (space, revision, passage)
    ) WITHOUT ROWID""",
    """CREATE INDEX waiting_revision ON waiting(revision)""",
    """CREATE INDEX waiting_passage ON waiting(passage)""",
    """CREATE TABLE seen (
        content TEXT PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        job INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE INDEX seen_article ON seen(article)""",
    """CREATE TABLE preference (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE job (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        state TEXT NOT NULL,
        record TEXT NOT NULL,
        refusals INTEGER NOT NULL DEFAULT 0
    )""",
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
    """CREATE TABLE subscription (url TEXT PRIMARY KEY, title TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE standing (
        id TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        record TEXT NOT NULL
    )""",
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
    """CREATE VIRTUAL TABLE passage_words USING fts5(
        title, text, content='passage_row', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE VIRTUAL TABLE article_words USING fts5(
    title, outlet, byline, text, content='article_row', content_rowid='key',
    tokenize='unicode61 remove_diacritics 2', detail=none)""",
)
