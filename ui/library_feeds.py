"""Feeds that are read again and again: which there are, when each was read last and is next, and what failed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Subscription
from pipeline.export import wording
from ui import library_feed_form, opening
from ui.library_feed_form import every
from ui.text import plain, short

EDITED = "feed-edited"
NAME_CHARS = 90


def draw(desk: Desk) -> None:
    feeds = desk.shelf.subscriptions()
    st.caption(
        "Briefdesk reads these feeds again while it runs, and adds what is new. It asks only for what has changed."
    )
    with st.expander("Follow a feed", expanded=not feeds, icon=":material/add:", key="feed-new"):
        library_feed_form.draw(desk)
    if len(feeds) > 1:
        _all(desk, feeds)
    now = datetime.now(UTC)
    for feed in feeds:
        _feed(desk, feed, now)


def _all(desk: Desk, feeds: Sequence[Subscription]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{wording.counted(len(feeds), 'feed')}**", width="content")
        if st.button("Check all now", key="feeds-check", type="tertiary", icon=":material/refresh:"):
            with opening.errors_shown():
                for feed in feeds:
                    desk.library.feeds.check(feed)
                st.rerun()


def _feed(desk: Desk, feed: Subscription, now: datetime) -> None:
    key = hashlib.sha256(feed.url.encode()).hexdigest()[:12]
    with st.container(border=True, gap="xsmall", key=f"feed-{key}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(short(feed.title or feed.url, NAME_CHARS))}**", width="stretch")
            _controls(desk, feed, key)
        st.caption(" · ".join(plain(part) for part in _facts(feed)))
        st.caption(when(feed, now))
        if feed.error:
            st.warning(plain(feed.error), icon=":material/error:")
        if st.session_state.get(EDITED) == feed.url and library_feed_form.draw(desk, feed, key):
            _edit("")
            st.rerun()


def _controls(desk: Desk, feed: Subscription, key: str) -> None:
    with st.container(horizontal=True, width="content", gap="small", vertical_alignment="center"):
        if st.button("Check now", key=f"feed-check-{key}", icon=":material/refresh:"):
            with opening.errors_shown():
                desk.library.feeds.check(feed)
                st.rerun()
        st.button("Edit", key=f"feed-edit-{key}", type="tertiary", on_click=_edit, args=(feed.url,))
        with st.popover("Remove", type="tertiary", key=f"feed-remove-{key}"):
            st.markdown("Stop following this feed? Its articles stay in the library.")
            st.button("Stop following", key=f"feed-gone-{key}", type="primary", on_click=_remove, args=(desk, feed))


def _edit(url: str) -> None:
    st.session_state[EDITED] = url


def _remove(desk: Desk, feed: Subscription) -> None:
    desk.shelf.unsubscribe(feed.url)


def _facts(feed: Subscription) -> Sequence[str]:
    facts = (
        feed.url if feed.title else "",
        f"outlet {feed.outlet}" if feed.outlet else "",
        f"collection {feed.collection}" if feed.collection else "",
        "with the pages behind it" if feed.follow else "entries as the feed has them",
    )
    return [fact for fact in facts if fact]


def when(feed: Subscription, now: datetime) -> str:
    """When it was read last, and is read next."""
    checked = f"Read {ago(now - feed.checked_at)}" if feed.checked_at else "Not read yet"
    if not feed.minutes:
        return f"{checked} · only when asked"
    due = (feed.checked_at or now) + timedelta(minutes=feed.minutes)
    following = f"next in {_span(due - now)}" if feed.checked_at and due > now else "due now"
    return f"{checked} · {every(feed.minutes).lower()}, {following}"


def ago(passed: timedelta) -> str:
    """How long ago something was, as a person says it."""
    return "just now" if passed < timedelta(minutes=1) else f"{_span(passed)} ago"


def _span(length: timedelta) -> str:
    minutes = max(round(length.total_seconds() / 60), 1)
    if minutes < 90:  # noqa: PLR2004
        return wording.counted(minutes, "minute")
    hours = round(minutes / 60)
    return wording.counted(hours, "hour") if hours < 48 else wording.counted(round(hours / 24), "day")  # noqa: PLR2004
