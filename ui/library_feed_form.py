"""The form of a feed that is followed: where it is, what is said of its articles, and how often it is read."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Subscription
from pipeline.export import wording
from pipeline.ingest import canonical
from ui import library_fields, opening

EVERY = {0: "Only when asked", 15: "Every 15 minutes", 60: "Every hour", 360: "Every 6 hours", 1440: "Every day"}


def every(minutes: int) -> str:
    """How often, in words."""
    return EVERY.get(minutes, f"Every {wording.counted(minutes, 'minute')}")


def draw(desk: Desk, feed: Subscription | None = None, key: str = "new") -> bool:
    """The form of ``feed``, or of a new one; whether it is over, saved or not."""
    with st.form(f"feed-form-{key}", border=False, clear_on_submit=False):
        wanted = _fields(desk, feed or Subscription(""), key)
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Follow" if feed is None else "Save", key=f"feed-save-{key}")
            is_left = feed is not None and st.form_submit_button("Cancel", key=f"feed-cancel-{key}")
    if is_saved:
        with opening.errors_shown():
            _save(desk, feed, wanted)
            if feed is None:
                _clear(key)
                st.rerun()
            return True
    return is_left


def _fields(desk: Desk, feed: Subscription, key: str) -> Subscription:
    facets = desk.shelf.facets()
    url = st.text_input("Address of the feed", feed.url, key=f"feed-url-{key}", placeholder="https://")
    with st.container(horizontal=True):
        title = st.text_input("Name", feed.title, key=f"feed-title-{key}", placeholder="as the feed calls itself")
        choices = sorted({*EVERY, feed.minutes})
        minutes = st.selectbox(
            "Read it", choices, choices.index(feed.minutes), format_func=every, key=f"feed-minutes-{key}"
        )
    with st.container(horizontal=True):
        outlet = library_fields.one(
            "Outlet", facets["outlet"], f"feed-outlet-{key}", placeholder="as each says", chosen=feed.outlet
        )
        collection = library_fields.one(
            "Collection", facets["collection"], f"feed-collection-{key}", placeholder="none", chosen=feed.collection
        )
    follow = st.toggle("Read the pages behind its entries too", feed.follow, key=f"feed-follow-{key}")
    return replace(
        feed,
        url=url.strip(),
        title=canonical.line(title),
        outlet=outlet,
        collection=collection,
        follow=follow,
        minutes=minutes if minutes is not None else feed.minutes,
    )


def _save(desk: Desk, feed: Subscription | None, wanted: Subscription) -> None:
    """A new one is read at once. One of another address takes the place of the old one."""
    kept = desk.library.feeds.subscribe(wanted)
    if feed is not None and kept.url != feed.url:
        desk.shelf.unsubscribe(feed.url)
    if feed is None or kept.url != feed.url:
        desk.library.feeds.check(kept)


def _clear(key: str) -> None:
    for field in ("url", "title", "minutes", "outlet", "collection", "follow"):
        st.session_state.pop(f"feed-{field}-{key}", None)
