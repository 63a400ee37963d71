"""What a benchmark gives: figures, each beside its baselines, and where the data that they are measured on lies."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"
LIBRARIES = "BRIEFDESK_EVAL_LIBRARIES"
_TIME = re.compile(r"\b(?:ms|milliseconds?|seconds?)\b")
_NO_TERMINAL = 170


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, over ``count`` items. ``spread`` is its standard deviation over folds or seeds.

    ``baselines`` are the same number of simpler means, measured in the same run; ``published`` says what others report.
    A name says its unit where the number is no share; ``data`` begins with the name of the set. What is neither good
    nor bad in itself ``is_held`` to no floor.
    """

    part: str
    data: str
    name: str
    value: float
    count: int
    baselines: Mapping[str, float] = field(default_factory=dict)
    published: str = ""
    spread: float | None = None
    higher_is_better: bool = True
    is_held: bool = True

    @property
    def key(self) -> str:
        return f"{self.part}/{self.data}/{self.name}"

    def is_behind(self, baseline: float) -> bool:
        return self.value < baseline if self.higher_is_better else self.value > baseline

    @property
    def is_timed(self) -> bool:
        """Whether it is a time or a rate, as its name says: other machines, and other hours, give another."""
        return bool(_TIME.search(self.name))


def root() -> Path:
    """Where the sets of real data lie: BRIEFDESK_EVAL_DATA, else ../shared/data."""
    return Path(os.environ.get("BRIEFDESK_EVAL_DATA") or ROOT.parent / "shared" / "data")


def data(name: str) -> Path | None:
    """The folder of one set of real data; None where it is absent."""
    folder = root() / name
    return folder if folder.is_dir() else None


def libraries(scratch: Path) -> Path:
    """Where libraries are built: a folder that all parts of one run share, else ``scratch``."""
    return Path(os.environ.get(LIBRARIES) or scratch)


def show(figures: Iterable[Figure], bounds: Mapping[str, str] | None = None) -> None:
    """A table on the terminal, grouped by part and data; ``bounds`` are the floors, as text, by a figure's key."""
    columns = ("figure", "value", "n", "baselines", "published", *(("floor",) if bounds is not None else ()))
    table = Table(*columns, box=box.SIMPLE_HEAD)
    for column in (1, 2):
        table.columns[column].justify = "right"
    groups: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for one in figures:
        groups[one.part, one.data].append(one)
    for (part, data_set), group in groups.items():
        table.add_section()
        table.add_row(Text(f"{part}: {data_set}", style="bold"))
        for one in group:
            table.add_row(*map(Text, (*_cells(one), *((bounds.get(one.key, ""),) if bounds is not None else ()))))
    console = Console()
    Console(width=None if console.is_terminal else _NO_TERMINAL).print(table)


def _cells(one: Figure) -> tuple[str, ...]:
    spread = f" ± {written(one.spread)}" if one.spread is not None else ""
    baselines = ", ".join(
        f"{name} {written(value)}{' (ahead)' if one.is_behind(value) else ''}" for name, value in one.baselines.items()
    )
    return one.name, written(one.value) + spread, f"{one.count:,}", baselines, one.published


def written(value: float) -> str:
    """Three decimals for shares and small numbers, fewer for large ones."""
    if abs(value) < 10:
        return f"{value:.3f}"
    return f"{value:.1f}" if abs(value) < 1000 else f"{value:,.0f}"
