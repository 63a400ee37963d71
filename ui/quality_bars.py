"""Numbers as bars, each with its name before it and its number behind it, so that no colour has to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import streamlit as st

VegaLiteSpec: TypeAlias = dict[str, Any]
ROW_PIXELS = 30
NAME_PIXELS = 190
ROOM_FOR_NUMBERS = 1.18


@dataclass(frozen=True, slots=True)
class _Colours:
    """As in the theme, which Streamlit gives to neither the bars nor the words among them."""

    ink: str
    bar: str


_LIGHT = _Colours(ink="#22252a", bar="#23566b")
_DARK = _Colours(ink="#e4e1da", bar="#5a9ab3")


def draw(numbers: Mapping[str, float], unit: str, what: str, key: str) -> None:
    """One bar a name, in this order. ``unit`` is what the numbers count, ``what`` the chart is for who hears it."""
    said = ", ".join(f"{name} {number:,.0f}" for name, number in numbers.items())
    colours = _DARK if st.context.theme.type == "dark" else _LIGHT
    height = ROW_PIXELS * len(numbers)
    st.vega_lite_chart(_chart(numbers, unit, colours), key=key, height=height, alt=f"{what}: {said}")


def _chart(numbers: Mapping[str, float], unit: str, colours: _Colours) -> VegaLiteSpec:
    rows = [{"name": name, "number": number, "shown": f"{number:,.0f}"} for name, number in numbers.items()]
    longest = max(numbers.values(), default=0.0) * ROOM_FOR_NUMBERS or 1.0
    names = {"labelLimit": NAME_PIXELS, "labelFontSize": 13, "labelColor": colours.ink, "ticks": False, "domain": False}
    number = {"type": "text", "align": "left", "dx": 5, "fontSize": 13, "color": colours.ink}
    return {
        "data": {"values": rows},
        "padding": {"left": 0, "right": 0, "top": 0, "bottom": 0},
        "encoding": {
            "x": {"field": "number", "type": "quantitative", "axis": None, "scale": {"domain": [0, longest]}},
            "y": {"field": "name", "type": "nominal", "sort": None, "title": None, "axis": names},
            "tooltip": [{"field": "name", "title": " "}, {"field": "shown", "title": unit}],
        },
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 2, "color": colours.bar, "height": {"band": 0.6}}},
            {"mark": number, "encoding": {"text": {"field": "shown"}}},
        ],
    }
