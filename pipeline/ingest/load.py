"""What a reader gives (files, folders, zips, addresses, pasted text) to ``RawArticle``s, and a reason for the rest."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Protocol, TypeAlias

from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal, ServiceError
from pipeline.ingest import addresses, archives, decode
from pipeline.ports import ArticleLoader

_LARGEST_FILE = 1024 * 1024 * 1024
_ZIP = ".zip"
_PAGE = "page.html"
_FILE_OF = {"text/html": _PAGE, "application/xhtml+xml": _PAGE, "text/plain": "page.txt"}


@dataclass(frozen=True, slots=True)
class LocalPath:
    """A file, a zip or a folder on this machine."""

    path: Path


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a browser sent. ``name`` only labels it; it is never opened as a path."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WebPage:
    url: str


@dataclass(frozen=True, slots=True)
class Pasted:
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None


Input: TypeAlias = LocalPath | Upload | WebPage | Pasted
Loaders: TypeAlias = Mapping[str, ArticleLoader]
Read: TypeAlias = Iterator[RawArticle | Refused]


@dataclass(frozen=True, slots=True)
class Fetched:
    """``url`` is where the content came from in the end; ``content_type`` as the server gave it."""

    url: str
    content_type: str
    content: bytes


class Fetcher(Protocol):
    """An address to what is there."""

    def fetch(self, url: str) -> Fetched:
        """Raises Refusal for an address that may not or cannot be read, ServiceError where trying again may help."""


def read(inputs: Iterable[Input], loaders: Loaders, fetch: Fetcher) -> Read:
    """Everything in ``inputs``, in order, one by one. ``loaders`` is by suffix. Never raises for what it is given."""
    for given in inputs:
        match given:
            case LocalPath(path):
                yield from _local(path, loaders)
            case Upload(name, content):
                yield from _upload(_label(name), content, loaders)
            case WebPage(url):
                yield from _web_page(url, loaders, fetch)
            case Pasted():
                yield _pasted(given)


def _pasted(given: Pasted) -> RawArticle:
    name = _label(given.title) or "pasted text"
    return RawArticle(name, given.text, given.title, given.outlet, given.url, given.published)


def _label(name: str) -> str:
    return "".join(c for c in name if c.isprintable())[:300]


def _local(path: Path, loaders: Loaders) -> Read:
    if not _is_folder(path):
        yield from _file(path, loaders)
        return
    unreadable: list[OSError] = []
    files = list(_files(path, unreadable))
    yield from (Refused(_label(str(error.filename)), _cannot(error)) for error in unreadable)
    if not files and not unreadable:
        yield Refused(_label(str(path)), "holds no files")
    for file in files:
        if file.is_symlink() and not _is_inside(file, path):
            yield Refused(_label(str(file)), "is a link to something outside its folder")
        else:
            yield from _file(file, loaders)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _files(folder: Path, unreadable: list[OSError]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place) / name for name in sorted(names) if not name.startswith("."))


def _is_inside(link: Path, folder: Path) -> bool:
    try:
        return link.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _file(path: Path, loaders: Loaders) -> Read:
    name = _label(str(path))
    try:
        _refuse_unreadable(path)
        if path.suffix.lower() == _ZIP:
            yield from _zip(name, path, loaders)
            return
        loader = _loader(name, loaders)
        content = path.read_bytes()
    except Refusal as refusal:
        yield Refused(name, str(refusal))
    except (OSError, ValueError) as error:
        yield Refused(name, _cannot(error))
    else:
        yield from loader.load(name, content)


def _refuse_unreadable(path: Path) -> None:
    if not path.is_file():
        raise Refusal("is not a file" if path.exists() else "is not there")
    if path.suffix.lower() != _ZIP and path.stat().st_size > _LARGEST_FILE:
        raise Refusal("is larger than 1 GB: split it")


def _cannot(error: OSError | ValueError) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"


def _upload(name: str, content: bytes, loaders: Loaders) -> Read:
    if PurePath(name).suffix.lower() == _ZIP:
        yield from _zip(name, content, loaders)
        return
    try:
        loader = _loader(name, loaders)
    except Refusal as refusal:
        yield Refused(name, str(refusal))
    else:
        yield from loader.load(name, content)


def _zip(name: str, archive: Path | bytes, loaders: Loaders) -> Read:
    for entry in archives.entries(name, archive):
        if isinstance(entry, Refused):
            yield Refused(_label(entry.name), entry.reason)
        else:
            yield from _upload(_label(entry.name), entry.content, loaders)


def _loader(name: str, loaders: Loaders) -> ArticleLoader:
    suffix = PurePath(name).suffix.lower()
    if suffix not in loaders:
        what = f"is a {suffix} file" if suffix else "has no suffix"
        raise Refusal(f"{what}, which cannot be read; known are {', '.join(sorted({*loaders, _ZIP}))}")
    return loaders[suffix]


def _web_page(url: str, loaders: Loaders, fetch: Fetcher) -> Read:
    name = addresses.shown(url)
    try:
        fetched = fetch.fetch(url)
        media_type = fetched.content_type.partition(";")[0].strip().lower()
        loader = _loader(_FILE_OF.get(media_type, _PAGE), loaders)
        content = _as_utf8(fetched)
    except (Refusal, ServiceError) as error:
        yield Refused(name, str(error))
        return
    for article in loader.load(name, content):
        yield _at(fetched.url, article) if isinstance(article, RawArticle) else article


def _as_utf8(fetched: Fetched) -> bytes:
    # the server's word on the encoding is not in the bytes; without it, the page's own word is, for its loader
    charset = _charset(fetched.content_type)
    return decode.text(fetched.content, charset).encode("utf-8-sig", "replace") if charset else fetched.content


def _charset(content_type: str) -> str:
    given = content_type.lower().partition("charset=")[2]
    return given.partition(";")[0].strip("\"' ")


def _at(url: str, article: RawArticle) -> RawArticle:
    # a page may name its own canonical address, but only one of its own site: not another outlet's article
    is_own = addresses.host(article.url) == addresses.host(url)
    return replace(article, url=article.url if is_own else url)
