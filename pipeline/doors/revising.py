"""The command ``brief`` for one that is saved: bring it up to date, and say what changed between two versions."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from pipeline import records, wiring
from pipeline.brief import changes
from pipeline.desk import Desk
from pipeline.domain import Brief, ClaimChange
from pipeline.doors import batch, briefs, files, news
from pipeline.doors.output import Exit
from pipeline.doors.page import Block, Line, Tone
from pipeline.doors.session import Session
from pipeline.errors import UserError


def refresh(session: Session) -> Exit:
    """Raises NotFound."""
    given, output = session.given, session.output
    brief_id = batch.sound(given.refresh, "--refresh")
    target = None if given.out is None else files.target(batch.sound(given.out, "--out"), wiring.exporters())
    started = time.monotonic()
    with session.desk() as desk:
        brief, found = desk.refresh.refresh(desk.shelf.brief(brief_id))
        seconds = round(time.monotonic() - started, 3)
        if target is not None:
            files.write(target, [desk.export(brief, target.suffix.lower())])
    if given.json:
        told = [records.claim_change(change) for change in found]
        output.document({**records.brief(brief), "changes": told, "seconds": seconds})
    elif given.diff is not None:
        output.text(news.blocks(found))
    else:
        output.text(_refreshed(brief, found, None if target is None else str(target)))
    return Exit.DONE


def diff(session: Session) -> Exit:
    """Raises NotFound; UserError where there are no two versions."""
    given = session.given
    with session.desk() as desk:
        older, newer = _versions(desk, batch.sound(given.diff, "--diff"), given.older, given.newer)
    found = changes.between(older, newer)
    if given.json:
        told = [records.claim_change(change) for change in found]
        session.output.document({"id": newer.id, "from": older.version, "to": newer.version, "changes": told})
    else:
        session.output.text(_compared(older, newer, found))
    return Exit.DONE


def _versions(desk: Desk, brief_id: str, older: int | None, newer: int | None) -> tuple[Brief, Brief]:
    after = desk.shelf.brief(brief_id, newer)
    before = after.version - 1 if older is None else older
    if not before:
        raise UserError(f"Brief {after.id} has no version before version {after.version}.")
    return desk.shelf.brief(brief_id, before), after


def _refreshed(brief: Brief, found: Sequence[ClaimChange], file: str | None) -> Iterator[Block]:
    if not found:
        yield Line("Nothing that arrived since changes this brief.")
    else:
        yield Line(f"{brief.change} It is version {brief.version}.", tone=Tone.STRONG)
        yield from news.blocks(found)
    if file is not None:
        yield from briefs.written(brief, file)


def _compared(older: Brief, newer: Brief, found: Sequence[ClaimChange]) -> Iterator[Block]:
    yield Line(newer.topic, tone=Tone.STRONG)
    yield Line(f"Version {older.version} to version {newer.version}. {newer.change}".strip(), tone=Tone.FAINT)
    yield from news.blocks(found)
