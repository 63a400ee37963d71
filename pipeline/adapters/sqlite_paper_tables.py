"""The tables of what was asked and written, and what fills those that follow from its records.

A record is the whole value as JSON; the columns beside it are what lists show and choose by.
"""

from __future__ import annotations

# the words and the feedback are tied to the key
CONVERSATION = """CREATE TABLE conversation (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        author TEXT NOT NULL DEFAULT '',
        record TEXT NOT NULL
    )"""

BRIEF = """CREATE TABLE brief (
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        topic TEXT NOT NULL,
        template TEXT NOT NULL,
        made_at TEXT NOT NULL,
        record TEXT NOT NULL,
        saved_at TEXT NOT NULL DEFAULT '',
        author TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (id, version)
    )"""

# as version 3 brought it
STANDING = """CREATE TABLE standing (
        id TEXT PRIMARY KEY,
        position INTEGER NOT NULL,
        record TEXT NOT NULL
    )"""

# what version 4 brought
LATER = (
    "ALTER TABLE standing ADD COLUMN author TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX conversation_changed ON conversation(changed_at DESC, id)",
    # no stems and no places of words, as for the words of articles
    """CREATE VIRTUAL TABLE conversation_words USING fts5(
        title, said, tokenize='unicode61 remove_diacritics 2', detail=none)""",
    """CREATE TABLE feedback (
        conversation INTEGER NOT NULL REFERENCES conversation(key) ON DELETE CASCADE,
        answered_at TEXT NOT NULL,
        author TEXT NOT NULL,
        is_good INTEGER NOT NULL,
        at TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (conversation, answered_at, author)
    ) WITHOUT ROWID""",
    # kept up with each save, since whoever reads an article cannot wait until every record was looked through
    """CREATE TABLE cited (
        article TEXT NOT NULL,
        revision INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        paper TEXT NOT NULL,
        id TEXT NOT NULL,
        PRIMARY KEY (article, revision, start, end, paper, id)
    ) WITHOUT ROWID""",
    "CREATE INDEX cited_by ON cited(paper, id)",
)

# each to be followed by a condition on ``p``, a row of the table that it reads
_CITED = """INSERT OR IGNORE INTO cited
    SELECT json_extract(c.value, '$.article_id'), json_extract(c.value, '$.revision'), json_extract(c.value, '$.start'),
        json_extract(c.value, '$.end'), '{paper}', p.id
    FROM {table} p, json_tree(p.record) t, json_each(t.value) c WHERE t.key = 'citations' AND """
CITED_BY_ANSWERS = _CITED.format(paper="answer", table="conversation")
CITED_BY_BRIEFS = _CITED.format(paper="brief", table="brief")
NEWEST_BRIEF = "p.version = (SELECT max(version) FROM brief n WHERE n.id = p.id)"
SAID = """INSERT INTO conversation_words (rowid, title, said)
    SELECT p.key, p.title, (SELECT group_concat(words, ' ') FROM (
        SELECT json_extract(t.value, '$.answer.question') AS words FROM json_each(p.record, '$.turns') t UNION ALL
        SELECT json_extract(c.value, '$.text')
            FROM json_each(p.record, '$.turns') t, json_each(t.value, '$.answer.claims') c))
    FROM conversation p WHERE """

TO_VERSION_4 = (
    "ALTER TABLE conversation RENAME TO talk",
    CONVERSATION,
    "INSERT INTO conversation (id, title, changed_at, record) SELECT id, title, changed_at, record FROM talk",
    "DROP TABLE talk",
    "ALTER TABLE brief ADD COLUMN author TEXT NOT NULL DEFAULT ''",
    *LATER,
    f"{SAID} TRUE",
    f"{CITED_BY_ANSWERS} TRUE",
    f"{CITED_BY_BRIEFS} {NEWEST_BRIEF}",
)
