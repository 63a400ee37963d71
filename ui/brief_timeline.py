"""The timeline of a brief: a strip of its days to see at a glance, and every event with its sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any, TypeAlias

import streamlit as st

from pipeline.domain import Event
from pipeline.export import days, wording
from ui import claims, quality_bars
from ui.claims import Stale
from ui.numbers import Numbered
from ui.text import plain, short

Spec: TypeAlias = dict[str, Any]
FIRST_EVENTS = 8
FEWEST_DAYS = 3
HIGHEST, ROW_PIXELS, AXIS_PIXELS = 12, 13, 46
EVENT_CHARS = 110
REPORTED, TOLD, PLANNED = "day of the report", "day of the event", "planned"


def draw(events: Sequence[Event], numbered: Numbered, stale: Stale) -> None:
    if not events:
        return
    st.subheader("Timeline")
    _strip([event for event in events if event.day is not None])
    _list(events[:FIRST_EVENTS], 0, numbered, stale)
    rest = events[FIRST_EVENTS:]
    if rest:
        with st.expander(f"{wording.counted(len(rest), 'event')} more", key="timeline-rest"):
            _list(rest, FIRST_EVENTS, numbered, stale)


def _list(events: Sequence[Event], first: int, numbered: Numbered, stale: Stale) -> None:
    listed = enumerate(events, start=first)
    for when, grouped in groupby(listed, lambda each: days.when(each[1])):
        of_day = list(grouped)
        with st.container(key=f"day-{of_day[0][0]}", gap="xsmall"):
            st.markdown(f"**{plain(when)}**")
            claims.flow([event.claim for _, event in of_day], f"event-{of_day[0][0]}", numbered, stale)


def _strip(events: Sequence[Event]) -> None:
    """A dot an event, those of one day one above another; nothing where there are too few days to compare."""
    on = [event.day for event in events if event.day is not None]
    if len(set(on)) < FEWEST_DAYS:
        return
    highest = min(max(Counter(on).values()), HIGHEST)
    said = ", ".join(f"{wording.day(day)} {number}" for day, number in sorted(Counter(on).items()))
    st.vega_lite_chart(
        _chart(_rows(events), highest),
        key="timeline-plot",
        height=highest * ROW_PIXELS + AXIS_PIXELS,
        alt=f"Events by day: {said}",
    )


def _rows(events: Sequence[Event]) -> list[dict[str, str | int]]:
    above: Counter[date | None] = Counter()
    rows: list[dict[str, str | int]] = []
    for event in events:
        above[event.day] += 1
        row = min(above[event.day], HIGHEST)
        told = short(event.claim.text, EVENT_CHARS)
        rows.append({"day": str(event.day), "row": row, "when": days.when(event), "told": told, "kind": _kind(event)})
    return rows


def _kind(event: Event) -> str:
    if event.is_publication_day:
        return REPORTED
    return PLANNED if event.is_planned else TOLD


def _chart(rows: list[dict[str, str | int]], highest: int) -> Spec:
    ink, bar = quality_bars.ink_and_bar()
    axis = {"title": None, "labelColor": ink, "labelFontSize": 12, "grid": False, "labelOverlap": True, "tickCount": 6}
    kinds = [TOLD, REPORTED, PLANNED]
    legend = {"title": None, "orient": "top", "labelColor": ink}
    return {
        "data": {"values": rows},
        "padding": {"left": 4, "right": 4, "top": 4, "bottom": 4},
        "mark": {"type": "point", "size": 60, "strokeWidth": 1.5, "opacity": 1},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "scale": {"type": "utc", "padding": 12}, "axis": axis},
            "y": {"field": "row", "type": "quantitative", "axis": None, "scale": {"domain": [0.4, highest + 0.6]}},
            "shape": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": ["circle", "circle", "diamond"]},
                "legend": legend,
            },
            "fill": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": [bar, "transparent", "transparent"]},
                "legend": legend,
            },
            "stroke": {
                "field": "kind",
                "type": "nominal",
                "scale": {"domain": kinds, "range": [bar, bar, bar]},
                "legend": legend,
            },
            "tooltip": [{"field": "when", "title": " "}, {"field": "told", "title": "What"}],
        },
    }
