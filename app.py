"""The pages, and nothing else."""

from __future__ import annotations

import streamlit as st

from ui import library_jobs, look, opening, people

# a page with an icon of its own would fetch a tab icon from outside
PAGES = (
    st.Page("ui/ask.py", title="Ask", default=True),
    st.Page("ui/briefs.py", title="Briefs"),
    st.Page("ui/library.py", title="Library"),
    st.Page("ui/reader.py", title="Reader"),
    st.Page("ui/compare.py", title="Compare"),
    st.Page("ui/quality.py", title="Quality"),
    st.Page("ui/settings.py", title="Settings"),
)

# these say themselves what is being read into the library
TELLING = frozenset({"Ask", "Library"})

st.set_page_config(page_title="Briefdesk", page_icon=look.ICON, layout="centered")
look.apply()
is_in = False
with opening.errors_shown():
    opening.start_logging()
    is_in = people.may_come_in()
page = st.navigation(PAGES, position="sidebar" if is_in else "hidden")
if is_in:
    with opening.errors_shown():
        if page.title not in TELLING:
            library_jobs.aside(opening.desk())
        page.run()
