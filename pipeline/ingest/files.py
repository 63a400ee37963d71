"""Files, folders and archives to the articles in them, and a reason for each that holds none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath

from pipeline.domain import Refused
from pipeline.errors import Refusal
from pipeline.ingest import unpack, web
from pipeline.ingest.fetching import Sources
from pipeline.ingest.inputs import Kept, LocalPath, Steps, Upload, label, measured, together

FEEDS = frozenset({".rss", ".atom", ".rdf", ".xml"})
_LARGEST_FILE = 1024 * 1024 * 1024
_JUNK = {".DS_Store", "__MACOSX", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Listed:
    """The files of one path and their sizes in bytes, and what of it cannot be listed."""

    root: Path
    files: tuple[tuple[Path, int], ...]
    refused: tuple[Refused, ...] = ()

    @property
    def size(self) -> int:
        return sum(size for _, size in self.files)


def listed(path: Path) -> Listed:
    """What is at ``path``: one file, or those of a folder in order, hidden ones left out."""
    if not _is_folder(path):
        return Listed(path, ((path, size(path)),))
    unreadable: list[OSError] = []
    files = tuple((file, size(file)) for file in _files(path, unreadable))
    refused = tuple(Refused(label(str(error.filename)), _cannot(error)) for error in unreadable)
    if not files and not refused:
        refused = (Refused(label(str(path)), "holds no files"),)
    return Listed(path, files, refused)


def local(given: LocalPath, found: Listed, sources: Sources) -> Steps:
    """What is in the files that were ``found`` there."""
    yield from ((refused, 0.0) for refused in found.refused)
    parts = ((weight, _found(file, given, sources)) for file, weight in found.files)
    yield from together(parts, found.size)


def upload(given: Upload, sources: Sources) -> Steps:
    """What is in a file that was sent; nothing for what an operating system hides in a folder."""
    if not _is_hidden(given.name):
        yield from _content(label(given.name), given.content, given.follow, sources)


def kept(given: Kept, sources: Sources) -> Steps:
    """What is in a file that was sent and waits on the disk."""
    if not _is_hidden(given.name):
        yield from _file(label(given.name), given.path, given.follow, sources)


def _found(file: Path, given: LocalPath, sources: Sources) -> Steps:
    if file != given.path and file.is_symlink() and not _is_inside(file, given.path):
        return iter([(Refused(label(str(file)), "is a link to something outside its folder"), 1.0)])
    return _file(label(str(file)), file, given.follow, sources)


def _file(name: str, path: Path, follow: bool, sources: Sources) -> Steps:
    try:
        _refuse_unreadable(path, name)
        if unpack.is_archive(name):
            yield from _archive(name, path, size(path), follow, sources)
            return
        sources.loader(name)
        content = path.read_bytes()
    except Refusal as refusal:
        yield Refused(name, str(refusal)), 1.0
    except (OSError, ValueError) as error:
        yield Refused(name, _cannot(error)), 1.0
    else:
        yield from _content(name, content, follow, sources)


def _content(name: str, content: bytes, follow: bool, sources: Sources) -> Steps:
    if unpack.is_archive(name):
        yield from _archive(name, content, len(content), follow, sources)
        return
    try:
        items = sources.loader(name).load(name, content)
    except Refusal as refusal:
        yield Refused(name, str(refusal)), 1.0
        return
    if PurePath(name).suffix.lower() in FEEDS:
        yield from web.feed_file(name, content, tuple(items), sources, follow=follow)
    else:
        yield from measured(items, len(content))


def _archive(name: str, archive: Path | bytes, packed: int, follow: bool, sources: Sources) -> Steps:
    def parts() -> Iterator[tuple[float, Steps]]:
        for entry in unpack.entries(name, archive):
            if isinstance(entry, Refused):
                yield 0.0, iter([(Refused(label(entry.name), entry.reason), 1.0)])
            else:
                yield float(len(entry.content)), _content(label(entry.name), entry.content, follow, sources)

    yield from together(parts(), float(unpack.size(name, archive, packed)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _files(folder: Path, unreadable: list[OSError]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def _is_hidden(name: str) -> bool:
    parts = PurePath(name.replace("\\", "/")).parts
    is_in_folder = len(parts) > 1
    return any(
        part in _JUNK or (is_in_folder and part.startswith(".") and part.strip(".") and part != "/") for part in parts
    )


def _is_inside(link: Path, folder: Path) -> bool:
    try:
        return link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def size(path: Path) -> int:
    """In bytes; 0 for what is not there."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def _refuse_unreadable(path: Path, name: str) -> None:
    if not path.is_file():
        raise Refusal("is not a file" if path.exists() else "is not there")
    if not unpack.is_archive(name) and path.stat().st_size > _LARGEST_FILE:
        raise Refusal("is larger than 1 GB: split it")


def _cannot(error: OSError | ValueError) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
