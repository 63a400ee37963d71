"""One brief: to read, to edit, or its versions; with its files, and what arrived since it was written."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Brief, Section
from pipeline.errors import NotFound
from pipeline.export import provenance, wording
from ui import (
    answers,
    beside,
    brief_edit,
    brief_files,
    brief_parts,
    brief_refresh,
    brief_remarks,
    brief_timeline,
    brief_versions,
    claims,
    heads,
    numbers,
    standing_questions,
)
from ui.brief_list import QUERY
from ui.brief_new import template_label
from ui.claims import Stale
from ui.numbers import Numbered
from ui.text import plain


class Mode(StrEnum):
    """What is done with a brief."""

    READ = "Read"
    EDIT = "Edit"
    VERSIONS = "Versions"


def draw(desk: Desk, brief_id: str) -> None:
    heads.draw(f"{brief_id} {st.query_params.get(brief_versions.VERSION, '')}")
    st.button("All briefs", key="brief-back", type="tertiary", icon=":material/arrow_back:", on_click=_back)
    try:
        newest = desk.shelf.brief(brief_id)
    except NotFound:
        st.error("There is no such brief: it may have been deleted.")
        return
    beside.draw(desk)
    head = st.container(key="brief-head", gap="xsmall")
    mode = _mode(newest)
    if mode is Mode.READ:
        brief = brief_versions.looked_at(desk.shelf, newest)
        _head(desk, head, brief)
        _read(desk, brief, newest)
        return
    _head(desk, head, newest)
    if mode is Mode.EDIT:
        brief_edit.draw(desk, newest)
    else:
        brief_versions.draw(desk, newest, mode_key(newest), Mode.READ)


def mode_key(brief: Brief) -> str:
    return f"brief-mode-{brief.id}"


def _back() -> None:
    st.query_params.pop(QUERY, None)
    brief_versions.forget()


def _mode(newest: Brief) -> Mode:
    with st.container(key="brief-mode"):  # in sight however long the brief is
        chosen = st.segmented_control(
            "What to do with it",
            list(Mode),
            default=Mode.READ,
            required=True,
            key=mode_key(newest),
            label_visibility="collapsed",
            persist_state="session",
        )
    return Mode(chosen or Mode.READ)


def _head(desk: Desk, where: st.delta_generator.DeltaGenerator, brief: Brief) -> None:
    made = brief.provenance
    facts = (
        template_label(desk, brief.template),
        f"for {brief.outline.audience}" if brief.outline.audience else "",
        wording.day(made.made_at.date()),
        wording.extent(brief),
        wording.read_from(brief.outline),
        wording.written_by(made),
        f"version {brief.version}" if brief.version > 1 else "",
    )
    with where:
        st.title(plain(brief.topic), anchor=False)
        st.caption(plain(" · ".join(filter(None, facts))))
        if made.note:
            st.warning(plain(made.note))


def _read(desk: Desk, brief: Brief, newest: Brief) -> None:
    stale, is_newest = claims.check(desk.shelf, brief.claims), brief.version == newest.version
    if not is_newest:
        brief_versions.older(desk, brief, newest)
    with st.container(horizontal=True, key="brief-actions"):
        is_asked = is_newest and brief_refresh.button(newest)
        brief_files.draw(desk, brief)
        if is_newest:
            standing_questions.watch_brief(desk, newest)
    brief_files.verified(desk, brief)
    if is_newest:
        brief_refresh.draw(desk, newest, stale, is_asked=is_asked)
    _body(brief, numbers.of_brief(brief), stale)
    st.divider()
    st.caption(plain(" · ".join(provenance.of_brief(brief))))


def _body(brief: Brief, numbered: Numbered, stale: Stale) -> None:
    if not brief.claims:
        st.info("The articles do not say anything about this that could be cited.")
    for number, section in enumerate(brief.sections):
        _section(section, number, numbered, stale)
    brief_parts.figures(brief.figures, numbered)
    brief_timeline.draw(brief.timeline, numbered, stale)
    brief_parts.positions(brief.positions, numbered)
    brief_parts.unknowns(brief.unknowns, numbered, stale)
    brief_parts.disagreements(brief.disagreements, numbered, stale)
    brief_parts.gaps(brief.gaps)
    brief_parts.balance(brief)
    brief_parts.sources(brief)
    answers.not_used(brief.dropped)


def _section(section: Section, number: int, numbered: Numbered, stale: Stale) -> None:
    """Its claims with the reader's own remarks between them; the first section leads."""
    key = "brief-lead" if number == 0 else f"brief-section-{number}"
    with st.container(key=key, gap="small"):
        st.subheader(plain(section.heading), anchor=False)
        drawn = 0
        for place in range(len(section.claims) + 1):
            remarks = list(brief_remarks.behind(section, place))
            # one component for a run of claims: each takes the browser time
            if remarks or place == len(section.claims):
                claims.flow(section.claims[drawn:place], f"section-{number}-{drawn}", numbered, stale)
                drawn = place
            for at, remark in remarks:
                brief_remarks.draw(remark, f"{number}-{at}")
