"""Collections and tags, and what is edited in many articles at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from pipeline.adapters import sqlite_rows, sqlite_schema
from pipeline.domain import Labels


def put(db: sqlite3.Connection, table: str, key: int, names: Iterable[str]) -> None:
    """Just these names, in this order; ``table`` is ``collection`` or ``tag``."""
    db.execute(f"DELETE FROM {table} WHERE article = ?", (key,))
    db.executemany(
        f"INSERT INTO {table} (article, name, position) VALUES (?, ?, ?)",
        ((key, name, position) for position, name in enumerate(dict.fromkeys(names))),
    )


def change(db: sqlite3.Connection, key: int, labels: Labels) -> None:
    for table, more, fewer in (
        ("collection", labels.collect, labels.uncollect),
        ("tag", labels.tag, labels.untag),
    ):
        if more or fewer:
            rows = db.execute(f"SELECT name FROM {table} WHERE article = ? ORDER BY position", (key,)).fetchall()
            put(db, table, key, [name for name in (*(row["name"] for row in rows), *more) if name not in fewer])
    described = _described(labels)
    if described:
        sqlite_schema.unindex(db, key)
        db.execute(
            f"UPDATE revision SET {', '.join(f'{name} = :{name}' for name in described)} "
            "WHERE key = (SELECT newest FROM article WHERE key = :key)",
            {**described, "key": key},
        )
        sqlite_schema.index(db, key)


def _described(labels: Labels) -> dict[str, str | int]:
    columns: dict[str, str | int] = {}
    if labels.outlet is not None:
        columns |= {"outlet": labels.outlet, "outlet_sorts": sqlite_rows.sorts(labels.outlet)}
    if labels.language is not None:
        columns["language"] = labels.language
    return columns
