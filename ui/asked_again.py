"""A question taken back, changed and asked again.

The last one gives its place to the new: nothing rests on it. An earlier one begins a conversation of its own with what
was asked before it, so that the answers behind it stay where they are, with what links to them.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pipeline.domain import Conversation
from ui import asking, conversations, keys

_TAKEN = "question-taken-back"


def begin(conversation: Conversation, turn: int) -> None:
    """Puts the question of this turn into the box."""
    st.session_state[_TAKEN] = (conversation.id, turn)
    st.session_state["question"] = conversation.turns[turn].answer.question
    keys.to_the_box()


def note(conversation: Conversation) -> None:
    """What asking will do, above the box; nothing where no question was taken back."""
    turn = _taken(conversation)
    if turn is None:
        return
    is_last = turn == len(conversation.turns) - 1
    then = "its answer is replaced" if is_last else "it begins a new conversation, and this one stays"
    with st.container(key="taken-back", horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(f"Question {turn + 1} again: {then}.", width="content")
        st.button("Leave it", key="leave-it", type="tertiary", on_click=_leave)


def before(conversation: Conversation) -> Conversation:
    """What the next question is asked after, once: all of it, or what was asked before the question taken back."""
    turn = _taken(conversation)
    st.session_state.pop(_TAKEN, None)
    if turn is None:
        return conversation
    rest, first = conversation.until(turn), conversation.turns[0].answer.question
    if turn < len(conversation.turns) - 1:
        return replace(rest, id=conversations.begin().id, title="")
    is_named = turn or conversation.title != asking.title(first)
    return rest if is_named else replace(rest, title="")


def _taken(conversation: Conversation) -> int | None:
    conversation_id, turn = st.session_state.get(_TAKEN, ("", 0))
    return turn if conversation_id == conversation.id and turn < len(conversation.turns) else None


def _leave() -> None:
    st.session_state.pop(_TAKEN, None)
    st.session_state["question"] = ""
