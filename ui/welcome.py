"""The first start: what this is, in three lines, and one click to something to ask about."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from ui import library_done, library_jobs

LIBRARY = "ui/library.py"


def draw(desk: Desk) -> None:
    """Drawn while the library is empty."""
    st.title("Ask your articles")
    st.markdown(
        "Briefdesk answers from a library of news articles, and from nothing else.\n\n"
        "Every sentence leads to the exact words that it rests on. Where articles differ, you see both.\n\n"
        "When the articles do not say, it says so. Your articles stay on this computer unless you switch a model on."
    )
    if not desk.person.is_editor:
        st.markdown("There are no articles yet: an editor adds them.")
        return
    if desk.library.jobs.all():
        library_jobs.draw(desk)
        library_done.draw(desk)
    if any(not job.state.is_over for job in desk.library.jobs.all()):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Load the sample library", key="samples", type="primary", on_click=_load, args=(desk,))
        st.page_link(LIBRARY, label="Add articles of your own", icon=":material/newspaper:")


def _load(desk: Desk) -> None:
    desk.library.queue_samples()
