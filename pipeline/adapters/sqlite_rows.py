"""Rows to values and back: the one place that knows which column is which field."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

from pipeline.domain import Article, ArticleId, Entry, Passage, PassageId, RevisionEntry, Source, Span

_NAMES = """(SELECT json_group_array(name) FROM
    (SELECT name FROM {table} l WHERE l.article = {article} ORDER BY position)) AS {table}s"""

PASSAGES = """SELECT p.id, a.id AS article_id, r.number, p.start, p.end, p.text
    FROM passage p JOIN revision r ON r.key = p.revision JOIN article a ON a.key = r.article"""


def labels(article: str) -> str:
    """The columns ``collections`` and ``tags`` of the article whose key is ``article``."""
    return ", ".join(_NAMES.format(table=table, article=article) for table in ("collection", "tag"))


def article(row: sqlite3.Row) -> Article:
    return Article(
        id=ArticleId(row["id"]),
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        url=row["url"],
        published=_day(row["published"]),
        byline=row["byline"],
        language=row["language"],
        collections=tuple(json.loads(row["collections"])),
        revision=row["number"],
        published_at=_moment(row["published_at"]),
        updated=_day(row["updated"]),
        wire=row["wire"],
        tags=tuple(json.loads(row["tags"])),
    )


def passage(row: sqlite3.Row) -> Passage:
    span = Span(row["start"], row["end"])
    return Passage(PassageId(row["id"]), ArticleId(row["article_id"]), row["number"], span, row["text"])


def entry(row: sqlite3.Row) -> Entry:
    identity, published = ArticleId(row["id"]), _day(row["published"])
    return Entry(
        source=Source(identity, row["number"], row["title"], row["outlet"], row["url"], published),
        byline=row["byline"],
        language=row["language"],
        collections=tuple(json.loads(row["collections"])),
        passages=row["passages"],
        copies_of=ArticleId(row["head"]) if row["head"] is not None else None,
        added_at=moment(row["added_at"]),
        opening=row["opening"],
        tags=tuple(json.loads(row["tags"])),
        wire=row["wire"],
        updated=_day(row["updated"]),
        copies=row["copies"],
    )


def revision(row: sqlite3.Row) -> RevisionEntry:
    published, updated = _day(row["published"]), _day(row["updated"])
    return RevisionEntry(row["number"], moment(row["stored_at"]), row["title"], published, updated)


def described(article: Article) -> dict[str, str | None]:
    """The columns of a revision that a reader can edit, and those that sort by them."""
    return {
        "title": article.title,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "byline": article.byline,
        "language": article.language,
        "title_sorts": sorts(article.title),
        "outlet_sorts": sorts(article.outlet),
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "appeared": _appeared(article),
        "wire": article.wire,
    }


def opening(article: Article) -> str:
    return replace(article, title="").label


def stamp(at: datetime) -> str:
    """A moment as text that sorts as time does."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _appeared(article: Article) -> str | None:
    """When it was published, as text that sorts as time does: a day alone counts as its end."""
    if article.published_at is not None:
        return stamp(article.published_at)
    return f"{article.published.isoformat()}T23:59:59" if article.published else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def sorts(text: str) -> str:
    """As a reader looks things up: no case, no accents, no leading quotation marks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    first = next((i for i, c in enumerate(plain) if c.isalnum()), 0)
    return plain[first:]
