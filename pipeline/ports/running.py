"""What long work is given besides its input."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]
"""The present moment, with its zone."""

Report: TypeAlias = Callable[[int, int], None]
"""Told how many passages are embedded, of how many."""
