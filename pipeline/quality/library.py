"""The shelf to what is in it: how much of it is copies, and what its articles lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.domain import Scope
from pipeline.ports import Copies, Shelf


@dataclass(frozen=True, slots=True)
class Stock:
    """Articles, and of them those that are copies, or that lack what is named.

    ``sizes`` counts the stories with copies by how many articles they have, the original with them.
    """

    articles: int
    passages: int
    copies: int
    sizes: Mapping[int, int]
    without_date: int
    without_outlet: int
    without_language: int
    passages_without_vector: int

    @property
    def groups(self) -> int:
        return sum(self.sizes.values())

    @property
    def copied(self) -> float:
        """The share of the library that is a copy of another article in it; 0 for an empty library."""
        return self.copies / self.articles if self.articles else 0.0


def stock(shelf: Shelf, space: str) -> Stock:
    """``space`` is that of the vectors in use."""
    articles = shelf.count(Scope())
    copies = articles - shelf.count(Scope(), copies=Copies.HEADS)
    facets = shelf.facets()
    return Stock(
        articles=articles,
        passages=shelf.passage_count(),
        copies=copies,
        sizes=_sizes(shelf) if copies else {},
        without_date=articles - shelf.count(Scope(since=date.min)),
        without_outlet=facets["outlet"].get("", 0),
        without_language=facets["language"].get("", 0),
        passages_without_vector=shelf.pending_count(space),
    )


def _sizes(shelf: Shelf) -> Mapping[int, int]:
    heads = shelf.copy_groups(shelf.within(Scope(), copies=Copies.GROUPED))
    return dict(sorted(Counter(Counter(heads.values()).values()).items()))
