from __future__ import annotations

import shutil
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Brief, Dropped, Scope
from pipeline.export import notes as numbering
from pipeline.ports import Shelved
from pipeline.settings import Settings
from ui.brief_files import LABELS
from ui.brief_new import WRITING
from ui.text import plain

from .conftest import SECONDS, Open, run

TOPIC = "The sinking of the ferry Maren Tide"

pytestmark = pytest.mark.usefixtures("samples")


@pytest.fixture(scope="session")
def written_once(read_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = shutil.copytree(read_once, tmp_path_factory.mktemp("briefs") / "data")
    desk = wiring.open_desk(Settings(data=folder))
    brief = desk.brief(TOPIC)
    desk.close()
    return brief


@pytest.fixture
def brief(written_once: Brief, desk: Desk) -> Brief:
    """A brief on the sample library, saved in the library of this test."""
    desk.shelf.save_brief(written_once)
    return written_once


def briefs(app: Open, **query: str) -> AppTest:
    page = app().switch_page("ui/briefs.py")
    for name, value in query.items():
        page.query_params[name] = value
    return run(page)


def click(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return run(page)


def written(page: AppTest) -> AppTest:
    """The page when nothing is being written."""
    until = time.monotonic() + SECONDS
    while WRITING in page.session_state:
        assert time.monotonic() < until, "the brief is still being written"
        time.sleep(0.1)
        run(page)
    return page


def markdown(page: AppTest) -> str:
    return "\n".join(each.value for each in page.markdown)


def headings(page: AppTest) -> list[str]:
    return [each.value for each in page.subheader]


def test_a_brief_is_written_saved_and_opened(app: Open, desk: Desk) -> None:
    page = briefs(app)
    page.text_input(key="brief-topic").set_value(TOPIC)
    page = written(click(page, "brief-write"))
    (entry,) = desk.shelf.briefs()
    assert page.query_params["brief"] == entry.id
    assert page.title[0].value == TOPIC
    for heading in ("What happened", "Key figures", "Timeline", "Sources"):
        assert heading in headings(page)
    page = click(page, "brief-back")
    assert any(button.key == f"open-{entry.id}" for button in page.button)


def test_the_form_decides_template_length_and_scope(app: Open, desk: Desk) -> None:
    page = briefs(app)
    page.text_input(key="brief-topic").set_value(TOPIC)
    page.selectbox(key="brief-template").set_value("timeline")
    page.selectbox(key="brief-length").set_value("short")
    page.multiselect(key="brief-outlets").set_value(["Radio Estmere"])
    written(click(page, "brief-write"))
    brief = desk.shelf.brief(desk.shelf.briefs()[0].id)
    assert (brief.template, brief.length) == ("timeline", "short")
    assert {source.outlet for source in brief.sources} == {"Radio Estmere"}


def test_the_form_narrows_a_brief_to_a_language_and_a_tag(app: Open, desk: Desk) -> None:
    last = desk.shelf.article(desk.search(TOPIC).hits[0].passage.article_id)
    desk.shelf.describe(replace(last, tags=("$5 tag",)))
    page = briefs(app)
    page.text_input(key="brief-topic").set_value(TOPIC)
    page.multiselect(key="brief-tags").set_value(["$5 tag"])
    page.selectbox(key="brief-language").set_value(last.language)
    written(click(page, "brief-write"))
    brief = desk.shelf.brief(desk.shelf.briefs()[0].id)
    assert brief.scope == Scope(language=last.language, tags=("$5 tag",))
    assert {source.article_id for source in brief.sources} <= {last.id}


def test_without_a_model_there_is_no_choice_of_quotes_only(app: Open) -> None:
    assert not briefs(app).toggle


@pytest.mark.parametrize("topic", ["", "???"])
def test_a_topic_without_words_is_asked_for_again(app: Open, desk: Desk, topic: str) -> None:
    page = briefs(app)
    page.text_input(key="brief-topic").set_value(topic)
    page = written(click(page, "brief-write"))
    assert len(page.error) == 1
    assert not desk.shelf.briefs()


def test_the_address_of_a_brief_opens_it(app: Open, brief: Brief) -> None:
    page = briefs(app, brief=brief.id)
    assert page.title[0].value == TOPIC
    assert brief.claims[0].text in markdown(page)


def test_the_address_of_a_deleted_brief_says_so(app: Open) -> None:
    page = briefs(app, brief="gone")
    assert "no such brief" in page.error[0].value
    assert briefs_are_listed(click(page, "brief-back"))


def briefs_are_listed(page: AppTest) -> bool:
    return any(each.value == "Briefs" for each in page.title)


def test_every_claim_figure_and_source_is_on_the_page(app: Open, brief: Brief) -> None:
    page = briefs(app, brief=brief.id)
    chips = [link for link in page.get("page_link") if "article=" in link.proto.query_string]  # type: ignore[attr-defined]
    assert len(chips) >= sum(len(claim.citations) for section in brief.sections for claim in section.claims)
    figures = page.table[0].value
    assert [value.strip("*") for value in figures["Figure"]] == [plain(figure.value) for figure in brief.figures]
    assert all("/reader?article=" in cell for cell in figures["Source"])
    assert all(source.article_id in markdown(page) for source in brief.sources)


def test_where_articles_differ_is_told_apart_from_what_changed_over_time(app: Open, desk: Desk, brief: Brief) -> None:
    first, *others = brief.disagreements
    brief = replace(brief, disagreements=(first, *(replace(each, is_update=True) for each in others), first))
    desk.shelf.save_brief(brief)
    shown = markdown(briefs(app, brief=brief.id))
    assert shown.count("The articles differ") == sum(not each.is_update for each in brief.disagreements)
    assert shown.count("Changed over time") == sum(each.is_update for each in brief.disagreements)


def test_gaps_and_what_was_left_out_are_shown_as_such(app: Open, desk: Desk, brief: Brief) -> None:
    brief = replace(brief, gaps=("Who paid? The articles do not say.",), dropped=(Dropped("It sank twice.", "no"),))
    desk.shelf.save_brief(brief)
    page = briefs(app, brief=brief.id)
    assert "What the articles do not say" in headings(page)
    assert "- Who paid? The articles do not say." in markdown(page)
    assert "It sank twice." in "\n".join(each.value for each in page.expander[0].markdown)


def test_why_the_model_did_not_write_it_is_a_warning(app: Open, desk: Desk, brief: Brief) -> None:
    desk.shelf.save_brief(replace(brief, provenance=replace(brief.provenance, note="The model was busy.")))
    assert "The model was busy." in briefs(app, brief=brief.id).warning[0].value


def test_an_earlier_version_can_be_looked_at(app: Open, desk: Desk, brief: Brief) -> None:
    desk.shelf.save_brief(replace(brief, version=2, outline=replace(brief.outline, topic="The ferry, a week on")))
    page = briefs(app, brief=brief.id)
    assert page.title[0].value == "The ferry, a week on"
    page.selectbox(key=f"version-{brief.id}").set_value(1)
    assert run(page).title[0].value == TOPIC


def test_a_brief_can_be_downloaded_in_every_format(app: Open, desk: Desk, brief: Brief) -> None:
    page = briefs(app, brief=brief.id)
    assert [each.key for each in page.download_button] == [f"download{suffix}" for suffix in desk.exporters]
    assert LABELS.keys() >= desk.exporters.keys()


def test_verify_counts_what_stands_and_names_what_does_not(app: Open, desk: Desk, brief: Brief) -> None:
    page = click(briefs(app, brief=brief.id), "brief-verify")
    assert "word for word" in page.success[0].value
    desk.library.remove([brief.sources[0].article_id])
    page = click(page, "brief-verify")
    assert not page.success
    assert page.warning


def test_a_brief_is_deleted_only_after_a_question(app: Open, desk: Desk, brief: Brief) -> None:
    going = replace(brief, id="going", outline=replace(brief.outline, topic="Going"))
    desk.shelf.save_brief(going)
    page = click(briefs(app), f"delete-{going.id}")
    page = click(page, f"delete-no-{going.id}")
    page = click(page, f"delete-{going.id}")
    assert len(desk.shelf.briefs()) == 2
    page = click(page, f"delete-yes-{going.id}")
    assert [entry.id for entry in desk.shelf.briefs()] == [brief.id]


def test_a_topic_is_drawn_as_text_whatever_is_in_it(app: Open, desk: Desk, brief: Brief) -> None:
    topic = "The **ferry** [Maren Tide](http://evil.example) for $5"
    brief = replace(brief, outline=replace(brief.outline, topic=topic))
    desk.shelf.save_brief(brief)
    assert r"\*\*ferry\*\*" in briefs(app, brief=brief.id).title[0].value
    assert r"\[Maren Tide\]" in markdown(briefs(app))


def test_a_brief_written_again_is_its_next_version_and_the_first_can_be_read(
    samples: None, app: Open, desk: Desk
) -> None:
    brief = desk.brief("the sinking of the ferry Maren Tide", length="short")
    page = app()
    page.query_params["brief"] = brief.id
    page.switch_page("ui/briefs.py")
    run(page)
    run(page.button(key=f"again-{brief.id}").click())
    run(page)
    assert [entry.version for entry in desk.shelf.briefs()] == [2]
    assert page.selectbox(key=f"version-{brief.id}").value == 2
    run(page.selectbox(key=f"version-{brief.id}").set_value(1))
    assert desk.shelf.brief(brief.id, 1) == brief


def rewritten(desk: Desk, brief: Brief) -> int:
    """Changes the first cited article; how many sentences of the brief cite it."""
    source = brief.claims[0].citations[0].source
    old = desk.shelf.article(source.article_id)
    desk.shelf.keep([Shelved(replace(old, text="A statue was unveiled.", revision=2), ())], datetime.now(UTC))
    return len({claim.text for claim in brief.claims if source in [citation.source for citation in claim.citations]})


def test_a_brief_on_passages_that_changed_says_so_at_each_sentence_and_in_the_list(
    app: Open, desk: Desk, brief: Brief
) -> None:
    assert not briefs(app, brief=brief.id).warning
    stale = rewritten(desk, brief)
    page = briefs(app, brief=brief.id)
    assert page.warning[0].value.startswith(f"{stale} sentences rest on passages that have changed since.")
    marks = [each.value for each in page.caption if "no longer says this" in each.value]
    assert len(marks) >= stale
    article_id = brief.claims[0].citations[0].source.article_id
    assert f"article={article_id}&since=1&from=brief-{brief.id}" in [
        link.proto.query_string for link in page.get("page_link") if link.value == "What changed"
    ]
    page = click(page, "brief-back")
    assert any(
        each.value.endswith(f"{stale} sentences rest on passages that have changed since") for each in page.caption
    )


def test_the_sides_of_a_disagreement_carry_their_note_numbers(app: Open, brief: Brief) -> None:
    notes = numbering.number(brief)
    page = briefs(app, brief=brief.id)
    chips = [link.value for link in page.get("page_link")]
    for disagreement in brief.disagreements:
        for side in disagreement.sides:
            citation = side.claim.citations[0]
            assert any(chip.startswith(f"{notes.at(citation)} · ") for chip in chips)
    assert all(" · " in chip for chip in chips if "article=" in chip)
    assert len([chip for chip in chips if " · " in chip]) == len([c for c in chips if "," in c])


def test_sources_and_figures_lead_back_to_the_brief(app: Open, brief: Brief) -> None:
    page = briefs(app, brief=brief.id)
    assert all(f"from=brief-{brief.id}" in cell for cell in page.table[0].value["Source"])
    assert markdown(page).count(f"from=brief-{brief.id}") == len(brief.sources)
