"""The passages that a planned section would be written from: each can be pinned to it, or left out of it or of all."""

from __future__ import annotations

import streamlit as st

from pipeline.domain import Hit, PassageId
from pipeline.export import wording
from ui import brief_outline
from ui.brief_outline import NOT_HERE, NOWHERE, OF_PASSAGES, PINNED_HERE, Plan, Row
from ui.places import Place
from ui.seat import Seat
from ui.text import plain, short

FIRST = 5
WHOLE_CHARS = 260
HELP = (
    "“Pin here” puts what it says in this section, whatever else is in it. “Not here” keeps it out of this section, "
    "“Nowhere” out of the whole brief."
)


def draw(plan: Plan, row: Row) -> None:
    """Nothing where none was found."""
    number, _ = row
    near = plan.near.get(number)
    if near is None or not near.hits:
        return
    with st.expander(_name(plan, number), key=f"plan-passages-{number}"):
        st.caption(HELP)
        for place, hit in enumerate(_shown(plan, number)):
            _passage(plan, number, place, hit)


def _shown(plan: Plan, number: int) -> list[Hit]:
    """The first few, and those that were chosen."""
    hits = plan.near[number].hits
    return [hit for place, hit in enumerate(hits) if place < FIRST or plan.passage_choice(number, hit.passage.id)]


def _name(plan: Plan, number: int) -> str:
    """How many, and what was chosen of them, so that it is known while it is folded."""
    chosen = [plan.passage_choice(number, hit.passage.id) for hit in plan.near[number].hits]
    words = {PINNED_HERE: "pinned here", NOT_HERE: "not here", NOWHERE: "nowhere in the brief"}
    told = [f"{chosen.count(choice)} {words[choice]}" for choice in OF_PASSAGES if choice in chosen]
    return ", ".join(("Passages for this section", *told))


def _passage(plan: Plan, number: int, place: int, hit: Hit) -> None:
    source = plan.near[number].article(hit).source
    key, label = f"{number}-{place}", wording.outlet_and_day(source)
    with st.container(gap=None, key=f"plan-passage-{key}"):
        st.markdown(plain(short(hit.passage.text, WHOLE_CHARS)))
        with st.container(horizontal=True, vertical_alignment="center", key=f"plan-passage-row-{key}"):
            with st.container(key=f"plan-source-{key}", width="content"):
                Seat().link(plain(label), Place(source.article_id, source.revision, (hit.passage.span,)))
            st.segmented_control(
                plain(f"What to do with this passage of {label}"),
                OF_PASSAGES,
                default=plan.passage_choice(number, hit.passage.id),
                key=_key(number, hit.passage.id),
                label_visibility="collapsed",
                on_change=_choose,
                args=(number, hit.passage.id),
            )


def _choose(number: int, passage: PassageId) -> None:
    plan = brief_outline.opened()
    if plan is not None:
        chosen = plan.choosing_passage(number, passage, st.session_state[_key(number, passage)])
        brief_outline.keep(chosen)
        for row, _ in chosen.rows:  # what is chosen here may be said of it in other sections too
            st.session_state[_key(row, passage)] = chosen.passage_choice(row, passage)


def _key(number: int, passage: PassageId) -> str:
    return f"plan-passage-choice-{number}-{passage}"
