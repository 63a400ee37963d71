"""How far a brief is, section by section, with a way to stop it; it goes on when the page is left."""

from __future__ import annotations

import streamlit as st

from pipeline.export import wording
from ui import brief_writing, opening
from ui.brief_writing import Writing
from ui.text import plain

MINE = "brief-writing"
POLL_SECONDS = 0.5
# most briefs without a model are there within this time
FIRST_LOOK_SECONDS = 1.5
DONE, AT_HAND, TO_COME = ":material/check_circle:", ":material/edit_note:", ":material/radio_button_unchecked:"


def follow(writing: Writing) -> None:
    """This reader is led to the brief when it is done."""
    st.session_state[MINE] = writing.id
    with st.spinner("Reading the articles …"):
        writing.wait(FIRST_LOOK_SECONDS)


def mine() -> Writing | None:
    """What this reader has begun, over or not."""
    return brief_writing.find(st.session_state.get(MINE, ""))


def leave() -> None:
    brief_writing.forget(st.session_state.pop(MINE, ""))


def failed(writing: Writing) -> None:
    """Why there is no brief."""
    if writing.error is not None:
        opening.show(writing.error)
    else:
        st.error("The brief could not be finished: a fault in Briefdesk. The log says where.")


def draw(writing: Writing) -> None:
    st.fragment(_growing, run_every=POLL_SECONDS)(writing)


def _growing(writing: Writing) -> None:
    if writing.is_over:
        st.rerun()
    with st.container(border=True, key=f"writing-{writing.id}"):
        st.markdown(f"**{plain(writing.topic)}**")
        sections = writing.outline.sections if writing.outline else ()
        far = f"{writing.done} of {wording.counted(len(sections), 'section')} written" if sections else "Planning …"
        st.progress(min(writing.done / max(len(sections), 1), 1.0), text=far)
        st.markdown("\n".join(f"- {_mark(i, writing.done)} {plain(s.heading)}" for i, s in enumerate(sections)))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                "Stop",
                key=f"stop-{writing.id}",
                icon=":material/stop_circle:",
                on_click=writing.stop,
                disabled=writing.is_stopping,
            )
            st.caption(_said(writing), width="stretch")


def _mark(place: int, done: int) -> str:
    if place < done:
        return f"{DONE} written:"
    return f"{AT_HAND} writing:" if place == done else f"{TO_COME} to come:"


def _said(writing: Writing) -> str:
    if writing.is_stopping:
        return "Stopping once this section is written. What is done is kept."
    return "You may leave this page: the brief is saved when it is done."
