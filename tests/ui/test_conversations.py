"""Conversations in the app: found, named, taken away, asked again from an earlier question, and what readers say."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Conversation, Scope
from tests.ui.conftest import SECONDS, Open, ask, run, settled
from ui.conversations import LISTED
from ui.text import plain

DEAD = "How many people died in the ferry accident?"
CAPTAIN = "Who was the captain of the Maren Tide?"
BANK = "What did the Bank of Northmark decide?"
UNKNOWN = "Who won the chess tournament in Reykjavik?"
NOW = datetime(2026, 3, 1, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("samples")


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def texts(app: AppTest) -> list[str]:
    return [each.value for each in (*app.markdown, *app.caption)]


def open_id(app: AppTest) -> str:
    return str(app.session_state["conversation"])


def listed(app: AppTest) -> list[str]:
    return [key.removeprefix("open-") for button in app.button if (key := button.key or "").startswith("open-")]


def asked(desk: Desk, app: AppTest) -> list[str]:
    return [turn.answer.question for turn in desk.shelf.conversation(open_id(app)).turns]


def waited(app: AppTest, is_there: Callable[[], bool]) -> AppTest:
    until = time.monotonic() + SECONDS
    while not is_there():
        assert time.monotonic() < until
        time.sleep(0.2)
        run(app)
    return app


def fill(desk: Desk, number: int) -> None:
    for each in range(number):
        desk.shelf.save_conversation(Conversation(f"c{each}", f"Talk {each}", (), NOW + timedelta(hours=each)))


def test_a_conversation_is_named_and_found_by_its_name_and_its_words(app: Open, desk: Desk) -> None:
    fill(desk, 6)
    page = ask(app(), DEAD)
    run(page.text_input(key=f"title-{open_id(page)}").set_value("  The *ferry*\n"))
    assert desk.shelf.conversation(open_id(page)).title == "The *ferry*"
    for words in ("FERRY", "accident", "capsized"):
        run(page.text_input(key="conversation-words").set_value(words))
        assert listed(page) == [open_id(page)]
    run(page.text_input(key="conversation-words").set_value("no such words"))
    assert listed(page) == []
    assert "No conversation has these words." in texts(page)


def test_a_conversation_without_a_name_keeps_the_one_it_has(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    run(page.text_input(key=f"title-{open_id(page)}").set_value("   "))
    assert desk.shelf.conversation(open_id(page)).title == DEAD
    assert page.text_input(key=f"title-{open_id(page)}").value == DEAD


def test_more_conversations_are_listed_when_they_are_asked_for(app: Open, desk: Desk) -> None:
    fill(desk, LISTED + 5)
    page = app()
    assert len(listed(page)) == LISTED
    run(page.button(key="conversations-more").click())
    assert len(listed(page)) == LISTED + 5
    assert "conversations-more" not in keys(page)


def test_a_conversation_is_deleted_only_when_that_is_confirmed(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    run(page.button(key="delete").click())
    run(page.button(key="delete-not").click())
    assert len(desk.shelf.conversations()) == 1
    run(page.button(key="delete").click())
    run(page.button(key="delete-sure").click())
    assert desk.shelf.conversations() == ()
    assert plain(DEAD) not in texts(page)


def test_an_address_without_a_conversation_says_so(app: Open) -> None:
    page = app()
    page.query_params["conversation"] = "gone"
    run(page)
    assert [warning.value[:44] for warning in page.warning] == ["There is no conversation at this address: it"]
    assert "conversation" not in page.query_params
    ask(page, DEAD)
    assert not page.warning
    assert page.query_params["conversation"] in (open_id(page), [open_id(page)])


def test_the_last_question_asked_again_takes_the_place_of_what_it_was(app: Open, desk: Desk) -> None:
    page = ask(app(), UNKNOWN)
    before = open_id(page)
    run(page.button(key=f"icon-edit-{before}-0").click())
    assert page.chat_input(key="question").proto.value == UNKNOWN
    assert "Question 1 again: its answer is replaced." in texts(page)
    ask(page, DEAD)
    assert (open_id(page), asked(desk, page)) == (before, [DEAD])
    assert desk.shelf.conversation(before).title == DEAD
    assert "leave-it" not in keys(page)


def test_an_earlier_question_asked_again_begins_a_conversation_and_loses_nothing(app: Open, desk: Desk) -> None:
    page = ask(ask(app(), DEAD), BANK)
    before = open_id(page)
    run(page.button(key=f"icon-edit-{before}-0").click())
    assert any(text.startswith("Question 1 again: it begins a new conversation") for text in texts(page))
    ask(page, CAPTAIN)
    assert open_id(page) != before
    assert asked(desk, page) == [CAPTAIN]
    assert [turn.answer.question for turn in desk.shelf.conversation(before).turns] == [DEAD, BANK]
    assert page.query_params["conversation"] in (open_id(page), [open_id(page)])


def test_a_question_taken_back_can_be_left_as_it_was(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    run(page.button(key=f"icon-edit-{open_id(page)}-0").click())
    run(page.button(key="leave-it").click())
    ask(page, CAPTAIN)
    assert asked(desk, page) == [DEAD, CAPTAIN]


def test_a_thumb_is_kept_changed_and_taken_back(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    thumb = f"thumb-{open_id(page)}-0"
    run(page.feedback(key=thumb).set_value(1))
    assert [(each.is_good, each.reason) for each in desk.shelf.feedback()] == [(True, "")]
    assert f"reason-{open_id(page)}-0" not in {each.key for each in page.text_input}
    run(page.feedback(key=thumb).set_value(0))
    page.text_input(key=f"reason-{open_id(page)}-0").set_value("Too $5 <b>old</b>")
    run(next(button for button in page.button if button.label == "Send").click())
    assert [(each.is_good, each.reason) for each in desk.shelf.feedback()] == [(False, "Too $5 <b>old</b>")]
    assert f"You said: {plain('Too $5 <b>old</b>')}" in texts(page)
    other = app()
    run(other.button(key=f"open-{open_id(page)}").click())
    assert other.feedback(key=thumb).value == 0
    run(page.feedback(key=thumb).set_value(None))
    assert desk.shelf.feedback() == ()


def test_what_a_question_is_asked_of_is_in_sight_and_goes_by_a_click(app: Open, desk: Desk) -> None:
    page = app()
    run(page.multiselect(key="scope-outlets").set_value(["Northmark Wire", "Radio Estmere"]))
    run(page.date_input(key="scope-since").set_value(datetime(2025, 1, 1, tzinfo=UTC).date()))
    assert {f"scope-chip-{number}" for number in range(3)} <= keys(page)
    run(page.button(key="scope-chip-0").click())
    assert page.multiselect(key="scope-outlets").value == ["Radio Estmere"]
    assert page.session_state["scope"] == Scope(("Radio Estmere",), since=datetime(2025, 1, 1, tzinfo=UTC).date())
    ask(page, DEAD)
    (turn,) = desk.shelf.conversation(open_id(page)).turns
    assert turn.scope == page.session_state["scope"]
    run(page.button(key="scope-clear").click())
    assert "Asked of: Radio Estmere, from 1 January 2025" in texts(page)
    assert not page.warning


def test_a_question_can_be_asked_of_one_article(app: Open, desk: Desk) -> None:
    found = next(entry.source for entry in desk.shelf.entries(Scope(), words="Legionnaires"))
    page = app()
    page.session_state["scope"] = Scope(articles=(ArticleId(found.article_id),))
    ask(run(page), "How many people are ill?")
    (turn,) = desk.shelf.conversation(open_id(page)).turns
    assert {each.source.article_id for claim in turn.answer.claims for each in claim.citations} <= {found.article_id}
    assert f"Asked of: {plain(found.title)}" in texts(page)
    run(page.button(key="scope-chip-0").click())
    assert page.session_state["scope"] == Scope()


def test_what_is_suggested_is_answered_with_a_source(app: Open, desk: Desk) -> None:
    page = app()
    waited(page, lambda: "suggested-0" in keys(page))
    run(page.button(key="suggested-0").click())
    settled(page)
    waited(page, lambda: "follow-up-0" in keys(page))
    run(page.button(key="follow-up-0").click())
    settled(page)
    first, second = desk.shelf.conversation(open_id(page)).turns
    assert first.answer.claims
    assert {claim.text for claim in second.answer.claims} - {claim.text for claim in first.answer.claims}


def test_nothing_is_suggested_after_a_decline(app: Open) -> None:
    page = ask(app(), UNKNOWN)
    time.sleep(1)
    run(page)
    assert not any(key.startswith("follow-up") for key in keys(page))
