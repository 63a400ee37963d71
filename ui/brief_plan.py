"""The plan of a brief, to be changed before it is written: its sections, and the articles that it is written from."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Form, PlannedSection, Scope, Sort, Source
from pipeline.export import wording
from ui import brief_outline, brief_passages, icons
from ui.brief_outline import CHOICES, Plan, Row
from ui.places import Place
from ui.seat import Seat
from ui.text import plain

SORTS: Mapping[Sort, str] = {
    Sort.NEWS: "what happened",
    Sort.POSITION: "who takes which side",
    Sort.AHEAD: "what is planned or expected",
    Sort.BACKGROUND: "what went before",
    Sort.UNKNOWN: "what is not known",
}
FIRST_ARTICLES = 8
MOST_OFFERED = 6


def draw(desk: Desk, plan: Plan) -> bool:
    """Whether it is to be written now."""
    st.subheader("Plan")
    st.caption(plain(f"{plan.planned.topic} · {_facts(desk, plan)}"))
    for row in plan.rows:
        _section(plan, row)
    _more(desk, plan)
    if not plan.rows:
        st.info("A brief needs a section: add one.")
    _articles(desk, plan)
    with st.container(horizontal=True, key="plan-done"):
        is_asked = st.button(
            "Write", key="plan-write", type="primary", icon=":material/edit_note:", disabled=not plan.rows
        )
        st.button("Discard the plan", key="plan-discard", type="tertiary", on_click=brief_outline.close)
    return is_asked


def _facts(desk: Desk, plan: Plan) -> str:
    outline = plan.planned
    template = desk.briefs.templates().get(outline.template)
    facts = (
        template.label if template else wording.template(outline.template),
        wording.headed(outline.length.replace("-", " ")),
        wording.read_from(outline),
        f"for {outline.audience}" if outline.audience else "",
        f"the next version of version {plan.of.version}" if plan.of else "",
    )
    return " · ".join(filter(None, facts))


def _section(plan: Plan, row: Row) -> None:
    number, section = row
    with st.container(border=True, gap="xsmall", key=f"plan-section-{number}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"plan-row-{number}"):
            st.text_input(
                "Heading",
                section.heading,
                key=f"plan-heading-{number}",
                label_visibility="collapsed",
                on_change=_rename,
                args=(number,),
            )
            _moves(plan, number, section.heading)
        st.caption(plain(_told(plan.planned.form, section)))
        brief_passages.draw(plan, row)


def _moves(plan: Plan, number: int, heading: str) -> None:
    rows = [each for each, _ in plan.rows]
    up, down, out = plan.moved(number, -1), plan.moved(number, 1), plan.without(number)
    name, then = plain(heading), brief_outline.keep
    icons.button("arrow_upward", f"Move up: {name}", f"plan-up-{number}", then, up, is_off=number == rows[0])
    icons.button("arrow_downward", f"Move down: {name}", f"plan-down-{number}", then, down, is_off=number == rows[-1])
    icons.button("delete", f"Leave out: {name}", f"plan-remove-{number}", then, out)


def _told(form: Form, section: PlannedSection) -> str:
    """What a section asks, and what it takes to be in it."""
    takes = [SORTS[sort] for sort in section.takes]
    if form in (Form.QUESTIONS, Form.THEMES, Form.OUTLETS, Form.SPEAKERS) or not takes:
        articles = f" From {wording.counted(len(section.articles), 'article')}." if section.articles else ""
        return f"{section.asks}{articles}"
    return f"{section.asks} Takes sentences that say {' or '.join(takes)}."


def _more(desk: Desk, plan: Plan) -> None:
    form = st.form("plan-add", clear_on_submit=True, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        asks = st.text_input("One more section: what should it answer?", key="plan-asks", placeholder="Who pays?")
        is_asked = st.form_submit_button("Add", key="plan-add-section", icon=":material/add:")
    if is_asked:
        brief_outline.keep(brief_outline.looked_up(desk, plan.with_section(asks)))
        st.rerun()


def _rename(number: int) -> None:
    plan = brief_outline.opened()
    if plan is not None:
        brief_outline.keep(plan.renamed(number, st.session_state[f"plan-heading-{number}"]))


def _articles(desk: Desk, plan: Plan) -> None:
    st.subheader("Articles")
    left_out = len(plan.planned.excluded)
    st.caption(
        f"{wording.counted(len(plan.found), 'article')} found, the nearest first"
        + (f", {left_out} left out" if left_out else "")
        + ". What is pinned is read in any case."
    )
    with st.container(key="plan-articles", gap="xsmall"):
        for source in plan.found[:FIRST_ARTICLES]:
            _article(plan, source)
        rest = plan.found[FIRST_ARTICLES:]
        if rest:
            with st.expander(f"{len(rest)} more", key="plan-articles-rest"):
                for source in rest:
                    _article(plan, source)
    _another(desk, plan)


def _article(plan: Plan, source: Source) -> None:
    key = f"plan-article-{source.article_id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=key):
        with st.container(gap=None, key=f"plan-source-{source.article_id}"):
            Seat().link(plain(wording.shown(source.title) or "Untitled"), Place(source.article_id))
            st.caption(plain(wording.outlet_and_day(source)))
        st.segmented_control(
            plain(f"What to do with {wording.title(source)}"),
            CHOICES,
            default=plan.choice(source.article_id),
            key=f"plan-choice-{source.article_id}",
            label_visibility="collapsed",
            on_change=_choose,
            args=(source.article_id,),
        )


def _choose(article_id: str) -> None:
    plan = brief_outline.opened()
    if plan is not None:
        known = next(each.article_id for each in plan.found if each.article_id == article_id)
        brief_outline.keep(plan.choosing(known, st.session_state[f"plan-choice-{article_id}"]))


def _another(desk: Desk, plan: Plan) -> None:
    """Articles that the search did not find, by their words."""
    words = st.text_input("Pin another article", key="plan-words", placeholder="words of its title or text")
    if not words.strip():
        return
    known = {each.article_id for each in plan.found}
    entries = desk.shelf.entries(Scope(), words=words, limit=MOST_OFFERED + len(known))
    offered = [entry for entry in entries if entry.source.article_id not in known][:MOST_OFFERED]
    if not offered:
        st.caption("No other article has these words.")
    for entry in offered:
        st.button(
            plain(f"{entry.label} ({wording.outlet_and_day(entry.source)})"),
            key=f"plan-pin-{entry.source.article_id}",
            type="tertiary",
            icon=":material/keep:",
            on_click=brief_outline.keep,
            args=(plan.adding(entry.source),),
        )
