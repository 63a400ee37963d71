"""The parts of a brief that are tables, lists and plots, each drawn only where there is something in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

import streamlit as st

from pipeline.domain import Brief, Citation, Claim, Disagreement, Figure, Position, Source
from pipeline.export import founded, wording
from pipeline.export import notes as numbering
from pipeline.export.blocks import Lines, Table
from pipeline.export.notes import Notes
from ui import answers, claims, places, quality_bars
from ui.claims import Stale
from ui.places import Place
from ui.text import plain

NOT_STATED = "not stated"
NEWEST = ":material/new_releases: newest"


def figures(found: Sequence[Figure], notes: Notes) -> None:
    """A row a figure, those that count one thing one under another; each leads to its words."""
    if not found:
        return
    st.subheader("Key figures")
    rows = numbering.in_rows(tuple(found))
    st.container(key="brief-figures").table(
        {
            "What it counts": list(_counted(rows)),
            "Figure": [_value(figure) for figure in rows],
            "As of": [wording.day(figure.as_of) if figure.as_of else NOT_STATED for figure in rows],
            "Said by": [plain(figure.said_by) or NOT_STATED for figure in rows],
            "Source": [_sources(figure.claim, notes) for figure in rows],
        },
        border="horizontal",
        hide_index=True,
        alt="Key figures, those that count one thing one under another, with their sources",
    )


def positions(found: Sequence[Position], notes: Notes) -> None:
    """Who says what on which matter, in their words."""
    if not found:
        return
    st.subheader("Who says what")
    st.container(key="brief-positions").table(
        {
            "Who": [f"**{plain(position.actor)}**" for position in found],
            "On": [plain(position.issue) for position in found],
            "In their words": [plain(position.claim.text) for position in found],
            "When": [wording.day(position.said_on) if position.said_on else NOT_STATED for position in found],
            "Source": [_sources(position.claim, notes) for position in found],
        },
        border="horizontal",
        hide_index=True,
        alt="Who says what, with their sources",
    )


def unknowns(found: Sequence[Claim], notes: Notes, stale: Stale) -> None:
    """What the articles themselves say is not known."""
    if found:
        st.subheader("What the articles say is not known")
    for i, claim in enumerate(found):
        claims.draw(claim, f"unknown-{i}", notes, stale)


def disagreements(found: Sequence[Disagreement], notes: Notes, stale: Stale) -> None:
    """Contradictions first, then what only changed over time; no side is taken."""
    if not found:
        return
    st.subheader("Where the articles disagree")
    for i, each in enumerate(sorted(found, key=lambda one: one.is_update)):
        answers.differing(each, f"brief-{i}", notes, stale)


def gaps(found: Sequence[str]) -> None:
    if found:
        st.subheader("What the articles do not say")
        st.markdown("\n".join(f"- {plain(gap)}" for gap in found))


def balance(brief: Brief) -> None:
    """How many sources its sentences have, and whose words and of what days they are, with plots."""
    blocks = founded.blocks(brief)
    if not blocks:
        return
    st.subheader("How well founded this is")
    for number, block in enumerate(blocks):
        if isinstance(block, Lines):
            st.markdown("\n".join(f"- {plain(line.text)}" for line in block.lines))
        else:
            _bars(block, f"balance-{number}")


def sources(brief: Brief, notes: Notes) -> None:
    """Every cited article, with its outlet and date and the notes that cite it."""
    if brief.sources:
        st.subheader("Sources")
        st.markdown("\n".join(f"1. {_source(source, notes)}" for source in brief.sources))


def _counted(rows: Sequence[Figure]) -> Iterator[str]:
    """What each counts; nothing where that is what the one above it counts."""
    above = ""
    for figure in rows:
        counts = wording.counts(figure)
        yield "" if counts == above else plain(counts)
        above = counts


def _value(figure: Figure) -> str:
    citations = figure.claim.citations
    linked = _linked(f"**{plain(figure.value)}**", places.of(citations[0], citations))
    return f"{linked} {NEWEST}" if figure.is_newest else linked


def _bars(table: Table, key: str) -> None:
    """The counts that stand last in each row, named by the first."""
    unit = table.columns[-1].lower()
    st.markdown(f"**{table.title}** ({unit})")
    numbers = {row[0].text: float(count) for row, count in zip(table.rows, table.bars, strict=True)}
    quality_bars.draw(numbers, unit, table.title, key)


def _source(source: Source, notes: Notes) -> str:
    label = plain(f"{wording.outlet(source)}: {wording.title(source)}")
    facts = f", {wording.day(source.published)}, {wording.notes(notes.citing(source.article_id))}"
    return _linked(label, Place(source.article_id, source.revision)) + plain(facts)


def _sources(claim: Claim, notes: Notes) -> str:
    return "; ".join(_link(citation, claim.citations, notes) for citation in claim.citations)


def _link(citation: Citation, others: Sequence[Citation], notes: Notes) -> str:
    label = plain(f"{notes.at(citation)} · {wording.outlet_and_day(citation.source)}")
    return _linked(label, places.of(citation, others))


def _linked(label: str, place: Place) -> str:
    """A link to the Reader for a table or a list, where no widget can be; ``label`` is Markdown."""
    return f"[{label}](/reader?{urlencode(claims.query(place))})"
