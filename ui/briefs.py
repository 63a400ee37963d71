"""Briefs: the saved ones, a new one, and with ``?brief=ID`` in the address that one."""

from __future__ import annotations

import streamlit as st

from ui import brief_list, brief_new, brief_outline, brief_view, heads, opening, standing_questions
from ui.brief_list import QUERY


def draw() -> None:
    desk = opening.desk()
    brief_id = st.query_params.get(QUERY, "")
    if brief_id:
        brief_view.draw(desk, brief_id)
        return
    heads.draw("plan" if brief_outline.opened() else "briefs")
    st.title("Briefs")
    finished = brief_new.draw(desk)
    if finished:
        brief_list.open_brief(finished)
        st.rerun()
    if brief_outline.opened() is None:
        standing_questions.draw(desk)
        brief_list.draw(desk)


draw()
