"""What a question is asked of: a popover with outlets, collections, tags, language and days, and what is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
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
    scope = chosen()
    words = said(scope)
    with st.popover(
        plain(short(words, LABEL_CHARS)),
        icon=":material/filter_list:",
        type="tertiary",
        key="scope-popover",
        help=plain(words) if len(words) > LABEL_CHARS else None,
    ):
        _fields(shelf.facets(), scope)
        if scope.since and scope.until and scope.since > scope.until:
            st.warning("The first day is after the last: no article is in this scope.")
        st.button("All articles", key="scope-clear", on_click=_clear, disabled=scope.is_everything)
    return scope


def chosen() -> Scope:
    scope: Scope = st.session_state.get(CHOSEN, Scope())
    return scope


def said(scope: Scope) -> str:
    """What is chosen, in words."""
    if scope.is_everything:
        return "All articles"
    tags = f"tags: {', '.join(map(wording.shown, scope.tags))}" if scope.tags else ""
    rest = replace(scope, tags=())
    if rest.is_everything:
        return f"Articles: {tags}"
    return wording.scope(rest) + (f"; {tags}" if tags else "")


def _fields(facets: Mapping[str, Mapping[str, int]], scope: Scope) -> None:
    _several("Outlets", "scope-outlets", facets["outlet"], scope.outlets)
    _several("Collections", "scope-collections", facets["collection"], scope.collections)
    _several("Tags", "scope-tags", facets["tag"], scope.tags)
    with st.container(horizontal=True):
        _day("From", "scope-since", scope.since)
        _day("Until", "scope-until", scope.until)
    languages = sorted(_known(facets["language"], (scope.language,)))
    st.selectbox(
        "Language",
        languages,
        languages.index(scope.language) if scope.language else None,
        format_func=wording.shown,
        key="scope-language",
        placeholder="any",
        on_change=_take,
    )


def _several(label: str, key: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> None:
    names = _known(counts, chosen)
    st.multiselect(
        label,
        names,
        chosen,
        format_func=wording.shown,
        key=key,
        placeholder="all" if names else "none yet",
        disabled=not names,
        on_change=_take,
    )


def _day(label: str, key: str, value: date | None) -> None:
    st.date_input(
        label,
        value,
        key=key,
        min_value=date(1800, 1, 1),
        max_value=date(2100, 12, 31),
        format="YYYY-MM-DD",
        on_change=_take,
    )


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
        language=state["scope-language"] or "",
        tags=tuple(state["scope-tags"]),
    )


def _clear() -> None:
    st.session_state[CHOSEN] = Scope()
    for name in ("scope-outlets", "scope-collections", "scope-tags"):
        st.session_state[name] = []
    for name in ("scope-since", "scope-until", "scope-language"):
        st.session_state[name] = None
