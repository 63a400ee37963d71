"""What the reader looks for in the library: words, outlets, labels, days, language, copies; and the order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from pipeline.domain import Scope
from pipeline.export import wording
from pipeline.ports import Copies, Order
from ui import languages, scopes
from ui.library_add import EARLIEST, LATEST

WIDTH = 420
_NOTHING: Mapping[str, object] = {
    "library-words": "",
    "library-outlets": [],
    "library-collections": [],
    "library-tags": [],
    "library-since": None,
    "library-until": None,
    "library-language": None,
    "library-copies": Copies.ALL,
}
_ORDERS: Mapping[Order, str] = {
    Order.NEWEST: "Newest first",
    Order.OLDEST: "Oldest first",
    Order.ADDED: "Last added first",
    Order.TITLE: "By title",
    Order.OUTLET: "By outlet",
}
COPIES: Mapping[Copies, str] = {
    Copies.ALL: "All articles",
    Copies.HEADS: "One of each story",
    Copies.GROUPED: "Stories with copies",
}


@dataclass(frozen=True, slots=True)
class Filter:
    words: str
    scope: Scope
    order: Order
    copies: Copies = Copies.ALL

    @property
    def is_everything(self) -> bool:
        return self.scope.is_everything and not self.words and self.copies is Copies.ALL


def draw(facets: Mapping[str, Mapping[str, int]]) -> Filter:
    """The fields, kept while the reader is on other pages."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            "Find",
            key="library-words",
            placeholder="words in the title, outlet, byline or text",
            width="stretch",
            persist_state="session",
        )
        with st.popover("Filter", icon=":material/filter_list:", key="library-filter"), st.container(width=WIDTH):
            scope = _scope(facets)
            with st.container(horizontal=True):
                scope = replace(scope, language=_language(facets["language"]))
                copies = _copies()
        order = st.selectbox(
            "Sort",
            list(Order),
            format_func=_ORDERS.__getitem__,
            key="library-order",
            width=190,
            persist_state="session",
        )
    if scope.since and scope.until and scope.since > scope.until:
        st.warning("The first day is after the last: nothing can be in between.")
    return Filter(words.strip(), scope, order or Order.NEWEST, copies)


def said(wanted: Filter) -> str:
    """What is filtered by in the popover, in words; empty when it is nothing."""
    copies = "" if wanted.copies is Copies.ALL else COPIES[wanted.copies].lower()
    scope = "" if wanted.scope.is_everything else scopes.said(wanted.scope).removeprefix("Articles: ")
    return "; ".join(part for part in (scope, copies) if part)


def clear() -> None:
    """Takes every filter off; the order stays."""
    for key, nothing in _NOTHING.items():
        st.session_state[key] = nothing


def _scope(facets: Mapping[str, Mapping[str, int]]) -> Scope:
    outlets = _several("Outlets", "library-outlets", facets["outlet"])
    with st.container(horizontal=True):
        collections = _several("Collections", "library-collections", facets["collection"])
        tags = _several("Tags", "library-tags", facets["tag"])
    with st.container(horizontal=True):
        since, until = _day("From", "library-since"), _day("Until", "library-until")
    return Scope(outlets, collections, since, until, tags=tags)


def _several(label: str, key: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    # nothing can be asked to be in no collection; an outlet, though, may be unknown
    names = [name for name in counts if name or key == "library-outlets"]
    kept = [name for name in st.session_state.get(key, ()) if name in names]
    if key in st.session_state and kept != list(st.session_state[key]):
        st.session_state[key] = kept  # its last article was taken out, or renamed
    return tuple(
        st.multiselect(
            label,
            names,
            format_func=lambda name: f"{wording.shown(name) or 'unknown'} ({counts[name]:,})",
            key=key,
            placeholder="all" if names else "none yet",
            disabled=not names,
            persist_state="session",
        )
    )


def _language(counts: Mapping[str, int]) -> str:
    names = sorted(name for name in counts if name)
    if st.session_state.get("library-language") not in (None, *names):
        st.session_state["library-language"] = None
    chosen = st.selectbox(
        "Language",
        names,
        index=None,
        format_func=lambda name: f"{languages.name(name)} ({counts[name]:,})",
        key="library-language",
        placeholder="any",
        persist_state="session",
    )
    return chosen or ""


def _copies() -> Copies:
    chosen = st.selectbox(
        "Copies of one story",
        list(Copies),
        format_func=COPIES.__getitem__,
        key="library-copies",
        persist_state="session",
    )
    return chosen or Copies.ALL


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
