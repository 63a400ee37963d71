"""A part that measures one thing, for the tests of what runs parts."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measured import Figure


def measure() -> Iterator[Figure]:
    yield Figure("made", "samples", "right", 0.75, 40, {"by chance": 0.5}, "others .700", spread=0.02)
