"""The parts of a brief that are tables, lists and plots, each drawn only where there is something in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from pipeline.domain import Brief, Claim, Disagreement, Figure, Position, Source
from pipeline.export import founded, wording
from pipeline.export import notes as numbering
from pipeline.export.blocks import Lines, Table
from ui import answers, cited, claims, quality_bars
from ui.cited import Cell
from ui.claims import Stale
from ui.numbers import Numbered
from ui.text import plain

NOT_STATED = "not stated"
NEWEST = "newest"


def figures(found: Sequence[Figure], numbered: Numbered) -> None:
    """A row a figure, those that count one thing one under another; each leads to its words."""
    if not found:
        return
    st.subheader("Key figures")
    cited.table(
        ("What it counts", "Figure", "As of", "Said by", "Source"),
        _figure_rows(numbering.in_rows(tuple(found)), numbered),
        "figures",
        "Key figures, those that count one thing one under another, with their sources",
    )


def positions(found: Sequence[Position], numbered: Numbered) -> None:
    """Who says what on which matter, in their words."""
    if not found:
        return
    st.subheader("Who says what")
    cited.table(
        ("Who", "On", "In their words", "When", "Source"),
        [_position(position, numbered) for position in found],
        "positions",
        "Who says what, with their sources",
    )


def unknowns(found: Sequence[Claim], numbered: Numbered, stale: Stale) -> None:
    """What the articles themselves say is not known."""
    if found:
        st.subheader("What the articles say is not known")
        claims.flow(found, "unknown", numbered, stale)


def disagreements(found: Sequence[Disagreement], numbered: Numbered, stale: Stale) -> None:
    """Contradictions first, then what only changed over time; no side is taken."""
    if not found:
        return
    st.subheader("Where the articles disagree")
    for i, each in enumerate(sorted(found, key=lambda one: one.is_update)):
        answers.differing(each, f"brief-{i}", numbered, stale)


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
        elif isinstance(block, Table):
            _bars(block, f"balance-{number}")


def sources(brief: Brief) -> None:
    """Every cited article with its outlet and date, numbered as the chips are."""
    if brief.sources:
        st.subheader("Sources")
        rows = [_source(number, source) for number, source in enumerate(brief.sources, start=1)]
        cited.table(("", "Article", "Outlet", "Published"), rows, "sources", "The articles that are cited")


def _figure_rows(rows: Sequence[Figure], numbered: Numbered) -> list[tuple[Cell, ...]]:
    """What each counts is said once where the one above it counts the same."""
    drawn: list[tuple[Cell, ...]] = []
    above = ""
    for figure in rows:
        counts, chips = wording.counts(figure), claims.places_of(figure.claim, numbered)
        drawn.append(
            (
                Cell("" if counts == above else counts),
                Cell(figure.value, link=chips[0], note=NEWEST if figure.is_newest else "", sort="strong"),
                _day(figure.as_of),
                Cell(figure.said_by) if figure.said_by else Cell(NOT_STATED, sort="faint"),
                Cell(chips=chips),
            )
        )
        above = counts
    return drawn


def _position(position: Position, numbered: Numbered) -> tuple[Cell, ...]:
    return (
        Cell(position.actor, sort="strong"),
        Cell(position.issue),
        Cell(position.claim.text),
        _day(position.said_on),
        Cell(chips=claims.places_of(position.claim, numbered)),
    )


def _day(day: date | None) -> Cell:
    return Cell(wording.day(day), sort="day") if day else Cell(NOT_STATED, sort="faint")


def _bars(table: Table, key: str) -> None:
    """The counts that stand last in each row, named by the first."""
    unit = table.columns[-1].lower()
    st.markdown(f"**{table.title}** ({unit})")
    numbers = {row[0].text: float(count) for row, count in zip(table.rows, table.bars, strict=True)}
    quality_bars.draw(numbers, unit, table.title, key)


def _source(number: int, source: Source) -> tuple[Cell, ...]:
    return (
        Cell(str(number)),
        Cell(wording.headed(source.title) or "Untitled", link=claims.article(source)),
        Cell(wording.outlet(source)),
        _day(source.published),
    )
