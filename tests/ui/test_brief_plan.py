from __future__ import annotations

import threading

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Brief, Form, Outline, Passage, PassageId, PlannedSection, Source
from ui import brief_writing
from ui.brief_outline import LEFT_OUT, NOT_HERE, NOWHERE, PINNED, PINNED_HERE, PLAN, Plan

from .brief_page import TOPIC, briefs, captions, click, mode, written
from .conftest import Open, run

pytestmark = pytest.mark.usefixtures("samples")


def planned(app: Open, topic: str = TOPIC, template: str = "situation") -> AppTest:
    page = briefs(app)
    page.text_input(key="brief-topic").set_value(topic)
    page.radio(key="brief-template").set_value(template)
    return click(page, "brief-plan-it")


def headings_planned(page: AppTest) -> list[str]:
    return [str(box.value) for box in page.text_input if str(box.key).startswith("plan-heading-")]


def plan_of(page: AppTest) -> Plan:
    plan: Plan = page.session_state[PLAN]
    return plan


def newest(desk: Desk) -> Brief:
    return desk.shelf.brief(desk.shelf.briefs()[0].id)


def test_the_plan_shows_sections_with_what_they_ask_and_take_and_the_articles(app: Open, desk: Desk) -> None:
    page = planned(app)
    outline = desk.briefs.outline(TOPIC)
    assert headings_planned(page) == [section.heading for section in outline.sections]
    assert any("Takes sentences that say what happened" in each for each in captions(page))
    found = desk.briefs.found(outline).articles
    choices = [control for control in page.segmented_control if str(control.key).startswith("plan-choice-")]
    assert len(choices) == len(found)
    assert not desk.shelf.briefs()


def test_what_is_written_is_what_the_plan_says(app: Open, desk: Desk) -> None:
    page = planned(app)
    run(page.text_input(key="plan-heading-0").set_value("The disaster"))
    page = click(page, "icon-plan-remove-4")
    page = click(page, "icon-plan-up-2")
    page.text_input(key="plan-asks").set_value("Who pays?")
    page = click(page, "plan-add-section")
    assert headings_planned(page) == ["The disaster", "What comes next", "Who says what", "Background", "Who pays?"]
    page = written(click(page, "plan-write"))
    brief = newest(desk)
    assert [section.heading for section in brief.outline.sections] == [
        "The disaster",
        "What comes next",
        "Who says what",
        "Background",
        "Who pays?",
    ]
    assert brief.outline.sections[-1].asks == f"Who pays? {TOPIC}"
    assert brief.sections[0].heading == "The disaster"
    assert page.query_params["brief"] == brief.id
    assert PLAN not in page.session_state


def test_an_article_that_is_left_out_is_not_cited_and_a_pinned_one_is_read(app: Open, desk: Desk) -> None:
    page = planned(app)
    out, pinned = (source.article_id for source in plan_of(page).found[:2])
    run(page.segmented_control(key=f"plan-choice-{out}").set_value(LEFT_OUT))
    run(page.segmented_control(key=f"plan-choice-{pinned}").set_value(PINNED))
    written(click(page, "plan-write"))
    brief = newest(desk)
    assert (brief.outline.excluded, brief.outline.pinned) == ((out,), (pinned,))
    assert out not in {source.article_id for source in brief.sources}


def test_an_article_that_was_not_found_can_be_pinned_by_its_words(app: Open, desk: Desk) -> None:
    page = planned(app)
    known = {source.article_id for source in plan_of(page).found}
    page.text_input(key="plan-words").set_value("dredging")
    page = run(page)
    offered = [button for button in page.button if str(button.key).startswith("plan-pin-")]
    assert offered
    article_id = str(offered[0].key).removeprefix("plan-pin-")
    assert article_id not in known
    page = run(offered[0].click())
    assert plan_of(page).outline.pinned == (article_id,)
    assert page.segmented_control(key=f"plan-choice-{article_id}").value == PINNED


def cites(brief: Brief, passage: Passage, *headings: str) -> bool:
    """Whether a sentence cites the passage: in these sections, or anywhere in the brief where none is named."""
    claims = [claim for section in brief.sections if section.heading in headings for claim in section.claims]
    return any(
        citation.source.article_id == passage.article_id
        and citation.span.start < passage.span.end
        and passage.span.start < citation.span.end
        for claim in (claims if headings else brief.claims)
        for citation in claim.citations
    )


def choose(page: AppTest, row: int, passage: PassageId, choice: str) -> AppTest:
    return run(page.segmented_control(key=f"plan-passage-choice-{row}-{passage}").set_value(choice))


def test_a_section_shows_the_passages_that_it_would_take_with_a_choice_for_each(app: Open) -> None:
    page = planned(app)
    first = plan_of(page).near[0].hits[0].passage
    control = page.segmented_control(key=f"plan-passage-choice-0-{first.id}")
    assert control.options == [PINNED_HERE, NOT_HERE, NOWHERE]
    page = choose(page, 0, first.id, NOWHERE)
    assert plan_of(page).outline.excluded_passages == (first.id,)
    assert any(each.label.endswith("1 nowhere in the brief") for each in page.expander)


def test_a_passage_that_is_nowhere_is_cited_nowhere(app: Open, desk: Desk) -> None:
    before = desk.briefs.write(desk.briefs.outline(TOPIC))
    page = planned(app)
    passage = next(hit.passage for hit in plan_of(page).near[0].hits if cites(before, hit.passage))
    written(click(choose(page, 0, passage.id, NOWHERE), "plan-write"))
    assert newest(desk).outline.excluded_passages == (passage.id,)
    assert not cites(newest(desk), passage)


def test_a_passage_pinned_to_a_section_is_in_that_one_alone(app: Open, desk: Desk) -> None:
    before = desk.briefs.write(desk.briefs.outline(TOPIC))
    page = planned(app)
    passage = next(hit.passage for hit in plan_of(page).near[3].hits if cites(before, hit.passage, "What happened"))
    written(click(choose(page, 3, passage.id, PINNED_HERE), "plan-write"))
    assert newest(desk).outline.sections[3].pinned == (passage.id,)
    assert cites(newest(desk), passage, "Background")
    assert not cites(newest(desk), passage, "What happened")


def test_a_passage_that_is_not_for_a_section_is_left_out_of_it(app: Open, desk: Desk) -> None:
    before = desk.briefs.write(desk.briefs.outline(TOPIC))
    page = planned(app)
    passage = next(hit.passage for hit in plan_of(page).near[0].hits if cites(before, hit.passage, "What happened"))
    written(click(choose(page, 0, passage.id, NOT_HERE), "plan-write"))
    assert newest(desk).outline.sections[0].excluded == (passage.id,)
    assert not cites(newest(desk), passage, "What happened")


def test_the_plan_survives_a_visit_to_another_page(app: Open, desk: Desk) -> None:
    page = planned(app)
    run(page.text_input(key="plan-heading-0").set_value("The disaster"))
    out = plan_of(page).found[0].article_id
    run(page.segmented_control(key=f"plan-choice-{out}").set_value(LEFT_OUT))
    run(page.switch_page("ui/library.py"))
    page = run(page.switch_page("ui/briefs.py"))
    assert headings_planned(page)[0] == "The disaster"
    assert page.segmented_control(key=f"plan-choice-{out}").value == LEFT_OUT


def test_a_discarded_plan_leaves_the_form_as_it_was(app: Open) -> None:
    page = click(planned(app, template="timeline"), "plan-discard")
    assert page.text_input(key="brief-topic").value == TOPIC
    assert page.radio(key="brief-template").value == "timeline"
    assert not headings_planned(page)


def test_a_topic_that_nothing_is_near_cannot_be_planned(app: Open, desk: Desk) -> None:
    page = briefs(app)
    page.text_input(key="brief-topic").set_value("???")
    page = click(page, "brief-plan-it")
    assert len(page.error) == 1
    assert PLAN not in page.session_state


def test_a_plan_without_a_section_cannot_be_written(app: Open) -> None:
    page = planned(app, template="timeline")
    page = click(page, "icon-plan-remove-0")
    assert page.button(key="plan-write").disabled
    assert "add one" in page.info[0].value


def test_a_brief_is_planned_again_as_its_next_version(app: Open, desk: Desk, brief: Brief) -> None:
    page = click(mode(briefs(app, brief=brief.id), "Edit"), "edit-plan")
    assert "brief" not in page.query_params
    page = written(click(click(page, "icon-plan-remove-0"), "plan-write"))
    assert page.query_params["brief"] == brief.id
    after = desk.shelf.brief(brief.id)
    assert after.version == brief.version + 1
    assert after.outline.sections == brief.outline.sections[1:]


def test_a_stopped_brief_keeps_the_sections_that_are_written(desk: Desk) -> None:
    outline = desk.briefs.outline(TOPIC)
    writing = brief_writing.Writing(desk, TOPIC, lambda: outline, quotes_only=True)
    writing.stop()
    writing.begin()
    assert writing.wait(30)
    assert writing.brief is not None
    assert (writing.done, len(writing.brief.sections)) == (1, 1)
    assert any("the writing was stopped" in gap for gap in writing.brief.gaps)


def test_a_brief_that_is_being_written_is_shown_to_who_comes_back_and_can_be_stopped(app: Open, desk: Desk) -> None:
    held = threading.Event()

    def plan() -> Outline:
        held.wait(30)
        return desk.briefs.outline(TOPIC)

    writing = brief_writing.start(desk, TOPIC, plan, quotes_only=True)
    page = briefs(app)
    assert page.button(key=f"stop-{writing.id}").label == "Stop"
    page = click(page, f"stop-{writing.id}")
    assert writing.is_stopping
    assert page.button(key=f"stop-{writing.id}").disabled
    held.set()
    assert writing.wait(30)
    assert not [each for each in run(page).button if str(each.key).startswith("stop-")]
    assert len(newest(desk).sections) == 1


def made(*headings: str) -> Plan:
    sections = tuple(PlannedSection(heading, "") for heading in headings)
    outline = Outline("t", "situation", "standard", Form.SORTS, sections)
    return Plan(outline, tuple(enumerate(sections)), (Source(ArticleId("a"), 1, "", "", "", None),))


def test_a_moved_section_stays_within_the_plan() -> None:
    plan = made("one", "two", "three")
    order = [section.heading for section in plan.moved(0, -1).moved(2, 1).moved(1, 1).outline.sections]
    assert order == ["one", "three", "two"]


def test_a_heading_of_space_alone_changes_nothing() -> None:
    plan = made("one")
    assert plan.renamed(0, "  ") == plan
    assert plan.with_section(" \n") == plan


def test_a_section_that_is_added_after_one_was_removed_has_a_number_of_its_own() -> None:
    plan = made("one", "two", "three").without(0).with_section("four")
    assert [number for number, _ in plan.rows] == [1, 2, 3]


def test_an_article_is_pinned_or_left_out_and_never_both() -> None:
    plan = made("one")
    article = plan.found[0].article_id
    assert plan.choosing(article, PINNED).choosing(article, LEFT_OUT).choice(article) == LEFT_OUT
    assert plan.choosing(article, PINNED).choosing(article, None).choice(article) is None
    assert plan.adding(plan.found[0]).found == plan.found


def test_a_passage_is_pinned_to_one_section_at_most_and_never_where_it_is_nowhere() -> None:
    one = PassageId("a:1:0-9")
    plan = made("one", "two").choosing_passage(0, one, PINNED_HERE).choosing_passage(1, one, PINNED_HERE)
    assert [plan.passage_choice(row, one) for row in (0, 1)] == [None, PINNED_HERE]
    plan = plan.choosing_passage(0, one, NOWHERE)
    assert [plan.passage_choice(row, one) for row in (0, 1)] == [NOWHERE, NOWHERE]
    assert plan.outline.sections[1].pinned == ()
    plan = plan.choosing_passage(1, one, None)
    assert [plan.passage_choice(row, one) for row in (0, 1)] == [None, None]
