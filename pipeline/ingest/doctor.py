"""Whether shelf, full-text index and vectors agree, and what to do where they do not: the shelf is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.domain import PassageId, Scope
from pipeline.ingest.indexing import Indexer

ROWS_A_CALL = 1000


@dataclass(frozen=True, slots=True)
class Health:
    """What was found, before any repair, and how many rows were mended."""

    articles: int
    passages: int
    vectors: int
    problems: tuple[str, ...]
    repaired: int = 0


def examine(indexer: Indexer, *, repair: bool) -> Health:
    """Compares every passage with every vector; with ``repair`` builds again what is wrong, and embeds what waits."""
    shelf, store = indexer.shelf, indexer.store
    indexer.sweep()
    stored, held = set(shelf.stored_passages()), set(store.ids())
    stray, lacking = held - stored, stored - held
    of_words = shelf.problems()
    problems = (*of_words, *_problems(len(lacking), len(stray), shelf.pending_count(indexer.embedder.space)))
    repaired = 0
    if repair and problems:
        if of_words:
            shelf.reindex()
        repaired = len(stray) + bool(of_words)
        reconcile(indexer)
        repaired += indexer.catch_up()
    return Health(shelf.count(Scope()), len(stored), len(held), problems, repaired)


def agrees(indexer: Indexer) -> bool:
    """Whether there are as many vectors as passages marked as having one: a quick look, for every opening."""
    marked = indexer.shelf.passage_count() - indexer.shelf.pending_count(indexer.embedder.space)
    return marked == indexer.store.count()


def reconcile(indexer: Indexer) -> None:
    """Takes away vectors of no passage, and marks as embedded just the passages that have one."""
    shelf, store, space = indexer.shelf, indexer.store, indexer.embedder.space
    stored, held = set(shelf.stored_passages()), set(store.ids())
    for batch in _batches(sorted(held - stored)):
        store.discard(batch)
    shelf.forget_embedded(space)
    for batch in _batches(sorted(held & stored)):
        shelf.embedded(space, batch)


def _problems(lacking: int, stray: int, waiting: int) -> Iterator[str]:
    if lacking:
        yield f"{lacking} of the passages have no vector: they are found by their words only"
    if stray:
        yield f"{stray} of the vectors are of no passage"
    if lacking != waiting:
        yield f"{waiting} of the passages are marked as waiting for a vector, {lacking} lack one"


def _batches(ids: Iterable[PassageId]) -> Iterator[list[PassageId]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, ROWS_A_CALL)):
        yield batch
