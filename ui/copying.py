"""A button that copies a text, made by the browser: nothing goes to the server."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_HTML = """<button type="button" class="copy"><span class="copy-icon" aria-hidden="true">content_copy</span>
<span class="copy-label">Copy</span></button><span class="copy-told" role="status"></span>"""
_button = st.components.v2.component(
    "briefdesk.copying",
    html=_HTML,
    css=Path(__file__).with_suffix(".css").read_text("utf-8"),
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
    isolate_styles=False,
)


def draw(text: str, key: str, *, title: str) -> None:
    """``title`` says what is copied, in full."""
    _button(key=key, data={"text": text, "title": title}, width="content")
