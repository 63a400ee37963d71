"""What jobs read, and feeds that are read again: when they are due, and with what their server said last."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from pipeline.domain import Job, JobState, RawArticle, Refused, RevisionEntry, Subscription
from pipeline.errors import BriefdeskError, UserError
from pipeline.ingest import addresses, canonical, load, plan
from pipeline.ingest.fetching import FeedRead, Fetcher, Loaders
from pipeline.ingest.inputs import Feed, Input, Piece
from pipeline.ingest.intake import Said
from pipeline.ingest.jobs import Jobs
from pipeline.ports import Clock, Shelf

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 20.0
SHORTEST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """Inputs to pieces, for jobs. Of a subscribed feed only what changed is asked for."""

    shelf: Shelf
    loaders: Loaders
    fetcher: Fetcher
    clock: Clock

    def begin(self, inputs: Sequence[Input], stopped: Callable[[], bool]) -> Pass:
        known = {each.url: each for each in self.shelf.subscriptions()}
        return Pass(self, [_conditional(each, known) for each in inputs], stopped)

    def is_known(self, entry: RawArticle) -> bool:
        """Whether the page behind an entry is in the library, as new as the entry says it is."""
        url = addresses.canonical(entry.url)
        newest = self.shelf.revisions(canonical.identity(url))[:1] if url else ()
        return bool(newest) and (entry.updated is None or _is_later(newest[0], entry.updated))


@dataclass(slots=True)
class Pass:
    """Inputs, read once. What their servers said is kept at the end, when what they gave is on the shelf."""

    reading: Reading
    inputs: Sequence[Input]
    stopped: Callable[[], bool]
    _read: list[FeedRead] = field(default_factory=list)
    _refused: dict[str, str] = field(default_factory=dict)

    def pieces(self) -> Iterator[Piece]:
        parts = self.reading
        for piece in load.pieces(
            self.inputs,
            parts.loaders,
            parts.fetcher,
            stopped=self.stopped,
            is_known=parts.is_known,
            told=self._read.append,
        ):
            given = self.inputs[piece.position]
            if isinstance(given, Feed) and isinstance(piece.item, Refused):
                self._refused[given.url] = piece.item.reason
            yield piece

    def end(self) -> None:
        """All pieces are stored: the next reading of a feed may ask for what has changed since."""
        at = self.reading.clock()
        read = {feed.asked: feed for feed in self._read}
        for given in self.inputs:
            if isinstance(given, Feed):
                feed = read.get(given.url)
                is_new = feed is not None and not feed.is_unchanged
                self.reading.shelf.note_reading(
                    given.url,
                    follow=given.follow,
                    at=at,
                    title=feed.title if feed else "",
                    error="" if feed else self._refused.get(given.url, ""),
                    etag=feed.etag if feed and is_new else None,
                    modified=feed.modified if feed and is_new else None,
                )


@dataclass(slots=True)
class Feeds:
    """The subscriptions of one library, read on demand, and by a thread when they are due."""

    shelf: Shelf
    jobs: Jobs
    clock: Clock
    _closing: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _begun: list[Job] = field(default_factory=list)
    _tried: dict[str, datetime] = field(default_factory=dict)

    def start(self) -> None:
        """Looks from now until ``close`` which are due. It never keeps the program from ending."""
        self._thread = threading.Thread(target=self._run, name="feeds", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        if self._thread is not None:
            self._thread.join()

    def subscribe(self, wanted: Subscription) -> Subscription:
        """Keeps it, and what is known of an earlier one of its address. Raises UserError for what is no address."""
        url = addresses.requestable(wanted.url.strip())
        if not url:
            raise UserError(f"{addresses.shown(wanted.url)} is no web address: it must begin with http:// or https://")
        if wanted.minutes and wanted.minutes < SHORTEST_MINUTES:
            raise UserError(f"A feed is read every {SHORTEST_MINUTES} minutes at the most.")
        before = next((each for each in self.shelf.subscriptions() if each.url == url), wanted)
        # what is read in another way is read as a whole again
        is_same = before.follow == wanted.follow
        kept = replace(
            wanted,
            url=url,
            title=wanted.title or before.title,
            etag=before.etag if is_same else "",
            modified=before.modified if is_same else "",
            checked_at=before.checked_at,
            error=before.error,
        )
        self.shelf.subscribe(kept)
        return kept

    def check(self, subscription: Subscription) -> Job:
        """Reads it now, as a job; the one that waits or runs already, if there is one."""
        given = Feed(subscription.url, subscription.follow)
        self._tried[subscription.url] = self.clock()
        for job in self.jobs.all():
            if plan.reads_only(self.shelf.job(job.id).plan, subscription.url):
                if not job.state.is_over:
                    return job
                self.jobs.dismiss(job)
        said = Said(subscription.outlet, subscription.collection)
        return self.jobs.add(subscription.title or addresses.shown(subscription.url), [given], said)

    def due(self, now: datetime) -> tuple[Subscription, ...]:
        """Those to be read now: never read or tried, or as long ago as they are read every so often."""
        return tuple(each for each in self.shelf.subscriptions() if each.minutes and self._next(each, now) <= now)

    def _next(self, subscription: Subscription, now: datetime) -> datetime:
        tried = [at for at in (subscription.checked_at, self._tried.get(subscription.url)) if at is not None]
        return max(tried) + timedelta(minutes=subscription.minutes) if tried else now

    def _run(self) -> None:
        while not self._closing.is_set():
            with _errors_logged():  # the disk is full, say: it is looked again
                self.look()
            self._closing.wait(SECONDS_BETWEEN_LOOKS)

    def look(self) -> None:
        """Reads what is due, and takes what was read without a refusal off the list of jobs: nobody asked for it."""
        for job in self._begun:
            if _is_done(self.jobs, job):
                self.jobs.dismiss(job)
        listed = {job.id for job in self.jobs.all()}
        self._begun = [job for job in self._begun if job.id in listed]
        for subscription in self.due(self.clock()):
            with _errors_logged():  # one that fails does not hold up the others
                self._begun.append(self.check(subscription))


def _is_done(jobs: Jobs, begun: Job) -> bool:
    return any(job.id == begun.id and job.state is JobState.DONE and not job.refusals for job in jobs.all())


@contextmanager
def _errors_logged() -> Iterator[None]:
    try:
        yield
    except BriefdeskError as error:
        log.warning("feeds wait error=%s", type(error).__name__)


def _conditional(given: Input, known: dict[str, Subscription]) -> Input:
    if isinstance(given, Feed) and given.url in known and not given.is_whole:
        return replace(given, etag=known[given.url].etag, modified=known[given.url].modified)
    return given


def _is_later(revision: RevisionEntry, updated: date) -> bool:
    """Whether it was stored on a later day than that, or says that it is of that day."""
    return revision.stored_at.date() > updated or (revision.updated or updated) > updated
