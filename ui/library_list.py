"""The list of articles, a page at a time, and which of them the reader has ticked."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Entry
from pipeline.export import wording
from ui import library_filter, library_selected
from ui.library_filter import Filter

ROWS = 25
UNKNOWN = "–"
CHOSEN = "library-chosen"
_DRAWN = "library-drawn"


def draw(desk: Desk) -> None:
    """Only the articles of one page are asked for and sent, however many there are."""
    wanted = library_filter.draw(desk)
    found = desk.shelf.count(wanted.scope, words=wanted.words)
    _heading(found, wanted)
    if not found:
        return
    actions, table = st.container(key="library-actions"), st.container(key="library-table")
    page = _page(math.ceil(found / ROWS), wanted)
    entries = desk.shelf.entries(
        wanted.scope, words=wanted.words, order=wanted.order, offset=(page - 1) * ROWS, limit=ROWS
    )
    with table:
        chosen = _table(entries, _heads(desk, entries))
    with actions:
        library_selected.draw(desk, chosen)


def _heading(found: int, wanted: Filter) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if found:
            st.caption(f"{wording.counted(found, 'article')}. Tick some to read, edit or delete them.", width="content")
        else:
            st.markdown("No article is like that.", width="content")
        if not wanted.is_everything:
            st.button("Clear the filters", key="library-clear", type="tertiary", on_click=library_filter.clear)


def _page(pages: int, wanted: Filter) -> int:
    """Which page is open; another filter or order begins at the first."""
    if pages == 1:
        return 1
    with st.container(horizontal_alignment="center"):
        return int(st.pagination(pages, key=f"library-page-{_digest(repr(wanted))}", max_visible_pages=5))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _heads(desk: Desk, entries: Sequence[Entry]) -> Mapping[ArticleId, str]:
    """What each original is called of which there is a copy on this page."""
    heads = {entry.copies_of for entry in entries if entry.copies_of}
    articles = desk.shelf.articles(heads).values() if heads else ()
    return {article.id: f"{article.source.label}: {article.label}" for article in articles}


def _table(entries: Sequence[Entry], heads: Mapping[ArticleId, str]) -> tuple[Entry, ...]:
    """The rows, and which are ticked. Ticks belong to articles: they stay when rows move, and never pass to another."""
    ids = [entry.source.article_id for entry in entries]
    key = f"library-rows-{_digest(' '.join(ids))}"
    event = st.dataframe(
        _columns(entries, heads),
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": _default(key, ids)}},
        hide_index=True,
        height="content",
        placeholder=UNKNOWN,
        alt="The articles on this page",
        column_config=_CONFIG,
    )
    chosen = tuple(entries[row] for row in event["selection"]["rows"] if row < len(entries))
    st.session_state[CHOSEN] = [entry.source.article_id for entry in chosen]
    return chosen


def _default(key: str, ids: Sequence[ArticleId]) -> list[int]:
    """The rows of the articles ticked before. One table keeps the one default that it was first drawn with."""
    drawn_key, rows = st.session_state.get(_DRAWN, ("", []))
    if drawn_key != key:
        chosen = st.session_state.get(CHOSEN, ())
        rows = [row for row, article_id in enumerate(ids) if article_id in chosen]
        st.session_state[_DRAWN] = key, rows
    return list(rows)


def _columns(entries: Sequence[Entry], heads: Mapping[ArticleId, str]) -> dict[str, list[object]]:
    return {
        "Title": [wording.shown(entry.label) for entry in entries],
        "Outlet": [entry.source.outlet or None for entry in entries],
        "Date": [entry.source.published for entry in entries],
        "Language": [entry.language or None for entry in entries],
        "Collection": [", ".join(entry.collections) or None for entry in entries],
        "Passages": [entry.passages for entry in entries],
        "Copy of": [heads.get(entry.copies_of) if entry.copies_of else None for entry in entries],
    }


_CONFIG = {
    "Title": st.column_config.TextColumn(width=300),
    "Outlet": st.column_config.TextColumn(width=145),
    "Date": st.column_config.DateColumn(width=92, format="D MMM YYYY"),
    "Language": st.column_config.TextColumn(width=76),
    "Collection": st.column_config.TextColumn(width=90),
    "Passages": st.column_config.NumberColumn(width=76),
    "Copy of": st.column_config.TextColumn(width=220),
}
