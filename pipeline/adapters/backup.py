"""A data folder to one file, while it is in use, and back: ``save`` and ``restore``.

The shelf is the truth, and is taken as of one moment (SQLite's online backup). The vectors are copied while nobody
writes to them; where they are not of that moment, opening the restored desk makes what is missing again and takes away
what is too much. Locks and unfinished files stay out. The file is a zip with a record of every file's SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pipeline.adapters.sqlite import FILE as SHELF
from pipeline.errors import DeskBusy, DeskUnavailable, UserError

FORMAT = 1
_RECORD = "backup.json"
_VECTORS = "vectors"
_LEFT_OUT = (".lock", ".partial", "-wal", "-shm", "-journal")
_WAIT_SECONDS = 60.0
_CHUNK = 1 << 20


def save(data: Path, target: Path) -> int:
    """Its size in bytes. All of it or nothing: an older ``target`` stays whole until the new one is.

    Raises DeskUnavailable where there is no desk, DeskBusy while vectors are written for longer than a minute, and
    UserError when the file cannot be written.
    """
    if not (data / SHELF).is_file():
        raise DeskUnavailable(f"There is no library in {data}: name its folder with --data or in BRIEFDESK_DATA.")
    partial = target.with_name(f".{target.name}.partial")
    try:
        try:
            _pack(data, partial)
            size = partial.stat().st_size
            partial.replace(target)
        except BaseException:
            with suppress(OSError):
                partial.unlink()
            raise
    except OSError as error:
        raise UserError(f"{target} cannot be written: {error.strerror or error}") from error
    return size


def restore(file: Path, data: Path) -> None:
    """Makes the folder ``data``, which must be missing or empty, whole or not at all.

    Raises UserError for a file that is no backup, is damaged or comes from a newer version, and for a folder in use.
    """
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise UserError(f"{data} is not empty: name a new folder with --data, or move that one away.")
    try:
        data.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=f".{data.name}.", suffix=".partial", dir=data.parent) as folder:
            made = Path(folder) / "data"
            _unpack(file, made)
            if data.exists():
                data.rmdir()
            made.rename(data)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise UserError(f"{file} is no backup of Briefdesk, or is damaged: {error}") from error
    except OSError as error:
        raise UserError(f"{file} cannot be restored to {data}: {error.strerror or error}") from error


def _pack(data: Path, target: Path) -> None:
    with TemporaryDirectory(prefix=".backup.", suffix=".partial", dir=target.parent) as folder:
        shelf = Path(folder) / SHELF
        _snapshot(data / SHELF, shelf)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, _unwritten(data):
            digests = {SHELF: _put(archive, SHELF, shelf)}
            for path in sorted(data.rglob("*")):
                name = path.relative_to(data).as_posix()
                if name == SHELF or not path.is_file() or path.is_symlink() or name.endswith(_LEFT_OUT):
                    continue
                if path.suffix == ".sqlite3":
                    _snapshot(path, copied := Path(folder) / "copied.sqlite3")
                    digests[name] = _put(archive, name, copied)
                else:
                    digests |= _if_there(archive, name, path)
            archive.writestr(_RECORD, json.dumps({"format": FORMAT, "sha256": digests}))


def _if_there(archive: zipfile.ZipFile, name: str, path: Path) -> Mapping[str, str]:
    """What is read in takes its file away meanwhile: then it is in the library."""
    try:
        return {name: _put(archive, name, path)}
    except FileNotFoundError:
        return {}


def _put(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as into:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            into.write(chunk)
    return digest.hexdigest()


def _snapshot(file: Path, into: Path) -> None:
    """A SQLite file as of one moment, whoever writes to it. Raises DeskUnavailable when it is damaged."""
    into.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(into)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        raise DeskUnavailable(f"{file} cannot be copied: {error}") from error


@contextmanager
def _unwritten(data: Path) -> Iterator[None]:
    """While nobody writes vectors; as ``ChromaStore`` locks them."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(data / f"{_VECTORS}.lock", timeout=_WAIT_SECONDS):
            yield
    except Timeout as error:
        raise DeskBusy("Vectors are being written. Wait until that is done, and try again.") from error


def _unpack(file: Path, into: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        digests = _digests(archive, file)
        for name, digest in digests.items():
            path = into / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as source, path.open("wb") as target:
                shutil.copyfileobj(source, target, _CHUNK)
            if _digest(path) != digest:
                raise UserError(f"{file} is damaged: {name} is not as it was saved. Nothing was restored.")


def _digests(archive: zipfile.ZipFile, file: Path) -> Mapping[str, str]:
    """Of each file in it. Nothing that is not in the record is taken out, and nothing outside the folder is written."""
    try:
        told = json.loads(archive.read(_RECORD))
        number, digests = int(told["format"]), {str(name): str(digest) for name, digest in told["sha256"].items()}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UserError(f"{file} is no backup of Briefdesk.") from error
    if number > FORMAT:
        raise UserError(f"{file} was made by a newer version of Briefdesk: restore it with that one.")
    if SHELF not in digests or not digests.keys() <= set(archive.namelist()) or not all(map(_is_inside, digests)):
        raise UserError(f"{file} is no backup of Briefdesk, or is damaged.")
    return digests


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
