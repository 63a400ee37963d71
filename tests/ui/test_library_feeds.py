"""Feeds that are followed: added, read now, edited, and let go."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Subscription
from ui import library_feeds

from .conftest import Open, run
from .library_page import click, finished, library, numbered, shelve, view

# loopback, which is refused without asking anybody
FEED = "http://127.0.0.1:1/feed"
NOW = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def feeds(app: Open) -> AppTest:
    page = library(app)
    page.session_state["library-view-empty"] = "Feeds"
    return run(page)


def key(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:12]


def test_a_feed_is_followed_and_read_at_once(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1, collections=("sea",)))
    page = view(library(app), "Feeds")
    page.text_input(key="feed-url-new").set_value(f" {FEED} ")
    page.text_input(key="feed-title-new").set_value("*The* Tide")
    page.selectbox(key="feed-minutes-new").set_value(0)
    page.selectbox(key="feed-collection-new").set_value("sea")
    page = click(page, "feed-save-new")
    (kept,) = desk.shelf.subscriptions()
    assert (kept.url, kept.title, kept.minutes, kept.collection) == (FEED, "*The* Tide", 0, "sea")
    (job,) = desk.library.jobs.all()
    desk.library.jobs.wait(job)
    page = run(page)
    assert any(r"\*The\* Tide" in each.value for each in page.markdown)
    assert any("Read just now · only when asked" in each.value for each in page.caption)
    assert page.warning, "why it could not be read"
    assert page.text_input(key="feed-url-new").value == ""


def test_what_is_no_address_is_not_followed(app: Open, desk: Desk) -> None:
    page = feeds(app)
    page.text_input(key="feed-url-new").set_value("javascript:alert(1)")
    page = click(page, "feed-save-new")
    assert "no web address" in page.error[0].value
    assert not desk.shelf.subscriptions()


def test_a_feed_is_edited_in_its_place(app: Open, desk: Desk) -> None:
    desk.shelf.subscribe(Subscription(FEED, "Tide", minutes=0, etag="kept"))
    page = click(feeds(app), f"feed-edit-{key(FEED)}")
    page.text_input(key=f"feed-title-{key(FEED)}").set_value("The Tide")
    page.selectbox(key=f"feed-minutes-{key(FEED)}").set_value(1440)
    page = click(page, f"feed-save-{key(FEED)}")
    (kept,) = desk.shelf.subscriptions()
    assert (kept.title, kept.minutes, kept.etag) == ("The Tide", 1440, "kept")
    assert f"feed-save-{key(FEED)}" not in {each.key for each in page.button}


def test_a_feed_that_moved_takes_the_place_of_the_old_one(app: Open, desk: Desk) -> None:
    desk.shelf.subscribe(Subscription(FEED, "Tide", minutes=0))
    page = click(feeds(app), f"feed-edit-{key(FEED)}")
    page.text_input(key=f"feed-url-{key(FEED)}").set_value("http://127.0.0.1:1/moved")
    click(page, f"feed-save-{key(FEED)}")
    assert [each.url for each in desk.shelf.subscriptions()] == ["http://127.0.0.1:1/moved"]


def test_all_feeds_are_read_when_asked_and_each_can_be_let_go(app: Open, desk: Desk) -> None:
    for name in ("a", "b"):
        desk.shelf.subscribe(Subscription(f"{FEED}/{name}", name, minutes=0))
    page = click(feeds(app), "feeds-check")
    assert len(desk.library.jobs.all()) == 2
    page = finished(page, desk)
    page = click(page, f"feed-gone-{key(f'{FEED}/a')}")
    assert [each.title for each in desk.shelf.subscriptions()] == ["b"]


@pytest.mark.parametrize(
    ("minutes", "ago", "words"),
    [
        (60, timedelta(minutes=12), "Read 12 minutes ago · every hour, next in 48 minutes"),
        (60, timedelta(hours=3), "Read 3 hours ago · every hour, due now"),
        (0, timedelta(days=4), "Read 4 days ago · only when asked"),
        (45, None, "Not read yet · every 45 minutes, due now"),
    ],
)
def test_a_feed_says_when_it_was_read_and_is_read_next(minutes: int, ago: timedelta | None, words: str) -> None:
    feed = Subscription(FEED, minutes=minutes, checked_at=NOW - ago if ago else None)
    assert library_feeds.when(feed, NOW) == words
