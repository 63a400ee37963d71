"""A claim drawn: its sentence, then a chip for each cited place, and how far it can be relied on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.domain import Citation, Claim, Corroboration, Support, Verdict
from pipeline.export import wording
from pipeline.export.notes import Notes
from ui import places
from ui.text import plain, short

QUOTE_CHARS = 300


def draw(claim: Claim, key: str, notes: Notes | None = None) -> None:
    """``key`` is unique on the page. With ``notes`` each chip begins with its note number."""
    with st.container(key=f"claim-{key}", gap=None):
        st.markdown(plain(claim.text))
        with st.container(key=f"sources-{key}", horizontal=True, gap="xxsmall", vertical_alignment="center"):
            for citation in claim.citations:
                chip(citation, claim.citations, notes)
            st.caption(plain(standing(claim)), width="content")


def chip(citation: Citation, others: Sequence[Citation] = (), notes: Notes | None = None) -> None:
    """A link to the very words in the Reader, where ``others`` of the same article are lit too."""
    number = f"{notes.at(citation)} · " if notes else ""
    st.page_link(
        places.READER,
        label=plain(f"{number}{citation.source.label}, {wording.day(citation.source.published)}"),
        icon="",
        help=plain(f"“{short(citation.quote, QUOTE_CHARS)}”"),
        query_params=places.of(citation, others).query,
    )


def standing(claim: Claim) -> str:
    """How well it is supported, and by how many, in words."""
    return " · ".join((verdict(claim.support), sources(claim.corroboration)))


def verdict(support: Support) -> str:
    if support.verdict is Verdict.SUPPORTED:
        return "Supported"
    reasons = "; ".join(support.reasons)
    return f"Partly supported: {reasons}" if reasons else "Partly supported"


def sources(corroboration: Corroboration) -> str:
    """``2 independent of 3 articles``: copies and articles of one outlet count once."""
    if corroboration.articles <= 1:
        return "one source"
    return f"{corroboration.independent} independent of {wording.counted(corroboration.articles, 'article')}"
