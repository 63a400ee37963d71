"""Standing questions: asked again when something arrives, they tell what changed, and nothing else."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from pipeline.brief import standing
from pipeline.brief.standing import Standing
from pipeline.desk import Desk
from pipeline.domain import Answer, Brief, ClaimChange, News, Scope
from pipeline.errors import NotFound, UserError
from tests.brief import event
from tests.brief.conftest import Add

QUESTION = "How many people were killed by the fire at the Kelby grain depot?"


def test_a_question_is_answered_at_once_and_that_answer_is_no_news(desk: Desk) -> None:
    kept = desk.standing.add(f" {QUESTION} ")
    assert kept.answer is not None
    assert "41" in kept.answer.claims[0].text
    assert (kept.question, kept.changes, kept.is_seen) == (QUESTION, (), True)
    assert desk.standing.all() == (kept,)
    assert desk.standing.run() == (kept,)  # nothing arrived: it is not asked


def test_what_arrived_changes_the_figure_and_nothing_else_is_told(desk: Desk, add: Add) -> None:
    desk.standing.add(QUESTION)
    add(event.LATER)
    (asked,) = desk.standing.run()
    (change,) = asked.changes
    assert (change.news, change.values) == (News.CHANGED, (("41", "43"),))
    assert not asked.is_seen


def test_changes_are_since_the_answer_that_was_seen(desk: Desk, add: Add) -> None:
    desk.standing.add(QUESTION)
    add({"later-count": event.LATER_COUNT})
    (unseen,) = desk.standing.run()
    add({"new-fact": event.NEW_FACT})
    (asked,) = desk.standing.run()
    assert [change.values for change in asked.changes] == [(("41", "43"),)]
    desk.standing.see(asked)
    (seen,) = desk.standing.run(again=True)
    assert seen.is_seen
    assert seen.changes == unseen.changes  # to look at until there are others


def test_other_articles_are_no_reason_to_ask(desk: Desk, add: Add) -> None:
    kept = desk.standing.add(QUESTION, Scope(outlets=("Harbour Post",)))
    add(event.LATER)
    assert desk.standing.run() == (kept,)


def test_a_brief_tells_what_a_refresh_would_change_and_is_not_touched(desk: Desk, brief: Brief, add: Add) -> None:
    desk.standing.add_brief(brief)
    add(event.LATER)
    (asked,) = desk.standing.run()
    assert {change.news for change in asked.changes} == {News.CHANGED, News.CORROBORATED, News.NEW}
    assert desk.shelf.brief(brief.id) == brief
    desk.refresh.refresh(brief)
    (after,) = desk.standing.run(again=True)
    assert (after.changes, after.is_seen) == ((), True)


def test_one_that_fails_keeps_its_error_and_does_not_stop_the_others(desk: Desk, brief: Brief, add: Add) -> None:
    gone, kept = desk.standing.add_brief(brief), desk.standing.add(QUESTION)
    desk.shelf.delete_brief(brief.id)
    add(event.LATER)
    failed, asked = desk.standing.run()
    assert (failed.id, failed.error) == (gone.id, f"There is no brief {brief.id}.")
    assert (asked.id, asked.error, len(asked.changes)) == (kept.id, "", 1)


def test_a_removed_question_does_not_come_back(desk: Desk) -> None:
    kept = desk.standing.add(QUESTION)
    desk.standing.remove(kept.id)
    desk.standing.see(kept)
    assert desk.standing.all() == ()
    with pytest.raises(NotFound):
        desk.standing.remove(kept.id)


def test_while_another_process_asks_this_one_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "SECONDS_OF_PATIENCE", 0.0)
    with desk.standing.parts.turn.taken(0) as is_theirs:
        assert is_theirs
        with pytest.raises(UserError, match="Another Briefdesk"):
            desk.standing.run()


def test_beside_the_reader_it_is_asked_once_all_that_arrived_can_be_found(
    desk: Desk, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(question: str, scope: Scope, quotes_only: bool) -> Answer:
        asked.append(question)
        return desk.ask(question, scope=scope, quotes_only=quotes_only)

    monkeypatch.setattr(standing, "SECONDS_BETWEEN_LOOKS", 0.05)
    beside = Standing(replace(desk.standing.parts, ask=ask))
    beside.add(QUESTION)
    beside.start()
    add({"later-count": event.LATER_COUNT})
    until = time.monotonic() + 20
    while time.monotonic() < until and not changes(desk):
        time.sleep(0.05)
    beside.close()
    assert [change.values for change in changes(desk)] == [(("41", "43"),)]
    assert len(asked) == 2


def changes(desk: Desk) -> tuple[ClaimChange, ...]:
    (question,) = desk.standing.all()
    return question.changes
