"""Reads some two thousand broken inputs, and says whether each was borne: no crash, no exception, no hang, a reason.

``python -m benchmarks.robustness [--quick] [--kind KIND]...`` makes the inputs (``robustness_cases``), has a process
put them into a library, and watches it: what says nothing for 30 seconds, or ends before its time, has failed. Memory
is that of the process and of those it starts. Prints a row a kind; exit status 1 when a bound is broken. Needs Linux.
"""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from benchmarks.robustness_cases import FULL, LONG_LINE_MB, QUICK, USUAL_MB, Case, cases

ROOT = Path(__file__).resolve().parent.parent
MOST_SECONDS = 30.0
_SECONDS_TO_MAKE = 600.0
_SECONDS_BETWEEN_LOOKS = 0.1
_MB = 1024 * 1024
_TOLERANCE = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """``slowest`` is the longest time between two pieces, in seconds; ``faults`` say which bounds were broken."""

    case: Case
    articles: int = 0
    refused: int = 0
    slowest: float = 0.0
    peak_mb: float = 0.0
    faults: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the inputs, and smaller ones")
    parser.add_argument("--kind", action="append", default=[], help="only inputs of this kind; may be given again")
    parser.add_argument("--verbose", action="store_true", help="a line for each input")
    options = parser.parse_args()
    outcomes = []
    for outcome in run(quick=options.quick, kinds=options.kind):
        outcomes.append(outcome)
        if options.verbose or outcome.faults:
            print(_line(outcome), flush=True)
    _print(outcomes)
    sys.exit(any(outcome.faults for outcome in outcomes))


def run(*, quick: bool, kinds: Sequence[str] = ()) -> Iterator[Outcome]:
    """What became of each input, as soon as it is known; of all kinds unless told."""
    every = list(cases(QUICK if quick else FULL, kinds))
    done = 0
    while done < len(every):
        with tempfile.TemporaryDirectory() as scratch:
            arguments = ["quick" if quick else "full", str(done), scratch, *kinds]
            for outcome in _watched(arguments, every, done, Path(scratch)):
                yield outcome
                done += 1


def _watched(arguments: Sequence[str], every: Sequence[Case], first: int, scratch: Path) -> Iterator[Outcome]:
    """The outcomes that one process comes to, the last of them perhaps its own end."""
    command = [sys.executable, "-m", "benchmarks.robustness_child", *arguments]
    complaints = scratch / "complaints.txt"
    with (
        complaints.open("wb") as file,
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=file) as process,
    ):
        watcher = Watcher(process)
        at = first
        try:
            while (said := watcher.hear()) is not None:
                if "case" in said:
                    yield bounded(every[at], said, watcher.take_peak())
                    at += 1
        finally:
            process.kill()
    if watcher.fault or process.returncode > 0 or at == first:
        complaint = complaints.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
        fault = watcher.fault or f"ended the process ({process.returncode}): {' '.join(complaint)[:300]}"
        yield Outcome(every[at], slowest=watcher.silence, peak_mb=watcher.take_peak(), faults=(fault,))


class Watcher:
    """Hears what a process says, and measures it meanwhile. ``fault`` is why it said no more, where that is one."""

    def __init__(self, process: subprocess.Popen[bytes], most_seconds: float = MOST_SECONDS) -> None:
        self._process = process
        self._most_at_work = most_seconds
        self._lines: queue.Queue[bytes] = queue.Queue()
        self._peak = 0.0
        self._most_seconds = _SECONDS_TO_MAKE
        self.fault = ""
        self.silence = 0.0
        if process.stdout is not None:
            threading.Thread(target=self._listen, args=(process.stdout,), daemon=True).start()

    def hear(self) -> Mapping[str, object] | None:
        """The next thing that is said; nothing when there is an end, or silence for too long."""
        since = time.monotonic()
        while True:
            try:
                line = self._lines.get(timeout=_SECONDS_BETWEEN_LOOKS)
            except queue.Empty:
                self._measure()
                self.silence = time.monotonic() - since
                if self.silence > self._most_seconds + _TOLERANCE:
                    self.fault = f"said nothing for {self.silence:.0f} s"
                    return None
                continue
            if not line:
                self._end()
                return None
            said: Mapping[str, object] = json.loads(line)
            self._most_seconds = _SECONDS_TO_MAKE if "case" in said else self._most_at_work
            return said

    def take_peak(self) -> float:
        """The most that was measured since this was asked last, in MB."""
        self._measure()
        peak, self._peak = self._peak, 0.0
        return peak

    def _listen(self, file: IO[bytes]) -> None:
        for line in file:
            self._lines.put(line)
        self._lines.put(b"")

    def _end(self) -> None:
        if (code := self._process.wait()) < 0:
            self.fault = f"ended the process with signal {-code}"

    def _measure(self) -> None:
        import psutil  # type: ignore[import-untyped]  # noqa: PLC0415

        try:
            process = psutil.Process(self._process.pid)
            every = [process, *process.children(recursive=True)]
            held = sum(each.memory_info().rss for each in every) / _MB
        except psutil.Error:  # one of them has just ended
            return
        self._peak = max(self._peak, held)


def bounded(case: Case, said: Mapping[str, object], sampled_mb: float) -> Outcome:
    """What the process said of a case, and what it did not know: that it was too slow, or grew too large."""
    record = json.loads(json.dumps(said))
    peak = max(record["peak_mb"], sampled_mb)
    faults = list(record["faults"])
    if record["slowest"] > MOST_SECONDS:
        faults.append(f"took {record['slowest']:.0f} s")
    if peak > case.most_mb:
        faults.append(f"took {peak:.0f} MB of memory, more than {case.most_mb}")
    return Outcome(
        case, record["articles"], record["refused"], record["slowest"], peak, tuple(faults), tuple(record["reasons"])
    )


def _line(outcome: Outcome) -> str:
    case = outcome.case
    said = "; ".join(outcome.faults[:5]) or " | ".join(outcome.reasons)[:200]
    mark = "FAULT" if outcome.faults else "ok"
    counts = (
        f"{outcome.articles} articles, {outcome.refused} refused, {outcome.slowest:.1f} s, {outcome.peak_mb:.0f} MB"
    )
    return f"{mark} {case.kind}: {case.what}: {counts}: {said}"


def _print(outcomes: Sequence[Outcome]) -> None:
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        by_kind[outcome.case.kind].append(outcome)
    print(f"\n{'kind':10}{'inputs':>8}{'articles':>10}{'refused':>9}{'slowest s':>11}{'peak MB':>9}{'faults':>8}")
    for kind, rows in [*by_kind.items(), ("all", list(outcomes))]:
        print(
            f"{kind:10}{len(rows):8}{sum(o.articles for o in rows):10}{sum(o.refused for o in rows):9}"
            f"{max(o.slowest for o in rows):11.1f}{max(o.peak_mb for o in rows):9.0f}"
            f"{sum(bool(o.faults) for o in rows):8}"
        )
    print(f"bounds: {MOST_SECONDS:.0f} s a file; {USUAL_MB} MB, and {LONG_LINE_MB:,} MB for lines of 300 MB")


if __name__ == "__main__":
    main()
