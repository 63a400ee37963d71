"""Conversations: the open one, named by the address, and the list of all at the side. They live in the shelf."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Conversation
from pipeline.errors import NotFound
from pipeline.ports import Shelf
from ui import asking, brief_files, opening, places
from ui.text import plain, short

OPEN = "conversation"
WORDS = "conversation-words"
LABEL_CHARS = 34
TITLE_CHARS = 120
LISTED = 30
# fewer are seen at a glance
SEARCHED_FROM = 6
_BEGUN, _SHOWN, _GOING = "conversation-begun", "conversations-shown", "conversation-going"


def opened(shelf: Shelf) -> Conversation:
    """The one in the address, else the one that this session had open, else a new one.

    Says so where the address names one that there is not.
    """
    named = st.query_params.get(OPEN)
    conversation_id = named or st.session_state.get(OPEN) or _fresh()
    conversation = kept(shelf, conversation_id)
    is_known = conversation.turns or asking.find(conversation_id) or conversation_id == st.session_state.get(_BEGUN)
    if named and not is_known:
        st.warning("There is no conversation at this address: it was deleted, or it is somebody else’s.")
        conversation_id = _fresh()
        conversation = kept(shelf, conversation_id)
    if not named or named != conversation_id:
        _address(conversation)
    st.session_state[OPEN] = conversation_id
    return conversation


def kept(shelf: Shelf, conversation_id: str) -> Conversation:
    """As the shelf has it; empty when it has none of that name."""
    try:
        return shelf.conversation(conversation_id)
    except NotFound:
        return Conversation(conversation_id, "", (), datetime.now(UTC))


def show(conversation_id: str) -> None:
    """Opens it, now and when the reader comes back to the page; without an article beside it."""
    places.close()
    st.session_state[OPEN] = conversation_id
    st.query_params[OPEN] = conversation_id


def begin() -> Conversation:
    """A new one. It has no address until something is asked."""
    places.close()
    conversation_id = _fresh()
    st.session_state[OPEN] = conversation_id
    st.query_params.pop(OPEN, None)
    return Conversation(conversation_id, "", (), datetime.now(UTC))


def at_the_side(desk: Desk, conversation: Conversation) -> None:
    with st.sidebar, st.container(key="conversations", gap="xxsmall"):
        st.button("New conversation", icon=":material/add:", key="new", on_click=_begin, width="stretch")
        most = st.session_state.get(_SHOWN, LISTED)
        words = st.session_state.get(WORDS, "")
        entries = desk.shelf.conversations(words=words, limit=most + 1)
        if words or len(entries) >= SEARCHED_FROM:
            st.text_input("Search conversations", key=WORDS, placeholder="Search", label_visibility="collapsed")
        for entry in entries[:most]:
            _line(desk, entry.id, entry.title, is_open=entry.id == conversation.id)
        if not entries and words:
            st.caption("No conversation has these words.")
        if len(entries) > most:
            st.button("Show more", key="conversations-more", type="tertiary", on_click=_more, args=(most,))


def _line(desk: Desk, conversation_id: str, title: str, *, is_open: bool) -> None:
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
                _menu(desk, conversation_id, title)


def _menu(desk: Desk, conversation_id: str, title: str) -> None:
    """What can be done with the open one."""
    name = f"title-{conversation_id}"
    if name not in st.session_state:
        st.session_state[name] = title
    st.text_input("Title", key=name, max_chars=TITLE_CHARS, on_change=_rename, args=(desk, conversation_id, name))
    st.caption("Download")
    with st.container(horizontal=True, gap="small"):
        for suffix in brief_files.suffixes(desk):
            st.download_button(
                brief_files.LABELS.get(suffix, suffix),
                partial(_file, desk, conversation_id, suffix),
                file_name=brief_files.file_name(title, "conversation") + suffix,
                mime=desk.exporters[suffix].media_type,
                key=f"conversation{suffix}",
                on_click="ignore",
                type="tertiary",
            )
    if st.session_state.get(_GOING) != conversation_id:
        st.button("Delete …", key="delete", icon=":material/delete:", on_click=_ask_back, args=(conversation_id,))
        return
    st.markdown("Delete this conversation for good?")
    with st.container(horizontal=True):
        st.button("Delete it", key="delete-sure", type="primary", on_click=_delete, args=(desk, conversation_id))
        st.button("Keep it", key="delete-not", on_click=_ask_back, args=(None,))


def _file(desk: Desk, conversation_id: str, suffix: str) -> bytes:
    return desk.export_conversation(desk.shelf.conversation(conversation_id), suffix)


def _rename(desk: Desk, conversation_id: str, name: str) -> None:
    """Without words it keeps the title that it has."""
    title = " ".join(st.session_state[name].split())
    with opening.errors_shown():
        if title:
            asking.rename(desk, conversation_id, title)
        else:
            del st.session_state[name]


def _ask_back(conversation_id: str | None) -> None:
    st.session_state[_GOING] = conversation_id


def _delete(desk: Desk, conversation_id: str) -> None:
    with opening.errors_shown():
        asking.forget(conversation_id)
        desk.shelf.delete_conversation(conversation_id)
        begin()


def _more(shown: int) -> None:
    st.session_state[_SHOWN] = shown + LISTED


def _begin() -> None:
    begin()


def _fresh() -> str:
    st.session_state[_BEGUN] = uuid.uuid4().hex[:12]
    return str(st.session_state[_BEGUN])


def _address(conversation: Conversation) -> None:
    """Names it there once there is something to come back to."""
    if conversation.turns or asking.find(conversation.id):
        st.query_params[OPEN] = conversation.id
    else:
        st.query_params.pop(OPEN, None)
