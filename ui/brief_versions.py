"""The versions of a brief: what changed in each, a look at one, and any two compared."""

from __future__ import annotations

import re

import streamlit as st

from pipeline.brief import changes
from pipeline.desk import Desk
from pipeline.domain import Brief
from pipeline.errors import NotFound
from pipeline.export import wording
from pipeline.ports import Shelf, VersionEntry
from ui import brief_changes, opening
from ui.text import plain, short

FIRST = "Written."
VERSION = "version"
"""In the address; without it, the newest."""
VERSION_CHARS = 20
# the newest versions, of which each has a line in sight
SHOWN = 5
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


def looked_at(shelf: Shelf, newest: Brief) -> Brief:
    """The version that the address names, the newest unless told; one that is missing is said to be."""
    asked = st.query_params.get(VERSION, "")
    if asked in ("", str(newest.version)):
        return newest
    try:
        return shelf.brief(newest.id, int(asked) if _NUMBER.fullmatch(asked) else 0)
    except NotFound:
        st.warning(plain(f"There is no version {short(asked, VERSION_CHARS)} of this brief: this is the newest."))
        return newest


def older(desk: Desk, brief: Brief, newest: Brief) -> None:
    """Says that this is an earlier version, and offers the way on."""
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="brief-older"):
        st.markdown(f":material/history: This is version {brief.version} of {newest.version}.", width="stretch")
        st.button("To the newest", key="version-newest", on_click=_look, args=(newest, newest.version))
        is_asked = st.button(
            "Bring this one back", key="version-restore", help="As the newest version; what came since stays behind it."
        )
    if is_asked:
        with opening.errors_shown():
            desk.editing.restore(newest, brief.version)
            forget()
            st.rerun()


def draw(desk: Desk, newest: Brief, mode_key: str, reading: str) -> None:
    """Two of them compared, and the list. ``reading`` in the state ``mode_key`` is what shows one."""
    entries = desk.shelf.versions(newest.id)
    if len(entries) > 1:
        _compare(desk.shelf, newest, [entry.version for entry in entries])
        st.subheader("All versions", anchor=False)
    else:
        st.caption("There is one version so far. Each edit, and each time it is brought up to date, makes the next.")
    for entry in entries[:SHOWN]:
        _line(entry, newest, mode_key, reading)
    if len(entries) > SHOWN:
        with st.expander(f"{wording.counted(len(entries) - SHOWN, 'earlier version')}", key="versions-earlier"):
            for entry in entries[SHOWN:]:
                _line(entry, newest, mode_key, reading)


def _line(entry: VersionEntry, newest: Brief, mode_key: str, reading: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"version-row-{entry.version}"):
        with st.container(gap=None, key=f"version-said-{entry.version}"):
            is_newest = " (newest)" if entry.version == newest.version else ""
            st.markdown(f"**Version {entry.version}**{is_newest} · {plain(wording.moment(entry.saved_at))}")
            st.caption(plain(entry.change or FIRST))
        st.button(
            "Look at it",
            key=f"version-look-{entry.version}",
            on_click=_open,
            args=(newest, entry.version, mode_key, reading),
        )


def _compare(shelf: Shelf, newest: Brief, numbers: list[int]) -> None:
    st.subheader("Compare two", anchor=False)
    with st.container(horizontal=True):
        before = st.selectbox("From version", numbers, 1, key=f"compare-from-{newest.id}-{newest.version}")
        after = st.selectbox("to version", numbers, 0, key=f"compare-to-{newest.id}-{newest.version}")
    old, new = shelf.brief(newest.id, before), shelf.brief(newest.id, after)
    found = changes.between(old, new)
    told = changes.news(found)
    same = len(found) - len(told)
    st.caption(
        f"{brief_changes.counted(told)}; {wording.counted(same, 'sentence')} the same".capitalize()
        if told
        else "No sentence differs. Headings, order and remarks are not compared."
    )
    brief_changes.draw(told, "compare")


def forget() -> None:
    """The address names no version any more."""
    st.query_params.pop(VERSION, None)


def _look(newest: Brief, version: int) -> None:
    if version == newest.version:
        forget()
    else:
        st.query_params[VERSION] = str(version)


def _open(newest: Brief, version: int, mode_key: str, reading: str) -> None:
    _look(newest, version)
    st.session_state[mode_key] = reading
