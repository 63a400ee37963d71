"""Which articles the reader has chosen: those ticked on a page, or all that the filter finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Entry
from ui.library_filter import Filter

_TICKED = "library-chosen"
_ALL = "library-all"
DRAWN = "library-drawn"


@dataclass(frozen=True, slots=True)
class Chosen:
    """``entries`` are those of the page; with ``wanted`` all that it finds are chosen. ``found`` counts these."""

    entries: Sequence[Entry]
    wanted: Filter | None
    found: int

    @property
    def count(self) -> int:
        return len(self.entries) if self.wanted is None else self.found

    def ids(self, desk: Desk) -> tuple[ArticleId, ...]:
        """In an order that is the same each time."""
        if self.wanted is None:
            return tuple(entry.source.article_id for entry in self.entries)
        wanted = self.wanted
        return tuple(sorted(desk.shelf.within(wanted.scope, words=wanted.words, copies=wanted.copies)))


def ticked() -> Sequence[ArticleId]:
    found: Sequence[ArticleId] = st.session_state.get(_TICKED, ())
    return found


def tick(ids: Sequence[ArticleId]) -> None:
    st.session_state[_TICKED] = list(ids)


def choose_all(wanted: Filter) -> None:
    """Until the filter is another, or the reader chooses none."""
    st.session_state[_ALL] = _what(wanted)


def choose_none() -> None:
    st.session_state[_ALL] = None
    st.session_state[_TICKED] = []
    # the table is drawn without ticks from now on
    st.session_state[DRAWN] = "", []


def is_all(wanted: Filter) -> bool:
    """Forgets it when the filter is not the one of which all were chosen."""
    if st.session_state.get(_ALL) != _what(wanted):
        st.session_state[_ALL] = None
    return st.session_state.get(_ALL) is not None


def _what(wanted: Filter) -> tuple[object, ...]:
    return wanted.words, wanted.scope, wanted.copies
