"""What is read, in batches that make a transaction each: the articles of one, and those of it not written yet."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.domain import Article, ArticleId, RawArticle, Refused
from pipeline.ingest import copies
from pipeline.ingest.inputs import Piece
from pipeline.ports import Shelved

ARTICLES_A_TRANSACTION = 64
CHARACTERS_A_TRANSACTION = 4_000_000
SECONDS_A_TRANSACTION = 2.0


@dataclass(slots=True)
class Pending:
    """Articles of one transaction that is not written yet.

    ``written`` are those of the same batch that are, ``were`` their bands: what was read of the shelf before that is
    not true of them any more.
    """

    shelved: dict[ArticleId, Shelved] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    bands: set[int] = field(default_factory=set)
    were: set[int] = field(default_factory=set)
    written: set[ArticleId] = field(default_factory=set)

    def knows(self, article: Article, bands: Iterable[int]) -> bool:
        """Whether the article, or a story that may be the same one, is among them."""
        is_there = article.id in self.shelved or article.digest in self.digests
        return is_there or not self.bands.isdisjoint(bands)

    def take(self, item: Shelved) -> None:
        self.shelved[item.article.id] = item
        self.digests.add(item.article.digest)
        self.bands.update(item.bands)

    def clear(self) -> None:
        self.written |= self.shelved.keys()
        self.shelved.clear()
        self.digests.clear()
        self.were |= self.bands
        self.bands.clear()


@dataclass(frozen=True, slots=True)
class Fresh:
    """An article that is to be looked at, with the digest of what it was made of.

    ``is_counted`` says that its job has counted it before it was broken off.
    """

    content: str
    raw: RawArticle
    article: Article
    fingerprint: copies.Fingerprint
    bands: tuple[int, ...]
    is_counted: bool = False


def cut(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """As many as make one transaction; fewer of long ones, and of those that come slowly, as pages do."""
    batch: list[Piece] = []
    characters, since = 0, time.monotonic()
    for piece in pieces:
        batch.append(piece)
        characters += len(piece.item.text) if isinstance(piece.item, RawArticle) else 0
        if (
            len(batch) >= ARTICLES_A_TRANSACTION
            or characters >= CHARACTERS_A_TRANSACTION
            or time.monotonic() - since >= SECONDS_A_TRANSACTION
        ):
            yield batch
            batch, characters, since = [], 0, time.monotonic()
    if batch:
        yield batch


def content(item: RawArticle | Refused, outlet: str) -> str:
    """A digest of all that makes an article of ``item``, but not of where it was read; empty for a refusal."""
    if isinstance(item, Refused):
        return ""
    own = (item.text, item.title, item.outlet, item.url, item.published, item.byline, item.language, item.published_at)
    of_library = (item.kept,) if item.kept else ()
    told = repr((own, item.updated, outlet, *of_library)).encode("utf-8", "replace")
    return hashlib.blake2b(told, digest_size=16).hexdigest()
