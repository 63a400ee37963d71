"""Clocks, memory and disk, for what is measured in a process of its own."""

from __future__ import annotations

import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Spent:
    """``processor`` is the time of all cores together: other work on the machine adds little to it."""

    wall: float
    processor: float

    def __add__(self, other: Spent) -> Spent:
        return Spent(self.wall + other.wall, self.processor + other.processor)


def spent(work: Callable[[], object]) -> Spent:
    """Seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - wall, time.process_time() - processor)


def each_ms(work: Callable[[Given], object], given: Iterable[Given]) -> list[float]:
    """The time of ``work`` on each, one after another."""
    return [spent(partial(work, one)).wall * 1000 for one in given]


def summed(name: str, milliseconds: Sequence[float]) -> dict[str, float]:
    """The median, and the 99th percentile by nearest rank."""
    ordered = sorted(milliseconds)
    return {f"{name}_ms": statistics.median(ordered), f"{name}_p99_ms": ordered[math.ceil(0.99 * len(ordered)) - 1]}


def peak_mb() -> float:
    """The most memory that this process ever held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def disk_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1_000_000
