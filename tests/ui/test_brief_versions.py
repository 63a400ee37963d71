from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Brief, ClaimChange, News
from pipeline.ingest.load import Pasted
from ui import brief_changes, standing_questions
from ui.brief_changes import MARKS
from ui.brief_refresh import REFRESHED
from ui.text import plain

from .brief_page import TOPIC, briefs, captions, click, markdown, mode
from .conftest import Open, ask, run

pytestmark = pytest.mark.usefixtures("samples")

FLOOD = "the flood at Port Alder"
QUESTION = "How many people were killed in the flood at Port Alder?"
THEN = "41 people were killed in the flood at Port Alder, the mayor said. The flood at Port Alder began on 3 May 2025."
LATER = """43 people were killed in the flood at Port Alder, the mayor said.

A new dam will be built at Port Alder after the flood, the ministry of works said."""


@pytest.fixture
def flood(samples: None, desk: Desk) -> Brief:
    """A brief on what one article tells."""
    desk.library.add([Pasted(THEN, "Flood at Port Alder", "The Ledger", published=date(2025, 5, 4))])
    return desk.brief(FLOOD)


def arrives(desk: Desk) -> None:
    """A later article, with another toll."""
    desk.library.add([Pasted(LATER, "Toll of the flood rises", "The Ledger", published=date(2025, 5, 9))])


def expanders(page: AppTest) -> list[str]:
    return [each.label for each in page.expander]


def buttons(page: AppTest) -> set[str]:
    return {str(button.key) for button in page.button}


def test_the_versions_are_listed_with_what_was_done(app: Open, desk: Desk, brief: Brief) -> None:
    desk.editing.add_remark(brief, 0, "Ask the *port*.")
    page = mode(briefs(app, brief=brief.id), "Versions")
    assert "Written." in captions(page)
    assert plain("Added the remark “Ask the *port*.”.") in captions(page)
    assert {"version-look-1", "version-look-2"} <= buttons(page)


def test_an_earlier_version_is_brought_back_as_the_newest(app: Open, desk: Desk, brief: Brief) -> None:
    desk.editing.rename_section(brief, 0, "The facts")
    page = click(mode(briefs(app, brief=brief.id), "Versions"), "version-look-1")
    page = click(page, "version-restore")
    after = desk.shelf.brief(brief.id)
    assert (after.version, after.sections) == (3, brief.sections)
    assert "version-restore" not in buttons(page)


def test_an_address_opens_the_version_that_it_names(app: Open, desk: Desk, brief: Brief) -> None:
    desk.editing.rename_section(brief, 0, "The facts")
    page = briefs(app, brief=brief.id, version="1")
    assert "This is version 1 of 2." in markdown(page)
    page = click(page, "version-newest")
    assert "version" not in page.query_params
    assert "The facts" in [each.value for each in page.subheader]


@pytest.mark.parametrize("version", ["9", "0", "-1", "*one*", "99999999999"])
def test_an_address_of_a_version_that_is_missing_says_so_and_shows_the_newest(
    app: Open, brief: Brief, version: str
) -> None:
    page = briefs(app, brief=brief.id, version=version)
    assert page.warning[0].value == plain(f"There is no version {version} of this brief: this is the newest.")
    assert brief.sections[0].heading in [each.value for each in page.subheader]


def test_any_two_versions_are_compared_claim_by_claim(app: Open, desk: Desk, flood: Brief) -> None:
    arrives(desk)
    second, _ = desk.refresh.refresh(flood)
    desk.editing.add_remark(second, 0, "No sentence changes by this.")
    page = mode(briefs(app, brief=flood.id), "Versions")
    assert any(each.startswith("No sentence differs.") for each in captions(page))
    page.selectbox(key=f"compare-from-{flood.id}-3").set_value(1)
    shown = markdown(run(page))
    assert "**Changed**: 41 → **43**" in shown
    assert "**New**" in shown
    page.selectbox(key=f"compare-to-{flood.id}-3").set_value(1)
    page.selectbox(key=f"compare-from-{flood.id}-3").set_value(3)
    assert "**Gone**" in markdown(run(page))


def test_a_brief_is_brought_up_to_date_and_what_is_new_is_shown_until_it_is_seen(
    app: Open, desk: Desk, flood: Brief
) -> None:
    arrives(desk)
    page = briefs(app, brief=flood.id)
    assert "1 article arrived or changed since." in page.info[0].value
    page = click(page, f"refresh-{flood.id}")
    assert desk.shelf.brief(flood.id).version == 2
    assert "**What is new since version 1:**" in markdown(page)
    assert "41 → **43**" in markdown(page)
    assert not page.info
    page = click(page, "news-seen")
    assert REFRESHED not in page.session_state
    assert "What is new since" not in markdown(page)


def test_a_brief_that_nothing_changes_is_up_to_date(app: Open, desk: Desk, brief: Brief) -> None:
    page = click(briefs(app, brief=brief.id), f"refresh-{brief.id}")
    assert "up to date" in page.success[0].value
    assert desk.shelf.brief(brief.id).version == 1


def test_each_kind_of_change_has_a_word_and_a_mark_of_its_own() -> None:
    assert set(MARKS) == set(News)
    for part in ("icon", "word"):
        assert len({getattr(mark, part) for mark in MARKS.values()}) == len(MARKS)


def test_changes_are_counted_in_the_order_in_which_they_are_shown(brief: Brief) -> None:
    claim = brief.claims[0]
    gone, new = ClaimChange(News.GONE, claim, None), ClaimChange(News.NEW, None, claim)
    assert brief_changes.counted([gone, new, new]) == "2 new, 1 gone"
    assert brief_changes.counted([]) == "nothing"


@pytest.mark.usefixtures("flood")
def test_a_question_that_was_answered_is_asked_again_when_articles_arrive(app: Open, desk: Desk) -> None:
    page = ask(run(app()), QUESTION)
    (watch,) = [button for button in page.button if str(button.key).startswith("watch-")]
    page = run(watch.click())
    assert any(link.label == standing_questions.IS_ON for link in page.get("page_link"))
    (standing,) = desk.standing.all()
    assert (standing.question, standing.quotes_only) == (QUESTION, True)
    arrives(desk)
    page = click(briefs(app), "standing-run")
    assert "What changed: 1 changed" in expanders(page)
    assert "41 → **43**" in markdown(page)
    page = click(page, f"seen-{standing.id}")
    assert "What changed, and was seen: 1 changed" in expanders(page)
    page = click(page, f"unwatch-{standing.id}")
    assert not desk.standing.all()
    assert "standing-run" not in buttons(page)


def test_a_brief_is_watched_and_no_more(app: Open, desk: Desk, brief: Brief) -> None:
    page = click(briefs(app, brief=brief.id), f"watch-{brief.id}")
    (standing,) = desk.standing.all()
    assert standing.brief_id == brief.id
    page = click(click(page, "brief-back"), f"brief-of-{standing.id}")
    assert page.title[0].value == TOPIC
    click(page, f"unwatch-{brief.id}")
    assert not desk.standing.all()


def test_a_standing_question_that_failed_says_why(app: Open, desk: Desk) -> None:
    failed = replace(desk.standing.add(QUESTION, quotes_only=True), error="The *model* was busy.")
    desk.shelf.save_standing(failed)
    assert briefs(app).warning[0].value == plain("The *model* was busy.")


def test_the_newest_versions_are_in_sight_and_earlier_ones_folded(app: Open, desk: Desk, brief: Brief) -> None:
    for number in range(6):
        brief = desk.editing.rename_section(brief, 0, f"The facts {number}")
    page = mode(briefs(app, brief=brief.id), "Versions")
    (folded,) = [each for each in page.expander if each.label == "2 earlier versions"]
    assert {str(button.key) for button in folded.button} == {"version-look-1", "version-look-2"}
    assert {"version-look-3", "version-look-7"} <= buttons(page)
