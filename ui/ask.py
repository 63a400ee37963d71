"""Ask: a conversation with the library, each sentence of it with its source."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Conversation, Scope
from pipeline.settings import QUOTES_ONLY
from ui import (
    answers,
    asked_again,
    asking,
    beside,
    brief_list,
    conversations,
    keys,
    library_jobs,
    opening,
    scopes,
    suggesting,
    talk,
    welcome,
)
from ui.asking import Writing
from ui.text import plain

BRIEFS = "ui/briefs.py"
POLL_SECONDS = 0.5
# most answers without a model are there within this time, and are drawn at once
FIRST_LOOK_SECONDS = 0.8
SUGGESTED = "suggested"
# brings the question that was just asked to the top of the window
SCROLL = """<script>
(function seek(before, tries) {
  const asked = document.querySelectorAll('[class*="st-key-question-"]');
  if (asked.length > before) { asked[asked.length - 1].scrollIntoView({block: "start"}); }
  else if (tries) { setTimeout(seek, 50, before, tries - 1); }
})(%d, 60);
</script>"""


def draw() -> None:
    _elsewhere()
    desk = opening.desk()
    conversation = conversations.opened(desk.shelf)
    if conversation.turns or desk.shelf.count(Scope()):
        conversation = _ask(desk, conversation)
    else:
        welcome.draw(desk)
    beside.draw(desk)
    # last, so that a question that was answered just now is in the list
    conversations.at_the_side(desk, conversation)


def _elsewhere() -> None:
    """This page has the shortest address: a link to it that names a brief means the brief."""
    if brief_list.QUERY in st.query_params:
        st.switch_page(BRIEFS, query_params=st.query_params.to_dict())


def _ask(desk: Desk, conversation: Conversation) -> Conversation:
    """The conversation that is open then."""
    library_jobs.line(desk)
    keys.draw()
    asked = _box(desk, conversation)
    if asked is None:
        _talk(desk, conversation)
        return conversation
    asked.wait(FIRST_LOOK_SECONDS)
    _talk(desk, asked.before)
    # the number makes the script another one each time, so that it runs again
    st.html(SCROLL % len(asked.before.turns), unsafe_allow_javascript=True)
    return asked.before


def _talk(desk: Desk, before: Conversation) -> None:
    writing = asking.find(before.id)
    if writing is not None and not writing.is_over:
        talk.draw(desk, writing.before)
        st.fragment(talk.growing, run_every=POLL_SECONDS)(writing)
        return
    asking.forget(before.id)
    conversation = conversations.kept(desk.shelf, before.id)
    talk.draw(desk, conversation)
    if writing is not None and (writing.error is not None or writing.is_broken):
        _failure(writing)
    elif conversation.turns:
        _further(desk, conversation)
    else:
        _beginning(desk)


def _box(desk: Desk, conversation: Conversation) -> Writing | None:
    """The question box with what it is asked of; a writing when a question has come."""
    with st.bottom:
        above = st.empty()
        with st.container(key="scope-bar", horizontal=True, vertical_alignment="center", gap="small"):
            scope = scopes.choose(desk.shelf)
            quotes_only = desk.status().backend != QUOTES_ONLY and st.toggle("Quotes only", key="quotes-only")
        typed = st.chat_input("Ask the articles", key="question")
    question = st.session_state.pop(SUGGESTED, None) if typed is None else typed
    if not question:
        with above.container():
            asked_again.note(conversation)
        return None
    running = asking.find(conversation.id)
    if running is not None:
        running.stop()
    before = asked_again.before(conversations.kept(desk.shelf, conversation.id))
    writing = asking.start(desk, before, question, scope, quotes_only=quotes_only)
    conversations.show(before.id)
    return writing


def _failure(writing: Writing) -> None:
    """Why there is no whole answer."""
    if not writing.claims:
        answers.question(writing.question, "failed")
    if writing.error is None:
        st.error("The answer could not be finished: a fault in Briefdesk. The log says where.")
    else:
        opening.show(writing.error)


def _further(desk: Desk, conversation: Conversation) -> None:
    """To go on with: what was found and is not told."""
    last = conversation.turns[-1]
    if last.answer.claims:
        _offered(partial(suggesting.following, desk, last), "Further questions that your articles answer:", "follow-up")


def _beginning(desk: Desk) -> None:
    st.title("Ask your articles", anchor=False)
    _offered(partial(suggesting.first, desk), "Questions to begin with, which your articles answer:", "suggested")


def _offered(look: Callable[[], suggesting.Questions | None], caption: str, key: str) -> None:
    """Once they are found; until then the page waits for nothing."""
    found = look()
    if found is None:
        st.fragment(_awaited, run_every=POLL_SECONDS)(look)
    elif found:
        with st.container(key=f"{key}s", gap="xsmall"):
            st.caption(caption)
            for number, question in enumerate(found):
                st.button(plain(question), key=f"{key}-{number}", on_click=_suggest, args=(question,))


def _awaited(look: Callable[[], suggesting.Questions | None]) -> None:
    if look() is not None:
        st.rerun()
    st.caption("Looking for questions that your articles answer …")


def _suggest(question: str) -> None:
    st.session_state[SUGGESTED] = question


draw()
