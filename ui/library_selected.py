"""What can be done with ticked articles: read one, edit what is known of one, delete all of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Article, Entry
from pipeline.export import wording
from pipeline.ingest import addresses, canonical
from ui import opening, places
from ui.library_add import EARLIEST, LATEST
from ui.places import Place
from ui.text import plain

DOING = "library-doing"
MOST_NAMED = 5


class Doing(StrEnum):
    """What the reader is at, with the ticked articles."""

    NOTHING = "nothing"
    EDITING = "editing"
    DELETING = "deleting"


def draw(desk: Desk, chosen: Sequence[Entry]) -> None:
    """Buttons, and below them the form or the question that one of them opened."""
    if not chosen:
        _set(Doing.NOTHING)
        return
    _buttons(chosen)
    doing = st.session_state.get(DOING, Doing.NOTHING)
    if doing is Doing.DELETING:
        _confirm(desk, chosen)
    elif doing is Doing.EDITING and len(chosen) == 1:
        with opening.errors_shown():
            _edit(desk, desk.shelf.article(chosen[0].source.article_id))


def _set(doing: Doing) -> None:
    st.session_state[DOING] = doing


def _buttons(chosen: Sequence[Entry]) -> None:
    is_one = len(chosen) == 1
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button("Read", key="library-read", disabled=not is_one):
            st.switch_page(places.READER, query_params=Place(chosen[0].source.article_id).query)
        st.button("Edit", key="library-edit", disabled=not is_one, on_click=_set, args=(Doing.EDITING,))
        st.button("Delete", key="library-delete", on_click=_set, args=(Doing.DELETING,))
        st.caption(f"{wording.counted(len(chosen), 'article')} ticked", width="content")


def _confirm(desk: Desk, chosen: Sequence[Entry]) -> None:
    with st.container(border=True, key="library-confirm"):
        st.markdown(f"**Delete {wording.counted(len(chosen), 'article')}?**")
        named = [plain(f"{entry.source.label}: {entry.label}") for entry in chosen[:MOST_NAMED]]
        more = [f"and {len(chosen) - MOST_NAMED} more"] if len(chosen) > MOST_NAMED else []
        st.markdown("\n".join(f"- {line}" for line in (*named, *more)))
        st.caption("Briefs and answers that cite them keep the words they quote, but no longer lead to the article.")
        with st.container(horizontal=True), opening.errors_shown():
            if st.button("Delete", key="library-delete-yes", type="primary"):
                desk.library.remove([entry.source.article_id for entry in chosen])
                _set(Doing.NOTHING)
                st.rerun()
            st.button("Keep", key="library-delete-no", on_click=_set, args=(Doing.NOTHING,))


def _edit(desk: Desk, article: Article) -> None:
    with st.form(f"edit-{article.id}"):
        edited = _fields(article, desk.shelf.facets()["collection"])
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save", key="edit-save", type="primary")
            st.form_submit_button("Cancel", key="edit-cancel", on_click=_set, args=(Doing.NOTHING,))
        if is_saved and edited is not None:
            desk.shelf.describe(edited)
            _set(Doing.NOTHING)
            st.rerun()


def _fields(article: Article, collections: Collection[str]) -> Article | None:
    """The article as the fields describe it; None while an address is no address, which is said."""
    with st.container(key="edit-fields"):
        title = _line("Title", article, article.title, "title")
        with st.container(horizontal=True):
            outlet = _line("Outlet", article, article.outlet, "outlet")
            byline = _line("Byline", article, article.byline, "byline")
        url = _line("Web address", article, article.url, "url")
        with st.container(horizontal=True):
            published = _published(article)
            language = _line("Language, as a code such as en", article, article.language, "language")
        chosen = _collections(article, collections)
    address = addresses.canonical(url)
    if url and not address:
        st.error("A web address begins with http:// or https:// and names a site.")
        return None
    return replace(
        article,
        title=title,
        outlet=outlet,
        byline=byline,
        url=address,
        published=published,
        language=language,
        collections=chosen,
    )


def _line(label: str, article: Article, value: str, field: str) -> str:
    return canonical.line(st.text_input(label, value=value, key=f"edit-{field}-{article.id}", placeholder="unknown"))


def _published(article: Article) -> date | None:
    day = st.date_input(
        "Published",
        value=article.published,
        min_value=EARLIEST,
        max_value=LATEST,
        format="YYYY-MM-DD",
        key=f"edit-published-{article.id}",
    )
    return day if isinstance(day, date) else None


def _collections(article: Article, known: Collection[str]) -> tuple[str, ...]:
    names = st.multiselect(
        "Collections",
        sorted({name for name in known if name} | set(article.collections)),
        default=list(article.collections),
        accept_new_options=True,
        key=f"edit-collections-{article.id}",
        placeholder="none",
    )
    return tuple(dict.fromkeys(name for name in map(canonical.line, names) if name))
