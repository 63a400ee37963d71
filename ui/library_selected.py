"""What can be done with the chosen articles: edit, delete, export; and to choose all, or none."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline.desk import Desk
from pipeline.export import wording
from ui import library_bulk, library_chosen, library_edit, library_export, library_filter, library_many, opening
from ui.library_chosen import Chosen
from ui.library_filter import Filter
from ui.text import plain

DOING = "library-doing"
MOST_NAMED = 5


class Doing(StrEnum):
    """What the reader is at, with the chosen articles."""

    NOTHING = "nothing"
    EDITING = "editing"
    DELETING = "deleting"


def draw(desk: Desk, chosen: Chosen, shown: Filter) -> None:
    """Buttons, and below them the form or the question that one of them opened."""
    _buttons(desk, chosen, shown)
    library_export.ready()
    # above what was opened, which may reach below the window
    far = st.empty()
    if not chosen.count:
        _set(Doing.NOTHING)
        return
    doing = st.session_state.get(DOING, Doing.NOTHING)
    if doing is Doing.DELETING:
        _confirm(desk, chosen, far)
    elif doing is Doing.EDITING:
        _edit(desk, chosen, far)


def _set(doing: Doing) -> None:
    st.session_state[DOING] = doing


def _done() -> None:
    """Back to the list, as it is now."""
    _set(Doing.NOTHING)
    st.rerun()


def nothing(shown: Filter) -> None:
    """Instead of all that, where the filter finds no article."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"No article is like that{_among(shown)}.", width="content")
        _clear()


def _buttons(desk: Desk, chosen: Chosen, shown: Filter) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="library-buttons", gap="small"):
        if chosen.count:
            _acts(chosen, may_edit=desk.person.is_editor)
        else:
            found = f"{wording.counted(chosen.found, 'article')}{_among(shown)}"
            acts = "edit, delete or export" if desk.person.is_editor else "export"
            st.caption(f"{found}. Tick some to {acts} them.", width="content")
        if chosen.wanted is None and chosen.count < chosen.found:
            _choose_all(chosen.found, shown)
        wanted = chosen if chosen.count else Chosen((), shown, chosen.found)
        is_long = library_export.button(desk, wanted, "Export" if chosen.count else f"Export all {chosen.found:,}")
        if not shown.is_everything:
            _clear()
    if is_long:
        with opening.errors_shown():
            library_export.prepare(desk, wanted)
            st.rerun()


def _among(shown: Filter) -> str:
    filtered = library_filter.said(shown)
    return f" ({plain(filtered)})" if filtered else ""


def _acts(chosen: Chosen, *, may_edit: bool) -> None:
    of_all = "All" if chosen.wanted is not None else f"{chosen.count:,} of"
    st.markdown(f"**{of_all} {wording.counted(chosen.found, 'article')} chosen**", width="content")
    if may_edit:
        st.button("Edit", key="library-edit", icon=":material/edit:", on_click=_set, args=(Doing.EDITING,))
        st.button("Delete", key="library-delete", icon=":material/delete:", on_click=_set, args=(Doing.DELETING,))
    if chosen.wanted is not None:
        st.button("Choose none", key="library-none", type="tertiary", on_click=library_chosen.choose_none)


def _choose_all(found: int, shown: Filter) -> None:
    st.button(
        f"Choose all {found:,}",
        key="library-all-found",
        type="tertiary",
        on_click=library_chosen.choose_all,
        args=(shown,),
    )


def _clear() -> None:
    st.button("Clear the filters", key="library-clear", type="tertiary", on_click=library_filter.clear)


def _confirm(desk: Desk, chosen: Chosen, far: DeltaGenerator) -> None:
    with st.container(border=True, key="library-confirm"):
        st.markdown(f"**Delete {wording.counted(chosen.count, 'article')}?**")
        named = [plain(f"{entry.source.label}: {entry.label}") for entry in chosen.entries[:MOST_NAMED]]
        more = [f"and {chosen.count - len(named):,} more"] if chosen.count > len(named) else []
        st.markdown("\n".join(f"- {line}" for line in (*named, *more)))
        st.caption("Briefs and answers that cite them keep the words they quote, but no longer lead to the article.")
        with st.container(horizontal=True):
            is_sure = st.button("Delete", key="library-delete-yes", type="primary")
            st.button("Keep", key="library-delete-no", on_click=_set, args=(Doing.NOTHING,))
        if is_sure:
            with opening.errors_shown():
                library_many.apply("Deleting", chosen.ids(desk), desk.library.remove, far)
                library_chosen.choose_none()
                _done()


def _edit(desk: Desk, chosen: Chosen, far: DeltaGenerator) -> None:
    with opening.errors_shown():
        if chosen.wanted is None and chosen.count == 1:
            article = desk.shelf.article(chosen.entries[0].source.article_id)
            is_over = library_edit.draw(desk, article)
        else:
            is_over = library_bulk.draw(desk, chosen, far)
        if is_over:
            _done()
