"""What is known of many articles, edited at once: collections and tags, outlet and language."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pipeline.desk import Desk
from pipeline.domain import Labels
from pipeline.export import wording
from ui import library_fields, library_many
from ui.library_chosen import Chosen

LEFT = "as each says"


def draw(desk: Desk, chosen: Chosen, far: DeltaGenerator) -> bool:
    """The form; whether it is over, saved or not. Raises UserError for what cannot be saved.

    ``far`` is where a bar says how far the saving is.
    """
    with st.form("bulk"):
        st.markdown(f"**Edit {wording.counted(chosen.count, 'article')}.** What is empty here stays as it is.")
        fields = _fields(desk.shelf.facets())
        with st.container(horizontal=True):
            is_saved = st.form_submit_button("Save", key="bulk-save", type="primary")
            is_left = st.form_submit_button("Cancel", key="bulk-cancel")
    if is_saved:
        labels = _labels(*fields)
        if labels != Labels():
            library_many.apply("Editing", chosen.ids(desk), lambda ids: desk.shelf.relabel(ids, labels), far)
    return is_saved or is_left


def _fields(facets: Mapping[str, Mapping[str, int]]) -> tuple[Labels, str]:
    """What changes, and the language as it was typed."""
    collections, tags = facets["collection"], facets["tag"]
    with st.container(horizontal=True):
        collect = library_fields.several("Put into collections", collections, "bulk-collect")
        uncollect = library_fields.several("Take out of collections", collections, "bulk-uncollect", can_be_new=False)
    with st.container(horizontal=True):
        tag = library_fields.several("Add tags", tags, "bulk-tag")
        untag = library_fields.several("Take off tags", tags, "bulk-untag", can_be_new=False)
    with st.container(horizontal=True):
        outlet = library_fields.one("Outlet", facets["outlet"], "bulk-outlet", placeholder=LEFT)
        language = library_fields.one(
            "Language, as a code such as en", facets["language"], "bulk-language", placeholder=LEFT
        )
    return Labels(outlet or None, None, collect, uncollect, tag, untag), language


def _labels(labels: Labels, typed: str) -> Labels:
    language = library_fields.language(typed)
    return Labels(labels.outlet, language or None, labels.collect, labels.uncollect, labels.tag, labels.untag)
