"""The reader's own remarks in a brief: drawn as what they are, without a source."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from pipeline.domain import Remark, Section
from ui.text import plain

SAID = ":material/person_edit: A remark of the author’s, without a source"


def behind(section: Section, claims: int) -> Iterator[tuple[int, Remark]]:
    """The remarks that stand behind so many claims, each with its place among all of the section."""
    for at, remark in enumerate(section.remarks):
        if min(remark.after, len(section.claims)) == claims:
            yield at, remark


def draw(remark: Remark, key: str) -> None:
    """``key`` is unique on the page."""
    with st.container(key=f"remark-{key}", gap=None):
        st.markdown(plain(remark.text))
        st.caption(SAID)
