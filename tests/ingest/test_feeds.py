"""Subscriptions, from a real server through the real fetcher to the library."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pipeline.adapters.http import SafeFetcher
from pipeline.domain import JobState, Scope, Subscription
from pipeline.errors import UserError
from pipeline.ingest import plan
from pipeline.ingest.inputs import Feed as GivenFeed
from pipeline.ingest.inputs import WebPage
from tests.ingest.rooms import NOW, Room, opened, text
from tests.servers.pages import serving

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"),)
KIND = "application/rss+xml"


def feed(*numbers: int) -> str:
    items = "".join(
        f"<item><title>Story {n}</title><link>HOST/{n}</link><description>{text(n)}</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>The Daily</title>{items}</channel></rss>"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path, fetcher=SafeFetcher(allow=LOOPBACK)) as room:
        room.library.jobs.start()
        yield room


def read(room: Room, url: str) -> Subscription:
    """Checks the feed, and gives its account afterwards."""
    (subscription,) = (each for each in room.shelf.subscriptions() if each.url == url)
    room.library.jobs.wait(room.library.feeds.check(subscription))
    return next(each for each in room.shelf.subscriptions() if each.url == url)


def test_a_feed_is_read_into_its_collection_and_only_what_changed_is_asked_for(room: Room) -> None:
    pages = {"/feed": (KIND, feed(1, 2))}
    with serving(pages) as (host, seen):
        url = room.library.feeds.subscribe(Subscription(f"{host}/feed", collection="morning")).url
        account = read(room, url)
        assert (account.title, account.checked_at, account.error) == ("The Daily", NOW, "")
        assert account.etag
        assert room.shelf.count(Scope(outlets=("The Daily",), collections=("morning",))) == 2
        assert read(room, url).etag == account.etag
        pages["/feed"] = (KIND, feed(1, 2, 3))
        assert read(room, url).etag != account.etag
        assert room.shelf.count(Scope()) == 3
        assert seen == ["/feed 200", "/feed 304", "/feed 200"]


def test_what_the_server_said_is_forgotten_when_its_articles_were_not_stored(room: Room) -> None:
    with serving({"/feed": (KIND, feed(1))}) as (host, seen):
        subscription = room.library.feeds.subscribe(Subscription(f"{host}/feed"))
        room.library.jobs.close()
        job = room.library.feeds.check(subscription)
        inputs = plan.read(job.plan, room.library.jobs.incoming).inputs
        begun = room.library.jobs.begin(inputs, lambda: False)
        assert list(begun.pieces())
        # the process ends here: nothing was stored, and nothing is said to be known
        assert room.shelf.subscriptions()[0].etag == ""
        begun.end()
        assert room.shelf.subscriptions()[0].etag
        assert seen == ["/feed 200"]


def test_a_feed_that_fails_says_why_until_it_is_read_again(room: Room) -> None:
    pages = {"/feed": ("text/html", "<p>Gone fishing.</p>")}
    with serving(pages) as (host, _):
        url = room.library.feeds.subscribe(Subscription(f"{host}/feed")).url
        assert read(room, url).error == "is a web page that names no feed"
        pages["/feed"] = (KIND, feed(1))
        assert read(room, url).error == ""


def test_feeds_are_due_when_their_time_has_come(room: Room) -> None:
    feeds = room.library.feeds
    every = [
        Subscription("https://example.org/never-read"),
        Subscription("https://example.org/on-demand", minutes=0),
        Subscription("https://example.org/hourly", checked_at=NOW - timedelta(minutes=59)),
        Subscription("https://example.org/late", minutes=30, checked_at=NOW - timedelta(minutes=31)),
    ]
    for each in every:
        room.shelf.subscribe(each)
    assert {each.url.rpartition("/")[2] for each in feeds.due(NOW)} == {"never-read", "late"}


def test_a_scheduled_reading_that_went_well_leaves_the_list_by_itself(room: Room) -> None:
    with serving({"/feed": (KIND, feed(1))}) as (host, _):
        room.library.feeds.subscribe(Subscription(f"{host}/feed"))
        room.library.feeds.look()
        (job,) = room.library.jobs.all()
        assert room.library.jobs.wait(job).state is JobState.DONE
        room.library.feeds.look()
        assert room.library.jobs.all() == ()


def test_a_feed_that_is_being_read_is_not_read_twice(room: Room) -> None:
    room.library.jobs.close()
    subscription = room.library.feeds.subscribe(Subscription("https://example.org/feed"))
    assert room.library.feeds.check(subscription).id == room.library.feeds.check(subscription).id
    assert len(room.library.jobs.all()) == 1


def test_subscribing_again_changes_how_and_forgets_what_was_asked_in_another_way(room: Room) -> None:
    feeds = room.library.feeds
    kept = feeds.subscribe(Subscription(" HTTPS://Example.org/feed ", title="Daily"))
    assert kept.url == "https://example.org/feed"
    room.shelf.subscribe(replace(kept, etag="x", checked_at=NOW))
    assert feeds.subscribe(Subscription(kept.url, outlet="Post")).etag == "x"
    again = feeds.subscribe(Subscription(kept.url, follow=True))
    assert (again.etag, again.title, again.checked_at, again.outlet) == ("", "Daily", NOW, "")


@pytest.mark.parametrize("wanted", [Subscription("feed.xml"), Subscription("https://example.org/feed", minutes=1)])
def test_what_is_no_address_or_too_often_is_said(room: Room, wanted: Subscription) -> None:
    with pytest.raises(UserError):
        room.library.feeds.subscribe(wanted)


def test_a_feed_that_was_read_in_another_way_is_not_taken_for_read(room: Room) -> None:
    pages = {"/feed": (KIND, feed(1)), "/1": ("text/html", "no")}
    with serving(pages) as (host, _):
        url = room.library.feeds.subscribe(Subscription(f"{host}/feed", follow=True)).url
        room.library.jobs.wait(room.library.queue("by hand", [WebPage(url)]))
        room.library.jobs.wait(room.library.queue("as a feed", [GivenFeed(url)]))
        assert (room.shelf.subscriptions()[0].etag, room.shelf.subscriptions()[0].checked_at) == ("", None)


def test_what_a_feeds_server_says_is_not_asked_of_the_page_that_names_it(room: Room) -> None:
    pages = {
        "/": ("text/html", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>'),
        "/feed": (KIND, feed(1)),
    }
    with serving(pages) as (host, _):
        url = room.library.feeds.subscribe(Subscription(f"{host}/")).url
        assert read(room, url).etag == ""
        pages["/feed"] = (KIND, feed(1, 2))
        read(room, url)
        assert room.shelf.count(Scope()) == 2


def test_a_feed_whose_job_fails_is_tried_again_when_its_time_has_come(room: Room) -> None:
    room.library.jobs.close()
    room.library.feeds.subscribe(Subscription("https://example.org/feed"))
    room.library.feeds.look()
    assert room.library.feeds.due(NOW) == ()
    assert len(room.library.feeds.due(NOW + timedelta(hours=1))) == 1
