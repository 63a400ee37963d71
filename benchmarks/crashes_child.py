"""The process that ``benchmarks.crashes`` kills: opens the desk as the app does, and goes on until all is indexed.

``python -m benchmarks.crashes_child DATA TABLE LINES PAGES``. Says on standard output, a JSON object a line, which
phase it is in since which second: opening, reading, storing (a part of it is stored), embedding, done (with what
``doctor`` finds then).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Job
from pipeline.ingest.inputs import LocalPath, Upload
from pipeline.ingest.intake import Said
from pipeline.settings import Settings

_STARTED = time.monotonic()
_SECONDS_BETWEEN_LOOKS = 0.02


def main() -> None:
    data, table, lines, pages = map(Path, sys.argv[1:])
    _say("opening")
    desk = wiring.open_desk(Settings(data=data))
    desk.library.start()
    job = next(iter(desk.library.jobs.all()), None) or _queued(desk, table, lines, pages)
    _say("reading")
    while not (job.state.is_over or job.share):
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        job = desk.shelf.job(job.id)
    _say("storing")
    desk.library.jobs.wait(job)
    _say("embedding")
    while desk.library.indexer.progress().waiting:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    desk.library.close()
    _say("done", desk.library.doctor().problems)
    desk.close()


def _queued(desk: Desk, table: Path, lines: Path, pages: Path) -> Job:
    uploads = [Upload(file.name, file.read_bytes()) for file in (table, lines)]
    return desk.library.queue("Everything", [*uploads, LocalPath(pages)], Said(collection="desk"))


def _say(phase: str, problems: tuple[str, ...] = ()) -> None:
    print(json.dumps({"phase": phase, "at": time.monotonic() - _STARTED, "problems": problems}), flush=True)


if __name__ == "__main__":
    main()
