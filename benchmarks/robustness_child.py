"""Puts broken inputs into a library, one after another, and says what became of each: the process that is watched.

``python -m benchmarks.robustness_child full|quick FIRST SCRATCH [KIND...]``. A JSON object a line: ``begun``, then
``read`` at most once a second while pieces come, then ``case`` with the outcome. It ends early, to be started again,
once it has grown.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.robustness_cases import FULL, QUICK, Case, cases
from pipeline import wiring
from pipeline.adapters.language_id import detect
from pipeline.adapters.sqlite import SqliteShelf
from pipeline.domain import Refused
from pipeline.errors import Unreachable
from pipeline.ingest import load
from pipeline.ingest.fetching import Fetched, Loaders
from pipeline.ingest.inputs import Input, Piece
from pipeline.ingest.intake import Intake

_GROWN_MB = 450
_MB = 1024 * 1024
# far above every bound: what asks for more gets a MemoryError instead of the machine's last page
_MOST_ADDRESSES = 8 * 1024 * _MB
_FEWEST_CHARACTERS, _MOST_CHARACTERS = 8, 500
_MACHINERY = ("Traceback", "None", " object at 0x", "Error(", "Exception", "<class", "b'", "Errno")
_SECONDS_BETWEEN_SIGNS = 1.0


class NoNetwork:
    """Nothing here follows an address."""

    def fetch(self, url: str, **_: object) -> Fetched:
        raise Unreachable(f"{url} could not be read")


@dataclass(slots=True)
class Watch:
    """Pieces on their way to the shelf; ``slowest`` is the longest time in seconds from one to the next."""

    slowest: float = 0.0
    _since: float = 0.0
    _told: float = 0.0

    def over(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        self._since = self._told = time.monotonic()
        for piece in pieces:
            self.look()
            yield piece

    def look(self) -> None:
        now = time.monotonic()
        self.slowest = max(self.slowest, now - self._since)
        self._since = now
        if now - self._told > _SECONDS_BETWEEN_SIGNS:
            self._told = now
            _say({"read": True})


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_ADDRESSES, _MOST_ADDRESSES))
    scale = {"full": FULL, "quick": QUICK}[sys.argv[1]]
    first, scratch = int(sys.argv[2]), Path(sys.argv[3])
    loaders = wiring.loaders()
    for number, case in enumerate(cases(scale, sys.argv[4:])):
        if number >= first and _case(number, case, loaders, scratch) > _GROWN_MB:
            break


def _case(number: int, case: Case, loaders: Loaders, scratch: Path) -> float:
    """What it took in memory at most, in MB."""
    folder = scratch / "input"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    given = case.make(folder)
    shelf = SqliteShelf(scratch / "shelf" / f"{number // 100}")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak counts from here
    _say({"begun": number})
    try:
        outcome = _outcome(case, given, Intake(shelf, lambda: datetime.now(UTC), 700, detect), loaders)
    finally:
        shelf.close()
    peak = _peak_mb()
    _say({"case": number, **outcome, "peak_mb": peak})
    return peak


def _outcome(case: Case, given: Input, intake: Intake, loaders: Loaders) -> dict[str, object]:
    watch = Watch()
    try:
        added = intake.store(watch.over(load.pieces([given], loaders, NoNetwork())))
    except Exception as error:  # noqa: BLE001  # that there is none is what is measured
        watch.look()
        fault = f"raised {type(error).__name__}: {error}"[:300]
        return {"articles": 0, "refused": 0, "slowest": watch.slowest, "faults": [fault], "reasons": []}
    watch.look()
    articles = added.added + added.revised + added.unchanged
    return {
        "articles": articles,
        "refused": len(added.refused),
        "slowest": watch.slowest,
        "faults": [*faults(case, articles, added.refused)],
        "reasons": sorted({refused.reason for refused in added.refused})[:5],
    }


def faults(case: Case, articles: int, refused: tuple[Refused, ...]) -> Iterator[str]:
    """What is wrong with an outcome, as the end of a sentence."""
    if not articles and not refused:
        yield "gave neither an article nor a reason"
    if case.has_article is not None and case.has_article is not bool(articles):
        yield f"gave {articles} articles"
    for one in refused:
        if not _FEWEST_CHARACTERS <= len(one.reason) <= _MOST_CHARACTERS or " " not in one.reason.strip():
            yield f"gave no reason of a sentence's length: {one.reason[:200]!r}"
        elif any(word in one.reason for word in _MACHINERY) or not one.reason.isprintable():
            yield f"gave a reason that is none for a reader: {one.reason[:200]!r}"
        if not one.name.isprintable():
            yield f"named what it refused in a way that cannot be shown: {one.name[:100]!r}"


def _peak_mb() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(kilobytes) * 1024 / _MB


def _say(record: dict[str, object]) -> None:
    print(json.dumps(record), flush=True)


if __name__ == "__main__":
    main()
