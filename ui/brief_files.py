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
FIRST = (".docx", ".pdf", ".html")
NAME_CHARS = 60
VERIFYING = "brief-verify"


def draw(desk: Desk, brief: Brief) -> None:
    with st.popover("Download", icon=":material/download:", key="brief-files"):
        for suffix in suffixes(desk):
            st.download_button(
                LABELS.get(suffix, suffix),
                partial(desk.export, brief, suffix),
                file_name=file_name(brief.topic) + suffix,
                mime=desk.exporters[suffix].media_type,
                key=f"download{suffix}",
                on_click="ignore",
                type="tertiary",
            )
    st.button(
        "Verify",
        key=VERIFYING,
        icon=":material/fact_check:",
        help="Checks every quote and every sentence again, against the articles in the library.",
    )


def verified(desk: Desk, brief: Brief) -> None:
    """What the check found, where it was just asked for."""
    if st.session_state.get(VERIFYING):
        with opening.errors_shown(), st.spinner("Checking …"):
            _verify(desk, brief)


def suffixes(desk: Desk) -> list[str]:
    """What most want first."""
    return sorted(desk.exporters, key=lambda each: FIRST.index(each) if each in FIRST else len(FIRST))


def file_name(title: str, otherwise: str = "brief") -> str:
    """Without a suffix; ``otherwise`` where the title has no letter."""
    words = re.sub(r"[^\w]+", "-", title)[:NAME_CHARS].strip("-_")
    return words or otherwise


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
