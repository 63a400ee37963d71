"""Conversations: the open one, named by the address, and the list of all at the side. They live in the shelf."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import streamlit as st

from pipeline.domain import Conversation
from pipeline.errors import NotFound
from pipeline.ports import Shelf
from ui import asking
from ui.text import plain, short

OPEN = "conversation"
LABEL_CHARS = 34
LISTED = 30


def opened(shelf: Shelf) -> Conversation:
    """The one in the address, else the one that this session had open, else a new one."""
    conversation_id = st.query_params.get(OPEN) or st.session_state.get(OPEN) or uuid.uuid4().hex[:12]
    show(conversation_id)
    return kept(shelf, conversation_id)


def kept(shelf: Shelf, conversation_id: str) -> Conversation:
    """As the shelf has it; empty when it has none of that name."""
    try:
        return shelf.conversation(conversation_id)
    except NotFound:
        return Conversation(conversation_id, "", (), datetime.now(UTC))


def show(conversation_id: str) -> None:
    """Opens it, now and when the reader comes back to the page."""
    st.session_state[OPEN] = conversation_id
    if st.query_params.get(OPEN) != conversation_id:
        st.query_params[OPEN] = conversation_id


def begin() -> None:
    show(uuid.uuid4().hex[:12])


def delete(shelf: Shelf, conversation_id: str) -> None:
    asking.forget(conversation_id)
    shelf.delete_conversation(conversation_id)
    begin()


def at_the_side(shelf: Shelf, current: str) -> None:
    with st.sidebar, st.container(key="conversations", gap="xxsmall"):
        st.button("New conversation", icon=":material/add:", key="new", on_click=begin, width="stretch")
        for entry in shelf.conversations(limit=LISTED):
            _line(shelf, entry.id, entry.title, is_open=entry.id == current)


def _line(shelf: Shelf, conversation_id: str, title: str, *, is_open: bool) -> None:
    label = plain(short(title or "Untitled", LABEL_CHARS))
    with st.container(horizontal=True, gap=None, vertical_alignment="center", wrap=False):
        st.button(
            f"**{label}**" if is_open else label,
            key=f"open-{conversation_id}",
            type="tertiary",
            help=plain(title),
            on_click=show,
            args=(conversation_id,),
            width="stretch",
        )
        if is_open:
            with st.popover("More", type="tertiary", key="more"):
                st.button("Delete this conversation", key="delete", on_click=delete, args=(shelf, conversation_id))
