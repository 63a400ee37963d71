"""What a reader gives (files, text, addresses, a folder, the samples) to a job that puts it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

import streamlit as st

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.ingest.inputs import Input, LocalPath, Pasted, Upload, WebPage
from pipeline.ingest.intake import Said

EARLIEST = date(1600, 1, 1)
LATEST = date(2100, 12, 31)


class Given(StrEnum):
    """Where articles come from."""

    FILES = "Files"
    TEXT = "Text"
    ADDRESSES = "Web addresses"
    FOLDER = "Folder"


def draw(desk: Desk, *, is_empty: bool) -> None:
    """The form, open when the library is empty; adding starts a job and returns at once."""
    if is_empty and all(job.state.is_over for job in desk.library.jobs.all()):
        _welcome(desk)
    with st.expander("Add articles", expanded=is_empty, icon=":material/add:"):
        given = st.segmented_control(
            "What to add",
            list(Given),
            default=Given.FILES,
            required=True,
            key="add-given",
            label_visibility="collapsed",
        )
        _form(desk, Given(given or Given.FILES))


def _welcome(desk: Desk) -> None:
    with st.container(border=True, key="library-welcome"):
        st.markdown("**The library is empty.** Add articles of your own below, or begin with the sample library.")
        st.caption(
            "The samples are twenty short articles on five events, written for this program. All of it is fiction."
        )
        if st.button("Add the sample library", key="library-samples", type="primary"):
            desk.library.queue_samples()
            st.rerun()


def _form(desk: Desk, given: Given) -> None:
    # the fields of one kind are not those of another: each has a form of its own
    with st.form(f"add-{given.name.lower()}", border=False, clear_on_submit=True):
        inputs = _ASK[given]()
        outlet, collection = _labels(is_text=given is Given.TEXT)
        if not st.form_submit_button("Add", key="add-submit", type="primary"):
            return
    if not inputs:
        st.warning(_NOTHING[given])
        return
    desk.library.queue(_name(given, inputs), inputs, Said(outlet.strip(), collection.strip()))
    st.rerun()


def _labels(*, is_text: bool) -> tuple[str, str]:
    """Outlet and collection for all that is added. A pasted text has its own field for the outlet."""
    with st.container(horizontal=True):
        outlet = "" if is_text else st.text_input("Outlet, if they are all of one", key="add-outlet")
        collection = st.text_input("Collection to put them in", key="add-collection", placeholder="none")
    return outlet, collection


def _files() -> Sequence[Input]:
    known = ", ".join(sorted({*wiring.loaders(), ".zip"}))
    st.caption(f"Any number of {known}. A table or a JSON list holds one article a row.")
    uploads = st.file_uploader("Files", accept_multiple_files=True, key="add-files", label_visibility="collapsed")
    return [Upload(upload.name, upload.getvalue()) for upload in uploads]


def _text() -> Sequence[Input]:
    text = st.text_area("The article's text", key="add-text", height=200)
    with st.container(horizontal=True):
        title = st.text_input("Title", key="add-title", placeholder="unknown")
        outlet = st.text_input("Outlet", key="add-text-outlet", placeholder="unknown")
    with st.container(horizontal=True):
        url = st.text_input("Web address", key="add-url", placeholder="unknown")
        published = st.date_input(
            "Published", value=None, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", key="add-published"
        )
    day = published if isinstance(published, date) else None
    return [Pasted(text, title.strip(), outlet.strip(), url.strip(), day)] if text.strip() else []


def _addresses() -> Sequence[Input]:
    lines = st.text_area("Addresses of articles, one a line", key="add-addresses", placeholder="https://", height=140)
    return [WebPage(line.strip()) for line in lines.splitlines() if line.strip()]


def _folder() -> Sequence[Input]:
    path = st.text_input(
        "A folder, file or zip on the machine that runs Briefdesk", key="add-folder", placeholder="/home/me/articles"
    ).strip()
    return [LocalPath(Path(path).expanduser())] if path else []


def _name(given: Given, inputs: Sequence[Input]) -> str:
    match inputs:
        case [Upload(name=name)] | [WebPage(url=name)]:
            return name
        case [LocalPath(path=path)]:
            return str(path)
        case [Pasted(title=title)]:
            return title or "Pasted text"
    return f"{len(inputs):,} {'web pages' if given is Given.ADDRESSES else 'files'}"


_ASK: Mapping[Given, Callable[[], Sequence[Input]]] = {
    Given.FILES: _files,
    Given.TEXT: _text,
    Given.ADDRESSES: _addresses,
    Given.FOLDER: _folder,
}
_NOTHING: Mapping[Given, str] = {
    Given.FILES: "Choose a file first.",
    Given.TEXT: "Paste a text first.",
    Given.ADDRESSES: "Give an address first.",
    Given.FOLDER: "Give the path of a folder first.",
}
