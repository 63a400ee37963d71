"""What `streamlit run app.py` serves: the pages, drawn anew at each click, and beside them the REST API."""

from __future__ import annotations

import streamlit as st

from ui import library_jobs, look, opening, people

# a page with an icon of its own would fetch a tab icon from outside
PAGES = {
    "ask": "Ask",
    "briefs": "Briefs",
    "library": "Library",
    "reader": "Reader",
    "compare": "Compare",
    "quality": "Quality",
    "settings": "Settings",
}

# these say themselves what is being read into the library
TELLING = frozenset({"Ask", "Library"})


def draw() -> None:
    """The page that is open, and nothing else."""
    st.set_page_config(page_title="Briefdesk", page_icon=look.ICON, layout="centered")
    look.apply()
    is_in = False
    with opening.errors_shown():
        opening.start_logging()
        is_in = people.may_come_in()
    pages = [st.Page(f"ui/{name}.py", title=title, default=title == "Ask") for name, title in PAGES.items()]
    page = st.navigation(pages, position="sidebar" if is_in else "hidden")
    if is_in:
        with opening.errors_shown():
            if page.title not in TELLING:
                library_jobs.aside(opening.desk())
            page.run()


if __name__ == "__main__":  # as Streamlit runs it for whoever opens a page
    draw()
else:  # as its server imports it, once
    from pipeline.doors.rest import beside
    from ui import serving, uploading

    base = st.config.get_option("server.baseUrlPath") or ""
    app = st.App(__file__, middleware=[beside.layer(serving.Serving, base), uploading.layer()])
