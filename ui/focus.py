"""Where the cursor goes after a click whose button is gone: without it, who uses the keyboard begins at the top."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_WANTED = "focus-wanted"
_focus = st.components.v2.component(
    "briefdesk.focus", js=Path(__file__).with_suffix(".js").read_text("utf-8"), isolate_styles=False
)


def draw() -> None:
    """Once on a page that moves the cursor, at its end."""
    number, part = _wanted()
    _focus(key="focus", data={"number": number, "part": part})


def to(part: str) -> None:
    """The next drawing of the page puts a cursor that is nowhere into the first box of the container with this key."""
    number, _ = _wanted()
    st.session_state[_WANTED] = (number + 1, part)


def _wanted() -> tuple[int, str]:
    found: tuple[int, str] = st.session_state.get(_WANTED, (0, ""))
    return found
