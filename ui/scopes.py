"""What a question is asked of: a popover to choose outlets, collections, tags, language and days, and what is chosen.

Each choice is in sight beside the popover, and goes by a click. Single articles come from where they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

import streamlit as st

from pipeline.domain import ArticleId, Scope
from pipeline.export import wording
from pipeline.ports import Shelf
from ui import languages
from ui.text import plain, short

_Value = TypeVar("_Value")

CHOSEN = "scope"
CHIP_CHARS = 36
_SEVERAL = ("outlets", "collections", "tags")
_SINGLE = ("since", "until", "language")


def choose(shelf: Shelf) -> Scope:
    """The scope as it stands. It outlives the widgets, so that it is there after a visit to another page."""
    scope = chosen()
    label = "All articles" if scope.is_everything else "Asked of"
    with st.popover(label, icon=":material/filter_list:", type="tertiary", key="scope-popover"):
        _fields(shelf.facets(), scope)
        if scope.since and scope.until and scope.since > scope.until:
            st.warning("The first day is after the last: no article is in this scope.")
        st.button("All articles", key="scope-clear", on_click=_set, args=(Scope(),), disabled=scope.is_everything)
    for number, (words, rest) in enumerate(_parts(scope, shelf)):
        st.button(
            plain(short(words, CHIP_CHARS)),
            key=f"scope-chip-{number}",
            icon=":material/close:",
            icon_position="right",
            help=f"Ask without it: {plain(words)}",
            on_click=_set,
            args=(rest,),
        )
    return scope


def chosen() -> Scope:
    scope: Scope = st.session_state.get(CHOSEN, Scope())
    return scope


def ask_about(article_id: ArticleId) -> None:
    """From now on questions are asked of this article alone."""
    _set(Scope(articles=(article_id,)))


def said(scope: Scope) -> str:
    """What is chosen, in words."""
    return "All articles" if scope.is_everything else wording.scope(scope)


def told(scope: Scope, shelf: Shelf) -> str:
    """The same with the titles of articles, as the chips have it."""
    return ", ".join(words for words, _ in _parts(scope, shelf)) or said(scope)


def _parts(scope: Scope, shelf: Shelf) -> Iterator[tuple[str, Scope]]:
    """Each choice in words, and the scope without it."""
    for each in scope.outlets:
        yield wording.shown(each) or "no outlet", replace(scope, outlets=_without(scope.outlets, each))
    for each in scope.collections:
        yield f"collection {wording.shown(each)}", replace(scope, collections=_without(scope.collections, each))
    for each in scope.tags:
        yield f"tag {wording.shown(each)}", replace(scope, tags=_without(scope.tags, each))
    if scope.since:
        yield f"from {wording.day(scope.since)}", replace(scope, since=None)
    if scope.until:
        yield f"until {wording.day(scope.until)}", replace(scope, until=None)
    if scope.language:
        yield f"in {languages.name(scope.language)}", replace(scope, language="")
    found = shelf.articles(scope.articles) if scope.articles else {}
    for article_id in scope.articles:
        title = wording.shown(found[article_id].label) if article_id in found else "an article that was removed"
        yield title, replace(scope, articles=_without(scope.articles, article_id))


def _without(values: tuple[_Value, ...], gone: _Value) -> tuple[_Value, ...]:
    return tuple(value for value in values if value != gone)


def _fields(facets: Mapping[str, Mapping[str, int]], scope: Scope) -> None:
    _several("Outlets", "scope-outlets", facets["outlet"], scope.outlets)
    _several("Collections", "scope-collections", facets["collection"], scope.collections)
    _several("Tags", "scope-tags", facets["tag"], scope.tags)
    with st.container(horizontal=True):
        _day("From", "scope-since", scope.since)
        _day("Until", "scope-until", scope.until)
    _begin("scope-language", scope.language or None)
    st.selectbox(
        "Language",
        sorted(_known(facets["language"], (scope.language,))),
        format_func=languages.name,
        key="scope-language",
        placeholder="any",
        on_change=_take,
        index=None,
    )


def _several(label: str, key: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> None:
    names = _known(counts, chosen)
    _begin(key, list(chosen))
    st.multiselect(
        label,
        names,
        format_func=wording.shown,
        key=key,
        placeholder="all" if names else "none yet",
        disabled=not names,
        on_change=_take,
    )


def _day(label: str, key: str, value: date | None) -> None:
    _begin(key, value)
    st.date_input(
        label,
        None,
        key=key,
        min_value=date(1800, 1, 1),
        max_value=date(2100, 12, 31),
        format="YYYY-MM-DD",
        on_change=_take,
    )


def _begin(key: str, value: object) -> None:
    """A widget that is drawn again after a visit to another page begins with what was chosen."""
    if key not in st.session_state:
        st.session_state[key] = value


def _known(counted: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    """Those in the library and those chosen, which may have left it."""
    return [name for name in dict.fromkeys((*counted, *chosen)) if name]


def _take() -> None:
    state = st.session_state
    st.session_state[CHOSEN] = replace(
        chosen(),
        outlets=tuple(state["scope-outlets"]),
        collections=tuple(state["scope-collections"]),
        since=state["scope-since"],
        until=state["scope-until"],
        language=state["scope-language"] or "",
        tags=tuple(state["scope-tags"]),
    )


def _set(scope: Scope) -> None:
    """Takes it over, and its widgets with it."""
    st.session_state[CHOSEN] = scope
    for name in _SEVERAL:
        st.session_state[f"scope-{name}"] = list(getattr(scope, name))
    for name in _SINGLE:
        st.session_state[f"scope-{name}"] = getattr(scope, name) or None
