"""What a reader gives (files, folders, archives, addresses, feeds, pasted text) to ``RawArticle``s, piece by piece.

``files`` and ``web`` do the reading; a reason comes for each part that is no article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.domain import RawArticle
from pipeline.ingest import files, web
from pipeline.ingest.fetching import FeedRead, Fetched, Fetcher, Loaders, Sources, Stopped, never
from pipeline.ingest.inputs import (
    Feed,
    Input,
    Item,
    Kept,
    LocalPath,
    Pasted,
    Piece,
    Read,
    Steps,
    Upload,
    WebPage,
    label,
)

__all__ = [
    "Feed",
    "FeedRead",
    "Fetched",
    "Fetcher",
    "Input",
    "Kept",
    "Loaders",
    "LocalPath",
    "Pasted",
    "Piece",
    "Read",
    "Upload",
    "WebPage",
    "articles",
    "pieces",
]

_ADDRESS_BYTES = 100_000


def pieces(
    inputs: Iterable[Input],
    loaders: Loaders,
    fetcher: Fetcher,
    *,
    stopped: Stopped = never,
    is_known: Callable[[RawArticle], bool] = lambda _: False,
    told: Callable[[FeedRead], None] = lambda _: None,
) -> Iterator[Piece]:
    """Everything in ``inputs``, in order, one by one. ``loaders`` is by suffix. Never raises for what it is given.

    The share counts bytes, an address as 100 kB. ``stopped`` ends the waiting for an address and the following of
    pages; ``is_known`` is asked of each entry that would be followed, True leaves it out; ``told`` hears of each feed
    that was read to its end.
    """
    sources = Sources(loaders, fetcher, stopped, is_known, told)
    sized = [_sized(given, sources) for given in inputs]
    total, before = sum(size for size, _ in sized), 0.0
    for position, (size, steps) in enumerate(sized):
        for item, done in steps:
            yield Piece(item, position, min((before + size * done) / total, 1.0) if total else 1.0)
        if stopped():
            return  # what was broken off is not read, and nothing behind it may say that it is
        before += size


def articles(inputs: Iterable[Input], loaders: Loaders, fetcher: Fetcher) -> Read:
    """The items of ``pieces`` alone."""
    for piece in pieces(inputs, loaders, fetcher):
        yield piece.item


def _sized(given: Input, sources: Sources) -> tuple[int, Steps]:
    """How much there is to read, in bytes, and the reading, which begins when it is asked for."""
    match given:
        case LocalPath(path):
            found = files.listed(path)
            return found.size, files.local(given, found, sources)
        case Upload(_, content):
            return len(content), files.upload(given, sources)
        case Kept(_, path):
            return files.size(path), files.kept(given, sources)
        case WebPage(url, follow):
            return _ADDRESS_BYTES, web.page(url, sources, follow=follow)
        case Feed():
            return _ADDRESS_BYTES, web.feed(given, sources)
        case Pasted(text):
            return len(text), iter([(_pasted(given), 1.0)])


def _pasted(given: Pasted) -> Item:
    name = label(given.title) or "pasted text"
    return RawArticle(name, given.text, given.title, given.outlet, given.url, given.published)
