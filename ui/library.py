"""The library: what is in it, how more gets in, and what is running in."""

from __future__ import annotations

import streamlit as st

from pipeline.domain import Scope
from ui import library_add, library_jobs, library_list, opening


def draw() -> None:
    st.set_page_config(layout="wide")  # a table of seven columns
    desk = opening.desk()
    st.title("Library")
    articles = desk.shelf.count(Scope())
    library_jobs.draw(desk)
    library_add.draw(desk, is_empty=not articles)
    if articles:
        library_list.draw(desk)


draw()
