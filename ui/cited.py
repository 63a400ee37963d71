"""Sentences drawn with a chip behind each clause that is cited: a card on hover or focus, the reader beside on a click.

The browser gets texts as data and puts them on the page as text (``cited.js``). What a click brings back is an address
like any other: it is read by ``places`` and never trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from pipeline.export import wording
from ui import places
from ui.places import Place

_HTML = '<div class="cited"></div><div class="cited-card" popover="manual" role="tooltip"></div>'
_draw = st.components.v2.component(
    "briefdesk.cited",
    html=_HTML,
    css=Path(__file__).with_suffix(".css").read_text("utf-8"),
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
    isolate_styles=False,
)


@dataclass(frozen=True, slots=True)
class Chip:
    """One cited place, and what its card says: the words before, the cited words and the words after, and how far the
    sentence may be relied on. ``number`` 0 is not shown; ``day`` is short, ``date`` whole.
    """

    place: Place
    number: int
    outlet: str
    day: str
    date: str
    title: str
    before: str
    quote: str
    after: str
    verdict: str = ""
    sort: str = ""
    sources: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A few words behind a sentence on how far it may be relied on; ``sort`` is ``fully`` or ``partly``."""

    text: str
    sort: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a cited passage since, and where that can be seen."""

    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, or one passage. ``ends`` has for each chip the offset in ``text`` behind which it stands."""

    text: str
    chips: tuple[Chip, ...]
    ends: tuple[int, ...]
    mark: Mark | None = None
    changed: tuple[Changed, ...] = ()
    sort: str = "claim"


@dataclass(frozen=True, slots=True)
class Cell:
    """Of a table: a text, which leads to the words of ``link`` where it has one, with ``note`` and chips behind it.

    ``sort`` is ``strong``, ``day`` (stays on one line) or ``faint``, or empty.
    """

    text: str = ""
    link: Chip | None = None
    note: str = ""
    chips: tuple[Chip, ...] = ()
    sort: str = ""


def draw(lines: Sequence[Line], key: str) -> None:
    """``key`` is unique on the page."""
    # a list Streamlit would compare with kinds of tables, for which it loads pandas: seconds of the first answer
    _mount({"lines": tuple(_line(line) for line in lines)}, key)


def table(columns: Sequence[str], rows: Sequence[Sequence[Cell]], key: str, caption: str) -> None:
    """``caption`` is for those who listen. ``key`` is unique on the page."""
    told = {"columns": list(columns), "rows": [[_cell(cell) for cell in row] for row in rows], "caption": caption}
    _mount({"tables": (told,)}, key)


def _mount(data: dict[str, Any], key: str) -> None:
    shown = places.read(places.query())
    key = f"cited-{key}"
    _draw(key=key, data=data | {"open": _address(shown) if shown else ""}, on_opened_change=partial(_open, key))


def _open(key: str) -> None:
    opened = st.session_state[key].get("opened")
    place = places.read(parse_qs(opened)) if isinstance(opened, str) else None
    if place is not None:
        places.show(place)


def _line(line: Line) -> dict[str, Any]:
    mark = {"text": wording.harmless(line.mark.text), "sort": line.mark.sort} if line.mark else None
    return {
        "parts": _parts(line),
        "chips": [_chip(chip) for chip in line.chips],
        "mark": mark,
        "stale": [{"text": wording.harmless(each.text), "href": _href(each.place)} for each in line.changed],
        "sort": line.sort,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "text": wording.harmless(cell.text),
        "link": _chip(cell.link) if cell.link else None,
        "note": cell.note,
        "chips": [_chip(chip) for chip in cell.chips],
        "sort": cell.sort,
    }


def _parts(line: Line) -> list[dict[str, Any]]:
    """The text cut where chips stand, and the chips between, each by its place in the list."""
    parts: list[dict[str, Any]] = []
    start = 0
    for chip, end in sorted(enumerate(line.ends), key=lambda pair: pair[1]):
        if end > start:
            parts.append({"text": wording.harmless(line.text[start:end])})
            start = end
        parts.append({"chip": chip})
    return [*parts, {"text": wording.harmless(line.text[start:])}] if start < len(line.text) else parts


def _chip(chip: Chip) -> dict[str, Any]:
    words = {name: getattr(chip, name) for name in Chip.__slots__ if name not in {"place", "number"}}
    told = {name: wording.harmless(value) for name, value in words.items()}
    return {**told, "number": chip.number, "place": _address(chip.place), "href": _href(chip.place)}


def _address(place: Place) -> str:
    return urlencode(place.query)


def _href(place: Place | None) -> str:
    """Of the Reader's own page, for a new tab."""
    return f"reader?{urlencode(places.with_origin(place))}" if place else ""
