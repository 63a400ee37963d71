"""A topic, a template and a scope to a brief, with its progress, section by section."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from pipeline.brief.plan import LENGTHS, Template
from pipeline.desk import Desk
from pipeline.domain import Scope
from pipeline.export import wording
from pipeline.settings import QUOTES_ONLY
from ui import brief_writing, opening
from ui.brief_writing import Wanted, Writing
from ui.library_add import EARLIEST, LATEST
from ui.text import plain

LIBRARY = "ui/library.py"
WRITING = "brief-writing"
POLL_SECONDS = 0.5
# most briefs without a model are there within this time
FIRST_LOOK_SECONDS = 1.5


def template_label(desk: Desk, name: str) -> str:
    """The label of a template; a brief may have one that there is no longer."""
    return _label(desk.briefs.templates(), name)


def _label(templates: Mapping[str, Template], name: str) -> str:
    return wording.shown(templates[name].label) if name in templates else wording.template(name)


def draw(desk: Desk) -> str:
    """The form, or how far the writing is; the identity of a brief that was just finished, else nothing."""
    writing: Writing | None = st.session_state.get(WRITING)
    if writing is not None and writing.is_over:
        del st.session_state[WRITING]
        if writing.brief is not None:
            return writing.brief.id
        _failed(writing)
    elif writing is not None:
        st.fragment(_growing, run_every=POLL_SECONDS)(writing)
        return ""
    _form(desk)
    return ""


def _form(desk: Desk) -> None:
    status = desk.status()
    if not status.articles:
        st.info("The library is empty. A brief is written from articles: add some first.")
        st.page_link(LIBRARY, label="Go to the library", icon=":material/newspaper:")
        return
    with st.form("brief-new"):
        has_model = status.backend != QUOTES_ONLY
        wanted = _fields(desk.briefs.templates(), desk.shelf.facets(), has_model=has_model)
        is_asked = st.form_submit_button("Write the brief", key="brief-write", type="primary")
    if is_asked:
        writing = brief_writing.start(desk, wanted)
        st.session_state[WRITING] = writing
        with st.spinner("Reading the articles …"):
            writing.wait(FIRST_LOOK_SECONDS)
        st.rerun()


def _growing(writing: Writing) -> None:
    if writing.is_over:
        st.rerun()
    far = f"{writing.done} of {wording.counted(writing.total, 'section')} written" if writing.total else "reading"
    st.progress(writing.share, text=f"{plain(writing.wanted.topic)}: {far}")
    st.caption("You may leave this page: the brief is saved when it is done.")


def _failed(writing: Writing) -> None:
    with opening.errors_shown():
        if writing.error is not None:
            raise writing.error
        st.error("The brief could not be finished: a fault in Briefdesk. The log says where.")


def _fields(templates: Mapping[str, Template], facets: Mapping[str, Mapping[str, int]], *, has_model: bool) -> Wanted:
    topic = st.text_input("Topic", key="brief-topic", placeholder="what the brief is about, in a few words")
    with st.container(horizontal=True):
        template = st.selectbox(
            "Template", list(templates), format_func=lambda name: _label(templates, name), key="brief-template"
        )
        lengths = ["", *LENGTHS]
        length = st.selectbox("Length", lengths, format_func=_length_label, key="brief-length")
    with st.expander("Only from some of the articles", icon=":material/filter_list:"):
        scope = _scope(facets)
    quotes_only = has_model and st.toggle(
        "Quotes only",
        key="brief-quotes",
        help="Whole sentences of the articles, word for word; the model is not asked.",
    )
    return Wanted(topic, template or "situation", length or "", scope, quotes_only)


def _length_label(name: str) -> str:
    if not name:
        return "As the template has it"
    return f"{name.capitalize()}: up to {LENGTHS[name]} sentences a section"


def _scope(facets: Mapping[str, Mapping[str, int]]) -> Scope:
    outlets = st.multiselect(
        "Outlets",
        list(facets["outlet"]),
        format_func=lambda name: wording.shown(name) or "unknown",
        key="brief-outlets",
        placeholder="all",
    )
    with st.container(horizontal=True):
        collections = _labels("Collections", "brief-collections", facets["collection"])
        tags = _labels("Tags", "brief-tags", facets["tag"])
    with st.container(horizontal=True):
        since, until = _day("From", "brief-since"), _day("Until", "brief-until")
        language = st.selectbox(
            "Language",
            sorted(filter(None, facets["language"])),
            None,
            format_func=wording.shown,
            key="brief-language",
            placeholder="any",
        )
    return Scope(tuple(outlets), collections, since, until, language or "", tags)


def _labels(label: str, key: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    names = [name for name in counts if name]
    return tuple(
        st.multiselect(
            label,
            names,
            format_func=wording.shown,
            key=key,
            placeholder="all" if names else "none yet",
            disabled=not names,
        )
    )


def _day(label: str, key: str) -> date | None:
    day = st.date_input(label, value=None, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", key=key)
    return day if isinstance(day, date) else None
