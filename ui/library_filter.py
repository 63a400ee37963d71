"""What the reader looks for in the library: words, outlets, collections, days, language, and the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Scope
from pipeline.ports import Order
from ui.library_add import EARLIEST, LATEST

_NOTHING: Mapping[str, object] = {
    "library-words": "",
    "library-outlets": (),
    "library-collections": (),
    "library-since": None,
    "library-until": None,
    "library-language": None,
}
_ORDERS: Mapping[Order, str] = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.ADDED: "Last added first",
    Order.TITLE: "By title",
    Order.OUTLET: "By outlet",
}


@dataclass(frozen=True, slots=True)
class Filter:
    words: str
    scope: Scope
    order: Order

    @property
    def is_everything(self) -> bool:
        return self.scope.is_everything and not self.words


def draw(desk: Desk) -> Filter:
    """The fields, kept while the reader is on other pages."""
    facets = desk.shelf.facets()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Find",
            key="library-words",
            placeholder="words in the title, outlet, byline or text",
            persist_state="session",
        )
        order = st.selectbox(
            "Sort",
            list(Order),
            format_func=_ORDERS.__getitem__,
            key="library-order",
            width=190,
            persist_state="session",
        )
    with st.expander("Filter by outlet, collection, date, language", icon=":material/filter_list:"):
        scope = _scope(facets)
    return Filter(words.strip(), scope, order or Order.NEWEST)


def clear() -> None:
    """Takes every filter off; the order stays."""
    for key, nothing in _NOTHING.items():
        st.session_state[key] = nothing


def _scope(facets: Mapping[str, Mapping[str, int]]) -> Scope:
    outlets, collections, languages = facets["outlet"], facets["collection"], facets["language"]
    chosen_outlets = _several("Outlets", "library-outlets", outlets)
    chosen_collections = _several("Collections", "library-collections", {c: n for c, n in collections.items() if c})
    with st.container(horizontal=True):
        since, until = _day("From", "library-since"), _day("Until", "library-until")
        language = st.selectbox(
            "Language",
            sorted(name for name in languages if name),
            index=None,
            key="library-language",
            placeholder="any",
            persist_state="session",
        )
    if since and until and since > until:
        st.warning("The first day is after the last: nothing can be in between.")
    return Scope(chosen_outlets, chosen_collections, since, until, language or "")


def _several(label: str, key: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    kept = [name for name in st.session_state.get(key, ()) if name in counts]
    if key in st.session_state and kept != list(st.session_state[key]):
        st.session_state[key] = kept  # its last article was taken out, or renamed
    return tuple(
        st.multiselect(
            label,
            list(counts),
            format_func=lambda name: f"{name or 'unknown'} ({counts[name]:,})",
            key=key,
            placeholder="all",
            persist_state="session",
        )
    )


def _day(label: str, key: str) -> date | None:
    day = st.date_input(
        label,
        value=None,
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        key=key,
        persist_state="session",
    )
    return day if isinstance(day, date) else None
