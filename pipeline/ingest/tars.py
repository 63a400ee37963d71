"""A tar, packed with gzip or not, to its files, in memory and within limits, as ``archives`` does for a zip."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

from pipeline.domain import Refused
from pipeline.errors import Refusal
from pipeline.ingest import archives
from pipeline.ingest.archives import Entry, Limits

SUFFIXES = (".tar", ".tar.gz", ".tgz")
_PIECE = 64 * 1024
_LONGEST_HEADER = 1024 * 1024
_UNREADABLE = (tarfile.TarError, RecursionError, *archives.UNREADABLE)


def entries(name: str, archive: Path | bytes, limits: Limits | None = None) -> Iterator[Entry | Refused]:
    """The regular files of a tar in order of their names, but hidden ones; each that cannot be had, with its reason."""
    limits = limits or Limits()
    try:
        with _opened(name, archive, limits) as file:
            yield from _files(name, file, limits)
    except Refusal as refusal:
        yield Refused(name, str(refusal))
    except _UNREADABLE:
        yield Refused(name, "is not a tar file, or it is damaged")


def _opened(name: str, archive: Path | bytes, limits: Limits) -> IO[bytes]:
    if name.lower().endswith(".tar"):
        return archive.open("rb") if isinstance(archive, Path) else io.BytesIO(archive)
    return io.BytesIO(archives.gunzipped(archive, Limits(entry_bytes=archives.GZIP.entry_bytes, ratio=limits.ratio)))


class _Guarded:
    """Read in pieces only: a tar may declare headers of any size, even below nothing, and run in circles."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file, self._left = file, most

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= _LONGEST_HEADER:
            raise Refusal("is damaged: one of its headers has a size that cannot be")
        self._left -= size
        if self._left < 0:
            raise Refusal("is larger than it says, as an archive bomb is")
        return self._file.read(size)

    def seek(self, to: int, whence: int = 0) -> int:
        return self._file.seek(to, whence)

    def tell(self) -> int:
        return self._file.tell()


def _files(name: str, file: IO[bytes], limits: Limits) -> Iterator[Entry | Refused]:
    guarded = cast(IO[bytes], _Guarded(file, 2 * limits.total_bytes))
    with tarfile.open(fileobj=guarded, mode="r:") as tar:
        members, reason = _listed(tar, limits)
        if reason:
            yield Refused(name, reason)
        elif not members:
            yield Refused(name, "holds no files")
        yield from _contents(name, tar, sorted(members, key=lambda member: member.name), limits)


def _listed(tar: tarfile.TarFile, limits: Limits) -> tuple[list[tarfile.TarInfo], str]:
    """The files as far as they can be listed, and why not further."""
    members: list[tarfile.TarInfo] = []
    try:
        for member in tar:
            if len(members) == limits.entries:
                return members, f"holds more than {limits.entries:,} files: the rest was left out"
            if not member.isdir() and not archives.is_hidden(member.name):
                members.append(member)
    except _UNREADABLE:
        if not members:
            raise
        return members, "is cut off or damaged: what comes after that was left out"
    return members, ""


def _contents(
    name: str, tar: tarfile.TarFile, members: list[tarfile.TarInfo], limits: Limits
) -> Iterator[Entry | Refused]:
    left = limits.total_bytes
    for member in members:
        label = f"{name}/{member.name}"
        try:
            content = _read(tar, member, limits)
        except Refusal as refusal:
            yield Refused(label, str(refusal))
            continue
        left -= len(content)
        if left < 0:
            yield Refused(
                name, f"unpacks to more than {archives.shown_size(limits.total_bytes)}: the rest was left out"
            )
            return
        yield Entry(label, content)


def _read(tar: tarfile.TarFile, member: tarfile.TarInfo, limits: Limits) -> bytes:
    _refuse_hostile(member, limits)
    try:
        file = tar.extractfile(member)
        content = b"".join(iter(lambda: file.read(_PIECE), b"")) if file else b""
    except _UNREADABLE as error:
        raise Refusal("cannot be unpacked: it is damaged") from error
    if len(content) != member.size:
        raise Refusal("cannot be unpacked: it is cut off before its end")
    return content


def _refuse_hostile(member: tarfile.TarInfo, limits: Limits) -> None:
    path = member.name.replace("\\", "/")
    for is_so, reason in (
        (archives.points_outside(path), "points outside its folder"),
        (member.issym() or member.islnk(), "is a link, not a file"),
        (not member.isreg() or member.issparse(), "is a device or the like, not a file"),
        (path.lower().endswith(archives.SUFFIXES), "is an archive inside an archive: unpack it first"),
        (member.size > limits.entry_bytes, f"unpacks to more than {archives.shown_size(limits.entry_bytes)}"),
    ):
        if is_so:
            raise Refusal(reason)
