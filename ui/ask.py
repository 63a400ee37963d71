"""Ask: a conversation with the library, each sentence of it with its source."""

from __future__ import annotations

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Conversation, Scope
from pipeline.settings import QUOTES_ONLY
from ui import (
    answers,
    asking,
    beside,
    claims,
    conversations,
    library_jobs,
    numbers,
    opening,
    scopes,
    standing_questions,
    welcome,
)
from ui.asking import Writing
from ui.text import plain

POLL_SECONDS = 0.5
# brings the question that was just asked to the top of the window
SCROLL = """<script>
(function seek(before, tries) {
  const asked = document.querySelectorAll('[class*="st-key-question-"]');
  if (asked.length > before) { asked[asked.length - 1].scrollIntoView({block: "start"}); }
  else if (tries) { setTimeout(seek, 50, before, tries - 1); }
})(%d, 60);
</script>"""
# most answers without a model are there within this time, and are drawn at once
FIRST_LOOK_SECONDS = 0.8


def draw() -> None:
    desk = opening.desk()
    conversation = conversations.opened(desk.shelf)
    if conversation.turns or desk.shelf.count(Scope()):
        _ask(desk, conversation)
    else:
        welcome.draw(desk)
    beside.draw(desk)
    # last, so that a question that was answered just now is in the list
    conversations.at_the_side(desk.shelf, conversation.id)


def _ask(desk: Desk, conversation: Conversation) -> None:
    library_jobs.line(desk)
    asked = _box(desk, conversation)
    if asked is not None:
        asked.wait(FIRST_LOOK_SECONDS)
    _talk(desk, conversation.id)
    if asked is not None:
        # the number makes the script another one each time, so that it runs again
        st.html(SCROLL % len(asked.before.turns), unsafe_allow_javascript=True)


def _talk(desk: Desk, conversation_id: str) -> None:
    writing = asking.find(conversation_id)
    if writing is not None and not writing.is_over:
        _turns(writing.before)
        st.fragment(_growing, run_every=POLL_SECONDS)(writing)
        return
    asking.forget(conversation_id)
    conversation = conversations.kept(desk.shelf, conversation_id)
    _turns(conversation)
    if writing is not None:
        _failure(writing)
    elif not conversation.turns:
        _suggestions(desk)


def _box(desk: Desk, conversation: Conversation) -> Writing | None:
    """The question box with what it is asked of; a writing when a question has come."""
    with st.bottom:
        with st.container(key="asked-of", horizontal=True, vertical_alignment="center", gap="small"):
            scope = scopes.choose(desk.shelf)
            quotes_only = desk.status().backend != QUOTES_ONLY and st.toggle("Quotes only", key="quotes-only")
        typed = st.chat_input("Ask the articles", key="question")
    question = typed or st.session_state.pop("suggested", None)
    if not question:
        return None
    running = asking.find(conversation.id)
    if running is not None:
        running.stop()
    before = conversations.kept(desk.shelf, conversation.id)
    return asking.start(desk, before, question, scope, quotes_only=quotes_only)


def _turns(conversation: Conversation) -> None:
    numbered = numbers.of_answers(turn.answer for turn in conversation.turns)
    for number, turn in enumerate(conversation.turns):
        key = f"{conversation.id}-{number}"
        answers.question(turn.answer.question, key)
        answers.draw(turn, key, numbered)
    if conversation.turns:
        standing_questions.watch_answer(opening.desk(), conversation.turns[-1].answer, conversation.id)


def _failure(writing: Writing) -> None:
    """Why there is no whole answer; nothing when there is one."""
    if writing.error is None and not writing.is_broken:
        return
    if not writing.claims:
        answers.question(writing.question, "failed")
    if writing.error is None:
        st.error("The answer could not be finished: a fault in Briefdesk. The log says where.")
    else:
        opening.show(writing.error)


def _growing(writing: Writing) -> None:
    if writing.is_over:
        st.rerun()
    answers.question(writing.question, "growing")
    growing = tuple(writing.claims)
    claims.flow(growing, "growing", numbers.of_answers((turn.answer for turn in writing.before.turns), growing))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(f"Reading and checking … {writing.seconds} s", width="content")
        st.button("Stop", key="stop", type="tertiary", icon=":material/stop_circle:", on_click=writing.stop)


def _suggestions(desk: Desk) -> None:
    st.title("Ask your articles")
    st.caption("Questions to begin with:")
    for number, question in enumerate(desk.suggestions()):
        st.button(plain(question), key=f"suggested-{number}", on_click=_suggest, args=(question,))


def _suggest(question: str) -> None:
    st.session_state["suggested"] = question


draw()
