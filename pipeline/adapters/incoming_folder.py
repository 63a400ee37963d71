"""Files that were sent, in a folder of the library: each under the digest of its content, never under its own name."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from pathlib import Path

from pipeline.errors import DeskUnavailable

_KEY = re.compile(r"[0-9a-f]{64}", re.ASCII)


class IncomingFolder:
    """``Incoming`` in ``folder``, which is made when the first file comes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """All of it is on the disk when this returns."""
        key = hashlib.sha256(content).hexdigest()
        path = self.path(key)
        partial = path.with_suffix(".partial")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            partial.replace(path)
        except OSError as error:
            with suppress(OSError):
                partial.unlink()
            raise DeskUnavailable(
                f"What was sent cannot be kept in {self._folder}: {error.strerror}. Free some space, or check who may "
                "write there."
            ) from error
        return key

    def path(self, key: str) -> Path:
        """Raises ValueError for what is no key."""
        if not _KEY.fullmatch(key):
            raise ValueError(f"not the key of a file that was kept: {key!r}")
        return self._folder / key

    def keep_only(self, keys: frozenset[str]) -> None:
        with suppress(OSError):  # what cannot be deleted now is deleted the next time
            for path in self._folder.iterdir():
                if path.name not in keys:
                    path.unlink()
