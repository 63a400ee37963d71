"""A library to lines of JSON, and a line back to the article with all that a library knows of it.

A line is an ordinary row of JSON lines (title, text, outlet, url, published, ...), which any tool reads. The field
``briefdesk`` marks it as a library's own; such a row also holds what makes it exact: id, revisions, what each source
said, and the others of its group of copies. ``restore`` puts it back on a shelf.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from pipeline.domain import Article, ArticleId, KeptArticle, KeptRevision, RawArticle, Reading, Scope
from pipeline.errors import NotFound, Refusal, UserError
from pipeline.ingest import addresses, canonical
from pipeline.ports import Order, Shelf
from pipeline.records import Record
from pipeline.records.fields import Fields, values_at

MARK = "briefdesk"
FORMAT = 1
ENTRIES_A_PAGE = 5_000
ARTICLES_AT_ONCE = 100
_ID = re.compile(r"[0-9a-f]{16}", re.ASCII)
_NOT_IN_UTF8 = re.compile("[\ud800-\udfff]")


def lines(shelf: Shelf, ids: Collection[ArticleId] | None = None) -> Iterator[str]:
    """``rows`` as JSON, one a line, without its newline."""
    for row in rows(shelf, ids):
        yield _NOT_IN_UTF8.sub(lambda half: f"\\u{ord(half.group()):04x}", json.dumps(row, ensure_ascii=False))


def rows(shelf: Shelf, ids: Collection[ArticleId] | None = None) -> Iterator[Record]:
    """A row an article, all of them unless told which, in the order in which they were added.

    Holds the ids of the library and a hundred articles at a time. What is taken out meanwhile is left out.
    """
    order = _in_order(shelf, ids)
    for start in range(0, len(order), ARTICLES_AT_ONCE):
        chunk = order[start : start + ARTICLES_AT_ONCE]
        heads = shelf.copy_groups(chunk)
        for article in shelf.articles(chunk).values():
            try:
                yield _row(shelf, article, heads[article.id])
            except NotFound:
                continue


def is_marked(row: Mapping[str, object]) -> bool:
    """Whether a library wrote this row."""
    return MARK in row


def read(name: str, row: Mapping[str, object]) -> RawArticle:
    """The article of a row that is marked. Raises Refusal for one that no library wrote."""
    try:
        kept = _kept(Fields.of(row, "article"))
    except UserError as error:
        raise Refusal(f"is marked as an export of Briefdesk, and is none: {error}") from error
    newest = kept.newest
    return RawArticle(
        name=name,
        text=newest.text,
        title=newest.title,
        outlet=newest.outlet,
        url=newest.url,
        published=newest.published,
        byline=newest.byline,
        language=newest.language,
        published_at=newest.published_at,
        updated=newest.updated,
        kept=kept,
    )


def _in_order(shelf: Shelf, wanted: Collection[ArticleId] | None) -> Sequence[ArticleId]:
    """As added, so that who puts them in again in this order has them in the same.

    Reads no further than the oldest of those wanted.
    """
    there = shelf.within(Scope())
    missing = set(there if wanted is None else there.intersection(wanted))
    newest_first: dict[ArticleId, None] = {}
    offset = 0
    while missing and (page := shelf.entries(Scope(), order=Order.ADDED, offset=offset, limit=ENTRIES_A_PAGE)):
        found = [entry.source.article_id for entry in page]
        newest_first.update((one, None) for one in found if one in missing)
        missing.difference_update(found)
        offset += len(page)
    # where some were taken out between two pages, others were passed over
    return [*sorted(missing), *reversed(newest_first)]


def _row(shelf: Shelf, article: Article, head: ArticleId) -> Record:
    """Raises NotFound when it was taken out by now."""
    stored = {entry.number: entry.stored_at for entry in shelf.revisions(article.id)}
    if article.revision not in stored:
        raise NotFound(f"There is no article {article.id}.")
    earlier = [shelf.article(article.id, number) for number in range(1, article.revision)]
    return {
        MARK: FORMAT,
        "id": article.id,
        **_revision(shelf, article, stored[article.revision]),
        "collections": list(article.collections),
        "tags": list(article.tags),
        "added_at": stored[1].isoformat(),
        "copies_of": None if head == article.id else head,
        "copies": list(shelf.copies(article.id)),
        "revisions": [_revision(shelf, each, stored[each.revision]) for each in earlier],
    }


def _revision(shelf: Shelf, article: Article, stored_at: datetime) -> Record:
    said = shelf.readings(article.id, article.revision)
    return {
        "revision": article.revision,
        "title": article.title,
        "text": article.text,
        "outlet": article.outlet,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_at": article.published_at.isoformat() if article.published_at else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "byline": article.byline,
        "language": article.language,
        "wire": article.wire,
        "stored_at": stored_at.isoformat(),
        "readings": [{"field": each.field, "where": each.where, "value": each.value} for each in said],
    }


def _kept(fields: Fields) -> KeptArticle:
    if fields.whole(MARK) != FORMAT:
        raise UserError(f"{fields.at(MARK)} is {fields.whole(MARK)}, which this version of Briefdesk does not know")
    identity = _id(fields.text("id"), fields.at("id"))
    labels = _names(fields, "collections"), _names(fields, "tags")
    earlier = fields.each("revisions", lambda each: _kept_revision(each, identity, labels))
    revisions = (*earlier, _kept_revision(fields, identity, labels))
    if [each.article.revision for each in revisions] != list(range(1, len(revisions) + 1)):
        raise UserError(f"{fields.at('revisions')} must be all those before {fields.at('revision')}, from 1 on")
    copies = tuple(_id(each, fields.at("copies")) for each in fields.texts("copies"))
    return KeptArticle(revisions, tuple(each for each in copies if each != identity))


def _kept_revision(
    fields: Fields, identity: ArticleId, labels: tuple[tuple[str, ...], tuple[str, ...]]
) -> KeptRevision:
    collections, tags = labels
    with values_at(fields.where):
        article = Article(
            id=identity,
            text=_canonical(fields),
            title=_line(fields, "title"),
            outlet=_line(fields, "outlet"),
            url=addresses.canonical(fields.text("url")),
            published=fields.optional("published", fields.day),
            byline=_line(fields, "byline"),
            language=_line(fields, "language"),
            collections=collections,
            revision=fields.whole("revision"),
            published_at=fields.optional("published_at", fields.moment),
            updated=fields.optional("updated", fields.day),
            wire=_line(fields, "wire"),
            tags=tags,
        )
    return KeptRevision(article, fields.moment("stored_at"), fields.each("readings", _reading))


def _canonical(fields: Fields) -> str:
    """The text to the character, since what is cited of it is known by its place."""
    text = fields.text("text")
    if canonical.text(text) != text:
        raise UserError(f"{fields.at('text')} is not in the form in which a library keeps texts")
    return text


def _reading(fields: Fields) -> Reading:
    return Reading(fields.text("field"), fields.text("where"), fields.text("value"))


def _line(fields: Fields, name: str) -> str:
    return canonical.line(fields.text(name))


def _names(fields: Fields, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(canonical.line, fields.texts(name)))))


def _id(given: str, where: str) -> ArticleId:
    if not _ID.fullmatch(given):
        raise UserError(f"{where} must be 16 digits from 0 to f")
    return ArticleId(given)
