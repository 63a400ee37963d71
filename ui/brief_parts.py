"""The parts of a brief that are tables or lists: key figures, disagreements, sources."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from pipeline.domain import Brief, Citation, Disagreement, Figure, Source
from pipeline.export import wording
from pipeline.export.notes import Notes
from ui import answers, claims, places
from ui.claims import Stale
from ui.places import Place
from ui.text import plain


def figures(found: Sequence[Figure], notes: Notes) -> None:
    """A row a figure; its source leads to the words."""
    if not found:
        return
    st.subheader("Key figures")
    st.table(
        {
            "Figure": [f"**{plain(figure.value)}**" for figure in found],
            "What it counts": [plain(figure.counts) for figure in found],
            "Said by": [plain(figure.said_by) or "not stated" for figure in found],
            "Source": [_sources(figure, notes) for figure in found],
        },
        border="horizontal",
        hide_index=True,
        alt="Key figures with their sources",
    )


def disagreements(found: Sequence[Disagreement], notes: Notes, stale: Stale) -> None:
    """Contradictions first, then what only changed over time; no side is taken."""
    if not found:
        return
    st.subheader("Where the articles disagree")
    for i, each in enumerate(sorted(found, key=lambda one: one.is_update)):
        answers.differing(each, f"brief-{i}", notes, stale)


def sources(brief: Brief, notes: Notes) -> None:
    """Every cited article, with its outlet and date and the notes that cite it."""
    if brief.sources:
        st.subheader("Sources")
        st.markdown("\n".join(f"1. {_source(source, notes)}" for source in brief.sources))


def _source(source: Source, notes: Notes) -> str:
    label = plain(f"{wording.outlet(source)}: {wording.title(source)}")
    facts = f", {wording.day(source.published)}, {wording.notes(notes.citing(source.article_id))}"
    return _linked(label, Place(source.article_id, source.revision)) + plain(facts)


def _sources(figure: Figure, notes: Notes) -> str:
    return "; ".join(_link(citation, figure.claim.citations, notes) for citation in figure.claim.citations)


def _link(citation: Citation, others: Sequence[Citation], notes: Notes) -> str:
    label = plain(f"{notes.at(citation)} · {wording.outlet_and_day(citation.source)}")
    return _linked(label, places.of(citation, others))


def _linked(label: str, place: Place) -> str:
    """A link to the Reader for a table or a list, where no widget can be; ``label`` is Markdown."""
    return f"[{label}](/reader?{urlencode(claims.query(place))})"
