"""The commands that tend the library: list, show, remove, doctor, export, families."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Entry, Scope
from pipeline.doors import batch, files, progress, question, tables
from pipeline.doors.output import Exit
from pipeline.doors.page import Line
from pipeline.doors.session import Session
from pipeline.errors import UserError
from pipeline.ingest import families as publishers
from pipeline.ingest import transfer
from pipeline.language import instructions
from pipeline.ports import Copies, Report
from pipeline.records import Record

ENTRIES_A_PAGE = 500
EXPORTS = (".jsonl", ".ndjson")
STANDARD_OUTPUT = "-"


def listing(session: Session) -> Exit:
    scope, given = question.scope(session.given), session.given
    words, copies = batch.sound(given.words, "--words"), Copies(given.copies)
    with session.filled_desk(scope) as desk:
        pages = _pages(desk, scope, words, copies)
        if given.warned:
            pages = (_warned(desk, page) for page in pages)
        if given.json:
            records = [record for page in pages for record in entry_records(desk, page)]
        else:
            entries = [entry for page in pages for entry in page]
    if given.json:
        session.output.document({"articles": records})
    else:
        session.output.text(tables.entries(entries))
    return Exit.DONE


def show(session: Session) -> Exit:
    """Raises NotFound."""
    given = session.given
    with session.desk() as desk:
        stored = kept(desk, ArticleId(given.id), given.revision)
    if given.json:
        session.output.document(tables.stored_record(stored))
    else:
        session.output.text(tables.stored(stored))
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


def export(session: Session) -> Exit:
    given, output, scope = session.given, session.output, question.scope(session.given)
    is_piped = given.file == STANDARD_OUTPUT
    if is_piped and given.json:
        raise UserError('an export to "-" is all that standard output can hold: leave --json out')
    target = None if is_piped else files.target(batch.sound(given.file, "the file"), EXPORTS)
    started = time.monotonic()
    with session.filled_desk(scope) as desk:
        ids = None if scope.is_everything else desk.shelf.within(scope)
        count = desk.shelf.count(scope)
        if target is None:
            for row in transfer.rows(desk.shelf, ids):
                output.line(row)
            return Exit.DONE
        with progress.shown("Exporting", "articles", output) as report:
            files.write(target, _counted(transfer.lines(desk.shelf, ids), count, report))
    if given.json:
        seconds = round(time.monotonic() - started, 3)
        output.document({"articles": count, "file": str(target), "seconds": seconds})
    else:
        output.text([Line(f"Wrote {tables.articles(count)} to {target}.")])
    return Exit.DONE


def families(session: Session) -> Exit:
    """Raises UserError with the line that is wrong; then nothing is changed."""
    file = session.given.file
    with session.desk() as desk:
        if file is not None:
            lines = files.lines(batch.sound(file, "the file"), session.stdin)
            publishers.parse(lines)
            desk.shelf.save_families(lines)
        written = desk.shelf.families()
    known = publishers.parse(written).outlets
    if session.given.json:
        session.output.document({"families": [{"name": name, "outlets": list(them)} for name, them in known.items()]})
    else:
        session.output.text(Line(line) for line in written.splitlines())
    return Exit.DONE


def _counted(lines: Iterator[str], count: int, report: Report) -> Iterator[bytes]:
    for done, line in enumerate(lines, start=1):
        yield f"{line}\n".encode()
        report(done, max(done, count))


def _pages(desk: Desk, scope: Scope, words: str, copies: Copies) -> Iterator[tuple[Entry, ...]]:
    offset = 0
    while page := desk.shelf.entries(scope, words=words, copies=copies, offset=offset, limit=ENTRIES_A_PAGE):
        yield page
        offset += len(page)


def _warned(desk: Desk, page: Collection[Entry]) -> tuple[Entry, ...]:
    """Those that speak to a machine."""
    articles = desk.shelf.articles([entry.source.article_id for entry in page])
    warned = {key for key, article in articles.items() if instructions.reasons(article)}
    return tuple(entry for entry in page if entry.source.article_id in warned)


def entry_records(desk: Desk, page: Collection[Entry]) -> Iterator[Record]:
    articles = desk.shelf.articles([entry.source.article_id for entry in page])
    for entry in page:
        article = articles.get(entry.source.article_id)
        yield tables.entry_record(entry, article.published_at if article else None)


def kept(desk: Desk, identity: ArticleId, revision: int | None = None) -> tables.Stored:
    """One article as stored. Raises NotFound."""
    shelf = desk.shelf
    article = shelf.article(identity, revision)
    # only what the newest revision says can be searched
    passages = [p for p in shelf.passages_of(article.id) if p.revision == article.revision]
    head = shelf.copy_groups({article.id})[article.id]
    return tables.Stored(
        article=article,
        passages=len(passages),
        copies_of=None if head == article.id else head,
        copies=len(shelf.copies(article.id)) if head == article.id else 0,
        revisions=shelf.revisions(article.id),
        readings=shelf.readings(article.id, article.revision),
    )
