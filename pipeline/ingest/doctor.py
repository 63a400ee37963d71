"""Whether shelf, full-text index and vectors agree, and what to do where they do not: the shelf is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.domain import PassageId, Scope
from pipeline.ingest.indexing import Indexer

ROWS_A_CALL = 1000
SECONDS_OF_PATIENCE = 5.0
_BUSY = "somebody makes vectors at the moment: whether they agree with the passages was not looked at"


@dataclass(frozen=True, slots=True)
class Health:
    """What was found, before any repair, and how many rows were mended."""

    articles: int
    passages: int
    vectors: int
    problems: tuple[str, ...]
    repaired: int = 0


def examine(indexer: Indexer, *, repair: bool) -> Health:
    """Compares every passage with every vector; with ``repair`` builds again what is wrong, and embeds what waits.

    While somebody else makes vectors they are not compared: that is said among the problems.
    """
    with indexer.turn.taken(SECONDS_OF_PATIENCE) as is_mine:
        if is_mine:
            return _examined(indexer, repair=repair)
    shelf, store = indexer.shelf, indexer.store
    return Health(shelf.count(Scope()), shelf.passage_count(), store.count(), (*shelf.problems(), _BUSY))


def agrees(indexer: Indexer) -> bool:
    """Whether there are as many vectors as passages marked as having one: a quick look, for every opening."""
    return indexer.shelf.marked_count(indexer.embedder.space) == indexer.store.count()


def reconcile(indexer: Indexer) -> None:
    """Takes away vectors of no passage, and marks as embedded just the passages that have one.

    Only what is wrong is touched, so that it does not matter where it is broken off.
    """
    shelf, store, space = indexer.shelf, indexer.store, indexer.embedder.space
    held, stored = set(store.ids()), set(shelf.stored_passages())
    for batch in _batches(sorted(held - stored)):
        store.discard(batch)
    for batch in _batches(sorted(stored - held)):
        shelf.unembedded(space, batch)
    for batch in _batches(sorted(held & stored)):
        shelf.embedded(space, batch)


def _examined(indexer: Indexer, *, repair: bool) -> Health:
    shelf, store = indexer.shelf, indexer.store
    indexer.sweep()
    # vectors first: what is stored meanwhile has none yet
    held, stored = set(store.ids()), set(shelf.stored_passages())
    stray, lacking = held - stored, stored - held
    of_words = shelf.problems()
    problems = (
        *of_words,
        *_problems(len(lacking), len(stored) - shelf.marked_count(indexer.embedder.space), len(stray)),
    )
    repaired = 0
    if repair and problems:
        if of_words:
            shelf.reindex()
        repaired = len(stray) + bool(of_words)
        reconcile(indexer)
        repaired += indexer.embed()
    return Health(shelf.count(Scope()), len(stored), len(held), problems, repaired)


def _problems(lacking: int, waiting: int, stray: int) -> Iterator[str]:
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
