"""A document that is a zip of parts (Word, EPUB): its parts by name, one by one, in memory and within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import unquote

from pipeline.errors import Refusal
from pipeline.ingest import archives
from pipeline.ingest.archives import Limits

_MB = 1024 * 1024
LIMITS = Limits(entries=20_000, entry_bytes=64 * _MB, total_bytes=256 * _MB)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


class Package:
    """Opened from its bytes; close it, or use it in a ``with``. ``kind`` is for the reader: "a Word document"."""

    def __init__(self, content: bytes, kind: str, limits: Limits = LIMITS) -> None:
        """Raises Refusal when it is no zip, or holds too many parts."""
        if not content.strip(b"\x00 \t\r\n"):
            raise Refusal("is empty")
        if content.startswith(_OLD_OFFICE):
            raise Refusal(_of_old_office(content, kind))
        self._limits, self._left = limits, limits.total_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except archives.UNREADABLE as error:
            raise Refusal(f"is not {kind}, or it is damaged") from error
        infos = self._zip.infolist()
        self._infos: Mapping[str, zipfile.ZipInfo] = {info.filename: info for info in infos}
        if len(infos) > limits.entries:
            self.close()
            raise Refusal(f"holds more than {limits.entries:,} files")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._zip.close()

    def __contains__(self, path: str) -> bool:
        return self._named(path) is not None

    def read(self, path: str) -> bytes:
        """The part at ``path``. Raises Refusal when it is missing, locked, damaged, or too large unpacked."""
        info = self._named(path)
        if info is None:
            raise Refusal(f"lacks its part {path[:200]}: it is damaged")
        content = archives.read_file(self._zip, info, self._limits, self._left)
        self._left -= len(content)
        if self._left < 0:
            raise Refusal(f"unpacks to more than {self._limits.total_bytes // _MB:,} MB")
        return content

    def _named(self, path: str) -> zipfile.ZipInfo | None:
        path = path.lstrip("/")
        return self._infos.get(path) or self._infos.get(unquote(path))


def _of_old_office(content: bytes, kind: str) -> str:
    if _LOCKED in content:
        return "is locked with a password"
    return f"is an old office document under another name, not {kind}: open it in its program and save it anew"
