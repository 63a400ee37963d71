"""Fields that several forms of the library have: names of which some are known, a language, what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import streamlit as st

from pipeline.errors import UserError
from pipeline.export import wording
from pipeline.ingest import canonical

_LANGUAGE = re.compile(r"[a-z]{2,3}")


def several(
    label: str, known: Iterable[str], key: str, *, chosen: Iterable[str] = (), can_be_new: bool = True
) -> tuple[str, ...]:
    """Names out of those that are known, and new ones; each once, on one line, none empty."""
    names = sorted({*filter(None, known), *chosen})
    picked = st.multiselect(
        label,
        names,
        list(chosen),
        format_func=wording.shown,
        accept_new_options=can_be_new,
        key=key,
        placeholder="none" if names or can_be_new else "there are none",
        disabled=not names and not can_be_new,
    )
    return tuple(dict.fromkeys(name for name in map(canonical.line, picked) if name))


def one(label: str, known: Iterable[str], key: str, *, placeholder: str, chosen: str = "") -> str:
    """A name out of those that are known, a new one, or nothing."""
    names = sorted({*filter(None, known), *filter(None, (chosen,))})
    picked = st.selectbox(
        label,
        names,
        index=names.index(chosen) if chosen else None,
        format_func=wording.shown,
        accept_new_options=True,
        key=key,
        placeholder=placeholder,
    )
    return canonical.line(picked or "")


def language(typed: str) -> str:
    """The code of a language, or nothing. Raises UserError for what is none."""
    code = canonical.line(typed).lower()
    if code and not _LANGUAGE.fullmatch(code):
        raise UserError(f"A language is given as its code of two or three letters, such as en or de, not “{typed}”.")
    return code
