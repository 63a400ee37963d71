"""A brief as files to download, made when asked for, and the check of its JSON against the library."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Brief
from pipeline.export import wording
from ui import opening
from ui.text import plain

LABELS: Mapping[str, str] = {".md": "Markdown", ".html": "HTML", ".docx": "Word", ".pdf": "PDF", ".json": "JSON"}
NAME_CHARS = 60


def draw(desk: Desk, brief: Brief) -> None:
    with st.container(horizontal=True, key="brief-files"):
        for suffix, exporter in desk.exporters.items():
            st.download_button(
                LABELS.get(suffix, suffix),
                partial(desk.export, brief, suffix),
                file_name=_file_name(brief.topic) + suffix,
                mime=exporter.media_type,
                key=f"download{suffix}",
                on_click="ignore",
                icon=":material/download:",
            )
        is_asked = st.button("Verify", key="brief-verify", help="Checks every quote and every sentence again.")
    if is_asked:
        with opening.errors_shown():
            _verify(desk, brief)


def _file_name(topic: str) -> str:
    words = re.sub(r"[^\w]+", "-", topic)[:NAME_CHARS].strip("-_")
    return words or "brief"


def _verify(desk: Desk, brief: Brief) -> None:
    found = desk.verify(desk.export(brief, ".json"))
    counted = (
        f"{wording.counted(found.claims, 'sentence')}: the quotes of {found.quotes_exact:,} stand word for word in the "
        f"library's articles, {found.supported:,} are supported by them."
    )
    if not found.problems:
        st.success(counted)
        return
    st.warning(counted)
    for problem in found.problems:
        st.markdown(f"- {plain(problem.where)}: {plain(problem.reason)}")
