"""The question box by keyboard: ``/`` leads to it from anywhere on the page, and so does a page that asks for it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_WANTED = "question-focus"
_keys = st.components.v2.component(
    "briefdesk.keys", js=Path(__file__).with_suffix(".js").read_text("utf-8"), isolate_styles=False
)


def draw() -> None:
    """Once on a page with a question box."""
    _keys(key="keys", data={"focus": st.session_state.get(_WANTED, 0)})


def to_the_box() -> None:
    """The next drawing of the page puts the cursor into the box."""
    st.session_state[_WANTED] = st.session_state.get(_WANTED, 0) + 1
