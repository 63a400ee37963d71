"""HTML: one file that loads and runs nothing, whose notes lead there and back."""

from __future__ import annotations

import itertools
import json
import re
from dataclasses import replace

import pytest
from lxml import html

from pipeline import records
from pipeline.domain import Brief
from pipeline.export.html import HtmlExporter
from tests.export import briefs

BRIEFS = {"plain": briefs.PLAIN, "hostile": briefs.hostile(), "empty": briefs.empty()}


def page(brief: Brief) -> html.HtmlElement:
    return html.document_fromstring(HtmlExporter().export(brief).decode())


@pytest.mark.parametrize("name", BRIEFS)
def test_nothing_is_run_and_nothing_is_loaded(name: str) -> None:
    document = page(BRIEFS[name])
    assert {each.tag for each in document.iter()}.isdisjoint({"img", "iframe", "link", "object", "form", "base"})
    # data, which no browser runs, and the policy forbids every script besides
    assert [dict(each.attrib) for each in document.iter("script")] == [
        {"type": "application/json", "id": "briefdesk-record"}
    ]
    attributes = {attribute for each in document.iter() for attribute in each.attrib}
    assert not [attribute for attribute in attributes if attribute.startswith("on") or attribute in {"src", "style"}]
    assert "url(" not in document.findtext(".//style")
    assert document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith("default-src 'none'")


@pytest.mark.parametrize("name", BRIEFS)
def test_every_link_leads_to_a_place_in_the_page_or_to_the_web(name: str) -> None:
    document = page(BRIEFS[name])
    identities = document.xpath("//@id")
    assert len(identities) == len(set(identities))
    for address in document.xpath("//a/@href"):
        assert address[1:] in identities if address.startswith("#") else re.match("https?://", address)


def test_a_few_words_of_doubt_stay_on_one_line_and_many_may_be_broken() -> None:
    marks = html.document_fromstring(HtmlExporter().export(briefs.PLAIN).decode()).find_class("mark")
    assert {mark.get("class"): len(mark.text_content()) for mark in marks} == {"mark short": 12, "mark": 79}


def test_hostile_text_is_there_as_text() -> None:
    text = page(briefs.hostile()).text_content()
    assert "<b>bold</b> <script>alert(1)</script> <!-- comment -->" in text
    assert "<img src=x onerror=alert(1)> [x](javascript:alert(2)) | $1 $2" in text


def test_every_note_has_the_quoted_words_and_a_way_back_to_each_use() -> None:
    document = page(briefs.PLAIN)
    note = document.get_element_by_id("note-3")
    assert "“killing 13 people, the coast guard said” The Harbour Post, “Two ferries collide" in note.text_content()
    back = note.xpath(".//a[@role='doc-backlink']/@href")
    uses = document.xpath("//a[@role='doc-noteref'][@href='#note-3']/@id")
    assert back == [f"#{use}" for use in uses]
    assert len(back) == 3  # a section, a figure and a side


def test_the_page_says_its_language_and_fits_a_phone_and_the_dark() -> None:
    document = page(briefs.PLAIN)
    assert document.get("lang") == "en-GB"
    assert document.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert "prefers-color-scheme: dark" in document.findtext(".//style")


def test_a_row_is_drawn_as_long_as_its_number_and_one_cell_stands_before_the_rows_of_a_group() -> None:
    document = page(briefs.PLAIN)
    assert document.xpath("//svg/rect/@width")[:3] == ["100.0", "80.0", "20.0"]
    twice = replace(briefs.PLAIN, figures=(briefs.PLAIN.figures[0],) * 2)
    cells = page(twice).xpath("//td[@data-column='What it counts']")
    assert [(cell.text_content().strip(), cell.get("rowspan")) for cell in cells] == [("people killed", "2")]


def test_the_record_in_the_page_is_the_brief() -> None:
    for brief in BRIEFS.values():
        carried = records.read_brief(json.loads(page(brief).get_element_by_id("briefdesk-record").text))
        assert replace(carried, dropped=brief.dropped) == brief
        assert len(carried.dropped) == len(brief.dropped)


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(each.tag[1]) for each in page(briefs.PLAIN).iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
