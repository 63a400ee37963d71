"""What a benchmark gives: figures, each beside its baselines, and where the data that they are measured on lies."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "samples"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, over ``count`` items. ``spread`` is its standard deviation over folds or seeds.

    ``baselines`` are the same number of simpler means, measured in the same run; ``published`` says what others report.
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

    @property
    def key(self) -> str:
        return f"{self.part}/{self.data}/{self.name}"


def data(name: str) -> Path | None:
    """The folder of one set of real data under BRIEFDESK_EVAL_DATA, else ../shared/data; None where it is absent."""
    root = Path(os.environ.get("BRIEFDESK_EVAL_DATA", ROOT.parent / "shared" / "data"))
    return root / name if (root / name).is_dir() else None


def show(figures: Iterable[Figure]) -> None:
    """A table on the terminal."""
    table = Table("part", "data", "figure", "value", "n", "baselines", "published")
    for one in figures:
        spread = f" ± {one.spread:.3f}" if one.spread is not None else ""
        baselines = ", ".join(f"{name} {value:.3f}" for name, value in one.baselines.items())
        table.add_row(
            one.part, one.data, one.name, f"{one.value:.3f}{spread}", str(one.count), baselines, one.published
        )
    Console(width=None if Console().is_terminal else 200).print(table)
