"""Standing questions: asked again when something arrives, they tell what changed, and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.brief import standing
from pipeline.brief.standing import Standing
from pipeline.desk import Desk
from pipeline.domain import Answer, Brief, ClaimChange, News, Scope
from pipeline.errors import NotFound, Unreachable, UserError
from pipeline.ingest.inputs import LocalPath
from pipeline.settings import Settings
from tests.brief import event
from tests.brief.conftest import Add
from tests.servers.behaviours import Failure, grounded
from tests.servers.chat_server import ChatServer

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


def test_what_comes_in_another_language_than_that_of_the_brief_is_no_reason_to_look(desk: Desk, add: Add) -> None:
    english = desk.briefs.write(desk.briefs.outline(event.TOPIC, language="en"))
    kept = desk.standing.add_brief(english)
    assert kept.scope == Scope(language="en")
    add({"finnish": event.LATER_COUNT.replace("outlet:", "language: fi\noutlet:")})
    assert desk.standing.run() == (kept,)


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


def test_an_earlier_report_that_arrives_late_changes_no_later_figure(tmp_path: Path) -> None:
    desk = wiring.open_desk(Settings(data=tmp_path / "library"))
    desk.library.add([LocalPath(event.files(tmp_path / "later", {"later-count": event.LATER_COUNT}))])
    desk.standing.add(QUESTION)
    desk.library.add([LocalPath(event.files(tmp_path / "late", {"harbour-post": event.FIRST["harbour-post"]}))])
    (asked,) = desk.standing.run()
    desk.close()
    assert [(change.news, change.values) for change in asked.changes] == [(News.NEW, ())]


def test_another_figure_of_what_was_there_before_is_no_news(desk: Desk, add: Add) -> None:
    add({"later-count": event.LATER_COUNT})
    after = desk.ask(QUESTION, scope=Scope(until=date(2026, 3, 2)))
    kept = desk.standing.add(QUESTION)
    chosen = Standing(replace(desk.standing.parts, ask=lambda *_: after))
    add({"new-fact": event.NEW_FACT})
    assert "41" in after.claims[0].text
    assert kept.answer is not None
    assert "43" in kept.answer.claims[0].text
    assert not [change for change in chosen.run()[0].changes if change.news is News.CHANGED]


def test_those_that_fail_do_not_keep_the_others_from_being_asked(
    desk: Desk, brief: Brief, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing, "MOST_A_LOOK", 1)
    monkeypatch.setattr(standing, "SECONDS_BETWEEN_LOOKS", 0.05)
    desk.standing.add_brief(brief)
    kept = desk.standing.add(QUESTION)
    desk.shelf.delete_brief(brief.id)
    add(event.LATER)
    beside = Standing(desk.standing.parts)
    beside.start()
    until = time.monotonic() + 20
    while time.monotonic() < until and not desk.shelf.standing_question(kept.id).changes:
        time.sleep(0.05)
    beside.close()
    assert [change.values for change in desk.shelf.standing_question(kept.id).changes] == [(("41", "43"),)]


def test_one_that_was_seen_while_it_was_asked_is_asked_once_more(
    desk: Desk, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.standing.add(QUESTION)
    add({"later-count": event.LATER_COUNT})
    (told,) = desk.standing.run()
    assert not told.is_seen

    def ask(question: str, scope: Scope, quotes_only: bool) -> Answer:
        desk.standing.see(told)
        return desk.ask(question, scope=scope, quotes_only=quotes_only)

    monkeypatch.setattr(standing, "SECONDS_BETWEEN_LOOKS", 0.05)
    add({"new-fact": event.NEW_FACT})
    beside = Standing(replace(desk.standing.parts, ask=ask))
    beside.start()
    until = time.monotonic() + 20
    while time.monotonic() < until and desk.standing.all()[0].library != desk.shelf.state(Scope()):
        time.sleep(0.05)
    beside.close()
    assert desk.standing.all()[0].library == desk.shelf.state(Scope())


def test_one_that_failed_is_asked_again_though_nothing_arrives(
    desk: Desk, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = desk.standing.add(QUESTION)
    asked: list[float] = []

    def ask(question: str, scope: Scope, quotes_only: bool) -> Answer:
        asked.append(time.monotonic())
        if len(asked) < 3:
            raise Unreachable("There is no connection.")
        return desk.ask(question, scope=scope, quotes_only=quotes_only)

    quick(monkeypatch, wait=0.2)
    beside = Standing(replace(desk.standing.parts, ask=ask))
    (failed,) = beside.run(again=True)
    assert failed.error == "There is no connection."
    beside.start()
    wait_for(lambda: not desk.shelf.standing_question(kept.id).error)
    beside.close()
    assert [
        later - sooner >= at_least for sooner, later, at_least in zip(asked, asked[1:], [0.2, 0.4], strict=False)
    ] == [True, True]


def test_one_that_fails_unforeseen_says_so_and_the_others_are_asked(
    desk: Desk, add: Add, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = desk.standing.add(QUESTION), desk.standing.add("What burned at the Kelby grain depot?")

    def ask(question: str, scope: Scope, quotes_only: bool) -> Answer:
        if question == QUESTION:
            raise ZeroDivisionError
        return desk.ask(question, scope=scope, quotes_only=quotes_only)

    quick(monkeypatch)
    beside = Standing(replace(desk.standing.parts, ask=ask))
    beside.start()
    add(event.LATER)
    wait_for(lambda: desk.shelf.standing_question(second.id).library == desk.shelf.state(Scope()))
    wait_for(lambda: bool(desk.shelf.standing_question(first.id).error))
    beside.close()
    assert desk.shelf.standing_question(first.id).error == standing.OUR_FAULT
    assert "ZeroDivisionError" in caplog.text


def test_it_goes_on_looking_after_a_look_that_failed(
    desk: Desk, add: Add, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    kept, looked = desk.standing.add(QUESTION), 0

    def state(_: object, scope: Scope) -> str:
        nonlocal looked
        looked += 1
        if looked == 1:
            raise ZeroDivisionError
        return whole(scope)

    quick(monkeypatch)
    whole = desk.shelf.state
    add({"later-count": event.LATER_COUNT})
    monkeypatch.setattr(type(desk.shelf), "state", state)
    beside = Standing(desk.standing.parts)
    beside.start()
    wait_for(lambda: bool(desk.shelf.standing_question(kept.id).changes))
    beside.close()
    assert "ZeroDivisionError" in caplog.text


def test_while_the_model_fails_what_arrived_is_told_in_quotes_and_the_model_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_down = False

    def script(body: Mapping[str, object]) -> str | Failure:
        return Failure(status=500) if is_down else grounded(body)

    with ChatServer(script) as server:
        desk = wiring.open_desk(Settings(data=tmp_path / "m", openai_url=server.url, model="scripted-1", retries=0))
        desk.library.add([LocalPath(event.files(tmp_path / "first", event.FIRST))])
        desk.standing.add(QUESTION)
        is_down = True
        desk.library.add([LocalPath(event.files(tmp_path / "later", {"later-count": event.LATER_COUNT}))])
        (failed,) = desk.standing.run()
        assert failed.error
        assert [change.values for change in failed.changes] == [(("41", "43"),)]
        is_down = False
        (asked,) = desk.standing.run()
        desk.close()
    assert asked.error == ""
    assert asked.answer is not None
    assert asked.answer.provenance.model == "scripted-1"


def quick(monkeypatch: pytest.MonkeyPatch, wait: float = 0.05) -> None:
    monkeypatch.setattr(standing, "SECONDS_BETWEEN_LOOKS", 0.05)
    monkeypatch.setattr(standing, "FIRST_WAIT_SECONDS", wait)


def wait_for(is_so: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and not is_so():
        time.sleep(0.05)
    assert is_so()


def changes(desk: Desk) -> tuple[ClaimChange, ...]:
    (question,) = desk.standing.all()
    return question.changes
