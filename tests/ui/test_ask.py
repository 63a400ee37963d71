"""Asking in the app: the real desk and the real pages, widgets by key."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Scope
from pipeline.ingest.load import Pasted
from pipeline.ports import Shelved
from tests.servers.behaviours import NO_KEY, Behaviour, Hang, Reply, by_task, grounded
from tests.servers.chat_server import ChatServer
from tests.ui import drawn
from tests.ui.conftest import Open, ask, run, settled
from ui import asking
from ui.text import plain

DEAD = "How many people died in the ferry accident?"
UNKNOWN = "Who won the chess tournament in Reykjavik?"
DIED = "Eleven people died and 23 are missing after the Maren Tide"
ONE_CLAIM = json.dumps(
    {"claims": [{"text": f"{DIED}.", "quotes": [{"passage": f"p{number}", "words": DIED} for number in (1, 2, 3)]}]}
)


def texts(app: AppTest) -> list[str]:
    return [*(each.value for each in (*app.markdown, *app.caption)), *drawn.sentences(app)]


def keys(app: AppTest) -> set[str]:
    return {button.key for button in app.button if button.key}


def links(app: AppTest) -> list[str]:
    return [chip["place"] for chip in drawn.chips(app)]


def conversation_id(app: AppTest) -> str:
    return str(app.session_state["conversation"])


def looked(app: AppTest) -> AppTest:
    """Runs the page until it suggests something."""
    until = time.monotonic() + 60
    while "suggested-0" not in keys(app) and time.monotonic() < until:
        time.sleep(0.2)
        run(app)
    return app


def model(monkeypatch: pytest.MonkeyPatch, server: ChatServer) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("BRIEFDESK_MODEL", "scripted-1")
    monkeypatch.setenv("BRIEFDESK_RETRIES", "0")


def test_an_empty_library_offers_the_samples_in_one_click(app: Open) -> None:
    page = app()
    assert not page.chat_input
    run(page.button(key="samples").click())
    until = time.monotonic() + 60
    while page.get("progress") and time.monotonic() < until:
        time.sleep(0.2)
        run(page)
    assert page.chat_input(key="question").placeholder == "Ask the articles"
    assert "suggested-0" in keys(looked(page))


@pytest.mark.usefixtures("samples")
def test_an_answer_is_claims_each_with_a_way_to_its_words(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    (turn,) = desk.shelf.conversation(conversation_id(page)).turns
    assert turn.answer.claims
    assert not turn.is_stopped
    for claim in turn.answer.claims:
        assert claim.text in texts(page)
        for citation in claim.citations:
            place = f"article={citation.source.article_id}&revision=1&at={citation.span.start}-{citation.span.end}"
            assert any(link.replace("%2C", ",").startswith(place) for link in links(page)), place


@pytest.mark.usefixtures("samples")
def test_what_the_articles_do_not_say_is_declined_with_the_nearest_passages(app: Open, desk: Desk) -> None:
    page = ask(app(), UNKNOWN)
    (turn,) = desk.shelf.conversation(conversation_id(page)).turns
    assert turn.answer.abstained
    assert "**The articles do not say.**" in texts(page)
    assert {plain(gap) for gap in turn.answer.gaps} <= set(texts(page))
    assert len(links(page)) == len(turn.answer.nearest)


@pytest.mark.usefixtures("samples")
def test_a_conversation_is_there_for_another_reader_and_can_be_deleted(app: Open, desk: Desk) -> None:
    first = ask(app(), DEAD)
    assert f"open-{conversation_id(first)}" in keys(first)
    second = app()
    assert not any(DEAD in text for text in texts(second))
    run(second.button(key=f"open-{conversation_id(first)}").click())
    assert plain(DEAD) in texts(second)
    run(second.button(key="delete").click())
    run(second.button(key="delete-sure").click())
    assert desk.shelf.conversations() == ()
    assert plain(DEAD) not in texts(second)


@pytest.mark.usefixtures("samples")
def test_its_address_opens_a_conversation(app: Open) -> None:
    first = ask(app(), DEAD)
    second = app()
    second.query_params["conversation"] = conversation_id(first)
    assert plain(DEAD) in texts(run(second))


@pytest.mark.usefixtures("samples")
def test_a_new_conversation_is_empty_and_the_old_one_listed(app: Open) -> None:
    page = ask(app(), DEAD)
    before = conversation_id(page)
    run(page.button(key="new").click())
    assert conversation_id(page) != before
    assert f"open-{before}" in keys(page)
    assert "suggested-0" in keys(looked(page))


@pytest.mark.usefixtures("samples")
def test_a_suggested_question_is_asked_by_a_click(app: Open, desk: Desk) -> None:
    page = settled(run(looked(app()).button(key="suggested-0").click()))
    (turn,) = desk.shelf.conversation(conversation_id(page)).turns
    assert turn.answer.question == desk.suggestions()[0]


@pytest.mark.usefixtures("samples")
def test_a_follow_up_says_what_was_searched_for(app: Open, desk: Desk) -> None:
    page = ask(ask(app(), DEAD), "And how many are missing?")
    first, second = desk.shelf.conversation(conversation_id(page)).turns
    assert second.answer.searched_for != second.answer.question
    assert f"Searched for: {plain(second.answer.searched_for)}" in texts(page)
    assert first.answer.question == DEAD


@pytest.mark.usefixtures("samples")
def test_where_articles_differ_each_value_leads_to_its_words(app: Open, desk: Desk) -> None:
    page = ask(app(), "How many people were aboard the ferry Maren Tide?")
    (turn,) = desk.shelf.conversation(conversation_id(page)).turns
    (disagreement,) = turn.answer.disagreements
    assert any(text.startswith("**The articles differ:**") for text in texts(page))
    for side in disagreement.sides:
        assert f"**{plain(side.value)}**" in texts(page)
        assert plain(side.claim.text) in texts(page)
        source = side.claim.citations[0].source
        assert any(link.startswith(f"article={source.article_id}&") for link in links(page))


@pytest.mark.usefixtures("samples")
def test_a_claim_whose_passage_changed_since_says_what_stands_there_now(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    (turn,) = desk.shelf.conversation(conversation_id(page)).turns
    citation = turn.answer.claims[0].citations[0]
    old = desk.shelf.article(citation.source.article_id)
    sentence = citation.quote.replace("23 are missing", "24 are missing")
    assert sentence != citation.quote
    text = old.text.replace(citation.quote, sentence)
    desk.shelf.keep([Shelved(replace(old, text=text, revision=2), ())], datetime.now(UTC))
    marks = {found["href"]: found["text"] for line in drawn.lines(run(page)) for found in line["stale"]}
    changed = f"article={old.id}&since=1&from=answer-{conversation_id(page)}"
    assert "it now says: “Eleven people died and 24 are missing" in marks[f"reader?{changed}"]


@pytest.mark.usefixtures("samples")
def test_a_scope_holds_for_the_question_and_outlives_a_visit_to_another_page(app: Open, desk: Desk) -> None:
    outlet = "Northmark Wire"
    page = app()
    page.multiselect(key="scope-outlets").set_value([outlet])
    run(page)
    page.switch_page("ui/settings.py").run()
    page.switch_page("ui/ask.py").run()
    assert page.multiselect(key="scope-outlets").value == [outlet]
    ask(page, DEAD)
    (turn,) = desk.shelf.conversation(conversation_id(page)).turns
    cited = {citation.source.outlet for claim in turn.answer.claims for citation in claim.citations}
    assert cited == {outlet}
    run(page.button(key="scope-clear").click())
    assert page.multiselect(key="scope-outlets").value == []
    assert page.session_state["scope"] == Scope()


@pytest.mark.usefixtures("samples")
def test_a_question_without_a_word_is_refused_and_not_kept(app: Open, desk: Desk) -> None:
    page = ask(app(), "?!")
    assert [error.value for error in page.error] == ["Ask a question in words."]
    assert desk.shelf.conversations() == ()


@pytest.mark.usefixtures("samples")
def test_a_setting_that_cannot_be_is_said_on_the_page(app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFDESK_RETRIES", "many")
    page = app()
    assert [error.value for error in page.error] == [plain("BRIEFDESK_RETRIES must be a whole number, not 'many'")]


def test_claims_and_headlines_are_drawn_as_they_are_written(app: Open, desk: Desk) -> None:
    sentence = "The fund of Tovia lost $5bn on :red[x] bonds, <b>not</b> $6bn, said Mr. *Orr*."
    desk.library.add([Pasted(f"{sentence} Nobody was hurt in it.", title="$5bn :red[x]", outlet="*Gazette*")])
    page = ask(app(), "How much did the fund of Tovia lost on bonds?")
    (turn,) = desk.shelf.conversation(conversation_id(page)).turns
    assert turn.answer.claims[0].text == sentence
    assert sentence in drawn.sentences(page)
    assert {chip["outlet"] for chip in drawn.chips(page)} == {"*Gazette*"}


@pytest.mark.usefixtures("samples")
def test_a_model_writes_and_is_named_with_its_tokens(app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer([Reply(ONE_CLAIM)]) as server:
        model(monkeypatch, server)
        page = ask(app(), DEAD)
        (line,) = (text for text in texts(page) if text.startswith("Written by scripted-1 (openai-compatible)"))
        assert re.search(r"[1-9]\d* tokens read, [1-9]\d* written", line)


@pytest.mark.usefixtures("samples")
def test_quotes_only_asks_no_model(app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer(grounded) as server:
        model(monkeypatch, server)
        page = app()
        page.toggle(key="quotes-only").set_value(True)
        ask(page, DEAD)
        assert server.asked == []
        assert any(text.startswith("Quotes only, no model") for text in texts(page))


@pytest.mark.usefixtures("samples")
def test_without_a_model_there_is_no_switch_for_it(app: Open) -> None:
    assert not app().toggle


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize("behaviour", [NO_KEY, Hang(0.0, '{"claims": [{"text": "Half')])
def test_a_model_that_fails_gives_the_quotes_and_the_reason(
    app: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch, behaviour: Behaviour
) -> None:
    with ChatServer([behaviour]) as server:
        model(monkeypatch, server)
        page = ask(app(), DEAD)
        (warning,) = page.warning
        assert "chosen without the model" in warning.value
        assert any(text.startswith("Quotes only, no model") for text in texts(page))
        assert links(page)


@pytest.mark.usefixtures("samples")
def test_stop_keeps_the_claims_that_were_checked_by_then(app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer(by_task(claims=Hang(20.0, ONE_CLAIM.removesuffix("]}") + ", "))) as server:
        model(monkeypatch, server)
        page = app()
        page.chat_input(key="question").set_value(DEAD)
        run(page)
        until = time.monotonic() + 20
        while not (writing := asking.find(conversation_id(page))) or not writing.claims:
            assert time.monotonic() < until
            time.sleep(0.05)
        run(page)
        assert "stop" in keys(page)
        run(page.button(key="stop").click())
        run(page)
        assert "stop" not in keys(page)
        assert any(text.startswith("Stopped.") for text in texts(page))
        assert plain(f"{DIED}.") in texts(page)
        server.stopping.set()


def test_a_reply_of_no_claims_is_the_articles_do_not_say(
    app: Open, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.library.add([Pasted("The bridge at Hallam Ford reopened on Tuesday after a year of repairs.")])
    with ChatServer([Reply('{"claims": []}')]) as server:
        model(monkeypatch, server)
        page = ask(app(), "When did the bridge reopen?")
        assert "**The articles do not say.**" in texts(page)
