"""What a reader gives (files, folders, text, addresses) to a job that puts it in; adding returns at once."""

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
from ui import library_fields, opening, uploading

EARLIEST = date(1600, 1, 1)
LATEST = date(2100, 12, 31)

# what a reader calls them; a kind is named when one of its suffixes can be read
KINDS: Mapping[str, frozenset[str]] = {
    "PDF": frozenset({".pdf"}),
    "Word": frozenset({".docx"}),
    "EPUB": frozenset({".epub"}),
    "saved web pages": frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"}),
    "newsletters (EML, MSG, MBOX)": frozenset({".eml", ".msg", ".mbox"}),
    "feeds and sitemaps": frozenset({".rss", ".atom", ".rdf", ".xml"}),
    "text and Markdown": frozenset({".txt", ".text", ".md", ".markdown"}),
    "exports of press databases (CSV, JSON, JSONL), one article a row": frozenset(
        {".csv", ".tsv", ".json", ".jsonl", ".ndjson"}
    ),
}


_IS_FOLDER = "add-is-folder"


class Given(StrEnum):
    """Where articles come from."""

    FILES = "Files"
    TEXT = "Text"
    ADDRESSES = "Web addresses"
    PATH = "By path"


def welcome(desk: Desk) -> None:
    """The first step of a library with nothing in it and nothing on the way."""
    if any(not job.state.is_over for job in desk.library.jobs.all()):
        return
    with st.container(border=True, key="library-welcome"):
        st.markdown("**The library is empty.** Add articles of your own below, or begin with the sample library.")
        st.caption(
            "The samples are twenty short articles on five events, written for this program. All of it is fiction."
        )
        if st.button("Add the sample library", key="library-samples", type="primary"):
            desk.library.queue_samples()
            st.rerun()


def draw(desk: Desk) -> None:
    given = st.segmented_control(
        "What to add",
        # who comes over the network is given nothing of the disk
        [given for given in Given if desk.person.is_alone or given is not Given.PATH],
        default=Given.FILES,
        required=True,
        key="add-given",
        label_visibility="collapsed",
        persist_state="session",
    )
    if given is Given.FILES:
        # outside the form: it changes what the form has
        st.toggle("Choose a whole folder", key=_IS_FOLDER, help="Files and folders can be dropped here in either way.")
    _form(desk, Given(given or Given.FILES))


def kinds() -> str:
    """The kinds of files that can be read, in words."""
    suffixes = wiring.loaders().keys()
    named = [kind for kind, of_kind in KINDS.items() if not of_kind.isdisjoint(suffixes)]
    return f"{', '.join(named)}; zip, tar and gzip archives of them"


def _form(desk: Desk, given: Given) -> None:
    # the fields of one kind are not those of another: each has a form of its own
    with st.form(f"add-{given.name.lower()}", border=False, clear_on_submit=True):
        inputs = _ASK[given]()
        said = _said(desk, given)
        if not st.form_submit_button("Add", key="add-submit", type="primary"):
            return
    if not inputs:
        st.warning(_NOTHING[given])
        return
    with st.spinner("Taking what you gave …"), opening.errors_shown():
        desk.library.queue(name(given, inputs), inputs, said)
        # the form may be a screen below the bar of the job
        st.toast("Taken. How far it is stands at the top of this page.", icon=":material/arrow_upward:")
        st.rerun()


def _said(desk: Desk, given: Given) -> Said:
    """Outlet and collection for all that is added. A pasted text has its own field for the outlet."""
    facets = desk.shelf.facets()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        outlet = ""
        if given is not Given.TEXT:
            outlet = library_fields.one(
                "Outlet, if they are all of one", facets["outlet"], "add-outlet", placeholder="as each says"
            )
        collection = library_fields.one(
            "Collection to put them in", facets["collection"], "add-collection", placeholder="none"
        )
    return Said(outlet, collection)


def _files() -> Sequence[Input]:
    is_folder = bool(st.session_state.get(_IS_FOLDER))
    st.caption(f"Drop {'a folder' if is_folder else 'files or folders'} here: {kinds()}.")
    uploading.let_in()
    uploads = st.file_uploader(
        "Folder" if is_folder else "Files",
        accept_multiple_files="directory" if is_folder else True,
        key="add-folder" if is_folder else "add-files",
        label_visibility="collapsed",
    )
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
    typed = st.text_area(
        "Addresses of articles, documents, feeds or sitemaps, as many as you like",
        key="add-addresses",
        placeholder="https://\nhttps://",
        height=140,
        help="One a line, or with spaces between them.",
    )
    follow = st.toggle(
        "Follow feeds and sitemaps: read the pages behind them",
        key="add-follow",
        help="Without it, the entries of a feed are added as the feed has them, and a sitemap has none.",
    )
    return [WebPage(address, follow) for address in addresses_in(typed)]


def addresses_in(typed: str) -> list[str]:
    """Each of them once, in the order in which they stand; what people put around addresses is left out."""
    words = (word.strip("<>,;\"'") for word in typed.split())
    return list(dict.fromkeys(word for word in words if word))


def _path() -> Sequence[Input]:
    typed = st.text_input(
        "A folder, file or archive on the machine that runs Briefdesk",
        key="add-path",
        placeholder="/home/me/articles",
        help="Read from where it is, without sending it through the browser: best for very much.",
    ).strip()
    return [LocalPath(Path(typed).expanduser())] if typed else []


def name(given: Given, inputs: Sequence[Input]) -> str:
    """What the job is called."""
    match inputs:
        case [Upload(name=only)] | [WebPage(url=only)]:
            return only
        case [LocalPath(path=path)]:
            return str(path)
        case [Pasted(title=title)]:
            return title or "Pasted text"
        case [Upload(name=first), *_] if "/" in first:
            return f"{first.partition('/')[0]}: {len(inputs):,} files"
    return f"{len(inputs):,} {'web addresses' if given is Given.ADDRESSES else 'files'}"


_ASK: Mapping[Given, Callable[[], Sequence[Input]]] = {
    Given.FILES: _files,
    Given.TEXT: _text,
    Given.ADDRESSES: _addresses,
    Given.PATH: _path,
}
_NOTHING: Mapping[Given, str] = {
    Given.FILES: "Choose a file first.",
    Given.TEXT: "Paste a text first.",
    Given.ADDRESSES: "Give an address first.",
    Given.PATH: "Give the path of a folder first.",
}
