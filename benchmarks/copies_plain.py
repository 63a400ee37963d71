"""The plain way to find near copies, to stand beside ours: the share of runs of words that two texts have in common."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Protocol

SHINGLE, ALIKE = 3, 0.5
BASELINE = "shared runs of 3 words (Jaccard .5)"


class Finder(Protocol):
    """What says which story a text is a copy of."""

    def place(self, name: str, text: str) -> str | None:
        """Adds a text; the head of the group that it belongs to, None when it is a story of its own."""

    def find(self, text: str) -> str | None:
        """The same without adding it."""


@dataclass(slots=True)
class Shingled:
    """The plain way (Broder 1997): the text that shares most runs of words, if it shares half of all."""

    runs: dict[str, int] = field(default_factory=dict)
    having: defaultdict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))

    def place(self, name: str, text: str) -> str | None:
        found = self.find(text)
        own = _runs(text)
        self.runs[name] = len(own)
        for run in own:
            self.having[run].append(name)
        return found

    def find(self, text: str) -> str | None:
        own = _runs(text)
        shared = Counter(name for run in own for name in self.having.get(run, ()))
        alike = {name: both / (len(own) + self.runs[name] - both) for name, both in shared.items()}
        best = max(alike, key=lambda name: alike[name], default=None)
        return best if best is not None and alike[best] >= ALIKE else None


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = text.casefold().split()
    return frozenset(tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))
