"""What a question is asked of: a popover with outlets, collections and days, and a line that says what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from pipeline.domain import Scope
from pipeline.export import wording
from pipeline.ports import Shelf
from ui.text import plain, short

CHOSEN = "scope"
LABEL_CHARS = 60


def choose(shelf: Shelf) -> Scope:
    """The scope as it stands. It outlives the widgets, so that it is there after a visit to another page."""
    scope: Scope = st.session_state.get(CHOSEN, Scope())
    label = "All articles" if scope.is_everything else plain(short(wording.scope(scope), LABEL_CHARS))
    with st.popover(label, icon=":material/filter_list:", type="tertiary", key="scope-popover"):
        facets = shelf.facets()
        st.multiselect(
            "Outlets", _known(facets["outlet"], scope.outlets), scope.outlets, key="scope-outlets", on_change=_take
        )
        st.multiselect(
            "Collections",
            _known(facets["collection"], scope.collections),
            scope.collections,
            key="scope-collections",
            on_change=_take,
        )
        _day("From", "scope-since", scope.since)
        _day("Until", "scope-until", scope.until)
        if scope.since and scope.until and scope.since > scope.until:
            st.warning("The first day is after the last: no article is in this scope.")
        st.button("All articles", key="scope-clear", on_click=_clear, disabled=scope.is_everything)
    return scope


def _day(label: str, key: str, value: date | None) -> None:
    st.date_input(label, value, key=key, min_value=date(1800, 1, 1), max_value=date(2100, 12, 31), on_change=_take)


def _known(counted: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    """Those in the library and those chosen, which may have left it."""
    return [name for name in dict.fromkeys((*counted, *chosen)) if name]


def _take() -> None:
    state = st.session_state
    st.session_state[CHOSEN] = Scope(
        outlets=tuple(state["scope-outlets"]),
        collections=tuple(state["scope-collections"]),
        since=state["scope-since"],
        until=state["scope-until"],
    )


def _clear() -> None:
    st.session_state[CHOSEN] = Scope()
    for name in ("scope-outlets", "scope-collections"):
        st.session_state[name] = []
    for name in ("scope-since", "scope-until"):
        st.session_state[name] = None
