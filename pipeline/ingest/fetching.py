"""The contract of what fetches addresses, and what reading addresses needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol, TypeAlias

from pipeline.domain import RawArticle
from pipeline.errors import Refusal
from pipeline.ingest import unpack
from pipeline.ports import ArticleLoader

Loaders: TypeAlias = Mapping[str, ArticleLoader]
FEED_TITLE = "feed title"
"""The ``where`` of the reading of an outlet that is the feed's own title."""
Stopped: TypeAlias = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Fetched:
    """``url`` is where the content came from in the end; ``content_type`` as the server gave it.

    ``etag`` and ``modified`` are what the next request may say it has. ``is_unchanged`` answers such a request: there
    is no content then.
    """

    url: str
    content_type: str
    content: bytes
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False


def never() -> bool:
    return False


class Fetcher(Protocol):
    """An address to what is there."""

    def fetch(
        self, url: str, *, is_followed: bool = False, etag: str = "", modified: str = "", stopped: Stopped = never
    ) -> Fetched:
        """What is at ``url`` now; with ``etag`` or ``modified``, only if it is not the same as then.

        ``is_followed`` says that no person asked for this very address: then the host's robots.txt is obeyed, and its
        requests are kept apart by waiting. ``stopped`` is asked while waiting, and ends that.

        Raises Refusal for an address that may not or cannot be read, ServiceError where trying again may help.
        """


@dataclass(frozen=True, slots=True)
class FeedRead:
    """A feed was read to its end. ``asked`` is the address it was given by, ``url`` where it is.

    ``title`` is the feed's own, or empty. ``etag`` and ``modified`` go into the next ``Feed``; they are empty where a
    page behind the feed could not be reached, so that the next time asks for all of it again.
    """

    asked: str
    url: str
    title: str = ""
    etag: str = ""
    modified: str = ""
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Sources:
    """What reading needs. ``is_known`` says which entries not to follow; ``told`` hears of each feed when it is read.

    ``stopped`` is asked before each page and while waiting for one.
    """

    loaders: Loaders
    fetcher: Fetcher
    stopped: Stopped = never
    is_known: Callable[[RawArticle], bool] = lambda _: False
    told: Callable[[FeedRead], None] = lambda _: None

    def loader(self, name: str) -> ArticleLoader:
        """Who reads a file of that name. Raises Refusal where nobody does."""
        suffix = PurePath(name).suffix.lower()
        if suffix not in self.loaders:
            what = f"is a {suffix} file" if suffix else "has no suffix"
            raise Refusal(
                f"{what}, which cannot be read; known are {', '.join(sorted({*self.loaders, *unpack.SUFFIXES}))}"
            )
        return self.loaders[suffix]
