"""Collections, tags, and what a reader edits: columns, the words that find them, and a note of what was changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.adapters import sqlite_rows, sqlite_schema
from pipeline.domain import READER, Labels

_NOTED = ("title", "outlet", "url", "published", "published_at", "updated", "byline", "language")


def put(db: sqlite3.Connection, table: str, key: int, names: Iterable[str]) -> None:
    """Just these names, in this order; ``table`` is ``collection`` or ``tag``."""
    db.execute(f"DELETE FROM {table} WHERE article = ?", (key,))
    db.executemany(
        f"INSERT INTO {table} (article, name, position) VALUES (?, ?, ?)",
        ((key, name, position) for position, name in enumerate(dict.fromkeys(names))),
    )


def add(db: sqlite3.Connection, table: str, key: int, more: Sequence[str], fewer: Collection[str] = ()) -> None:
    """``more`` after those that it has, without ``fewer``."""
    if more or fewer:
        rows = db.execute(f"SELECT name FROM {table} WHERE article = ? ORDER BY position", (key,)).fetchall()
        put(db, table, key, [name for name in (*(row["name"] for row in rows), *more) if name not in fewer])


def change(db: sqlite3.Connection, key: int, labels: Labels) -> None:
    add(db, "collection", key, labels.collect, labels.uncollect)
    add(db, "tag", key, labels.tag, labels.untag)
    describe(db, key, _described(labels))


def describe(db: sqlite3.Connection, key: int, columns: Mapping[str, str | None]) -> None:
    """Gives these values to the newest revision. Only the words that change are indexed again."""
    row = db.execute("SELECT r.* FROM article a JOIN revision r ON r.key = a.newest WHERE a.key = ?", (key,)).fetchone()
    changed = {name: value for name, value in columns.items() if row[name] != value}
    if not changed:
        return
    values = {**changed, "readings": _noted(row["readings"], changed)}
    indexes = sqlite_schema.indexing(changed)
    sqlite_schema.unindex(db, key, indexes)
    db.execute(
        f"UPDATE revision SET {', '.join(f'{name} = :{name}' for name in values)} WHERE key = :key",
        {**values, "key": row["key"]},
    )
    sqlite_schema.index(db, key, indexes)


def _noted(readings: str, changed: Mapping[str, str | None]) -> str:
    """Beside what the source said of an article, what its reader wrote."""
    mine = {name: changed[name] or "" for name in _NOTED if name in changed}
    kept = [
        (field, where, mine.pop(field) if where == READER and field in mine else value)
        for field, where, value in json.loads(readings)
    ]
    return json.dumps([*((field, READER, value) for field, value in mine.items()), *kept])


def _described(labels: Labels) -> dict[str, str | None]:
    columns: dict[str, str | None] = {}
    if labels.outlet is not None:
        columns |= {"outlet": labels.outlet, "outlet_sorts": sqlite_rows.sorts(labels.outlet)}
    if labels.language is not None:
        columns["language"] = labels.language
    return columns
