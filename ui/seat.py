"""Where an article is read: on a page of its own, or beside an answer or a brief; links within it stay there."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ui import places
from ui.places import Origin, Place


@dataclass(frozen=True, slots=True)
class Seat:
    """``origin`` is what led here, if anything did."""

    origin: Origin | None = None
    is_beside: bool = False

    def link(self, label: str, place: Place) -> None:
        """To another place in an article; what led here is not forgotten. ``label`` is Markdown."""
        if self.is_beside:
            st.button(label, key=f"to-{label}-{place}", type="tertiary", on_click=places.show, args=(place,))
        else:
            mark = self.origin.mark if self.origin else {}
            st.page_link(places.READER, label=label, icon="", query_params=place.query | mark)
