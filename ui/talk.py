"""The questions and answers of a conversation, with what can be done with each, and the one that is being written."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Conversation, Feedback, Scope, Turn
from pipeline.export import clipboard
from ui import answers, asked_again, claims, copying, numbers, scopes, standing_questions, thumbs
from ui.asking import Writing
from ui.numbers import Numbered
from ui.text import plain


def draw(desk: Desk, conversation: Conversation) -> None:
    """Each question with its answer."""
    numbered = numbers.of_answers(turn.answer for turn in conversation.turns)
    said = thumbs.said_of(desk, conversation) if conversation.turns else {}
    for number, turn in enumerate(conversation.turns):
        _turn(desk, conversation, number, numbered, said.get(turn.answer.provenance.made_at))


def growing(writing: Writing) -> None:
    """What is checked by now. It stands where the whole answer will stand, so that nothing moves."""
    if writing.is_over:
        st.rerun()
    key = f"{writing.before.id}-{len(writing.before.turns)}"
    with st.container(key=f"asked-{key}", horizontal=True, wrap=False):
        answers.question(writing.question, key)
    _asked_of(writing.desk, writing.scope)
    so_far = writing.so_far().answer
    answers.searched_for(so_far)
    found = so_far.claims
    claims.flow(found, key, numbers.of_answers((turn.answer for turn in writing.before.turns), found))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Reading and checking … {writing.seconds} s", width="content")
        st.button("Stop", key="stop", type="tertiary", icon=":material/stop_circle:", on_click=writing.stop)


def _turn(desk: Desk, conversation: Conversation, number: int, numbered: Numbered, said: Feedback | None) -> None:
    turn, key = conversation.turns[number], f"{conversation.id}-{number}"
    with st.container(key=f"asked-{key}", horizontal=True, wrap=False):
        answers.question(turn.answer.question, key)
        st.button(
            "Edit and ask again",
            key=f"icon-edit-{key}",
            icon=":material/edit:",
            type="tertiary",
            help="Edit and ask again",
            on_click=asked_again.begin,
            args=(conversation, number),
        )
    _asked_of(desk, turn.scope)
    answers.draw(turn, key, numbered)
    if turn.answer.claims or not turn.is_stopped:
        _acts(desk, conversation, turn, said, key)


def _asked_of(desk: Desk, scope: Scope) -> None:
    if not scope.is_everything:
        st.caption(f"Asked of: {plain(scopes.told(scope, desk.shelf))}")


def _acts(desk: Desk, conversation: Conversation, turn: Turn, said: Feedback | None, key: str) -> None:
    with st.container(key=f"acts-{key}", horizontal=True, vertical_alignment="center", gap="small"):
        thumbs.draw(desk, conversation, turn, said, key)
        copying.draw(clipboard.text(turn.answer), f"copy-{key}", title="Copy the answer with its footnotes")
        if turn is conversation.turns[-1]:
            standing_questions.watch_answer(desk, turn, conversation.id)
    thumbs.why(desk, said, key)
