"""The shelf, in one SQLite file: ``SqliteShelf`` is the ``Shelf`` port, and each of its parts has a file of its own."""

from __future__ import annotations

from pathlib import Path

from pipeline.adapters.sqlite_articles import SqliteArticles
from pipeline.adapters.sqlite_cited import SqliteCited
from pipeline.adapters.sqlite_conversations import SqliteConversations
from pipeline.adapters.sqlite_database import Database
from pipeline.adapters.sqlite_groups import SqliteGroups
from pipeline.adapters.sqlite_jobs import SqliteJobs
from pipeline.adapters.sqlite_library import SqliteLibrary
from pipeline.adapters.sqlite_papers import SqlitePapers
from pipeline.adapters.sqlite_vectors import SqliteVectors
from pipeline.adapters.sqlite_words import SqliteWords
from pipeline.errors import DeskUnavailable

FILE = "shelf.sqlite"

WAIT_SECONDS = 60.0
"""The longest writes are the checks and rebuilds of one full-text index: 1.2 s of 20,000 articles, so 15 of 250,000."""


class SqliteShelf(
    SqliteArticles,
    SqliteGroups,
    SqliteLibrary,
    SqliteWords,
    SqliteVectors,
    SqliteConversations,
    SqlitePapers,
    SqliteCited,
    SqliteJobs,
):
    """``shelf.sqlite`` in ``folder``, which is made if it is not there. Thread-safe; several processes may share it."""

    def __init__(self, folder: Path, wait_seconds: float = WAIT_SECONDS) -> None:
        """``wait_seconds`` is how long a write waits for another process. Raises DeskUnavailable."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeskUnavailable(
                f"The data folder {folder} cannot be made. "
                "Check who may write there, or name another in BRIEFDESK_DATA."
            ) from error
        self.database = Database(folder / FILE, wait_seconds)

    def close(self) -> None:
        """Twice is no error."""
        self.database.close()
