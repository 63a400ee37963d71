"""Questions to start with: on the names that the newest articles share in their headlines."""

from __future__ import annotations

from collections import Counter

from pipeline.domain import Entry, Scope
from pipeline.language import names
from pipeline.ports import Order, Shelf

NEWEST = 200
MOST = 4


def questions(shelf: Shelf) -> tuple[str, ...]:
    """Up to four, each on a name that stands in the headlines; none for an empty library."""
    entries = shelf.entries(Scope(), order=Order.NEWEST, limit=NEWEST)
    counted: Counter[str] = Counter()
    for entry in entries:
        counted.update(set(_names(entry)))
    ranked = sorted(counted, key=lambda name: (-counted[name], name))
    chosen: list[str] = []
    for name in ranked:
        if not any(names.same(name, other) for other in chosen) and len(chosen) < MOST:
            chosen.append(name)
    return tuple(f"What do the articles say about {name}?" for name in chosen)


def _names(entry: Entry) -> list[str]:
    return [name.short for name in names.find(entry.source.title) if not name.is_initial]
