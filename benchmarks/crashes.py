"""Kills an intake again and again, and compares what comes of it with an undisturbed one.

``python -m benchmarks.crashes [--articles 2000] [--kills 20] [--seed N]`` writes a set of stories, reads it once in
peace, and once in a process that is killed (SIGKILL) at moments chosen by the seed: while it opens, reads and embeds.
The same with ``python -m pipeline add``. Then all that the libraries hold is compared. Exit status 1 where it differs.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import crashes_kept, crashes_made
from benchmarks.crashes_made import Sources

ROOT = Path(__file__).resolve().parent.parent
SECONDS_BETWEEN_LOOKS = 0.01
PATIENCE_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Said:
    """What the process said of itself: since which second of its life it was in which phase."""

    since: Mapping[str, float]
    problems: tuple[str, ...] = ()

    @property
    def last(self) -> str:
        return max(self.since, key=lambda phase: self.since[phase], default="starting up")


@dataclass(frozen=True, slots=True)
class Kill:
    """``seconds`` after the process came to a phase; after it began where none is named."""

    phase: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Row:
    """What was compared: how many there are undisturbed and after the kills, and how many differ."""

    what: str
    undisturbed: int
    killed: int
    differ: int
    example: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """``kills`` counts by the phase in which they struck."""

    kills: Mapping[str, int]
    rows: tuple[Row, ...]
    problems: tuple[str, ...]
    seconds: float

    @property
    def is_sound(self) -> bool:
        return not self.problems and not any(row.differ for row in self.rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bench = Bench.of(Path(scratch), options.articles, options.seed)
        print(f"{options.articles} articles, undisturbed in {bench.peace.since['done']:.0f} s")
        reports = {
            "the app": bench.app(bench.moments(options.kills)),
            "python -m pipeline add": bench.command(bench.moments(options.kills)),
        }
    for name, report in reports.items():
        _print(name, report)
    sys.exit(not all(report.is_sound for report in reports.values()))


@dataclass(frozen=True, slots=True)
class Bench:
    """One set of stories, and how reading it in peace went."""

    scratch: Path
    sources: Sources
    peace: Said
    undisturbed: Mapping[str, crashes_kept.Things]
    seed: int

    @classmethod
    def of(cls, scratch: Path, articles: int, seed: int) -> Bench:
        sources = crashes_made.write(scratch / "sources", articles, seed)
        data = scratch / "undisturbed"
        peace = _lived(_child(data, sources), scratch, None)
        if "done" not in peace.since or peace.problems:
            raise RuntimeError(f"even undisturbed it did not come to a good end: {peace}")
        return cls(scratch, sources, peace, crashes_kept.everything(data, sources), seed)

    def app(self, kills: Sequence[Kill]) -> Report:
        """The desk as the app opens it, with one job that goes on from process to process."""
        started, data = time.monotonic(), self.scratch / "app"
        struck = Counter[str]()
        for kill in kills:
            said = _lived(_child(data, self.sources), self.scratch, kill)
            struck[said.last] += 1
        last = _lived(_child(data, self.sources), self.scratch, None)
        problems = last.problems if "done" in last.since else ("the last process did not come to its end",)
        rows = compared(self.undisturbed, crashes_kept.everything(data, self.sources))
        return Report(struck, rows, problems, time.monotonic() - started)

    def command(self, kills: Sequence[Kill]) -> Report:
        """The command, given again until it comes to its end."""
        started, data = time.monotonic(), self.scratch / "command"
        command = [*_PYTHON, "pipeline", "add", *map(str, _inputs(self.sources)), "--collection=desk"]
        command += [f"--data={data}", "--json"]
        struck = 0
        for kill in kills:
            after = kill.seconds + self.peace.since.get(kill.phase, 0.0)
            struck += _command(command, self.scratch, after) is None
        added = _command(command, self.scratch, PATIENCE_SECONDS)
        problems = () if added is not None else ("the last command did not come to its end",)
        found = crashes_kept.everything(data, self.sources)
        # there is no job, so nothing was kept for one
        shared = {what: self.undisturbed[what] for what in found if what not in crashes_kept.OF_JOBS}
        rows = compared(shared, {what: found[what] for what in shared})
        return Report({"at work": struck, "done": len(kills) - struck}, rows, problems, time.monotonic() - started)

    def moments(self, kills: int) -> Sequence[Kill]:
        """A fifth while opening, the others in equal parts in what reading and embedding are expected to take."""
        chance = random.Random(self.seed)
        since = self.peace.since
        opening = kills // 5
        reading = (kills - opening) // 2
        embedding = kills - opening - reading
        working = [
            *(chance.uniform(0, 1.6 * (since["embedding"] - since["reading"]) / reading) for _ in range(reading)),
            *(chance.uniform(0, 1.6 * (since["done"] - since["embedding"]) / embedding) for _ in range(embedding)),
        ]
        moments = [Kill("reading", seconds) for seconds in working]
        for _ in range(opening):
            moments.insert(chance.randrange(kills), Kill("", chance.uniform(0, since["reading"])))
        return moments


def compared(
    undisturbed: Mapping[str, crashes_kept.Things], killed: Mapping[str, crashes_kept.Things]
) -> tuple[Row, ...]:
    """A row for each kind of thing; a thing that only one side has differs."""
    return tuple(_row(what, things, killed[what]) for what, things in undisturbed.items())


def _row(what: str, undisturbed: crashes_kept.Things, killed: crashes_kept.Things) -> Row:
    differ = sorted(
        name
        for name in undisturbed.keys() | killed.keys()
        if name not in undisturbed or name not in killed or undisturbed[name] != killed[name]
    )
    example = f"{differ[0]}: {undisturbed.get(differ[0])!r} / {killed.get(differ[0])!r}" if differ else ""
    return Row(what, len(undisturbed), len(killed), len(differ), example[:300])


_PYTHON = (sys.executable, "-m")


def _child(data: Path, sources: Sources) -> list[str]:
    return [*_PYTHON, "benchmarks.crashes_child", str(data), *map(str, _inputs(sources))]


def _inputs(sources: Sources) -> tuple[Path, ...]:
    return sources.table, sources.lines, sources.pages


def _lived(command: Sequence[str], scratch: Path, kill: Kill | None) -> Said:
    """What a process said before it was killed or came to its end."""
    heard = scratch / "said.jsonl"
    with heard.open("wb") as file, subprocess.Popen(command, cwd=ROOT, stdout=file) as process:
        if kill is None:
            process.wait(PATIENCE_SECONDS)
        else:
            while kill.phase and process.poll() is None and kill.phase not in _heard(heard).since:
                time.sleep(SECONDS_BETWEEN_LOOKS)
            _wait(process, kill.seconds)
            process.kill()
    return _heard(heard)


def _heard(file: Path) -> Said:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    said = [json.loads(line) for line in lines if line.endswith("\n")]
    return Said({each["phase"]: each["at"] for each in said}, tuple(said[-1]["problems"]) if said else ())


def _wait(process: subprocess.Popen[bytes], seconds: float) -> None:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return


def _command(command: Sequence[str], scratch: Path, seconds: float) -> Mapping[str, object] | None:
    """What the command printed, or nothing when it was killed before its end. Raises RuntimeError when it failed."""
    complaints = scratch / "complaints.txt"
    with (
        complaints.open("wb") as file,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=file) as process,
    ):
        try:
            printed, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
    if not printed:
        raise RuntimeError(complaints.read_text(encoding="utf-8", errors="replace")[-2000:])
    added: Mapping[str, object] = json.loads(printed)
    return added


def _print(name: str, report: Report) -> None:
    kills = ", ".join(f"{count} while {phase}" for phase, count in sorted(report.kills.items()))
    print(f"\n{name}: kills: {kills}; {report.seconds:.0f} s")
    print(f"{'compared':24}{'undisturbed':>12}{'killed':>9}{'differ':>8}")
    for row in report.rows:
        print(f"{row.what:24}{row.undisturbed:12}{row.killed:9}{row.differ:8}  {row.example}")
    print(f"doctor: {'; '.join(report.problems) or 'finds nothing'}")


if __name__ == "__main__":
    main()
