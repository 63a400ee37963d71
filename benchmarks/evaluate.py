"""Measures all of it: every part on every set of data that is there, as one table and one JSON file, held to floors.

``python -m benchmarks.evaluate [--parts extraction,copies]`` reads the data of BRIEFDESK_EVAL_DATA (or ../shared/data)
and ``samples/``; a part without its data says so and is left out. Exit status 1 when a part failed, a figure is beyond
its floor in ``floors.json``, or data is not what the floors were recorded on. ``--record`` raises floors;
``--lower KEY=VALUE --reason TEXT`` lowers one, and measures nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import floors, measured
from benchmarks.measured import ROOT, Figure

PARTS: Mapping[str, str] = {
    name: f"benchmarks.{name}"
    for name in (
        "extraction", "copies", "retrieval", "answers", "sample_answers", "support", "disagreements", "briefs",
    )
}  # fmt: skip
OUTPUT = ROOT / "build" / "quality.json"
PART_SECONDS = 1200


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one part. ``error`` says why it failed; no figures and no error is a part without its data."""

    part: str
    seconds: float
    figures: tuple[Figure, ...] = ()
    error: str = ""

    @property
    def outcome(self) -> str:
        return self.error or (f"{len(self.figures)} figures" if self.figures else "left out")


def main(arguments: Sequence[str] | None = None, parts: Mapping[str, str] = PARTS) -> int:
    """``parts`` are modules by the name of the part; the exit status."""
    options = _parser().parse_args(arguments)
    try:
        if options.lower:
            return _lower(options.floors, options.lower, options.reason)
        return _evaluate(options, _chosen(options.parts, parts))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2


def run(parts: Mapping[str, str], seconds: float = PART_SECONDS) -> Iterator[Measured]:
    """Each part's module one after another, each in a process that may take so many seconds."""
    with tempfile.TemporaryDirectory() as scratch:
        for part, module in parts.items():
            print(f"== {part}", flush=True)
            started = time.perf_counter()
            file = Path(scratch) / f"{part}.json"
            error = _process(module, file, seconds, Path(scratch) / "libraries")
            rows = json.loads(file.read_text(encoding="utf-8")) if file.exists() and not error else []
            yield Measured(
                part, time.perf_counter() - started, tuple(Figure(**{**row, "part": part}) for row in rows), error
            )


def report(results: Sequence[Measured]) -> dict[str, object]:
    """All of it as JSON: when, of what, on what machine, and every figure."""
    found = [figure for result in results for figure in result.figures]
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "HEAD"),
        "is_changed_since": bool(_git("status", "--porcelain")),
        "machine": {
            "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "processor": platform.machine(),
            "system": platform.system(),
            "python": platform.python_version(),
        },
        "data": dict(floors.digests(found)),
        "parts": {result.part: {"seconds": round(result.seconds, 1), "error": result.error} for result in results},
        "figures": [{"key": figure.key, **asdict(figure)} for figure in found],
    }


def _evaluate(options: argparse.Namespace, parts: Mapping[str, str]) -> int:
    results = list(run(parts))
    found = [figure for result in results for figure in result.figures]
    document = report(results)
    options.json.parent.mkdir(parents=True, exist_ok=True)
    options.json.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    held = floors.read(options.floors)
    digests = floors.digests(found)
    if options.record:
        held = held.record(found, digests, options.reason, datetime.now(UTC).date())
        floors.write(held, options.floors)
    measured.show(found, held.said(found))
    measured_parts = [result.part for result in results if not result.error]
    broken = list(held.broken(found, digests, measured_parts))
    _tell(results, options.json, broken, sum(one.key in held.figures for one in found))
    return int(bool(broken) or any(result.error for result in results))


def _tell(results: Sequence[Measured], file: Path, broken: Sequence[str], number: int) -> None:
    for result in results:
        print(f"{result.part:16}{result.seconds:7.1f} s  {'FAILED: ' if result.error else ''}{result.outcome}")
    print(f"{'all':16}{sum(result.seconds for result in results):7.1f} s  written to {file}")
    for line in broken:
        print(f"BROKEN: {line}")
    if not broken:
        print(f"floors: all {number} hold")


def _process(module: str, file: Path, seconds: float, libraries: Path) -> str:
    """What went wrong, its last line; empty when nothing did. What the part prints goes through to the terminal."""
    command = [sys.executable, "-m", "benchmarks.one_part", module, str(file)]
    given = {**os.environ, measured.LIBRARIES: str(libraries)}
    try:
        ended = subprocess.run(
            command, cwd=ROOT, env=given, stderr=subprocess.PIPE, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return f"not done after {seconds:g} s"
    print(ended.stderr, end="", file=sys.stderr, flush=True)
    last = ended.stderr.strip().rpartition("\n")[2] or f"exit status {ended.returncode}"
    return last if ended.returncode else ""


def _chosen(names: str, parts: Mapping[str, str]) -> Mapping[str, str]:
    wanted = [name.strip() for name in names.split(",")] if names else list(parts)
    unknown = [name for name in wanted if name not in parts]
    if unknown:
        raise ValueError(f"there is no part {', '.join(unknown)}; there are {', '.join(parts)}")
    return {name: parts[name] for name in wanted}


def _lower(path: Path, given: str, reason: str) -> int:
    key, _, value = given.rpartition("=")
    held = floors.read(path).lower(key, float(value), reason, datetime.now(UTC).date())
    floors.write(held, path)
    print(f"{key} must now be {held.figures[key]}")
    return 0


def _git(*words: str) -> str:
    """What git says; empty outside a checkout."""
    try:
        ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return ran.stdout.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", default="", help=f"some of {','.join(PARTS)}")
    parser.add_argument("--json", type=Path, default=OUTPUT, help="where the figures go")
    parser.add_argument("--floors", type=Path, default=floors.FILE, help="another file of floors")
    parser.add_argument("--record", action="store_true", help="raise the floors that are exceeded")
    parser.add_argument("--lower", metavar="KEY=VALUE", default="", help="make one floor less strict")
    parser.add_argument("--reason", default="", help="why a floor is lowered, or why the data changed")
    return parser


if __name__ == "__main__":
    sys.exit(main())
