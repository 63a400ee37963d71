"""The pages, and nothing else."""

from __future__ import annotations

import streamlit as st

from ui import look, opening

PAGES = (
    st.Page("ui/ask.py", title="Ask", icon=":material/forum:", default=True),
    st.Page("ui/briefs.py", title="Briefs", icon=":material/description:"),
    st.Page("ui/library.py", title="Library", icon=":material/newspaper:"),
    st.Page("ui/reader.py", title="Reader", icon=":material/chrome_reader_mode:"),
    st.Page("ui/settings.py", title="Settings", icon=":material/tune:"),
)

st.set_page_config(page_title="Briefdesk", page_icon=":material/article:", layout="centered")
look.apply()
page = st.navigation(PAGES, position="sidebar")
with opening.errors_shown():
    opening.start_logging()
    page.run()
