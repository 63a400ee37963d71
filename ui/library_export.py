"""Articles of the library to a file of JSON lines, from which another library is made again."""

from __future__ import annotations

import gzip
import os
import tempfile
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import streamlit as st

from pipeline.desk import Desk
from pipeline.export import wording
from pipeline.ingest import transfer
from ui.library_chosen import Chosen

AT_ONCE = 1_000
LINES_BETWEEN_LOOKS = 100
NAME = "briefdesk-articles.jsonl"
PREPARED = "library-export-file"
_PACKED_BADLY_AND_FAST = 3


class Prepared:
    """A file that is made, on the disk until the reader's session forgets it. Packed, since it may be long."""

    def __init__(self, chosen: Chosen) -> None:
        handle, name = tempfile.mkstemp(suffix=".jsonl.gz")
        os.close(handle)
        self.chosen, self.path = chosen, Path(name)
        weakref.finalize(self, self.path.unlink, missing_ok=True)


def lines_of(desk: Desk, chosen: Chosen) -> Callable[[], bytes]:
    """What a download calls for when it is clicked, and not before."""
    return lambda: "".join(f"{line}\n" for line in _lines(desk, chosen)).encode()


def button(desk: Desk, chosen: Chosen, label: str) -> bool:
    """Few articles are downloaded at once; True when many are wanted, which ``prepare`` makes a file of."""
    if chosen.count > AT_ONCE:
        return st.button(label, key="library-export-many", type="tertiary", icon=":material/download:")
    st.download_button(
        label,
        data=lines_of(desk, chosen),
        file_name=NAME,
        mime="application/x-ndjson",
        key="library-export",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )
    return False


def prepare(desk: Desk, chosen: Chosen) -> None:
    """Makes the file, and shows how far it is; another click on the page breaks it off."""
    prepared = Prepared(chosen)
    count = max(chosen.count, 1)
    bar = st.progress(0.0, text=f"Writing {wording.counted(count, 'article')} …")
    with gzip.open(prepared.path, "wt", _PACKED_BADLY_AND_FAST, encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(_lines(desk, chosen), 1):
            file.write(f"{line}\n")
            if number % LINES_BETWEEN_LOOKS == 0:
                bar.progress(min(number / count, 1.0), text=f"{number:,} of {count:,} articles written …")
    bar.empty()
    st.session_state[PREPARED] = prepared


def ready() -> None:
    """The file that was made last, to be downloaded, while there is one."""
    prepared: Prepared | None = st.session_state.get(PREPARED)
    if prepared is None:
        return
    megabytes = prepared.path.stat().st_size / 1_000_000
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="library-export-ready"):
        said = f"{wording.counted(prepared.chosen.count, 'article')} as JSON lines, packed: {megabytes:,.1f} MB."
        st.markdown(said, width="content")
        st.download_button(
            "Download",
            data=partial(Path.read_bytes, prepared.path),
            file_name=f"{NAME}.gz",
            mime="application/gzip",
            key="library-export-download",
            type="primary",
            on_click="ignore",
        )
        st.button("Close", key="library-export-close", type="tertiary", on_click=_forget)


def _forget() -> None:
    st.session_state[PREPARED] = None


def _lines(desk: Desk, chosen: Chosen) -> Iterator[str]:
    return transfer.lines(desk.shelf, frozenset(chosen.ids(desk)))
