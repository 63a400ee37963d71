"""Reader: one article as it is stored, with the cited words lit. Its address leads back to the same place."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Scope
from pipeline.errors import NotFound
from pipeline.ports import Shelf
from ui import opening, places, reading
from ui.places import Origin
from ui.seat import Seat

NEWEST = 15


def draw() -> None:
    desk = opening.desk()
    query = places.query()
    origin, place = places.origin(query), places.read(query)
    if origin:
        _back(desk.shelf, origin)
    if place is None:
        _pick(desk)
        return
    with opening.errors_shown():
        reading.draw(desk, place, Seat(origin))


def _back(shelf: Shelf, origin: Origin) -> None:
    """The way to the answer or brief that led here, while there is one."""
    try:
        _ = shelf.brief(origin.id) if origin.kind == "brief" else shelf.conversation(origin.id)
    except NotFound:
        return
    label = f"Back to the {origin.kind}"
    st.page_link(origin.page, label=label, icon=":material/arrow_back:", query_params=origin.query)


def _pick(desk: Desk) -> None:
    st.title("Reader")
    entries = desk.shelf.entries(Scope(), limit=NEWEST)
    if not entries:
        st.markdown("The library is empty.")
        st.page_link("ui/library.py", label="Add articles", icon=":material/newspaper:")
        return
    st.markdown("Click the outlet and date after any sentence of an answer, and its words are lit here.")
    st.caption("The newest articles:")
    for entry in entries:
        reading.line(entry, Seat())


draw()
