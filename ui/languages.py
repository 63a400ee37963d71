"""Codes of languages to the names that readers know them by."""

from __future__ import annotations

from functools import cache

from babel import Locale

from pipeline.export import wording

_ENGLISH = Locale("en")


@cache
def name(code: str) -> str:
    """``German`` for ``de``, ``Chinese (zh-Hant)`` for a code with more to it; one that is unknown as it is."""
    told = wording.shown(code)
    known = _ENGLISH.languages.get(told.replace("_", "-").split("-")[0].lower())
    if known is None:
        return told
    return known if told.isalpha() else f"{known} ({told})"
