"""Standing questions: asked again when articles arrive; only the claims that changed are shown, until they are seen."""

from __future__ import annotations

import contextlib
from functools import partial

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Brief, StandingQuestion, Turn
from pipeline.errors import NotFound
from pipeline.export import wording
from pipeline.settings import QUOTES_ONLY
from ui import brief_changes, opening, scopes
from ui.brief_list import open_brief
from ui.text import plain, short

BRIEFS = "ui/briefs.py"
ICON = ":material/notifications:"
LABEL, IS_ON = "Ask again when articles arrive", "Asked again when articles arrive"
HELP = "What changes is listed on the page of briefs."
QUESTION_CHARS = 160


def watch_answer(desk: Desk, turn: Turn, key: str) -> None:
    """The question of a turn becomes a standing one, of the scope that it was asked of."""
    answer, scope = turn.answer, turn.scope
    question = " ".join((answer.searched_for or answer.question).split())
    if any(each.question == question and each.scope == scope for each in desk.standing.all()):
        st.page_link(BRIEFS, label=IS_ON, icon=ICON)
        return
    quotes_only = answer.provenance.backend == QUOTES_ONLY
    add = partial(desk.standing.add, question, scope, quotes_only=quotes_only)
    if st.button(LABEL, key=f"watch-{key}", type="tertiary", icon=ICON, help=HELP):
        with opening.errors_shown(), st.spinner("Asking …"):
            add()
            st.rerun()


def watch_brief(desk: Desk, brief: Brief) -> None:
    found = next((each for each in desk.standing.all() if each.brief_id == brief.id), None)
    if found is None:
        add = partial(desk.standing.add_brief, brief)
        st.button(LABEL, key=f"watch-{brief.id}", icon=ICON, help=HELP, on_click=_do, args=(add,))
    else:
        remove = partial(_remove, desk, found.id)
        st.button(
            "Stop asking again",
            key=f"unwatch-{brief.id}",
            icon=":material/notifications_off:",
            help=IS_ON,
            on_click=remove,
        )


def draw(desk: Desk) -> None:
    """Those with news first; nothing where there is none."""
    questions = sorted(desk.standing.all(), key=lambda each: each.is_seen)
    if not questions:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="standing-head"):
        st.subheader("Standing questions", anchor=False)
        is_asked = st.button("Ask them now", key="standing-run", icon=":material/refresh:")
    if is_asked:
        with opening.errors_shown(), st.spinner("Asking …"):
            desk.standing.run(again=True)
            st.rerun()
    for question in questions:
        with st.container(border=True, gap="xsmall", key=f"standing-{question.id}"):
            _question(desk, question)


def _question(desk: Desk, question: StandingQuestion) -> None:
    mark = "" if question.is_seen else ":material/fiber_new: "
    st.markdown(f"{mark}**{plain(short(question.question, QUESTION_CHARS))}**")
    st.caption(plain(_facts(question)))
    if question.error:
        st.warning(plain(question.error))
    if question.changes:
        name = "What changed, and was seen" if question.is_seen else "What changed"
        with st.expander(f"{name}: {brief_changes.counted(question.changes)}", expanded=not question.is_seen):
            brief_changes.draw(question.changes, question.id)
    _buttons(desk, question)


def _facts(question: StandingQuestion) -> str:
    facts = (
        "A brief" if question.brief_id else "",
        scopes.said(question.scope),
        f"asked {wording.moment(question.asked_at)}" if question.asked_at else "not asked yet",
        "" if question.changes else "nothing changed since",
    )
    return " · ".join(filter(None, facts))


def _buttons(desk: Desk, question: StandingQuestion) -> None:
    with st.container(horizontal=True):
        if not question.is_seen:
            see = partial(desk.standing.see, question)
            st.button("Seen", key=f"seen-{question.id}", icon=":material/check:", on_click=_do, args=(see,))
        if question.brief_id:
            st.button("Open the brief", key=f"brief-of-{question.id}", on_click=open_brief, args=(question.brief_id,))
        remove = partial(_remove, desk, question.id)
        st.button("Remove", key=f"unwatch-{question.id}", type="tertiary", on_click=remove)


def _do(what: partial[object]) -> None:
    with opening.errors_shown():
        what()


def _remove(desk: Desk, question_id: str) -> None:
    """No error for one that somebody else removed."""
    with opening.errors_shown(), contextlib.suppress(NotFound):
        desk.standing.remove(question_id)
