"""The command for feeds that are read again and again: list, add, check, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline.desk import Desk
from pipeline.domain import Added, Subscription
from pipeline.doors import adding, batch, interrupts, tables
from pipeline.doors.output import Exit
from pipeline.doors.page import Block, Grid, Line, Tone
from pipeline.doors.session import Session
from pipeline.errors import NotFound
from pipeline.export import wording
from pipeline.ingest import addresses
from pipeline.ingest.inputs import Feed
from pipeline.ingest.intake import Said
from pipeline.records import Record


def feeds(session: Session) -> Exit:
    return _ACTIONS[session.given.action](session)


def _list(session: Session) -> Exit:
    with session.desk() as desk:
        found = desk.shelf.subscriptions()
    return _listed(session, found)


def _add(session: Session) -> Exit:
    """Raises UserError for what is no address, or too often."""
    given, said = session.given, adding.said(session)
    title = batch.sound(given.title, "--title")
    wanted = Subscription(given.url, title, said.outlet, said.collection, given.follow, given.every)
    with session.desk() as desk:
        kept = desk.library.feeds.subscribe(wanted)
    return _listed(session, [kept])


def _check(session: Session) -> Exit:
    """REFUSED when anything in them was. Raises NotFound."""
    output, read = session.output, list[tuple[Subscription, Added]]()
    with session.desk() as desk, interrupts.requests() as stopped:
        for feed in _chosen(desk, session.given.url):
            said = Said(feed.outlet, feed.collection)
            read.append((feed, adding.put(desk, [Feed(feed.url, feed.follow)], said, output, stopped)))
        adding.embed(desk, output, stopped)
        was_stopped = stopped()
    if session.given.json:
        output.document({"feeds": [{"url": feed.url, **tables.added_record(added)} for feed, added in read]})
    else:
        output.text(_read(read))
    if was_stopped:
        return Exit.INTERRUPTED
    return Exit.REFUSED if any(added.refused for _, added in read) else Exit.DONE


def _remove(session: Session) -> Exit:
    """Raises NotFound."""
    with session.desk() as desk:
        for feed in _chosen(desk, session.given.url):
            desk.shelf.unsubscribe(feed.url)
        rest = desk.shelf.subscriptions()
    return _listed(session, rest)


def _chosen(desk: Desk, url: str | None) -> Sequence[Subscription]:
    every = desk.shelf.subscriptions()
    if url is None:
        return every
    wanted = addresses.requestable(url.strip())
    chosen = [feed for feed in every if feed.url == wanted]
    if not chosen:
        raise NotFound(f"{addresses.shown(url)} is no feed that is read again; add it with: feeds add URL")
    return chosen


def _listed(session: Session, feeds: Sequence[Subscription]) -> Exit:
    if session.given.json:
        session.output.document({"feeds": [_record(feed) for feed in feeds]})
    elif feeds:
        columns = ("title", "every", "follow", "outlet", "collection", "last read", "url", "error")
        session.output.text([Grid(columns, tuple(map(_row, feeds)))])
    return Exit.DONE


def _record(feed: Subscription) -> Record:
    return {
        "url": feed.url,
        "title": feed.title,
        "outlet": feed.outlet,
        "collection": feed.collection,
        "follow": feed.follow,
        "minutes": feed.minutes,
        "checked_at": feed.checked_at.isoformat() if feed.checked_at else None,
        "error": feed.error,
    }


def _row(feed: Subscription) -> tuple[str, ...]:
    every = f"{feed.minutes} min" if feed.minutes else "when asked"
    read = wording.moment(feed.checked_at) if feed.checked_at else "never"
    follow = "yes" if feed.follow else "no"
    return feed.title, every, follow, feed.outlet, feed.collection, read, feed.url, feed.error


def _read(read: Sequence[tuple[Subscription, Added]]) -> Iterator[Block]:
    if not read:
        yield Line("There are no feeds; add one with: feeds add URL")
    for feed, added in read:
        yield Line(feed.title or feed.url, tone=Tone.STRONG)
        yield from tables.added(added)


_ACTIONS: Mapping[str | None, Callable[[Session], Exit]] = {
    None: _list,
    "add": _add,
    "check": _check,
    "remove": _remove,
}
