"""Loaded articles to the shelf, a transaction at a time. Everything is keyed by content: a second time changes nothing.

What is stored can be found by its words, read and cited at once; ``indexing`` brings the vectors afterwards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain import READER, Added, Article, ArticleId, Job, Labels, RawArticle, Reading, Refused
from pipeline.errors import Overtaken, Refusal
from pipeline.ingest import batches, canonical, chunk, copies, restore
from pipeline.ingest.batches import Fresh, Pending
from pipeline.ingest.inputs import Piece
from pipeline.ingest.tally import Tally, Told, untold
from pipeline.ports import Clock, Shelf, Shelved, Standing

BANDED_AT_ONCE = 200
MOST_MEMBERS = 10
MOST_READINGS = 50
LONGEST_READING = 300

Detect = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of everything that one intake brings."""

    outlet: str = ""
    collection: str = ""


Sharing = Mapping[int, Mapping[ArticleId, ArticleId]]


@dataclass(frozen=True, slots=True)
class Intake:
    """Puts articles on one shelf. ``longest`` is a passage's length in characters; ``detect`` names a language."""

    shelf: Shelf
    clock: Clock
    longest: int
    detect: Detect = lambda _text: ""

    def store(
        self,
        pieces: Iterable[Piece],
        said: Said = Said(),
        *,
        job: Job | None = None,
        told: Told = untold,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Added:
        """Stores every article of ``pieces``. What cannot be one is refused by name; the rest goes on.

        With a ``job``, each transaction also keeps how far it is, and what the job itself has stored before is not
        counted again. ``told`` hears after each transaction; ``stopped`` is asked then, and what is stored stays.
        """
        self._band()
        tally = Tally(job, position=job.inputs_read if job else 0)
        refused: list[Refused] = []
        for batch in batches.cut(pieces):
            self._batch(batch, said, tally)
            refused += tally.refused
            self._close(tally, batch[-1])
            told(tally)
            if stopped():
                break
        return tally.so_far(refused)

    def _batch(self, batch: Sequence[Piece], said: Said, tally: Tally) -> None:
        """Again, as long as somebody takes out or replaces an article between the look at it and the keeping."""
        while True:
            try:
                return self._once(batch, said, tally)
            except Overtaken:
                tally.undo()

    def _once(self, batch: Sequence[Piece], said: Said, tally: Tally) -> None:
        """One transaction, or more where one article of the batch has to be there before the next is looked at."""
        every = list(self._fresh(batch, said, tally))
        standing = dict(self.shelf.standing({fresh.article.id for fresh in every}))
        sharing = self.shelf.sharing({band for fresh in every for band in fresh.bands})
        kept = [fresh for fresh in every if fresh.raw.kept]
        self._restore(kept, sharing, said, tally)
        pending = Pending(
            were={band for fresh in kept for band in fresh.bands}, written={fresh.article.id for fresh in kept}
        )
        for fresh in every:
            if fresh.raw.kept:
                continue
            if pending.knows(fresh.article, fresh.bands):
                self._flush(pending, tally)
            if fresh.article.id in pending.written:
                standing |= self.shelf.standing({fresh.article.id})
            if pending.were.isdisjoint(fresh.bands):
                shared = {band: sharing[band] for band in fresh.bands if band in sharing}
            else:
                shared = dict(self.shelf.sharing(fresh.bands))
            self._place(fresh, standing.get(fresh.article.id), shared, pending, tally)
        self._flush(pending, tally)

    def _restore(self, every: Sequence[Fresh], sharing: Sharing, said: Said, tally: Tally) -> None:
        """Articles out of the export of a library; of one export none is compared with another."""
        items = []
        for fresh in every:
            if fresh.raw.kept is not None:
                shared = {band: sharing[band] for band in fresh.bands if band in sharing}
                head, taking = self._story(fresh.article.id, fresh.article.digest, fresh.fingerprint, shared)
                kept = restore.said(fresh.raw.kept, outlet=said.outlet, collection=said.collection)
                others = tuple(one for one in taking if one not in tally.restored)
                story = None if head in tally.restored else head
                items.append(restore.Item(fresh.content, kept, fresh.bands, story, others))
        for step in restore.steps(items, self.shelf, self.clock(), self.longest):
            tally.count(step)
            tally.seen |= step.seen
            self.shelf.keep(step.shelved, step.at, seen=tally.seen, job=tally.step())
            tally.sure()
        tally.restored.update(item.id for item in items)

    def _fresh(self, batch: Sequence[Piece], said: Said, tally: Tally) -> Iterator[Fresh]:
        """Those that were not seen before, in canonical form."""
        contents = [batches.content(piece.item, said.outlet) for piece in batch]
        seen = self.shelf.seen(set(contents))
        self._collect({article_id for article_id, _ in seen.values()}, (said.collection,))
        for content, piece in zip(contents, batch, strict=True):
            item = piece.item
            if isinstance(item, Refused):
                tally.refused.append(replace(item, origin=piece.position))
            elif content in seen and not item.is_live:
                _count_seen(content, *seen[content], tally)
                tally.restored.update({seen[content][0]} if item.kept else ())
            elif content not in tally.kept:
                try:
                    article = self._article(item, said)
                except Refusal as reason:
                    tally.refused.append(Refused(item.name, str(reason), piece.position))
                    continue
                fingerprint = copies.fingerprint(article.text)
                is_counted = content in seen and tally.job is not None and seen[content][1] == tally.job.id
                yield Fresh(content, item, article, fingerprint, fingerprint.bands, is_counted)

    def _article(self, raw: RawArticle, said: Said) -> Article:
        if raw.kept is not None:
            return restore.checked(raw.kept, self.shelf)
        collections = (said.collection,) if said.collection else ()
        article = canonical.article(raw, outlet=said.outlet, collections=collections)
        return article if article.language else replace(article, language=self.detect(article.text))

    def _place(self, fresh: Fresh, standing: Standing | None, sharing: Sharing, pending: Pending, tally: Tally) -> None:
        article = fresh.article
        if standing is None and not article.url:
            article, standing = self._twin(article)
        is_counted = fresh.is_counted or tally.has_counted(fresh.content)
        tally.seen[fresh.content] = article.id
        if standing is None:
            self._shelve(fresh, article, sharing, pending, tally)
            return
        if not _is_known(article, standing, is_live=fresh.raw.is_live):
            known = self.shelf.articles({article.id}).get(article.id)
            if known is None:
                raise Overtaken(f"article {article.id} was taken out")
            if not fresh.raw.is_excerpt or len(article.text) > len(known.text):
                told = self.shelf.readings(known.id, known.revision)
                self._shelve(fresh, _revision(known, article, told), sharing, pending, tally, told)
                return
        tally.unchanged += not is_counted
        self._collect({article.id}, article.collections)

    def _shelve(
        self,
        fresh: Fresh,
        article: Article,
        sharing: Sharing,
        pending: Pending,
        tally: Tally,
        told: Sequence[Reading] = (),
    ) -> None:
        head, taking = self._story(article.id, article.digest, fresh.fingerprint, sharing)
        tally.added += article.revision == 1
        tally.revised += article.revision > 1
        tally.copies += head is not None
        passages = chunk.passages(article, self.longest)
        tally.passages += len(passages)
        by_reader = (reading for reading in told if reading.where == READER)
        readings = (*by_reader, *map(_shortened, fresh.raw.readings[:MOST_READINGS]))
        pending.take(Shelved(article, passages, fresh.bands, head, readings, taking))

    def _twin(self, article: Article) -> tuple[Article, Standing | None]:
        """The article as the one of the same text, where no address tells the two apart."""
        twins = self.shelf.known({article.digest}).get(article.digest, ())
        standing = self.shelf.standing(twins)
        for twin in twins:
            if twin in standing and article.outlet in {"", standing[twin].outlet}:
                return replace(article, id=twin), standing[twin]
        return article, None

    def _story(
        self, article_id: ArticleId, digest: str, fingerprint: copies.Fingerprint, shared: Sharing
    ) -> tuple[ArticleId | None, tuple[ArticleId, ...]]:
        """Whose copy a text is, and who joins it instead of the story that they are in."""
        same = [one for one in self.shelf.known({digest}).get(digest, ()) if one != article_id]
        if same:
            return same[0], ()
        sharing = [_others(article_id, band) for band in shared.values()]
        heads = {one: head for band in sharing for one, head in band.items()}
        near = copies.candidates(sharing)
        members = {heads[one]: [heads[one]] for one in near}
        for head, group in members.items():
            others = [one for one in self.shelf.copies(head) if one != article_id]
            group += dict.fromkeys([*(one for one in near if heads[one] == head), *others[:MOST_MEMBERS]])
        stored = self.shelf.articles({one for group in members.values() for one in group})
        prints = {one: copies.fingerprint(article.text) for one, article in stored.items()}
        groups = {
            head: {one: prints[one] for one in group if one in prints}
            for head, group in members.items()
            if head in prints
        }
        found = copies.story(fingerprint, groups)
        return found, () if found is not None else copies.leaving(fingerprint, groups)

    def _collect(self, ids: set[ArticleId], collections: Iterable[str]) -> None:
        for name in filter(None, collections):
            standing = self.shelf.standing(ids)
            lacking = {one for one in standing if name not in standing[one].collections}
            if lacking:
                self.shelf.relabel(lacking, Labels(collect=(name,)))

    def _flush(self, pending: Pending, tally: Tally) -> None:
        if pending.shelved:
            self.shelf.keep(tuple(pending.shelved.values()), self.clock(), seen=tally.seen, job=tally.step())
            tally.sure()
            pending.clear()

    def _close(self, tally: Tally, last: Piece) -> None:
        """Keeps how far the batch came, with what of it was not new."""
        tally.position, tally.share = last.position, last.share
        if tally.job is not None or tally.seen:
            self.shelf.keep((), self.clock(), seen=tally.seen, job=tally.step())
        tally.sure()
        tally.close()

    def _band(self) -> None:
        """Makes the keys that near copies share for what was stored before there were such keys."""
        while lacking := self.shelf.articles(self.shelf.unbanded(BANDED_AT_ONCE)):
            self.shelf.rebanded({one: copies.bands(article.text) for one, article in lacking.items()})


def _shortened(reading: Reading) -> Reading:
    return replace(reading, value=reading.value[:LONGEST_READING])


def _count_seen(content: str, article_id: ArticleId, job_id: int, tally: Tally) -> None:
    # what this very job has seen, it has counted before it was broken off
    if tally.job is None or job_id != tally.job.id:
        tally.unchanged += 1
        tally.seen[content] = article_id


def _others(article_id: ArticleId, band: Mapping[ArticleId, ArticleId]) -> Mapping[ArticleId, ArticleId]:
    """A band without an article that is looked at again: each of its copies stands for itself meanwhile."""
    return {one: one if head == article_id else head for one, head in band.items() if one != article_id}


def _is_known(article: Article, standing: Standing, *, is_live: bool) -> bool:
    """Whether this text is there. One that was fetched just now is what the address holds at present.

    A file has no such moment: a text that an earlier revision had is no news, so that the same files may be added again
    in any order.
    """
    return article.digest == standing.digests[-1] if is_live else article.digest in standing.digests


def _revision(known: Article, article: Article, told: Sequence[Reading]) -> Article:
    """The next revision of ``known``: new text, and what it newly tells of itself.

    What it leaves out stays, and so does what a reader has put right (``told``). Its labels are added to those that are
    there when it is kept.
    """
    by_reader = {reading.field: getattr(known, reading.field) for reading in told if reading.where == READER}
    revised = replace(
        article,
        id=known.id,
        title=article.title or known.title,
        outlet=article.outlet or known.outlet,
        url=article.url or known.url,
        published=article.published or known.published,
        published_at=article.published_at or (None if article.published else known.published_at),
        updated=article.updated or known.updated,
        byline=article.byline or known.byline,
        language=article.language or known.language,
        wire=article.wire or known.wire,
        revision=known.revision + 1,
    )
    return replace(revised, **by_reader)
