"""Words of the article at hand, in the Reader, into a section of a brief: the lit ones in one click, or any other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.brief.editing import Place
from pipeline.desk import Desk
from pipeline.domain import Article, Brief, Span
from pipeline.errors import BriefdeskError
from pipeline.export import wording
from pipeline.language import sentences
from pipeline.ports import BriefEntry
from ui.places import Origin
from ui.text import plain, short

BRIEFS = "ui/briefs.py"
TARGET = "add-to-brief"
"""The brief and the section that words were added to last."""
SAID = "add-to-brief-said"
TOPIC_CHARS, SENTENCE_CHARS = 50, 110
LISTED = 50


@dataclass(frozen=True, slots=True)
class _Said:
    """What came of adding words of an article."""

    article_id: str
    brief_id: str
    text: str
    is_done: bool


def draw(desk: Desk, newest: Article, lit: Sequence[Span], origin: Origin | None) -> None:
    """Nothing where there is no brief. ``lit`` are spans of the newest revision."""
    entries = {entry.id: entry for entry in desk.shelf.briefs()[:LISTED]}
    if not entries:
        return
    _said(newest)
    brief = desk.shelf.brief(_target(entries, origin))
    section = _section(brief)
    with st.container(horizontal=True, vertical_alignment="center", key="add-to-brief-row"):
        if lit and brief.sections:
            st.button(
                plain(f"Add to “{short(brief.topic, TOPIC_CHARS)}”"),
                key="add-lit",
                icon=":material/playlist_add:",
                help=plain(f"The lit words, at the end of “{brief.sections[section].heading}”."),
                on_click=_add,
                args=(desk, newest, lit[0], brief, section),
            )
        with st.popover("Choose a sentence and a brief" if lit else "Add to a brief", key="add-choose"):
            _choose(desk, newest, lit, entries, brief)


def _choose(desk: Desk, newest: Article, lit: Sequence[Span], entries: Mapping[str, BriefEntry], target: Brief) -> None:
    found = list(dict.fromkeys((*lit[:1], *sentences.spans(newest.text, newest.language))))
    span = st.selectbox(
        "Sentence", found, format_func=lambda one: short(one.of(newest.text), SENTENCE_CHARS), key=f"add-{newest.id}"
    )
    brief_id = st.selectbox(
        "Brief",
        list(entries),
        list(entries).index(target.id),
        format_func=lambda one: wording.shown(entries[one].topic),
        key="add-brief",
    )
    brief = target if brief_id == target.id else desk.shelf.brief(brief_id)
    if not brief.sections:
        st.caption("This brief has no section yet.")
        return
    section = st.selectbox(
        "Section",
        range(len(brief.sections)),
        _section(brief),
        format_func=lambda number: wording.shown(brief.sections[number].heading),
        key=f"add-section-{brief.id}",
    )
    st.button("Add", key="add-now", type="primary", on_click=_add, args=(desk, newest, span, brief, section))


def _target(entries: Mapping[str, BriefEntry], origin: Origin | None) -> str:
    """The brief that led here, else the one that was added to last, else the newest."""
    last, _ = st.session_state.get(TARGET, ("", 0))
    wanted = (origin.id if origin and origin.kind == "brief" else "", last)
    return next((each for each in wanted if each in entries), next(iter(entries)))


def _section(brief: Brief) -> int:
    last, section = st.session_state.get(TARGET, ("", 0))
    return section if last == brief.id and section < len(brief.sections) else 0


def _add(desk: Desk, article: Article, span: Span, brief: Brief, section: int) -> None:
    st.session_state[TARGET] = (brief.id, section)
    try:
        after = desk.editing.add_claim(brief, Place(section, len(brief.sections[section].claims)), article.id, span)
    except BriefdeskError as error:
        st.session_state[SAID] = _Said(article.id, brief.id, str(error), is_done=False)
    else:
        st.session_state[SAID] = _Said(article.id, brief.id, after.change, is_done=True)


def _said(article: Article) -> None:
    said: _Said | None = st.session_state.pop(SAID, None)
    if said is None or said.article_id != article.id:
        return
    if not said.is_done:
        st.error(plain(said.text))
        return
    st.success(plain(said.text))
    st.page_link(BRIEFS, label="Open the brief", icon=":material/article:", query_params={"brief": said.brief_id})
