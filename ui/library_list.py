"""The list of articles, a page at a time, and which of them the reader has chosen."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Entry
from pipeline.export import wording
from pipeline.language import instructions
from ui import library_chosen, library_columns, library_filter, library_selected, places
from ui.library_chosen import Chosen
from ui.library_columns import CHANGES, READ
from ui.library_filter import Filter
from ui.places import Place

ROWS = 25
TABLE = "The articles on this page"


def draw(desk: Desk) -> None:
    """Only the articles of one page are asked for and sent, however many there are."""
    wanted = library_filter.draw(desk.shelf.facets())
    found = desk.shelf.count(wanted.scope, words=wanted.words, copies=wanted.copies)
    if not found:
        library_selected.nothing(wanted)
        return
    actions, table = st.container(key="library-actions"), st.container(key="library-table")
    page = _page(math.ceil(found / ROWS), wanted)
    entries = desk.shelf.entries(
        wanted.scope,
        words=wanted.words,
        copies=wanted.copies,
        order=wanted.order,
        offset=(page - 1) * ROWS,
        limit=ROWS,
    )
    is_all = library_chosen.is_all(wanted)
    with table:
        columns = library_columns.of(entries, _heads(desk, entries), _warned(desk, entries))
        ticked = _table(entries, columns, can_tick=not is_all)
    _open(entries)
    with actions:
        chosen = Chosen(entries if is_all else ticked, wanted if is_all else None, found)
        library_selected.draw(desk, chosen, wanted)


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
    return {article.id: wording.shown(f"{article.source.label}: {article.label}") for article in articles}


def _warned(desk: Desk, entries: Sequence[Entry]) -> frozenset[ArticleId]:
    """Those on this page that speak to a machine."""
    articles = desk.shelf.articles([entry.source.article_id for entry in entries])
    return frozenset(key for key, article in articles.items() if instructions.reasons(article))


def _table(entries: Sequence[Entry], columns: Mapping[str, list[object]], *, can_tick: bool) -> tuple[Entry, ...]:
    """The rows, and which are ticked. Ticks belong to articles: they stay when rows move, and never pass to another."""
    if not can_tick:
        _ = st.dataframe(columns, key="library-rows-all", **library_columns.look(TABLE))
        return ()
    ids = [entry.source.article_id for entry in entries]
    key = f"library-rows-{_digest(' '.join(ids))}"
    event = st.dataframe(
        columns,
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": _default(key, ids)}},
        **library_columns.look(TABLE),
    )
    chosen = tuple(entries[row] for row in event["selection"]["rows"] if row < len(entries))
    library_chosen.tick([entry.source.article_id for entry in chosen])
    return chosen


def _default(key: str, ids: Sequence[ArticleId]) -> list[int]:
    """The rows of the articles ticked before. One table keeps the one default that it was first drawn with."""
    drawn_key, rows = st.session_state.get(library_chosen.DRAWN, ("", []))
    if drawn_key != key:
        chosen = library_chosen.ticked()
        rows = [row for row, article_id in enumerate(ids) if article_id in chosen]
        st.session_state[library_chosen.DRAWN] = key, rows
    return list(rows)


def _open(entries: Sequence[Entry]) -> None:
    """Goes where the click on a row leads: to the article, or to what its newest revision changed."""
    for key, is_changes in ((READ, False), (CHANGES, True)):
        click = st.session_state.get(key)
        if click is not None and click["row"] < len(entries):
            source = entries[click["row"]].source
            since = source.revision - 1 if is_changes else None
            st.switch_page(places.READER, query_params=Place(source.article_id, since=since).query)
