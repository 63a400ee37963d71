"""Numbers as bars or columns, each with its name and its number beside it, so that no colour has to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import streamlit as st

Spec: TypeAlias = dict[str, Any]
ROW_PIXELS = 30
NAME_PIXELS = 190
COLUMN_PIXELS = 170
ROOM_FOR_NUMBERS = 1.18
# a name's tail, and half of the last name, stand out of the chart
_EDGE = 6


@dataclass(frozen=True, slots=True)
class _Colours:
    """As in the theme, which Streamlit gives to neither the bars nor the words among them."""

    ink: str
    bar: str


_LIGHT = _Colours(ink="#22252a", bar="#23566b")
_DARK = _Colours(ink="#e4e1da", bar="#5a9ab3")


def draw(numbers: Mapping[str, float], unit: str, what: str, key: str) -> None:
    """One bar a name, in this order. ``unit`` is what the numbers count, ``what`` the chart is for who hears it."""
    axis = {"labelLimit": NAME_PIXELS, "ticks": False, "domain": False}
    along = {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": axis}
    text = {"align": "left", "dx": 5}
    spec = _chart(numbers, unit, ("y", along), ("x", {"height": {"band": 0.6}}), text)
    st.vega_lite_chart(spec, key=key, height=ROW_PIXELS * len(numbers), alt=_said(numbers, what))


def columns(numbers: Mapping[str, float], unit: str, what: str, key: str, title: str = "") -> None:
    """One column a name, from left to right; ``title`` says what the names are, where they do not say it themselves.

    Otherwise as ``draw``.
    """
    axis = {"labelAngle": 0, "labelOverlap": "parity", "ticks": False, "titleFontWeight": "normal"}
    along = {"field": "name", "type": "nominal", "sort": None, "title": title or None, "axis": axis}
    text = {"baseline": "bottom", "dy": -4}
    spec = _chart(numbers, unit, ("x", along), ("y", {"width": {"band": 0.7}}), text)
    st.vega_lite_chart(spec, key=key, height=COLUMN_PIXELS, alt=_said(numbers, what))


def ink_and_bar() -> tuple[str, str]:
    """The colours of words and of marks in the theme at hand, for other charts."""
    colours = _DARK if st.context.theme.type == "dark" else _LIGHT
    return colours.ink, colours.bar


def _said(numbers: Mapping[str, float], what: str) -> str:
    return f"{what}: " + ", ".join(f"{name} {number:,.0f}" for name, number in numbers.items())


def _chart(
    numbers: Mapping[str, float], unit: str, along: tuple[str, Spec], across: tuple[str, Spec], text: Spec
) -> Spec:
    """``along`` is the channel of the names, ``across`` that of the numbers with how thick its marks are."""
    colours = _DARK if st.context.theme.type == "dark" else _LIGHT
    rows = [{"name": name, "number": number, "shown": f"{number:,.0f}"} for name, number in numbers.items()]
    longest = max(numbers.values(), default=0.0) * ROOM_FOR_NUMBERS or 1.0
    names = {"labelFontSize": 13, "labelColor": colours.ink, "titleColor": colours.ink, **along[1]["axis"]}
    amount = {"field": "number", "type": "quantitative", "axis": None, "scale": {"domain": [0, longest]}}
    return {
        "data": {"values": rows},
        "padding": {"left": 0, "right": _EDGE if along[0] == "x" else 0, "top": 0, "bottom": _EDGE},
        "encoding": {
            along[0]: {**along[1], "axis": names},
            across[0]: amount,
            "tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": unit}],
        },
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 2, "color": colours.bar, **across[1]}},
            {
                "mark": {"type": "text", "fontSize": 13, "color": colours.ink, **text},
                "encoding": {"text": {"field": "shown"}},
            },
        ],
    }
