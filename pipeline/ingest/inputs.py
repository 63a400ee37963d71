"""What a reader gives to be read, and what comes of it, piece by piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

from pipeline.domain import RawArticle, Refused


@dataclass(frozen=True, slots=True)
class LocalPath:
    """A file, an archive or a folder on this machine. ``follow``: read the pages that its feeds and sitemaps name."""

    path: Path
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that a browser sent. ``name`` only labels it, folders and all; it is never opened as a path."""

    name: str
    content: bytes
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An upload that waits at ``path``: read from there, when its turn comes, as a file of that ``name``."""

    name: str
    path: Path
    follow: bool = False


@dataclass(frozen=True, slots=True)
class WebPage:
    """An address. Where a feed is there it is read as one, with ``follow`` the pages behind its entries too."""

    url: str
    follow: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """The address of a feed, or of a page that names its feed. ``etag`` and ``modified``: as it was given last.

    ``is_whole`` asks for all of it, whatever is known of it.
    """

    url: str
    follow: bool = False
    etag: str = ""
    modified: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Pasted:
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None


_LONGEST_LABEL = 300

Input: TypeAlias = LocalPath | Upload | Kept | WebPage | Feed | Pasted
Item: TypeAlias = RawArticle | Refused
Read: TypeAlias = Iterator[Item]
Steps: TypeAlias = Iterator[tuple[Item, float]]
"""Each item, and which share of its source is read when it is done: 0 to 1, never falling."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``position`` counts the given inputs from 0; ``share`` is how much of them all is read now, from 0 to 1."""

    item: Item
    position: int
    share: float


def together(parts: Iterable[tuple[float, Steps]], total: float) -> Steps:
    """The steps of several sources as those of one. Each comes with its weight; they add up to ``total``."""
    before = 0.0
    for weight, steps in parts:
        for item, done in steps:
            yield item, min((before + weight * done) / total, 1.0) if total else 1.0
        before += weight


def measured(items: Read, size: int) -> Steps:
    """The items of a file of ``size`` bytes, by the characters that they hold; the last one ends it."""
    done, waiting = 0, None
    for item in items:
        if waiting is not None:
            yield waiting, min(done / size, 1.0) if size else 1.0
        waiting = item
        done += len(item.text) + len(item.title) if isinstance(item, RawArticle) else len(item.reason)
    if waiting is not None:
        yield waiting, 1.0


def label(name: str) -> str:
    """``name`` as it may be shown: no control characters, at most 300 of its characters, its suffix among them."""
    shown = "".join(c for c in name if c.isprintable())
    return shown if len(shown) <= _LONGEST_LABEL else f"{shown[: _LONGEST_LABEL - 21]}…{shown[-20:]}"
