"""An answer drawn: its claims, where the articles disagree, what was left out, what is missing, and who wrote it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.domain import Answer, Claim, Disagreement, Dropped, Provenance, Side, Turn
from pipeline.export import wording
from ui import claims, compare_links, opening
from ui.claims import Stale
from ui.numbers import Numbered
from ui.text import plain

NEAREST_CHARS = 280


def question(text: str, key: str) -> None:
    with st.container(key=f"question-{key}"):
        st.markdown(plain(text))


def draw(turn: Turn, key: str, numbered: Numbered | None = None) -> None:
    """``key`` is unique on the page; ``numbered`` as in ``claims.flow``."""
    answer = turn.answer
    searched_for(answer)
    if answer.provenance.note:
        st.warning(f"{plain(answer.provenance.note)} These are quotes from the articles, chosen without the model.")
    stale = claims.check(opening.desk().shelf, _said(answer))
    claims.flow(answer.claims, key, numbered, stale, answer.disagreements)
    if turn.is_stopped:
        st.caption("Stopped. What had been checked by then is above." if answer.claims else "Stopped.")
    elif answer.abstained:
        abstention(answer, key, numbered)
    for number, disagreement in enumerate(answer.disagreements):
        differing(disagreement, f"{key}-d{number}", numbered, stale)
    not_used(answer.dropped)
    written_by(answer.provenance)


def _said(answer: Answer) -> tuple[Claim, ...]:
    sides = (side.claim for disagreement in answer.disagreements for side in disagreement.sides)
    return (*answer.claims, *sides)


def searched_for(answer: Answer) -> None:
    """Said where it is not what was typed."""
    if answer.searched_for.strip() != answer.question.strip():
        st.caption(f"Searched for: {plain(answer.searched_for)}")


def abstention(answer: Answer, key: str, numbered: Numbered | None = None) -> None:
    st.markdown("**The articles do not say.**")
    for gap in answer.gaps:
        st.markdown(plain(gap))
    if answer.nearest:
        st.caption("What came closest:")
    for number, citation in enumerate(answer.nearest):
        claims.passage(citation, f"{key}-n{number}", numbered, NEAREST_CHARS)


def differing(
    disagreement: Disagreement, key: str, numbered: Numbered | None = None, stale: Stale = claims.NOTHING_STALE
) -> None:
    """Value by value, side by side; none is called right. ``numbered`` and ``stale`` as in ``claims.flow``."""
    heading = "Changed over time" if disagreement.is_update else "The articles differ"
    with st.container(border=True, key=f"differing-{key}"):
        st.markdown(f"**{heading}:** {plain(disagreement.about)}")
        for number, side in enumerate(disagreement.sides):
            _side(side, f"{key}-{number}", numbered, stale)
        compare_links.of_disagreement(disagreement)


def not_used(dropped: Sequence[Dropped]) -> None:
    """What can be looked at, and is not to be read as fact."""
    if not dropped:
        return
    with st.expander(f"Not used: {wording.counted(len(dropped), 'sentence')}"):
        for each in dropped:
            st.markdown(f"{plain(each.text)}")
            st.caption(f"Left out: {plain(each.reason)}")


def written_by(made: Provenance) -> None:
    st.caption(plain(" · ".join(part for part in (_writer(made), _spent(made)) if part)))


def _writer(made: Provenance) -> str:
    when = f"{wording.day(made.made_at.date())}, {made.made_at:%H:%M} {made.made_at.tzname()}"
    return f"Written by {made.model} ({made.backend}), {when}" if made.model else f"Quotes only, no model, {when}"


def _spent(made: Provenance) -> str:
    usage = made.usage
    if not usage.prompt_tokens and not usage.completion_tokens:
        return ""
    cost = "" if usage.cost is None else f", cost {usage.cost:.4f}"
    return f"{usage.prompt_tokens:,} tokens read, {usage.completion_tokens:,} written{cost}"


def _side(side: Side, key: str, numbered: Numbered | None, stale: Stale) -> None:
    value, words = st.columns((1, 3), gap="small")
    with value:
        st.markdown(f"**{plain(side.value)}**")
    with words:
        claims.side(side.claim, key, numbered, stale)
