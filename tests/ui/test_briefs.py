from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Brief, Dropped, Event, Position, Remark, Scope
from pipeline.export import notes as numbering
from pipeline.ports import Shelved
from ui import brief_remarks
from ui.brief_files import LABELS

from . import drawn
from .brief_page import TOPIC, briefs, captions, click, headings, markdown, mode, written
from .conftest import Open

pytestmark = pytest.mark.usefixtures("samples")


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
    page.radio(key="brief-template").set_value("timeline")
    page.segmented_control(key="brief-length").set_value("short")
    page.text_input(key="brief-audience").set_value(" the board ")
    page.multiselect(key="brief-outlets").set_value(["Radio Estmere"])
    written(click(page, "brief-write"))
    brief = desk.shelf.brief(desk.shelf.briefs()[0].id)
    assert (brief.template, brief.length, brief.outline.audience) == ("timeline", "short", "the board")
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
    assert (brief.scope, brief.outline.language) == (Scope(tags=("$5 tag",)), last.language)
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
    claims = [claim for section in brief.sections for claim in section.claims]
    cited_chips = [chip["place"] for chip in drawn.chips(page) if chip["quote"]]
    lit = {place for chip in cited_chips for place in chip.split("&at=")[1].split("%2C")}
    cited = [citation.span for claim in claims for citation in claim.citations]
    assert {f"{span.start}-{span.end}" for span in cited} <= lit
    rows, figures = drawn.tables(page)[0]["rows"], numbering.in_rows(brief.figures)
    values = [row[1] for row in rows]
    assert [value["text"] for value in values] == [figure.value for figure in figures]
    for row, figure in zip(rows, figures, strict=True):
        assert figure.claim.citations[0].source.article_id in row[1]["link"]["place"]
        assert row[4]["chips"]
    newest = [figure.is_newest for figure in figures]
    assert [value["note"] == "newest" for value in values] == newest
    assert any(newest)
    listed = [row[1]["link"]["place"] for row in drawn.tables(page)[-1]["rows"]]
    assert listed == [f"article={source.article_id}&revision={source.revision}" for source in brief.sources]


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
    assert "It sank twice." in "\n".join(each.value for each in page.expander[-1].markdown)


def test_why_the_model_did_not_write_it_is_a_warning(app: Open, desk: Desk, brief: Brief) -> None:
    desk.shelf.save_brief(replace(brief, provenance=replace(brief.provenance, note="The model was busy.")))
    assert "The model was busy." in briefs(app, brief=brief.id).warning[0].value


def test_an_earlier_version_can_be_looked_at(app: Open, desk: Desk, brief: Brief) -> None:
    desk.shelf.save_brief(replace(brief, version=2, outline=replace(brief.outline, topic="The ferry, a week on")))
    page = briefs(app, brief=brief.id)
    assert page.title[0].value == "The ferry, a week on"
    page = click(mode(page, "Versions"), "version-look-1")
    assert page.title[0].value == TOPIC
    assert "version 1 of 2" in markdown(page)
    assert click(page, "version-newest").title[0].value == "The ferry, a week on"


def test_a_brief_can_be_downloaded_in_every_format(app: Open, desk: Desk, brief: Brief) -> None:
    page = briefs(app, brief=brief.id)
    assert {each.key for each in page.download_button} == {f"download{suffix}" for suffix in desk.exporters}
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


def rewritten(desk: Desk, brief: Brief) -> int:
    """Changes the first cited article; how many sentences of the brief cite it."""
    source = brief.claims[0].citations[0].source
    old = desk.shelf.article(source.article_id)
    desk.shelf.keep([Shelved(replace(old, text="A statue was unveiled.", revision=2), ())], datetime.now(UTC))
    return len({claim.text for claim in brief.claims if source in [citation.source for citation in claim.citations]})


def test_a_brief_on_passages_that_changed_says_so_at_each_sentence_and_in_the_list(
    app: Open, desk: Desk, brief: Brief
) -> None:
    assert not briefs(app, brief=brief.id).info
    stale = rewritten(desk, brief)
    page = briefs(app, brief=brief.id)
    assert f"{stale} sentences rest on passages that have changed since." in page.info[0].value
    marks = [found for line in drawn.lines(page) for found in line["stale"] if "no longer says this" in found["text"]]
    assert len(marks) >= stale
    article_id = brief.claims[0].citations[0].source.article_id
    assert f"reader?article={article_id}&since=1&from=brief-{brief.id}" in [found["href"] for found in marks]
    page = click(page, "brief-back")
    assert any(
        each.value.endswith(f"{stale} sentences rest on passages that have changed since") for each in page.caption
    )


def test_an_article_has_one_number_wherever_it_is_cited_and_in_the_list_of_sources(app: Open, brief: Brief) -> None:
    chips = [chip for chip in drawn.chips(briefs(app, brief=brief.id)) if chip["number"]]
    listed = {str(source.article_id): number for number, source in enumerate(brief.sources, start=1)}
    assert chips
    assert {listed[chip["place"].partition("=")[2].partition("&")[0]] - chip["number"] for chip in chips} == {0}


def test_sources_and_figures_lead_back_to_the_brief(app: Open, brief: Brief) -> None:
    page = briefs(app, brief=brief.id)
    assert all(f"from=brief-{brief.id}" in chip["href"] for chip in drawn.chips(page))


def test_every_template_is_explained_beside_its_name(app: Open, desk: Desk) -> None:
    captions = briefs(app).radio(key="brief-template").captions
    assert len(captions) == len(desk.briefs.templates())
    assert all(captions)
    assert "What comes next" in captions[0]


def test_a_template_of_the_readers_own_that_cannot_be_used_is_named(app: Open, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "templates"
    folder.mkdir(exist_ok=True)
    (folder / "mine.toml").write_text("label = 3", encoding="utf-8")
    page = briefs(app)
    assert "mine.toml" in page.warning[0].value


def test_one_source_is_told_apart_from_several_in_words(app: Open, brief: Brief) -> None:
    marks = [line["mark"]["text"] for line in drawn.lines(briefs(app, brief=brief.id)) if line["mark"]]
    assert any("one source" in mark for mark in marks)
    assert any("independent of" in mark for mark in marks)


def test_positions_and_what_is_not_known_are_drawn_with_their_sources(app: Open, desk: Desk, brief: Brief) -> None:
    claim = brief.sections[0].claims[0]
    said = Position("The *operator*", "the $5 bow door", claim, date(2025, 10, 15))
    desk.shelf.save_brief(replace(brief, positions=(said,), unknowns=(claim,)))
    page = briefs(app, brief=brief.id)
    assert "What the articles say is not known" in headings(page)
    table = next(each for each in drawn.tables(page) if "In their words" in each["columns"])
    ((who, issue, words, when, source),) = table["rows"]
    assert (who["text"], issue["text"], words["text"]) == ("The *operator*", "the $5 bow door", claim.text)
    assert when["text"] == "15 October 2025"
    assert source["chips"][0]["place"].startswith(f"article={claim.citations[0].source.article_id}&")


def test_a_remark_is_drawn_where_it_stands_and_as_the_authors(app: Open, desk: Desk, brief: Brief) -> None:
    section = replace(brief.sections[0], remarks=(Remark("See our $5 note of May.", 1),))
    desk.shelf.save_brief(replace(brief, sections=(section, *brief.sections[1:])))
    page = briefs(app, brief=brief.id)
    shown = markdown(page)
    first, second = (claim.text for claim in section.claims[:2])
    assert shown.index(first) < shown.index(r"See our \$5 note of May.") < shown.index(second)
    assert brief_remarks.SAID in captions(page)


def test_the_timeline_has_a_plot_where_there_are_days_to_compare(app: Open, desk: Desk, brief: Brief) -> None:
    assert plots(briefs(app, brief=brief.id), "Events by day")
    one = next(event for event in brief.timeline if event.day is not None)
    desk.shelf.save_brief(replace(brief, timeline=(one, Event(None, one.claim, written="May 5"))))
    page = briefs(app, brief=brief.id)
    assert not plots(page, "Events by day")
    assert "**May 5 (year not given)**" in markdown(page)


def test_the_balance_of_sources_is_told_and_plotted(app: Open, brief: Brief) -> None:
    page = briefs(app, brief=brief.id)
    assert "How well founded this is" in headings(page)
    assert "rest on two or more independent sources" in markdown(page)
    assert plots(page, "Whose words it rests on")


def plots(page: AppTest, begins: str) -> list[str]:
    """What the plots say to those who do not see them."""
    said = [each.proto.alt for each in page.get("vega_lite_chart")]
    return [each for each in said if each.startswith(begins)]


def test_sentences_that_follow_one_another_are_drawn_at_once(app: Open, desk: Desk, brief: Brief) -> None:
    section = replace(brief.sections[0], remarks=(Remark("See our note of May.", 1),))
    desk.shelf.save_brief(replace(brief, sections=(section, *brief.sections[1:])))
    runs = [len(data["lines"]) for data in drawn.mounted(briefs(app, brief=brief.id)) if "lines" in data]
    others = [len(each.claims) for each in brief.sections[1:]]
    assert runs[: 2 + len(others)] == [1, len(section.claims) - 1, *others]
