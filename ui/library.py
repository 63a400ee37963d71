"""The library: what is in it, how more gets in, what is being read, and the feeds that are read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Person, Scope
from ui import library_add, library_done, library_feeds, library_jobs, library_list, library_overview, opening

SHEET = Path(__file__).with_suffix(".css")
VIEW = "library-view"
_KEPT = "library-view-kept"
_CAME_TO = "library-view-came-to"


class View(StrEnum):
    """What the page shows below the jobs."""

    ARTICLES = "Articles"
    OVERVIEW = "Overview"
    ADD = "Add"
    FEEDS = "Feeds"


_OF_ARTICLES = frozenset({View.ARTICLES, View.OVERVIEW})


def draw() -> None:
    desk = opening.desk()
    with st.container(key="library-page"):
        st.html(SHEET)
        st.title("Library", anchor=False)
        articles = desk.shelf.count(Scope())
        library_jobs.draw(desk, is_listed=bool(articles))
        library_done.draw(desk)
        if not articles and desk.person.is_editor:
            library_add.welcome(desk)
        _views(desk, is_empty=not articles)


def _views(desk: Desk, *, is_empty: bool) -> None:
    """Only what is open is drawn. An empty library has nothing to list: what is open then is forgotten afterwards.

    Who may not change the library has nothing to add, and no feeds.
    """
    if is_empty and not desk.person.is_editor:
        st.markdown("The library is empty. An editor adds articles to it.")
        return
    views = [view for view in View if not (is_empty and view in _OF_ARTICLES) and _is_for(desk.person, view)]
    key = f"{VIEW}-empty" if is_empty else VIEW
    tabs = st.tabs(views, default=_first(key, views[0]), key=key, on_change="rerun")
    for view, tab in zip(views, tabs, strict=True):
        if tab.open:
            st.session_state[_KEPT] = {key: view}
            with tab:
                _DRAW[view](desk)


def _first(key: str, view: View) -> View:
    """What is open when the page is come to; tabs whose default changes under them lose the click that changed it."""
    if key not in st.session_state:
        st.session_state[_CAME_TO] = st.session_state.get(_KEPT, {}).get(key, view)
    return View(st.session_state.get(_CAME_TO, view))


def _is_for(person: Person, view: View) -> bool:
    return person.is_editor or view not in {View.ADD, View.FEEDS}


_DRAW: Mapping[View, Callable[[Desk], None]] = {
    View.ARTICLES: library_list.draw,
    View.OVERVIEW: library_overview.draw,
    View.ADD: library_add.draw,
    View.FEEDS: library_feeds.draw,
}

draw()
