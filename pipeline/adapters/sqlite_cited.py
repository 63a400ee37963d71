"""What is cited where, kept up as conversations and briefs are saved; and whose they are."""

from __future__ import annotations

import sqlite3

from pipeline.adapters import sqlite_paper_tables
from pipeline.adapters.sqlite_database import Database, listed
from pipeline.domain import ArticleId, Span
from pipeline.ports import Cited, Paper

_THESE = "id IN (SELECT value FROM json_each(?))"
# of a row with an author: theirs or nobody's, or anybody's
THEIRS = "(? OR author = '' OR author = ?)"

_CITING = f"""SELECT revision, start, end, paper, id, title FROM (
    SELECT b.*, (SELECT topic FROM brief n WHERE n.id = b.id ORDER BY version DESC LIMIT 1) AS title,
        (SELECT author FROM brief n WHERE n.id = b.id ORDER BY version DESC LIMIT 1) AS author
        FROM cited b WHERE b.paper = 'brief' UNION ALL
    SELECT a.*, c.title, c.author FROM cited a JOIN conversation c USING (id) WHERE a.paper = 'answer')
    WHERE article = (SELECT value FROM json_each(?)) AND {THEIRS} ORDER BY revision, start, end, paper, id"""


class SqliteCited:
    """The part of the shelf that knows which words were cited."""

    database: Database

    def citing(self, article_id: ArticleId, author: str | None = None) -> tuple[Cited, ...]:
        with self.database.reading() as db:
            rows = db.execute(_CITING, (listed([article_id]), *theirs(author))).fetchall()
        return tuple(map(_cited, rows))


def theirs(author: str | None) -> tuple[bool, str]:
    """The parameters of ``THEIRS``."""
    return author is None, author or ""


def by_conversation(db: sqlite3.Connection, conversation_id: str) -> None:
    """What it cites now, in the place of what it cited before."""
    forget(db, Paper.ANSWER, conversation_id)
    db.execute(f"{sqlite_paper_tables.CITED_BY_ANSWERS} p.{_THESE}", (listed([conversation_id]),))


def by_brief(db: sqlite3.Connection, brief_id: str) -> None:
    """What its newest version cites."""
    forget(db, Paper.BRIEF, brief_id)
    newest = sqlite_paper_tables.NEWEST_BRIEF
    db.execute(f"{sqlite_paper_tables.CITED_BY_BRIEFS} {newest} AND p.{_THESE}", (listed([brief_id]),))


def forget(db: sqlite3.Connection, paper: Paper, paper_id: str) -> None:
    db.execute(f"DELETE FROM cited WHERE paper = ? AND {_THESE}", (paper.value, listed([paper_id])))


def _cited(row: sqlite3.Row) -> Cited:
    return Cited(row["revision"], Span(row["start"], row["end"]), Paper(row["paper"]), row["id"], row["title"])
