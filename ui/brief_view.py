"""One brief drawn: its sections, figures, timeline, disagreements, gaps and sources, and how it was made."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Brief, Event
from pipeline.errors import NotFound
from pipeline.export import days, wording
from pipeline.export import notes as numbering
from pipeline.export.notes import Notes
from pipeline.settings import QUOTES_ONLY
from ui import answers, brief_files, brief_parts, brief_writing, claims, opening
from ui.brief_list import QUERY
from ui.brief_new import POLL_SECONDS, template_label
from ui.brief_writing import Wanted
from ui.claims import Stale
from ui.text import plain


def draw(desk: Desk, brief_id: str) -> None:
    st.button("All briefs", key="brief-back", type="tertiary", icon=":material/arrow_back:", on_click=_back)
    try:
        newest = desk.shelf.brief(brief_id)
    except NotFound:
        st.error("There is no such brief: it may have been deleted.")
        return
    brief = _version(desk, newest)
    stale = claims.check(desk.shelf, brief.claims)
    _head(desk, brief)
    _changed(stale)
    _again(desk, newest)
    brief_files.draw(desk, brief)
    _body(brief, numbering.number(brief), stale)
    _made(brief)


def _back() -> None:
    st.query_params.pop(QUERY, None)


def _version(desk: Desk, newest: Brief) -> Brief:
    """The version that the reader picked, the newest unless told; a brief of one version has nothing to pick."""
    if newest.version == 1:
        return newest
    picked = st.selectbox(
        "Version", range(newest.version, 0, -1), format_func=_version_label, key=f"version-{newest.id}", width=200
    )
    return desk.shelf.brief(newest.id, picked)


def _again(desk: Desk, newest: Brief) -> None:
    """Writes it again, with the articles of today, as its next version."""
    help_ = "As its next version, from the articles that there are now. This version stays."
    if not st.button("Write again", key=f"again-{newest.id}", icon=":material/refresh:", help=help_):
        return
    made = newest.provenance
    is_by_choice = made.backend == QUOTES_ONLY and not made.note
    wanted = Wanted(newest.topic, newest.template, newest.length, newest.scope, is_by_choice, newest)
    with st.spinner("Writing it again …"), opening.errors_shown():
        writing = brief_writing.start(desk, wanted)
        while not writing.wait(POLL_SECONDS):
            pass
        if writing.error is not None:
            raise writing.error
        st.session_state.pop(f"version-{newest.id}", None)
        st.rerun()


def _version_label(number: int) -> str:
    return f"Version {number}"


def _head(desk: Desk, brief: Brief) -> None:
    st.title(plain(brief.topic))
    made = brief.provenance
    facts = (
        template_label(desk, brief.template),
        wording.day(made.made_at.date()),
        wording.extent(brief),
        wording.scope(brief.scope),
        wording.written_by(made),
    )
    st.caption(plain(" · ".join(facts)))
    if made.note:
        st.warning(plain(made.note))


def _changed(stale: Stale) -> None:
    if stale:
        st.warning(f"{claims.changed_since(stale)}. Write it again to go by the newest texts.")


def _body(brief: Brief, notes: Notes, stale: Stale) -> None:
    if not brief.claims:
        st.info("The articles do not say anything about this that could be cited.")
    for i, section in enumerate(brief.sections):
        st.subheader(plain(section.heading))
        for j, claim in enumerate(section.claims):
            claims.draw(claim, f"section-{i}-{j}", notes, stale)
    brief_parts.figures(brief.figures, notes)
    _timeline(brief.timeline, notes, stale)
    brief_parts.disagreements(brief.disagreements, notes, stale)
    _gaps(brief.gaps)
    brief_parts.sources(brief, notes)
    answers.not_used(brief.dropped)


def _timeline(events: Sequence[Event], notes: Notes, stale: Stale) -> None:
    if events:
        st.subheader("Timeline")
    for i, (heading, of_day) in enumerate(groupby(events, days.when)):
        st.markdown(f"**{plain(heading)}**")
        for j, event in enumerate(of_day):
            claims.draw(event.claim, f"event-{i}-{j}", notes, stale)


def _gaps(gaps: Sequence[str]) -> None:
    if gaps:
        st.subheader("What the articles do not say")
        st.markdown("\n".join(f"- {plain(gap)}" for gap in gaps))


def _made(brief: Brief) -> None:
    st.divider()
    st.caption(plain(" · ".join(wording.provenance(brief))))
