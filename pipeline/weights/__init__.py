"""Learned judges, as small JSON files beside this one: features to a probability.

Each file is written by a script in ``benchmarks/`` that says what it was trained on, and by nothing else.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Logistic:
    """Logistic regression on standardised features: one weight a feature, in the order of ``names``."""

    names: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    trained_on: str

    def probabilities(self, rows: npt.ArrayLike) -> npt.NDArray[np.float64]:
        """(n,) from 0 to 1 for the (n, features) ``rows``."""
        standard = (np.asarray(rows, dtype=np.float64).reshape(-1, len(self.names)) - self.means) / self.scales
        chances: npt.NDArray[np.float64] = 1 / (1 + np.exp(-(standard @ np.asarray(self.weights) + self.bias)))
        return chances

    def save(self, name: str) -> None:
        """Writes the file that ``load`` reads under this name."""
        (FOLDER / f"{name}.json").write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")


@cache
def load(name: str) -> Logistic:
    """The judge of this name; it ships with the project, so a missing one is a fault of the installation."""
    found = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    names, means, scales, weights = (tuple(found[key]) for key in ("names", "means", "scales", "weights"))
    return Logistic(names, means, scales, weights, found["bias"], found["trained_on"])
