"""The reader beside the page: an article opened at the cited words, while the answer or the brief stays in sight.

What is open is in the page's address (``article=ID&revision=N&at=START-END``, as ``places`` has it), so that a link or
a reload opens it again.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from pipeline.desk import Desk
from ui import opening, places, reading
from ui.seat import Seat

_BAR = """<div class="beside-bar" role="toolbar" aria-label="Article beside the page">
<button type="button" class="beside-step" data-step="-1" aria-label="Previous citation">←</button>
<span class="beside-count" aria-live="polite"></span>
<button type="button" class="beside-step" data-step="1" aria-label="Next citation">→</button>
<a class="beside-page" target="_self">Open as a page</a>
<button type="button" class="beside-close">Close</button>
</div>"""
_bar = st.components.v2.component(
    "briefdesk.beside",
    html=_BAR,
    css=Path(__file__).with_suffix(".css").read_text("utf-8"),
    js=Path(__file__).with_suffix(".js").read_text("utf-8"),
    isolate_styles=False,
)


def draw(desk: Desk) -> None:
    """Nothing where the address names no article."""
    place = places.read(places.query())
    if place is None:
        return
    with st.container(key="beside"):
        address = places.with_origin(place)
        data = {"place": urlencode(place.query), "href": f"reader?{urlencode(address)}"}
        bar = _bar(key="beside-bar", data=data, on_closed_change=places.close, on_paged_change=lambda: None)
        if bar.paged:
            st.switch_page(places.READER, query_params=address)
        with opening.errors_shown():
            reading.draw(desk, place, Seat(places.here(st.query_params.to_dict()), is_beside=True))
