"""A zip or a gzip to its files, in memory: nothing is ever written to disk, and what looks like an attack is refused.

The sizes that an archive declares are not believed: reading stops at the limit whatever they say. Tars: ``tars``.
"""

from __future__ import annotations

import gzip
import io
import lzma
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.domain import Refused
from pipeline.errors import Refusal

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes once unpacked; ``ratio`` is unpacked to packed, for entries of more than a megabyte."""

    entries: int = 20_000
    entry_bytes: int = 200 * _MB
    total_bytes: int = 1024 * _MB
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Entry:
    name: str
    content: bytes


# what zipfile raises for archives that are damaged or made to be
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError),
)


SUFFIXES = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar")
GZIP = Limits(entry_bytes=512 * _MB)
_PIECE = 1024 * 1024


def gunzip(name: str, packed: Path | bytes, limits: Limits = GZIP) -> Entry | Refused:
    """The file in ``x.jsonl.gz``, as ``x.jsonl``; refused when it is cut off, a bomb, or an archive itself."""
    inner = name[:-3] if name.lower().endswith(".gz") else name
    if inner.lower().endswith(SUFFIXES):
        return Refused(name, "is an archive inside an archive: unpack it first")
    try:
        return Entry(inner, gunzipped(packed, limits))
    except Refusal as refusal:
        return Refused(name, str(refusal))


def gunzipped(packed: Path | bytes, limits: Limits = GZIP) -> bytes:
    """What is in a gzip. Raises Refusal."""
    unpacked = io.BytesIO()  # gives its bytes without a copy
    try:
        size = packed.stat().st_size if isinstance(packed, Path) else len(packed)
        # what is too much is told before any of it is held
        for _ in _pieces(packed, size, limits) if size > _PIECE else ():
            pass
        unpacked.writelines(_pieces(packed, size, limits))
    except EOFError as error:
        raise Refusal("is cut off before its end: copy or download it again") from error
    except UNREADABLE as error:
        raise Refusal("is not a gzip file, or it is damaged") from error
    return unpacked.getvalue()


def _pieces(packed: Path | bytes, size: int, limits: Limits) -> Iterator[bytes]:
    done = 0
    with gzip.open(packed if isinstance(packed, Path) else io.BytesIO(packed)) as file:
        while piece := file.read(_PIECE):
            done += len(piece)
            _refuse_more(done, size, limits)
            yield piece


def _refuse_more(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.entry_bytes:
        raise Refusal(f"unpacks to more than {shown_size(limits.entry_bytes)}")
    if unpacked > _MB and unpacked > limits.ratio * packed:
        raise Refusal(f"unpacks to more than {limits.ratio} times its size, as a zip bomb does")


def entries(name: str, archive: Path | bytes, limits: Limits | None = None) -> Iterator[Entry | Refused]:
    """The files of a zip in order of their names, hidden ones left out; each that cannot be had, with its reason."""
    limits = limits or Limits()
    try:
        opened = zipfile.ZipFile(archive if isinstance(archive, Path) else io.BytesIO(archive))
    except UNREADABLE:
        yield Refused(name, "is not a zip file, or it is damaged")
        return
    with opened:
        yield from _files(name, opened, limits)


def _files(name: str, opened: zipfile.ZipFile, limits: Limits) -> Iterator[Entry | Refused]:
    infos = sorted(
        (i for i in opened.infolist() if not i.is_dir() and not is_hidden(i.filename)), key=lambda i: i.filename
    )
    left = limits.total_bytes
    if not infos:
        yield Refused(name, "holds no files")
    for info in infos[: limits.entries]:
        label = f"{name}/{info.filename}"
        try:
            content = read_file(opened, info, limits, left)
        except Refusal as refusal:
            yield Refused(label, str(refusal))
            continue
        left -= len(content)
        if left < 0:
            yield Refused(name, f"unpacks to more than {shown_size(limits.total_bytes)}: the rest was left out")
            return
        yield Entry(label, content)
    if len(infos) > limits.entries:
        yield Refused(name, f"holds more than {limits.entries:,} files: the rest was left out")


def read_file(opened: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, left: int) -> bytes:
    """One file of a zip, with at most one byte more than ``left``. Raises Refusal."""
    _refuse_hostile(info, limits)
    most = min(limits.entry_bytes, left)
    try:
        with opened.open(info) as file:
            content = file.read(most + 1)
    except UNREADABLE as error:
        raise Refusal("cannot be unpacked: it is damaged, or packed in a way that is not known") from error
    if len(content) > limits.entry_bytes:
        raise Refusal(f"unpacks to more than {shown_size(limits.entry_bytes)}")
    return content


def _refuse_hostile(info: zipfile.ZipInfo, limits: Limits) -> None:
    path = info.filename.replace("\\", "/")
    for is_so, reason in (
        (points_outside(path), "points outside its folder"),
        (stat.S_ISLNK(info.external_attr >> 16), "is a link, not a file"),
        (bool(info.flag_bits & 1), "is locked with a password"),
        (path.lower().endswith(".zip"), "is a zip inside a zip: unpack it first"),
        (path.lower().endswith(SUFFIXES), "is an archive inside an archive: unpack it first"),
        (info.file_size > limits.entry_bytes, f"unpacks to more than {shown_size(limits.entry_bytes)}"),
        (_is_bomb(info, limits), f"unpacks to more than {limits.ratio} times its size, as a zip bomb does"),
    ):
        if is_so:
            raise Refusal(reason)


def _is_bomb(info: zipfile.ZipInfo, limits: Limits) -> bool:
    return info.file_size > _MB and info.file_size > limits.ratio * max(info.compress_size, 1)


def points_outside(path: str) -> bool:
    return path.startswith("/") or ":" in path[:3] or ".." in path.split("/")


def is_hidden(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return any(part == "__MACOSX" or (part.startswith(".") and part not in {".", ".."}) for part in parts)


def shown_size(count: int) -> str:
    return f"{count // _MB:,} MB" if count >= _MB else f"{count:,} bytes"
