"""The commands for a copy of all that a desk holds: backup and restore."""

from __future__ import annotations

import time
from pathlib import Path

from pipeline import wiring
from pipeline.domain import Scope
from pipeline.doors import batch, files, tables
from pipeline.doors.output import Exit
from pipeline.doors.page import Line
from pipeline.doors.session import Session

SUFFIXES = (".zip",)


def backup(session: Session) -> Exit:
    """While the app may run. Raises UserError when the file cannot be written."""
    started = time.monotonic()
    target = files.target(batch.sound(session.given.file, "the file"), SUFFIXES)
    size = wiring.backup(session.settings, target)
    seconds = round(time.monotonic() - started, 3)
    if session.given.json:
        session.output.document({"file": str(target), "bytes": size, "seconds": seconds})
    else:
        session.output.text([Line(f"Wrote {target} ({size / 1_000_000:,.1f} MB).")])
    return Exit.DONE


def restore(session: Session) -> Exit:
    """Into a folder that is missing or empty. Raises UserError; then nothing was made."""
    wiring.restore(session.settings, Path(batch.sound(session.given.file, "the file")))
    with session.desk() as desk:
        articles = desk.shelf.count(Scope())
    data = session.settings.data
    if session.given.json:
        session.output.document({"articles": articles, "data": str(data)})
    else:
        session.output.text([Line(f"Restored {tables.articles(articles)} to {data}.")])
    return Exit.DONE
