"""A thumb up or down for an answer, and why it is down. What is said is kept with the conversation."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Conversation, Feedback, Turn
from ui.text import plain

UP = 1
REASON_CHARS = 500


def said_of(desk: Desk, conversation: Conversation) -> dict[datetime, Feedback]:
    """What whoever is there said of each answer, by when that was made."""
    mine = (each for each in desk.shelf.feedback(conversation.id) if each.author == desk.person.id)
    return {each.answered_at: each for each in mine}


def draw(desk: Desk, conversation: Conversation, turn: Turn, said: Feedback | None, key: str) -> None:
    made_at, name = turn.answer.provenance.made_at, f"thumb-{key}"
    if name not in st.session_state:
        st.session_state[name] = None if said is None else int(said.is_good)
    st.feedback("thumbs", key=name, on_change=_take, args=(desk, conversation.id, made_at, name))


def why(desk: Desk, said: Feedback | None, key: str) -> None:
    """Asks for a reason beneath a thumb down, once; nothing else."""
    if said is None or said.is_good:
        return
    if said.reason:
        st.caption(f"You said: {plain(said.reason)}")
        return
    with st.form(f"why-{key}", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input("What is wrong with it?", key=f"reason-{key}", max_chars=REASON_CHARS)
        if st.form_submit_button("Send") and reason.strip():
            desk.shelf.save_feedback(_told(said, is_good=False, reason=" ".join(reason.split())))
            st.rerun()


def _take(desk: Desk, conversation_id: str, made_at: datetime, name: str) -> None:
    chosen = st.session_state[name]
    if chosen is None:
        desk.shelf.delete_feedback(conversation_id, made_at, desk.person.id)
        return
    fresh = Feedback(conversation_id, made_at, is_good=False, at=datetime.now(UTC), author=desk.person.id)
    desk.shelf.save_feedback(_told(fresh, is_good=chosen == UP, reason=""))


def _told(said: Feedback, *, is_good: bool, reason: str) -> Feedback:
    return Feedback(said.conversation_id, said.answered_at, is_good, datetime.now(UTC), reason, said.author)
