"""Articles out of the export of a library back onto a shelf: ids, revisions, moments and groups as they were.

Nothing that is on the shelf is overwritten. Where its revisions are the first ones of the export, the rest follows as
it is; where it went another way, what is new becomes its next revisions, and the text that was stored last stays the
newest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from pipeline.domain import Article, ArticleId, KeptArticle, KeptRevision, Labels, RawArticle
from pipeline.errors import Refusal
from pipeline.ingest import canonical, chunk
from pipeline.ports import Shelf, Shelved, Standing


@dataclass(frozen=True, slots=True)
class Item:
    """What is to be restored. ``content`` is the digest by which it is known again, ``bands`` are of its newest text.

    ``story`` and ``taking`` are as in ``Shelved``, for where nothing of its own group of copies is there.
    """

    content: str
    kept: KeptArticle
    bands: tuple[int, ...]
    story: ArticleId | None = None
    taking: tuple[ArticleId, ...] = ()

    @property
    def id(self) -> ArticleId:
        return self.kept.newest.id


@dataclass(slots=True)
class Step:
    """One transaction: what to keep as of which moment, and what is whole with it, which is ``seen`` and counted."""

    at: datetime
    shelved: list[Shelved] = field(default_factory=list)
    seen: dict[str, ArticleId] = field(default_factory=dict)
    added: int = 0
    revised: int = 0
    unchanged: int = 0
    copies: int = 0

    @property
    def passages(self) -> int:
        return sum(len(each.passages) for each in self.shelved)


@dataclass(frozen=True, slots=True)
class _Coming:
    """A revision on its way; ``after`` sorts them, and never falls within an article. ``done`` with its last one."""

    item: Item
    at: datetime
    after: datetime
    shelved: Shelved
    done: bool
    is_new: bool


def said(kept: KeptArticle, *, outlet: str, collection: str) -> KeptArticle:
    """With what is said of all that an intake brings."""
    more = (collection,) if collection else ()
    return replace(
        kept,
        revisions=tuple(
            replace(
                each,
                article=replace(
                    each.article,
                    outlet=outlet or each.article.outlet,
                    collections=tuple(dict.fromkeys((*each.article.collections, *more))),
                ),
            )
            for each in kept.revisions
        ),
    )


def checked(kept: KeptArticle, shelf: Shelf) -> Article:
    """Its newest revision. Raises Refusal where its id is that of another article on the shelf.

    It is the same article where its address, or its outlet and text, give that id, and where one has all texts of the
    other.
    """
    standing = shelf.standing({kept.newest.id}).get(kept.newest.id)
    if standing is not None:
        digests = _digests(kept)
        is_same = _follows(digests, standing) or set(digests) <= set(standing.digests)
        if not is_same and not any(_gives_its_id(each.article) for each in kept.revisions):
            raise Refusal(f"has the id of another article of the library, {kept.newest.id}")
    return kept.newest


def steps(items: Sequence[Item], shelf: Shelf, now: datetime, longest: int) -> Iterator[Step]:
    """What to keep, in this order; each is to be kept before the next is asked for. ``longest`` is a passage's."""
    run: dict[ArticleId, Item] = {}
    for item in items:
        if item.id in run:  # twice in one file: the second meets what the first left
            yield from _run(list(run.values()), shelf, now, longest)
            run.clear()
        run[item.id] = item
    yield from _run(list(run.values()), shelf, now, longest)


def _run(items: Sequence[Item], shelf: Shelf, now: datetime, longest: int) -> Iterator[Step]:
    standing = shelf.standing({one for item in items for one in (item.id, *item.kept.copies)})
    there, coming, unchanged = set(standing), list[_Coming](), Step(now)
    for item in items:
        revisions = _revisions(item.kept, standing.get(item.id), shelf, now)
        if revisions:
            coming += _coming(item, revisions, there, longest, is_new=item.id not in standing)
        else:
            _collect(item.kept.newest, standing[item.id], shelf)
            unchanged.seen[item.content] = item.id
            unchanged.unchanged += 1
        there.add(item.id)
    coming.sort(key=lambda each: each.after)
    for at, together in groupby(coming, key=lambda each: each.at):
        yield _step(at, list(together))
    if unchanged.seen:
        yield unchanged


def _revisions(kept: KeptArticle, standing: Standing | None, shelf: Shelf, now: datetime) -> tuple[KeptRevision, ...]:
    """Those that the shelf lacks, under the numbers that they get there."""
    if standing is None:
        return kept.revisions
    digests = _digests(kept)
    if not _follows(digests, standing) and set(digests) <= set(standing.digests):
        return ()
    known = shelf.article(kept.newest.id)
    if _follows(digests, standing):
        return tuple(_labelled(each, known) for each in kept.revisions[standing.revision :])
    lacking = [each for each, digest in zip(kept.revisions, digests, strict=True) if digest not in standing.digests]
    if shelf.revisions(known.id)[0].stored_at > kept.revisions[-1].stored_at:
        lacking.append(KeptRevision(known, now, shelf.readings(known.id, known.revision)))
    return tuple(
        replace(each, article=replace(each.article, revision=number), stored_at=now)
        for number, each in enumerate((_labelled(each, known) for each in lacking), start=standing.revision + 1)
    )


def _coming(
    item: Item, revisions: Sequence[KeptRevision], there: set[ArticleId], longest: int, *, is_new: bool
) -> Iterator[_Coming]:
    others = [one for one in item.kept.copies if one in there]
    group, taking = (others[0], ()) if others else (item.story, item.taking)
    after = revisions[0].stored_at
    for place, each in enumerate(revisions, start=1):
        after, is_last = max(after, each.stored_at), place == len(revisions)
        shelved = Shelved(
            each.article,
            chunk.passages(each.article, longest),
            item.bands if is_last else (),
            group or item.id,  # itself: it keeps the copies that it has by then
            each.readings,
            taking if is_last else (),
        )
        yield _Coming(item, each.stored_at, after, shelved, is_last, is_new)


def _step(at: datetime, together: Sequence[_Coming]) -> Step:
    whole = [each for each in together if each.done]
    return Step(
        at,
        [each.shelved for each in together],
        {each.item.content: each.item.id for each in whole},
        added=sum(each.is_new for each in whole),
        revised=sum(not each.is_new for each in whole),
        copies=sum(each.shelved.copies_of != each.item.id for each in whole),
    )


def _collect(article: Article, standing: Standing, shelf: Shelf) -> None:
    """Gives an article that is there the collections and tags of the export, beside its own."""
    if article.tags or not set(article.collections) <= set(standing.collections):
        shelf.relabel({article.id}, Labels(collect=article.collections, tag=article.tags))


def _labelled(revision: KeptRevision, known: Article) -> KeptRevision:
    article = revision.article
    collections = tuple(dict.fromkeys((*known.collections, *article.collections)))
    tags = tuple(dict.fromkeys((*known.tags, *article.tags)))
    return replace(revision, article=replace(article, collections=collections, tags=tags))


def _follows(digests: Sequence[str], standing: Standing) -> bool:
    """Whether there is more of what the shelf has, and nothing else before it."""
    return len(digests) > standing.revision and tuple(digests[: standing.revision]) == standing.digests


def _digests(kept: KeptArticle) -> tuple[str, ...]:
    return tuple(each.article.digest for each in kept.revisions)


def _gives_its_id(article: Article) -> bool:
    raw = RawArticle(article.id, article.text, article.title, article.outlet, article.url)
    return article.id in {canonical.article(raw).id, canonical.article(replace(raw, url="")).id}
