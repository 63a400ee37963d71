"""Quality: how well this library, and what was written from it, stands up to what can be checked here."""

from __future__ import annotations

import streamlit as st

from pipeline.domain import Scope
from ui import opening, quality_claims, quality_library, quality_speed


def draw() -> None:
    desk = opening.desk()
    st.title("Quality")
    st.caption("What can be measured of your own library without knowing the right answers.")
    articles = desk.shelf.count(Scope())
    if not articles and not desk.shelf.conversations() and not desk.shelf.briefs():
        st.markdown("The library is empty: there is nothing to measure yet.")
        st.page_link("ui/library.py", label="Add articles", icon=":material/newspaper:")
        return
    quality_claims.draw(desk)
    if articles:
        quality_library.draw(desk)
        quality_speed.draw(desk)


draw()
