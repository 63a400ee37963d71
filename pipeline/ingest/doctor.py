"""Whether shelf, full-text index and vectors agree, and what to do where they do not: the shelf is the truth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.domain import PassageId, Scope
from pipeline.ingest.intake import Intake

ROWS_A_CALL = 1000


@dataclass(frozen=True, slots=True)
class Health:
    """What was found, before any repair, and how many rows were mended."""

    articles: int
    passages: int
    vectors: int
    problems: tuple[str, ...]
    repaired: int = 0


def examine(intake: Intake, *, repair: bool) -> Health:
    """Compares every passage with every vector; with ``repair`` builds again what is wrong."""
    shelf, store, space = intake.shelf, intake.store, intake.embedder.space
    intake.sweep()
    stored, held = set(shelf.stored_passages()), set(store.ids())
    stray, lacking = held - stored, stored - held
    waiting = shelf.pending_count(space)
    of_shelf = shelf.problems()
    problems = [
        *of_shelf,
        *_counted(len(lacking), "has no vector", "have no vectors"),
        *_counted(len(stray), "vector is of no passage", "vectors are of no passage", of="", many=""),
    ]
    # marked as embedded, and not there; or there, and not marked
    if len(lacking) != waiting:
        problems.append(f"{waiting} passages are marked as waiting for a vector, {len(lacking)} lack one")
    repaired = _repair(intake, stray, rewords=bool(of_shelf), unmark=bool(lacking)) if repair and problems else 0
    return Health(shelf.count(Scope()), len(stored), len(held), tuple(problems), repaired)


def _repair(intake: Intake, stray: set[PassageId], *, rewords: bool, unmark: bool) -> int:
    for batch in _batches(sorted(stray)):
        intake.store.discard(batch)
    if rewords:
        intake.shelf.reindex()
    if unmark:
        held = intake.store.ids()
        intake.shelf.forget_embedded(intake.embedder.space)
        for batch in _batches(held):
            intake.shelf.embedded(intake.embedder.space, batch)
    return len(stray) + intake.embed_pending() + rewords


def _batches(ids: Iterable[PassageId]) -> Iterator[list[PassageId]]:
    remaining = iter(ids)
    while batch := list(islice(remaining, ROWS_A_CALL)):
        yield batch


def _counted(count: int, one: str, several: str, of: str = "passage ", many: str = "passages ") -> Iterator[str]:
    if count:
        yield f"{count} {of if count == 1 else many}{one if count == 1 else several}"
