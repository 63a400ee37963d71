"""The commands that fill and tend the library: add, list, show, remove, doctor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Entry, Scope
from pipeline.doors import batch, interrupts, progress, question, tables
from pipeline.doors.output import Exit
from pipeline.doors.page import Line
from pipeline.doors.session import Session
from pipeline.ingest import load
from pipeline.ingest.intake import Said

ENTRIES_A_PAGE = 500
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def add(session: Session) -> Exit:
    given, output = session.given, session.output
    outlet, collection = batch.sound(given.outlet, "--outlet"), batch.sound(given.collection, "--collection")
    inputs = [one(text) for text in given.inputs]
    with session.desk() as desk, interrupts.requests() as stopped:
        with progress.shown("Adding", "passages", output) as report:
            added = desk.library.add(inputs, Said(outlet, collection), report=report, stopped=stopped)
        was_stopped = stopped()
    if given.json:
        output.document({**tables.added_record(added), "stopped": was_stopped})
    else:
        output.text(tables.added(added))
    if was_stopped:
        output.warn("interrupted; what was stored stays, and the same command goes on from there")
        return Exit.INTERRUPTED
    return Exit.REFUSED if added.refused else Exit.DONE


def one(text: str) -> load.Input:
    """A file, a folder or an address, by what it looks like."""
    return load.WebPage(text) if _ADDRESS.match(text) else load.LocalPath(Path(text))


def listing(session: Session) -> Exit:
    scope = question.scope(session.given)
    with session.filled_desk(scope) as desk:
        entries = tuple(_entries(desk, scope))
    if session.given.json:
        session.output.document({"articles": [tables.entry_record(entry) for entry in entries]})
    else:
        session.output.text(tables.entries(entries))
    return Exit.DONE


def show(session: Session) -> Exit:
    """Raises NotFound."""
    given = session.given
    with session.desk() as desk:
        article = desk.shelf.article(ArticleId(given.id), given.revision)
        # only what the newest revision says can be searched
        passages = [p for p in desk.shelf.passages_of(article.id) if p.revision == article.revision]
        head = desk.shelf.copy_groups({article.id})[article.id]
    if given.json:
        session.output.document(tables.article_record(article, len(passages), None if head == article.id else head))
    else:
        session.output.text(tables.article(article))
    return Exit.DONE


def remove(session: Session) -> Exit:
    """Takes out those that there are; REFUSED when there is one that is not."""
    output, ids = session.output, {ArticleId(identity) for identity in session.given.ids}
    with session.desk() as desk:
        unknown = sorted(ids - desk.shelf.articles(ids).keys())
        removed = desk.library.remove(ids)
    if session.given.json:
        output.document({"removed": removed, "unknown": unknown})
    else:
        output.text([Line(f"Removed {tables.articles(removed)}.")])
    for identity in unknown:
        output.warn(f"there is no article {identity}")
    return Exit.REFUSED if unknown else Exit.DONE


def doctor(session: Session) -> Exit:
    """REFUSED when something is wrong, and still is after a repair."""
    is_repair = session.given.repair
    with session.desk() as desk:
        found = desk.library.doctor(repair=is_repair)
        after = desk.library.doctor() if is_repair and found.problems else found
    if session.given.json:
        session.output.document(tables.health_record(found, after))
    else:
        session.output.text(tables.health(found, after))
    return Exit.REFUSED if after.problems else Exit.DONE


def _entries(desk: Desk, scope: Scope) -> Iterator[Entry]:
    offset = 0
    while page := desk.shelf.entries(scope, offset=offset, limit=ENTRIES_A_PAGE):
        yield from page
        offset += len(page)
