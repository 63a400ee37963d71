"""Loaded articles to the shelf and the vectors, in two passes: store all, then embed what has no vector yet.

Stored articles can be found by their words at once; embedding, the slow part, goes on from wherever it stopped, since
what is still to do is read from the shelf. Everything is keyed by content: a second time changes nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from pipeline.domain import Added, Article, ArticleId, RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import canonical, chunk, copies
from pipeline.ports import Clock, Embedder, PassageStore, Report, Shelf, Shelved

log = logging.getLogger(__name__)

ARTICLES_A_TRANSACTION = 64
PASSAGES_A_BATCH = 64
MOST_CANDIDATES = 20


@dataclass(slots=True)
class _Counts:
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    copies: int = 0
    passages: int = 0
    refused: list[Refused] = field(default_factory=list)


@dataclass(slots=True)
class _Pending:
    """Articles of one transaction that is not written yet; later ones of the same batch must see them."""

    shelved: dict[ArticleId, Shelved] = field(default_factory=dict)
    bands: dict[str, ArticleId] = field(default_factory=dict)

    def take(self, item: Shelved) -> None:
        self.shelved[item.article.id] = item
        for band in item.bands:
            self.bands.setdefault(band, item.article.id)

    def clear(self) -> None:
        self.shelved.clear()
        self.bands.clear()


@dataclass(frozen=True, slots=True)
class Intake:
    """Puts articles into one shelf and the vectors beside it. ``longest`` is a passage's length in characters."""

    shelf: Shelf
    store: PassageStore
    embedder: Embedder
    clock: Clock
    longest: int

    def add(
        self,
        batch: Iterable[RawArticle | Refused],
        *,
        outlet: str = "",
        collection: str = "",
        report: Report = lambda _done, _of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Added:
        """Stores every article of ``batch``, then embeds. What cannot be one is refused by name; the rest goes on.

        ``stopped`` is asked between transactions; what is stored by then stays.
        """
        started = time.monotonic()
        counts = _Counts()
        pending = _Pending()
        for item in batch:
            self._take(item, outlet, collection, pending, counts)
            if len(pending.shelved) >= ARTICLES_A_TRANSACTION:
                self._flush(pending)
                report(0, counts.passages)
            if stopped():
                break
        self._flush(pending)
        self.embed_pending(report, stopped)
        seconds = time.monotonic() - started
        log.info("added articles=%s passages=%s refused=%s", counts.added, counts.passages, len(counts.refused))
        return Added(
            counts.added,
            counts.revised,
            counts.unchanged,
            counts.copies,
            tuple(counts.refused),
            counts.passages,
            round(seconds, 3),
        )

    def embed_pending(
        self, report: Report = lambda _done, _of: None, stopped: Callable[[], bool] = lambda: False
    ) -> int:
        """Embeds every passage that has no vector yet; how many there were."""
        space, done = self.embedder.space, 0
        to_do = self.shelf.pending_count(space)
        while not stopped() and (passages := self.shelf.pending(space, PASSAGES_A_BATCH)):
            report(done, max(to_do, done + len(passages)))
            self.store.add(passages, self.embedder.embed([passage.text for passage in passages]))
            self.shelf.embedded(space, [passage.id for passage in passages])
            done += len(passages)
        report(done, max(to_do, done))
        return done

    def sweep(self) -> None:
        """Takes the vectors of removed articles and replaced passages out of the store."""
        leaving = self.shelf.leaving()
        if leaving:
            self.store.remove(leaving)
            self.shelf.left(leaving)

    def _take(
        self, item: RawArticle | Refused, outlet: str, collection: str, pending: _Pending, counts: _Counts
    ) -> None:
        if isinstance(item, Refused):
            counts.refused.append(item)
            return
        try:
            article = canonical.article(item, outlet=outlet, collections=(collection,) if collection else ())
        except Refusal as reason:
            counts.refused.append(Refused(item.name, str(reason)))
            return
        self._place(article, pending, counts)

    def _place(self, article: Article, pending: _Pending, counts: _Counts) -> None:
        known = self._known(article, pending)
        if known is not None and known.text == article.text:
            counts.unchanged += 1
            self._collect(known, article.collections)
            return
        if known is not None:
            if known.id in pending.shelved:  # two texts of one address in one transaction
                self._flush(pending)
            article = _revision(known, article)
        bands = copies.bands(article.text)
        head = self._head(article, bands, pending)
        counts.added += known is None
        counts.revised += known is not None
        counts.copies += head is not None
        passages = chunk.passages(article, self.longest)
        counts.passages += len(passages)
        pending.take(Shelved(article, passages, bands, head))

    def _known(self, article: Article, pending: _Pending) -> Article | None:
        """The article that this one is again: of one identity, or of one text with no address to tell them apart."""
        if article.id in pending.shelved:
            return pending.shelved[article.id].article
        stored = self.shelf.articles({article.id}).get(article.id)
        if stored is not None or article.url:
            return stored
        twins = self.shelf.known({article.digest}).get(article.digest, ())
        waiting = [item.article for item in pending.shelved.values() if item.article.text == article.text]
        for twin in (*waiting, *self.shelf.articles(twins).values()):
            if not article.outlet or twin.outlet == article.outlet:
                return twin
        return None

    def _collect(self, known: Article, collections: tuple[str, ...]) -> None:
        merged = tuple(dict.fromkeys((*known.collections, *collections)))
        if merged != known.collections and self.shelf.articles({known.id}):
            self.shelf.describe(replace(known, collections=merged))

    def _head(self, article: Article, bands: tuple[str, ...], pending: _Pending) -> ArticleId | None:
        """The head of the story that this article is a copy of, if any."""
        for band in bands:
            near = pending.bands.get(band)
            if near and near != article.id and copies.is_copy(article.text, pending.shelved[near].article.text):
                return pending.shelved[near].copies_of or near
        near = dict.fromkeys(known for band in self.shelf.sharing(bands) for known in band if known != article.id)
        candidates = list(near)[:MOST_CANDIDATES]
        stored = self.shelf.articles(candidates)
        for candidate in candidates:
            if candidate in stored and copies.is_copy(article.text, stored[candidate].text):
                return self.shelf.copy_groups({candidate})[candidate]
        return None

    def _flush(self, pending: _Pending) -> None:
        if pending.shelved:
            self.shelf.keep(tuple(pending.shelved.values()), self.clock())
            pending.clear()
            self.sweep()


def _revision(known: Article, article: Article) -> Article:
    """The next revision of ``known``: new text, and what it newly tells of itself; what it leaves out stays."""
    return replace(
        article,
        id=known.id,
        title=article.title or known.title,
        outlet=article.outlet or known.outlet,
        url=article.url or known.url,
        published=article.published or known.published,
        byline=article.byline or known.byline,
        language=article.language or known.language,
        collections=tuple(dict.fromkeys((*known.collections, *article.collections))),
        revision=known.revision + 1,
    )
