"""The saved briefs, the newest first: open one, or delete it."""

from __future__ import annotations

import math

import streamlit as st

from pipeline.desk import Desk
from pipeline.export import wording
from pipeline.ports import BriefEntry, Shelf
from ui import claims, opening
from ui.brief_new import template_label
from ui.text import plain, short

QUERY = "brief"
ROWS = 20
TOPIC_CHARS = 160
DELETING = "brief-deleting"


def draw(desk: Desk) -> None:
    entries = desk.shelf.briefs()
    if not entries:
        return
    st.subheader("Saved")
    rows, pages = st.container(key="brief-list"), math.ceil(len(entries) / ROWS)
    page = int(st.pagination(pages, key="briefs-page", max_visible_pages=5)) if pages > 1 else 1
    with rows:
        for entry in entries[(page - 1) * ROWS : page * ROWS]:
            _row(desk, entry)


def open_brief(brief_id: str) -> None:
    """Leads to the brief: its address can be kept, and shared with whoever uses the same library."""
    st.query_params[QUERY] = brief_id


def _row(desk: Desk, entry: BriefEntry) -> None:
    with st.container(border=True, gap="xsmall", key=f"saved-{entry.id}"):
        st.markdown(f"**{plain(short(entry.topic, TOPIC_CHARS))}**")
        version = f"version {entry.version}" if entry.version > 1 else ""
        facts = (template_label(desk, entry.template), wording.moment(entry.made_at), version)
        st.caption(plain(" · ".join(filter(None, facts))))
        _changed(desk.shelf, entry)
        if st.session_state.get(DELETING) == entry.id:
            _confirm(desk, entry)
        else:
            _buttons(entry)


def _changed(shelf: Shelf, entry: BriefEntry) -> None:
    """A mark on a brief that rests on what has changed since."""
    stale = claims.check(shelf, shelf.brief(entry.id).claims)
    if stale:
        st.caption(f":material/history: {claims.changed_since(stale)}")


def _buttons(entry: BriefEntry) -> None:
    with st.container(horizontal=True):
        st.button("Open", key=f"open-{entry.id}", on_click=open_brief, args=(entry.id,))
        st.button("Delete", key=f"delete-{entry.id}", type="tertiary", on_click=_ask, args=(entry.id,))


def _confirm(desk: Desk, entry: BriefEntry) -> None:
    st.markdown("Delete this brief, with all its versions?")
    with st.container(horizontal=True):
        st.button("Delete", key=f"delete-yes-{entry.id}", type="primary", on_click=_delete, args=(desk, entry.id))
        st.button("Keep", key=f"delete-no-{entry.id}", on_click=_ask, args=("",))


def _ask(brief_id: str) -> None:
    st.session_state[DELETING] = brief_id


def _delete(desk: Desk, brief_id: str) -> None:
    with opening.errors_shown():
        desk.shelf.delete_brief(brief_id)
    _ask("")
