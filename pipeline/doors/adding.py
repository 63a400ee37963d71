"""The commands that fill the library: add, index; and what reading a feed now needs of them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.desk import Desk
from pipeline.domain import Added
from pipeline.doors import batch, interrupts, progress, tables
from pipeline.doors.output import Exit, Output
from pipeline.doors.page import Line
from pipeline.doors.session import Session
from pipeline.export import wording
from pipeline.ingest.inputs import Input, LocalPath, WebPage
from pipeline.ingest.intake import Said
from pipeline.ingest.tally import Tally

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def add(session: Session) -> Exit:
    given, output = session.given, session.output
    inputs, started = [one(text, follow=given.follow) for text in given.inputs], time.monotonic()
    with session.desk() as desk, interrupts.requests() as stopped:
        added = put(desk, inputs, said(session), output, stopped)
        if not given.later:
            embed(desk, output, stopped)
        waiting, was_stopped = desk.status().without_vectors, stopped()
    added = replace(added, seconds=round(time.monotonic() - started, 3))
    if given.json:
        output.document({**tables.added_record(added), "waiting": waiting, "stopped": was_stopped})
    else:
        output.text(tables.added(added))
    if was_stopped:
        output.warn("interrupted; what was stored stays, and the same command goes on from there")
        return Exit.INTERRUPTED
    if waiting:
        output.warn(f"{waiting:,} passages are found by their words only, so far; finish with: index")
    return Exit.REFUSED if added.refused else Exit.DONE


def index(session: Session) -> Exit:
    output = session.output
    with session.desk() as desk, interrupts.requests() as stopped:
        passages = embed(desk, output, stopped)
        waiting, was_stopped = desk.status().without_vectors, stopped()
    if session.given.json:
        output.document({"passages": passages, "waiting": waiting})
    else:
        rest = f", {waiting:,} still wait" if waiting else ""
        output.text([Line(f"Made the vectors of {wording.counted(passages, 'passage')}{rest}.")])
    return Exit.INTERRUPTED if was_stopped else Exit.DONE


def one(text: str, *, follow: bool = False) -> Input:
    """A file, a folder or an address, by what it looks like."""
    return WebPage(text, follow) if _ADDRESS.match(text) else LocalPath(Path(text), follow)


def said(session: Session) -> Said:
    given = session.given
    return Said(batch.sound(given.outlet, "--outlet"), batch.sound(given.collection, "--collection"))


def put(desk: Desk, inputs: Sequence[Input], told: Said, output: Output, stopped: Callable[[], bool]) -> Added:
    """Stores what is in ``inputs``, once nobody else puts articles in; their vectors are still to make."""

    def waits() -> None:
        output.warn("another process puts articles in; waiting until it is done")

    with progress.reading(output) as report:

        def hear(tally: Tally) -> None:
            report(tally.articles, tally.share)

        return desk.library.store(inputs, told, told=hear, waits=waits, stopped=stopped)


def embed(desk: Desk, output: Output, stopped: Callable[[], bool]) -> int:
    """Makes the vectors that are still to make; how many there were."""
    with progress.shown("Indexing", "passages", output) as report:
        return desk.library.indexer.catch_up(report, stopped)
