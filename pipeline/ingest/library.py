"""``Library``: everything that fills and tends one library, put together: jobs, indexing, feeds, removal, care."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain import Added, ArticleId, Job, RawArticle, Refused
from pipeline.errors import ServiceError
from pipeline.ingest import doctor, load
from pipeline.ingest.feeds import Feeds, Reading
from pipeline.ingest.indexing import Indexer
from pipeline.ingest.inputs import Input, LocalPath
from pipeline.ingest.intake import Detect, Intake, Said
from pipeline.ingest.jobs import Jobs
from pipeline.ingest.plan import Incoming
from pipeline.ingest.tally import Told, untold
from pipeline.ingest.turn import Turn
from pipeline.ports import Clock, Embedder, PassageStore, Report, Shelf

log = logging.getLogger(__name__)

SMALL_REPAIR = 64
SECONDS_OF_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Parts:
    """What a library is made of. The turns are shared by all that have it open."""

    shelf: Shelf
    store: PassageStore
    embedder: Embedder
    loaders: load.Loaders
    fetcher: load.Fetcher
    detect: Detect
    incoming: Incoming
    intake_turn: Turn
    indexing_turn: Turn
    incoming_turn: Turn
    clock: Clock
    passage_chars: int
    samples: LocalPath


class Library:
    """Safe to call from several threads. Nothing runs beside the caller until ``start``."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._intake = Intake(parts.shelf, parts.clock, parts.passage_chars, parts.detect)
        self._reading = Reading(parts.shelf, parts.loaders, parts.fetcher, parts.clock)
        self.indexer = Indexer(parts.shelf, parts.store, parts.embedder, parts.indexing_turn)
        self.jobs = Jobs(
            parts.shelf,
            self._intake,
            parts.incoming,
            parts.intake_turn,
            parts.incoming_turn,
            parts.clock,
            self._reading.begin,
            stored=self.indexer.wake,
        )
        self.feeds = Feeds(parts.shelf, self.jobs, parts.clock)

    def start(self) -> None:
        """Goes on with jobs and indexing that were broken off, and reads feeds when they are due, until ``close``."""
        self.indexer.start()
        self.jobs.start()
        self.feeds.start()

    def close(self) -> None:
        self.feeds.close()
        self.jobs.close()
        self.indexer.close()

    def repair(self) -> None:
        """Finishes what a crash left half done: forgets what was removed, embeds a few passages that lack a vector."""
        with self._parts.indexing_turn.taken(0) as is_mine:  # else another process is at it
            if is_mine:
                self._mend()

    def _mend(self) -> None:
        self.indexer.sweep()
        if not doctor.agrees(self.indexer):
            doctor.reconcile(self.indexer)
        if 0 < self.indexer.progress().waiting <= SMALL_REPAIR:
            try:
                self.indexer.embed()
            except ServiceError as error:  # an embedder out of reach: the library opens, and says what waits
                log.warning("indexing waits error=%s", type(error).__name__)

    def read(self, inputs: Iterable[Input]) -> Iterator[RawArticle | Refused]:
        """What is in files, folders, addresses and pasted text, and a reason for each part that is no article."""
        return load.articles(inputs, self._parts.loaders, self._parts.fetcher)

    def add(
        self,
        inputs: Sequence[Input],
        said: Said = Said(),  # noqa: B008
        *,
        report: Report = lambda _done, _of: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Added:
        """Puts articles in, here and now, vectors and all, once nobody else puts any in.

        Raises DeskUnavailable when the data folder fails; what was stored stays.
        """
        added = self.store(inputs, said, told=lambda tally: report(0, tally.passages), stopped=stopped)
        self.indexer.catch_up(report, stopped)
        return added

    def store(
        self,
        inputs: Sequence[Input],
        said: Said = Said(),  # noqa: B008
        *,
        told: Told = untold,
        waits: Callable[[], None] = lambda: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> Added:
        """The same, but the vectors are still to make. ``waits`` hears, once, that another process is at it.

        Raises what ``add`` raises.
        """
        patience = 0.0
        while not stopped():
            with self._parts.intake_turn.taken(patience) as is_mine:
                if is_mine:
                    return self._stored(inputs, said, told, stopped)
            if not patience:
                waits()
            patience = SECONDS_OF_PATIENCE
        return Added()

    def queue(self, name: str, inputs: Sequence[Input], said: Said = Said()) -> Job:  # noqa: B008
        """Puts articles in, as a job that goes on beside whatever else there is."""
        return self.jobs.add(name, inputs, said)

    def queue_samples(self) -> Job:
        """Puts in the sample library."""
        return self.queue("Sample library", [self._parts.samples], Said(collection="samples"))

    def remove(self, ids: Collection[ArticleId]) -> int:
        """Takes articles out of every index; how many there were."""
        removed = self._parts.shelf.remove(ids)
        self.indexer.sweep()
        log.info("removed articles=%s", removed)
        return removed

    def doctor(self, *, repair: bool = False) -> doctor.Health:
        """Whether shelf, full-text index and vectors agree; with ``repair`` what does not is built again."""
        return doctor.examine(self.indexer, repair=repair)

    def _stored(self, inputs: Sequence[Input], said: Said, told: Told, stopped: Callable[[], bool]) -> Added:
        reading = self._reading.begin(inputs, stopped)
        added = self._intake.store(reading.pieces(), said, told=told, stopped=stopped)
        if not stopped():
            reading.end()
        log.info("added articles=%s passages=%s refused=%s", added.added, added.passages, len(added.refused))
        return added
