"""The tables as the first version made them, for files that people have."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE article (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        newest INTEGER UNIQUE,
        added_at TEXT NOT NULL,
        copies_of INTEGER REFERENCES article(key) ON DELETE SET NULL
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
    # columns in the order of the key, or quick_check of SQLite 3.40 finds NULLs that are not there
    """CREATE TABLE band (
        name TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
        PRIMARY KEY (name, article)
    ) WITHOUT ROWID""",
    "CREATE INDEX band_article ON band(article)",
    """CREATE TABLE embedding (
        passage INTEGER NOT NULL REFERENCES passage(key) ON DELETE CASCADE,
        space TEXT NOT NULL,
        PRIMARY KEY (passage, space)
    ) WITHOUT ROWID""",
    "CREATE TABLE leaving (article TEXT PRIMARY KEY) WITHOUT ROWID",
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
        PRIMARY KEY (id, version)
    )""",
    """CREATE VIEW newest AS
        SELECT a.key AS article, a.id, a.added_at, a.copies_of, r.key AS revision, r.number, r.title, r.outlet, r.url,
            r.published, r.byline, r.language, r.digest, r.opening, r.title_sorts, r.outlet_sorts
        FROM article a JOIN revision r ON r.key = a.newest""",
    """CREATE VIEW passage_row AS
        SELECT p.key, n.article, n.title, p.text FROM newest n JOIN passage p ON p.revision = n.revision""",
    """CREATE VIEW article_row AS
        SELECT n.article AS key, n.title, n.outlet, n.byline, c.text
        FROM newest n JOIN content c ON c.revision = n.revision""",
    """CREATE VIRTUAL TABLE passage_words USING fts5(
        title, text, content='passage_row', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2')""",
    # no stems: a reader who types a word looks for that word, and its beginning is no other word's stem
    """CREATE VIRTUAL TABLE article_words USING fts5(
        title, outlet, byline, text, content='article_row', content_rowid='key',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3')""",
)
