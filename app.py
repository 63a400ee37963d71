"""The pages, and nothing else."""

from __future__ import annotations

import streamlit as st

from ui import look, opening

# a page with an icon of its own would fetch a tab icon from outside
LIBRARY = st.Page("ui/library.py", title="Library")
PAGES = (
    st.Page("ui/ask.py", title="Ask", default=True),
    st.Page("ui/briefs.py", title="Briefs"),
    LIBRARY,
    st.Page("ui/reader.py", title="Reader"),
    st.Page("ui/settings.py", title="Settings"),
)

page = st.navigation(PAGES, position="sidebar")
st.set_page_config(page_title="Briefdesk", page_icon=look.ICON, layout="wide" if page is LIBRARY else "centered")
look.apply()
with opening.errors_shown():
    opening.start_logging()
    page.run()
