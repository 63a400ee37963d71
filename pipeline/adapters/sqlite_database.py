"""One SQLite file: connections for many threads, transactions, and SQLite's errors as ours.

Readers never wait (WAL): each borrows a connection of its own and sees one moment of the file. Writers of this process
queue at a lock, writers of other processes at SQLite's.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.adapters import sqlite_schema
from pipeline.errors import DeskBusy, DeskUnavailable

_DAMAGED = "{file} is damaged. Put a copy of it back, or move it away and add the articles again."
_CLOSED = "{file} cannot be opened or written. Check who may write to that folder, or name another in BRIEFDESK_DATA."

# by SQLite's primary result code; any other code is a bug of ours and surfaces
_MESSAGES = {
    sqlite3.SQLITE_FULL: "There is no room left for {file}. Free some space and try again; nothing was changed.",
    sqlite3.SQLITE_IOERR: "The disk of {file} fails or is full. Check it and try again; nothing was changed.",
    sqlite3.SQLITE_BUSY: "{file} is in use by another program. Wait until it is done, or close it, and try again.",
    sqlite3.SQLITE_LOCKED: "{file} is in use by another program. Wait until it is done, or close it, and try again.",
    sqlite3.SQLITE_READONLY: _CLOSED,
    sqlite3.SQLITE_CANTOPEN: _CLOSED,
    sqlite3.SQLITE_PERM: _CLOSED,
    sqlite3.SQLITE_AUTH: _CLOSED,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
_PRIMARY = 0xFF
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


def listed(values: Iterable[str]) -> str:
    """Values for ``IN (SELECT value FROM json_each(?))``: one parameter, however many, whatever characters."""
    return json.dumps(list(values))


class Database:
    """The file, open. Every method can be called from any thread."""

    def __init__(self, file: Path, wait_seconds: float) -> None:
        """Raises DeskUnavailable when the file cannot be opened, is damaged, or was made by a newer version."""
        self.file = file
        self._wait_seconds = wait_seconds
        self._idle: deque[sqlite3.Connection] = deque()
        self._one_writer = threading.Lock()
        self._is_closed = False
        with self._translated():
            self._writer = self._connect()
            try:
                self._writer.execute("PRAGMA journal_mode = WAL")
                sqlite_schema.prepare(self._writer, str(file))
            except BaseException:
                self._writer.close()
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the file throughout."""
        with self._translated():
            db = self._borrow()
            try:
                db.execute("BEGIN")
                yield db
            finally:
                db.rollback()
                self._give_back(db)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: kept whole when the block ends, undone when it raises. Not to be nested.

        Raises DeskBusy when another process has been writing for all of the time that this one waits.
        """
        with self._one_writer, self._translated():
            self._writer.execute("BEGIN IMMEDIATE")
            try:
                yield self._writer
                self._writer.execute("COMMIT")
            except BaseException:
                self._writer.rollback()
                raise

    def close(self) -> None:
        """Twice is no error."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()
        with self._one_writer:
            self._writer.close()

    def _borrow(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self._connect()

    def _give_back(self, db: sqlite3.Connection) -> None:
        if self._is_closed:
            db.close()
        else:
            self._idle.append(db)

    def _connect(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.file, timeout=self._wait_seconds, isolation_level=None, check_same_thread=False)
        try:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA synchronous = NORMAL")
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY
            message = _MESSAGES.get(code)
            if message is None:
                raise
            kind = DeskBusy if code in _BUSY else DeskUnavailable
            raise kind(message.format(file=self.file)) from error
