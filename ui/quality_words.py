"""Counts to the words under a figure."""

from __future__ import annotations

import math


def share(part: int, of: int) -> str:
    """``part`` in a hundred, rounded down, so that only all of them are 100 %."""
    if not of:
        return "none"
    percent = math.floor(100 * part / of)
    return "under 1 %" if part and not percent else f"{percent} %"


def milliseconds(number: float) -> str:
    """As a person says it."""
    return f"{number:.0f} ms" if number < 1000 else f"{number / 1000:.1f} s"  # noqa: PLR2004


def verb(number: int, singular: str, plural: str) -> str:
    return singular if number == 1 else plural
