"""A folder of vectors that no program can read any more: told from one that is only out of reach, and put aside.

What is in it can be made again from the shelf; a library that does not open because of it would be worse.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

log = logging.getLogger(__name__)

FILE = "chroma.sqlite3"
ASIDE = "-damaged"
_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF


def is_damaged(folder: Path) -> bool:
    """By SQLite's own word, which reads all of the file: not for a folder in use, whose locks this would undo."""
    if not (folder / FILE).is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{(folder / FILE).resolve().as_uri()}?mode=ro", uri=True)) as db:
            return bool(db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.DatabaseError as error:  # a locked file is no damaged one
        return (getattr(error, "sqlite_errorcode", 0) & _PRIMARY) in _DAMAGE


def put_aside(folder: Path) -> Path:
    """Where it is then, beside itself; what was put there before is deleted. Raises OSError."""
    aside = folder.with_name(f"{folder.name}{ASIDE}")
    shutil.rmtree(aside, ignore_errors=True)
    folder.rename(aside)
    log.warning("vectors damaged, made again from the articles folder=%s aside=%s", folder.name, aside.name)
    return aside
