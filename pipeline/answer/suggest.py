"""Questions to start with: on the names that the newest articles open with."""

from __future__ import annotations

from collections import Counter

from pipeline.domain import Entry, Scope
from pipeline.language import names
from pipeline.ports import Order, Shelf

NEWEST = 200
MOST = 12


def questions(shelf: Shelf) -> tuple[str, ...]:
    """Up to twelve, the name that most articles share first; none for an empty library.

    Names are read in the first words of the texts: a headline may write every word with a capital.
    """
    counted: Counter[str] = Counter()
    for entry in shelf.entries(Scope(), order=Order.NEWEST, limit=NEWEST):
        counted.update(set(_names(entry)))
    outlets = tuple(shelf.facets()["outlet"])
    chosen: list[str] = []
    for name in sorted(counted, key=lambda name: (-counted[name], name)):
        if not any(names.same(name, other) for other in (*chosen, *filter(None, outlets))):
            chosen.append(name)
    return tuple(f"What do the articles say about {name}?" for name in chosen[:MOST])


def _names(entry: Entry) -> list[str]:
    return [name.short for name in names.find(entry.opening) if not name.is_initial and not name.text.isupper()]
