"""A turn as a locked file in the library's folder, through filelock: the system frees it when its process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import DeskUnavailable


class FileTurn:
    """A ``Turn``. Threads of one process exclude one another as processes do."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @contextmanager
    def taken(self, wait_seconds: float) -> Iterator[bool]:
        from filelock import FileLock, Timeout

        # an object of its own each time: one object lets the same thread in twice
        lock = FileLock(self._file)
        try:
            lock.acquire(timeout=wait_seconds)
        except Timeout:
            yield False
            return
        except OSError as error:
            raise DeskUnavailable(f"{self._file} cannot be locked: {error.strerror}") from error
        try:
            yield True
        finally:
            lock.release()
