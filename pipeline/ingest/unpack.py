"""An archive of any kind to its files, and how much there is in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePath

from pipeline.domain import Refused
from pipeline.ingest import archives, tars
from pipeline.ingest.archives import Entry

SUFFIXES = frozenset({".zip", ".gz", ".tgz", ".tar"})
_SIZE_BYTES = 4


def is_archive(name: str) -> bool:
    return PurePath(name).suffix.lower() in SUFFIXES


def entries(name: str, archive: Path | bytes) -> Iterator[Entry | Refused]:
    """The files in it, and each that cannot be had with its reason; hidden ones are left out."""
    lower = name.lower()
    if lower.endswith(".zip"):
        return archives.entries(name, archive)
    if lower.endswith((".tar", ".tgz", ".tar.gz")):
        return tars.entries(name, archive)
    return iter([archives.gunzip(name, archive)])


def size(name: str, archive: Path | bytes, packed: int) -> int:
    """The bytes that it says it unpacks to, at least ``packed``: for a bar of progress, which alone believes it."""
    lower = name.lower()
    try:
        stated = _of_zip(archive) if lower.endswith(".zip") else 0 if lower.endswith(".tar") else _of_gzip(archive)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        stated = 0
    return max(stated, packed)


def _of_zip(archive: Path | bytes) -> int:
    with zipfile.ZipFile(archive if isinstance(archive, Path) else io.BytesIO(archive)) as opened:
        return sum(info.file_size for info in opened.infolist())


def _of_gzip(archive: Path | bytes) -> int:
    """A gzip ends with the size of what was packed, modulo 4 GB (RFC 1952)."""
    if isinstance(archive, bytes):
        return int.from_bytes(archive[-_SIZE_BYTES:], "little")
    with archive.open("rb") as file:
        file.seek(-_SIZE_BYTES, io.SEEK_END)
        return int.from_bytes(file.read(), "little")
