"""Buttons that show an icon alone: their words, which the style sheet hides, are for who listens, hovers or tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from ui.text import plain


def button(icon: str, said: str, key: str, then: Callable[..., None], *args: object, is_off: bool = False) -> None:
    """``icon`` is the name of a Material symbol; ``said`` is Markdown, and ``then`` is called with ``args``."""
    st.button(
        said,
        icon=f":material/{icon}:",
        key=f"icon-{key}",
        type="tertiary",
        help=said,
        disabled=is_off,
        on_click=then,
        args=args,
    )


def menu(said: str, key: str, choices: Mapping[str, Callable[[], None]]) -> None:
    """What is rarer, by its words; ``said`` is Markdown."""
    st.menu_button(
        said,
        list(choices),
        icon=":material/more_horiz:",
        key=f"menu-{key}",
        type="tertiary",
        help=said,
        format_func=plain,
        on_click=_chosen,
        args=(f"menu-{key}", choices),
    )


def _chosen(key: str, choices: Mapping[str, Callable[[], None]]) -> None:
    choices[st.session_state[key]]()
