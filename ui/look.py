"""The few rules of style that the theme in ``.streamlit/config.toml`` has no words for."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

SHEET = Path(__file__).with_suffix(".css")
ICON = str(Path(__file__).with_name("icon.png"))


def apply() -> None:
    """Loads the style sheet; once a run, before the page."""
    st.html(SHEET)
