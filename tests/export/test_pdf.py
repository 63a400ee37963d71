"""PDF: notes at the foot of their page, links out and none besides, and no character lost for want of a font."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from pipeline.adapters.pdf_export import PdfExporter
from pipeline.adapters.pdf_paper import UNDRAWN
from pipeline.domain import Brief, Section
from pipeline.export import paper
from pipeline.export.wording import shown
from tests.export import briefs

BRIEFS = {"plain": briefs.PLAIN, "hostile": briefs.hostile(), "empty": briefs.empty()}


def pages(brief: Brief) -> list[str]:
    with pdfium.PdfDocument(PdfExporter().export(brief)) as document:
        return [shown(page.get_textpage().get_text_range()) for page in document]


@cache
def plain() -> tuple[str, ...]:
    return tuple(pages(briefs.PLAIN))


def links(content: bytes) -> set[str]:
    """Every address that anything in the file leads to."""
    found = re.findall(rb"/URI ?\(((?:[^()\\]|\\.)*)\)", content)
    return {re.sub(rb"\\(.)", rb"\1", each).decode() for each in found}


def test_a_footnote_stands_on_the_page_of_its_first_reference_with_the_quoted_words_and_the_address() -> None:
    first = plain()[0]
    assert "3 “killing 13 people, the coast guard said” The Harbour Post, “Two ferries collide off Port Alder”" in first
    for note in paper.paper(briefs.PLAIN).footnotes:
        page = next(page for page in plain() if f"“{note.quote}” {note.place}" in page)
        assert re.search(rf"(?<!\d){note.number} ?“{re.escape(note.quote)}” {re.escape(note.place)}", page)


def test_every_page_but_the_first_has_the_topic_and_the_day_at_its_head_and_each_its_number() -> None:
    head = paper.paper(briefs.PLAIN).head
    assert [head in page for page in plain()] == [False] + [True] * (len(plain()) - 1)
    assert all(f"Page {i} of {len(plain())}" in page for i, page in enumerate(plain(), start=1))


def test_how_it_was_made_is_at_the_end() -> None:
    assert "backend openai-compatible · model small-model" in plain()[-1]


@pytest.mark.parametrize("name", BRIEFS)
def test_only_addresses_that_may_be_followed_are_links(name: str) -> None:
    content = PdfExporter().export(BRIEFS[name])
    value = paper.paper(BRIEFS[name])
    assert links(content) == {source.address for source in value.sources if source.address}
    assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|AA|OpenAction) ?[<(/\[]", content)


def test_the_file_says_its_title_its_language_and_its_structure() -> None:
    content = PdfExporter().export(briefs.PLAIN)
    with pdfium.PdfDocument(content) as document:
        assert document.get_metadata_value("Title") == briefs.PLAIN.topic
        assert "20201113083000" in document.get_metadata_value("CreationDate")
        headings = [document_outline.get_title() for document_outline in document.get_toc()]
        assert raw.FPDFCatalog_IsTagged(document)
    assert {"What happened", "Key figures", "Sources"} <= set(headings)


@pytest.mark.parametrize("script", ["Ārvalstu ministrs, ça naïve, Łódź", "Привет, Київ", "Ελλάδα", "a “quote” – dash"])
def test_letters_of_many_languages_come_out_as_they_are(script: str) -> None:
    brief = replace(briefs.empty(), gaps=(script,))
    found = " ".join(pages(brief))
    assert script in found
    assert UNDRAWN not in found


def test_a_character_that_no_font_has_stands_by_its_number_and_the_file_says_so() -> None:
    brief = replace(briefs.empty(), gaps=("before \U000e0fff after \U0010ff00",), sections=(Section("x", ()),))
    found = " ".join(pages(brief))
    assert "[U+10FF00]" in found
    assert "before" in found
    assert UNDRAWN in found


def test_a_word_longer_than_a_line_stays_on_the_page() -> None:
    word = "x" * 400
    with pdfium.PdfDocument(PdfExporter().export(replace(briefs.empty(), gaps=(word,)))) as document:
        page = document[0]
        text = page.get_textpage()
        boxes = [text.get_charbox(i) for i in range(text.count_chars())]
        assert max(right for _, _, right, _ in boxes) < page.get_width()
        assert text.get_text_range().count("x") >= len(word)


@pytest.mark.parametrize("year", [1, 9999])
def test_any_year_is_a_year_of_a_file(year: int) -> None:
    made = replace(briefs.MADE, made_at=datetime(year, 6, 1, tzinfo=UTC))
    assert pages(replace(briefs.PLAIN, provenance=made))
