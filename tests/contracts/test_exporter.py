"""What every exporter keeps to: all of the brief, the same bytes each time, and text that stays text."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree, html
from markdown_it import MarkdownIt

from pipeline.adapters.pdf_export import PdfExporter
from pipeline.adapters.word import WordExporter
from pipeline.domain import Brief, Scope
from pipeline.export.html import HtmlExporter
from pipeline.export.json_file import JsonExporter
from pipeline.export.markdown import MarkdownExporter
from pipeline.export.wording import shown
from pipeline.ports import Exporter
from tests import strategies
from tests.export import briefs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _markdown(content: bytes) -> str:
    rendered = MarkdownIt("commonmark").enable("table").render(content.decode())
    return str(html.document_fromstring(rendered).text_content())


def _html(content: bytes) -> str:
    document = html.document_fromstring(content.decode())
    for data in document.xpath("//script|//style"):
        data.drop_tree()
    return str(document.text_content())


def _word(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if re.match(r"word/(document|footnotes)\.xml", name)]
    return "\n".join(_paragraphs(part) for part in parts)


def _paragraphs(part: bytes) -> str:
    paragraphs = etree.fromstring(part).iter(f"{W}p")
    return "\n".join("".join(text.text or "" for text in each.iter(f"{W}t")) for each in paragraphs)


def _pdf(content: bytes) -> str:
    """One line: where a line ends is the page's business, and so is where a word longer than one is parted."""
    with pdfium.PdfDocument(content) as document:
        return shown(" ".join(page.get_textpage().get_text_range() for page in document)).replace("\u200b", "")


def _json(content: bytes) -> str:
    return shown(json.dumps(json.loads(content), ensure_ascii=False).replace('\\"', '"').replace("\\\\", "\\"))


# how each is made, and how a reader's program sees the text in its file
EXPORTERS: dict[str, tuple[Callable[[], Exporter], Callable[[bytes], str]]] = {
    ".md": (MarkdownExporter, _markdown),
    ".html": (HtmlExporter, _html),
    ".docx": (WordExporter, _word),
    ".pdf": (PdfExporter, _pdf),
    ".json": (JsonExporter, _json),
}
FOR_PEOPLE = [".md", ".html", ".docx", ".pdf"]


@pytest.fixture(params=EXPORTERS)
def suffix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def export(suffix: str, brief: Brief) -> bytes:
    return EXPORTERS[suffix][0]().export(brief)


def text(suffix: str, brief: Brief) -> str:
    return EXPORTERS[suffix][1](export(suffix, brief))


def parts(content: bytes) -> list[bytes]:
    """Everything in a file, what is packed in it too."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_it_names_its_suffix_and_its_media_type(suffix: str) -> None:
    exporter = EXPORTERS[suffix][0]()
    assert exporter.suffix == suffix
    assert re.fullmatch(r"(text|application)/[\w.+-]+", exporter.media_type)


def test_the_same_brief_gives_the_same_bytes(suffix: str) -> None:
    assert export(suffix, briefs.PLAIN) == export(suffix, briefs.PLAIN)


def test_another_version_gives_other_bytes(suffix: str) -> None:
    assert export(suffix, briefs.PLAIN) != export(suffix, replace(briefs.PLAIN, version=4))


def test_every_sentence_quote_and_gap_is_in_the_file(suffix: str) -> None:
    found = text(suffix, briefs.PLAIN)
    sentences = [claim for section in briefs.PLAIN.sections for claim in section.claims]
    assert all(claim.text in found for claim in [*sentences, *(event.claim for event in briefs.PLAIN.timeline)])
    assert all(citation.quote in found for claim in briefs.PLAIN.claims for citation in claim.citations)
    assert all(gap in found for gap in briefs.PLAIN.gaps)
    assert all(source.outlet in found for source in briefs.PLAIN.sources)
    assert all(source.url in found.replace(" ", "") for source in briefs.PLAIN.sources)  # where lines end, too


def test_hostile_text_is_in_the_file_as_the_text_that_it_is(suffix: str) -> None:
    if suffix == ".json":
        assert json.loads(export(suffix, briefs.hostile()))["gaps"] == list(briefs.HOSTILE)
        return
    found = text(suffix, briefs.hostile())
    # a PDF has a text as it is seen, from right to left too, and what no font can draw by its number
    lines = briefs.HOSTILE[:-1] if suffix == ".pdf" else briefs.HOSTILE
    assert [line for line in lines if shown(line) not in found] == []


def test_a_brief_with_nothing_in_it_is_still_a_file(suffix: str) -> None:
    assert "Nothing" in text(suffix, briefs.empty())


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(brief=strategies.BRIEFS)
def test_any_brief_at_all_becomes_a_file(suffix: str, brief: Brief) -> None:
    assert text(suffix, brief)


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_its_parts_come_in_reading_order(suffix: str) -> None:
    found = text(suffix, briefs.PLAIN)
    headings = (
        "The collision of two ferries off Port Alder",
        "Situation report",
        "What happened",
        "Why it happened",
        "Key figures",
        "Timeline",
        "Where the articles disagree",
        "What the articles do not say",
        "Sources",
        "Made 13 November 2020",
    )
    places = [found.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "Nothing was found for this" not in found


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_what_is_thin_partly_supported_or_unknown_is_said(suffix: str) -> None:
    found = text(suffix, briefs.PLAIN)
    for said in (
        "(one source)",
        "partly supported: the passage does not speak of: nobody, repaired",
        "Reported on 9 November 2020",
        "an update over time, not a contradiction",
        "outlet unknown, untitled, undated",
        "4 articles from 2 outlets and 1 of unknown outlet",
        "Written by small-model",
    ):
        assert said in found


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_its_title_has_a_capital(suffix: str) -> None:
    outline = replace(briefs.PLAIN.outline, topic="the collision off Port Alder")
    assert "The collision off Port Alder" in text(suffix, replace(briefs.PLAIN, outline=outline))


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_its_template_its_readers_and_its_language_are_said_as_they_were_chosen(suffix: str) -> None:
    outline = replace(
        briefs.PLAIN.outline, template="mine", label="Note for the *board*", audience="the board", language="de"
    )
    found = text(suffix, replace(briefs.PLAIN, outline=replace(outline, scope=Scope())))
    assert all(said in found for said in ("Note for the *board*", "for the board", "Articles: language: de"))
    assert "written for the board" in found
    assert "written for" not in text(suffix, briefs.PLAIN)


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_what_was_dropped_is_not_in_the_text(suffix: str) -> None:
    assert briefs.PLAIN.dropped[0].text not in text(suffix, briefs.PLAIN)
    assert briefs.PLAIN.dropped[0].text.encode() not in b"".join(parts(export(suffix, briefs.PLAIN)))
