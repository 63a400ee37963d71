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
    """Articles of one transaction that is not written yet; ``were`` holds the bands of those written before."""

    shelved: dict[ArticleId, Shelved] = field(default_factory=dict)
    digests: set[str] = field(default_factory=set)
    bands: set[int] = field(default_factory=set)
    were: set[int] = field(default_factory=set)

    def knows(self, article: Article, bands: Iterable[int]) -> bool:
        """Whether the article, or a story that may be the same one, is among them."""
        is_there = article.id in self.shelved or article.digest in self.digests
        return is_there or not self.bands.isdisjoint(bands)

    def take(self, item: Shelved) -> None:
        self.shelved[item.article.id] = item
        self.digests.add(item.article.digest)
        self.bands.update(item.bands)

    def clear(self) -> None:
        self.shelved.clear()
        self.digests.clear()
        self.were |= self.bands
        self.bands.clear()


@dataclass(frozen=True, slots=True)
class Fresh:
    """An article that was not seen before, and the digest of what it was made of."""

    content: str
    raw: RawArticle
    article: Article
    fingerprint: copies.Fingerprint
    bands: tuple[int, ...]


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
