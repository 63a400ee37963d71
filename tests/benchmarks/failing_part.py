"""A part that cannot be measured."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.measured import Figure


def measure() -> Iterator[Figure]:
    raise RuntimeError("the made part is broken")
    yield
