"""Whose turn it is: one intake and one indexing at a time for a library, whatever processes have it open."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol


class Turn(Protocol):
    """A lock that a process which dies lets go of."""

    def taken(self, wait_seconds: float) -> AbstractContextManager[bool]:
        """Whether it was had within that time; it is given back at the end of the block."""
