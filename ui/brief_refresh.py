"""What arrived since a brief was written, the way to bring it up to date, and what that changed."""

from __future__ import annotations

import streamlit as st

from pipeline.brief import changes, reading
from pipeline.desk import Desk
from pipeline.domain import Brief
from pipeline.export import wording
from ui import brief_changes, claims, opening
from ui.claims import Stale

REFRESHED = "brief-refreshed"
"""Which version a brief had before it was brought up to date last, by its identity and its version after."""


def button(newest: Brief) -> bool:
    """Whether it was asked for."""
    return st.button("Bring up to date", key=f"refresh-{newest.id}", icon=":material/update:")


def draw(desk: Desk, newest: Brief, stale: Stale, *, is_asked: bool) -> None:
    """What there is to know, and what came of it. ``stale`` are sentences of it that rest on passages which changed."""
    said = _said(desk, newest, stale)
    if said:
        st.info(said, icon=":material/history:")
    if is_asked:
        with opening.errors_shown(), st.spinner("Reading what arrived …"):
            _refresh(desk, newest)
    _changed(desk, newest)


def _said(desk: Desk, newest: Brief, stale: Stale) -> str:
    made = newest.provenance
    arrived = len(desk.shelf.arrived(reading.scope(newest.outline), made.library, made.made_at))
    parts = (
        f"{wording.counted(arrived, 'article')} arrived or changed since" if arrived else "",
        claims.changed_since(stale),
    )
    return " ".join(f"{part}." for part in parts if part)


def _refresh(desk: Desk, newest: Brief) -> None:
    brief, found = desk.refresh.refresh(newest)
    if not found:
        st.success("It is up to date: nothing that arrived since changes a sentence of it.")
        return
    st.session_state[REFRESHED] = (brief.id, newest.version, brief.version)
    st.rerun()


def _changed(desk: Desk, newest: Brief) -> None:
    """What the last refresh changed, until the brief is another or the reader has seen it."""
    brief_id, before, after = st.session_state.get(REFRESHED, ("", 0, 0))
    if (brief_id, after) != (newest.id, newest.version):
        return
    found = changes.news(changes.between(desk.shelf.brief(brief_id, before), newest))
    with st.container(border=True, key="brief-news"):
        st.markdown(f"**What is new since version {before}:** {brief_changes.counted(found)}")
        brief_changes.draw(found, "news")
        st.button("Seen", key="news-seen", icon=":material/check:", on_click=_seen)


def _seen() -> None:
    st.session_state.pop(REFRESHED, None)
