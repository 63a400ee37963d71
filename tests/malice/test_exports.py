"""What an article says stays text in every file that a reader takes away, wherever in the article it stands."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache

import docx
import pypdfium2 as pdfium
import pytest
from lxml import etree, html
from markdown_it import MarkdownIt

from pipeline import records, wiring
from pipeline.domain import (
    Answer,
    Article,
    ArticleId,
    Brief,
    Citation,
    Claim,
    Conversation,
    Corroboration,
    Figure,
    Form,
    Outline,
    Section,
    Span,
    Support,
    Turn,
    Verdict,
)
from pipeline.export import clipboard
from pipeline.export.wording import shown
from pipeline.ingest import transfer
from pipeline.ingest.inputs import Pasted
from pipeline.ports import Exported
from pipeline.settings import Settings
from tests.export import briefs
from tests.malice.payloads import ADDRESSES, PAYLOADS
from ui import cells

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = re.compile(r" (?:PAGE|NUMPAGES|NOTEREF _Note\d+ \\f \\h) ")
_ACTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|AA|OpenAction|SubmitForm|GoToR) ?[<(/\[]")
PLACES = ("title", "outlet", "text", "url", "claim")
SAID = "The weir fell on Monday"


def _article(number: int, place: str, payload: str) -> Article:
    said = f"{payload.strip()} {SAID}." if place == "text" else f"{SAID}."
    known = {place: payload} if place in ("title", "outlet", "url") else {}
    return Article(ArticleId(f"{place}-{number}"), said, **{"title": "Weir", "outlet": "Courier", **known})


def _claim(article: Article, place: str, payload: str) -> Claim:
    cited: Citation = article.cite(Span(0, len(article.text)))
    text = payload if place == "claim" else article.text
    return Claim(text, (cited,), Support(Verdict.PARTLY, 0.5, (payload,)), Corroboration(1, 1))


@cache
def claims(place: str) -> tuple[Claim, ...]:
    given = ADDRESSES if place == "url" else PAYLOADS
    return tuple(_claim(_article(number, place, one), place, one) for number, one in enumerate(given))


@cache
def brief(place: str) -> Brief:
    told = claims(place)
    heading = PAYLOADS[0] if place == "claim" else "What happened"
    figures = tuple(Figure(each.text, each.text, each.text, each) for each in told[:3])
    outline = Outline("The weir", "situation", "short", Form.SORTS, ())
    return Brief("b-1", 1, outline, (Section(heading, told),), figures, (), (), (), (), briefs.QUOTED)


@cache
def conversation(place: str) -> Conversation:
    asked = PAYLOADS[3] if place == "claim" else "What fell?"
    answer = Answer(asked, asked, claims(place), (), (), (), (), briefs.QUOTED)
    return Conversation("c-1", asked, (Turn(answer),), datetime(2026, 1, 5, tzinfo=UTC))


VALUES: dict[str, Callable[[str], Exported]] = {"brief": brief, "conversation": conversation}


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=VALUES)
def value(request: pytest.FixtureRequest, place: str) -> Exported:
    return VALUES[request.param](place)


@cache
def exported(value: Exported, suffix: str) -> bytes:
    return wiring.exporters()[suffix].export(value)


def _shown(place: str) -> list[str]:
    """What a reader sees of each plant: an address is shown as a link, or not at all."""
    return [] if place == "url" else [shown(each) for each in PAYLOADS]


def assert_leads_nowhere(address: str) -> None:
    assert re.fullmatch(r"https?://evil\.example/[!-~]*", address), address


class TestWord:
    def test_nothing_is_a_field_a_link_or_a_part_but_ours(self, value: Exported) -> None:
        content = exported(value, ".docx")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name, part in parts.items():
            if not name.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(part)
            assert all(OURS.fullmatch(each.get(f"{W}instr", "")) for each in tree.iter(f"{W}fldSimple"))
            assert not list(tree.iter(f"{W}instrText", f"{W}altChunk", f"{W}object", f"{W}pict"))
            for each in tree.iter("{*}Relationship"):
                if each.get("TargetMode") == "External":
                    assert_leads_nowhere(each.get("Target", ""))
        assert not [name for name in parts if re.search(r"vba|embed|activeX|media", name)]

    def test_it_is_all_there_as_text(self, place: str, value: Exported) -> None:
        content = exported(value, ".docx")
        document = docx.Document(io.BytesIO(content))
        told = [paragraph.text for paragraph in document.element.body.iter(f"{W}t")]
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            notes = etree.fromstring(archive.read("word/footnotes.xml"))
        found = shown("".join(filter(None, told)) + "".join(notes.itertext()))
        assert [each for each in _shown(place) if each not in found] == []


class TestHtml:
    def test_nothing_is_run_loaded_or_led_to_but_the_web(self, place: str, value: Exported) -> None:
        page = html.document_fromstring(exported(value, ".html").decode())
        tags = {each.tag for each in page.iter() if isinstance(each.tag, str)}
        assert tags.isdisjoint({"img", "iframe", "object", "embed", "form", "base", "link"})
        assert [each.get("type") for each in page.iter("script")] == ["application/json"]
        for each in page.iter():
            assert not [name for name in each.attrib if name.startswith("on") or name in ("src", "style")]
        for address in page.xpath("//a/@href"):
            if not address.startswith("#"):
                assert_leads_nowhere(address)
        text = shown(page.find("body").text_content())
        assert [each for each in _shown(place) if each not in text] == []

    def test_its_record_is_whole(self, value: Exported) -> None:
        page = html.document_fromstring(exported(value, ".html").decode())
        assert _read(json.loads(page.get_element_by_id("briefdesk-record").text)) == value


def test_markdown_has_no_markup_but_ours(place: str, value: Exported) -> None:
    document = exported(value, ".md").decode()
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = [each for block in parser.parse(document) for each in (block, *(block.children or ()))]
    kinds = {each.type for each in tokens}
    assert kinds.isdisjoint({"html_block", "html_inline", "image", "fence", "code_block", "code_inline"})
    for each in tokens:
        if each.type == "link_open":
            assert_leads_nowhere(str(each.attrs["href"]))
    text = shown("".join(each.content for each in tokens if each.type == "text"))
    bare = re.sub(r"\s", "", text)
    assert [each for each in _shown(place) if re.sub(r"\s", "", each) not in bare] == []


class TestPdf:
    def test_nothing_is_set_run_or_led_to_but_the_web(self, place: str, value: Exported) -> None:
        content = exported(value, ".pdf")
        assert not re.search(
            rb"/(JavaScript|JS|Launch|EmbeddedFiles?|AA|OpenAction|SubmitForm|GoToR) ?[<(/\[]", content
        )
        for address in re.findall(rb"/URI ?\(((?:[^()\\]|\\.)*)\)", content):
            assert_leads_nowhere(re.sub(rb"\\(.)", rb"\1", address).decode())
        with pdfium.PdfDocument(content) as document:
            told = "".join(page.get_textpage().get_text_range() for page in document)
        assert "root:" not in told
        bare = _letters(told)
        assert [each for each in _shown(place) if _letters(each) not in bare] == []


def _letters(text: str) -> str:
    """What is drawn, however its lines are broken."""
    return re.sub(r"[\s\u200b\ufffe\x02-]", "", text)


def test_json_reads_back_as_the_same(value: Exported) -> None:
    assert _read(json.loads(exported(value, ".json"))) == value


def _read(record: dict[str, object]) -> Exported:
    if "turns" in record:
        return records.read_conversation(record)
    return records.read_brief(record)


def test_the_clipboard_has_a_line_a_paragraph(place: str) -> None:
    answer = conversation(place).turns[0].answer
    assert answer is not None
    text = clipboard.text(answer)
    assert not re.search(r"[^\S\n ]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert len(text.strip().split("\n\n")) == 2 * len(answer.claims) + 1


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """The lines of a library of such articles."""
    desk = wiring.open_desk(Settings(data=tmp_path_factory.mktemp("exports") / "data"))
    rain = "It rained in the hills all day. " * 20  # a short text with control characters is no text
    texts = [Pasted(f"{SAID} {n}. {rain} {one}", title=one, outlet=one) for n, one in enumerate(PAYLOADS)]
    desk.library.store([*texts, *(Pasted(f"{SAID} at {n}.", url=one) for n, one in enumerate(ADDRESSES))])
    yield list(transfer.lines(desk.shelf, None))
    desk.close()


def test_a_library_is_a_line_an_article_whatever_it_says(library: list[str]) -> None:
    rows = [json.loads(line) for line in library]
    assert len(rows) == len(PAYLOADS) + len(ADDRESSES)
    assert not any(set("\n\r\x0b\x0c\x85\u2028\u2029") & set(line) for line in library)
    assert {shown(row["title"]) for row in rows if row.get("title")} >= {shown(each) for each in PAYLOADS}


@pytest.mark.parametrize("payload", PAYLOADS, ids=map(str, range(len(PAYLOADS))))
def test_no_cell_of_a_table_is_a_formula_in_a_spreadsheet(payload: str) -> None:
    """Streamlit's own download of a table writes each cell as it is."""
    file = io.StringIO()
    csv.writer(file).writerow([cells.text(payload), cells.text(f" {payload}")])
    (row,) = csv.reader(io.StringIO(file.getvalue()))
    for cell in row:
        assert not re.match(r"[=+\-@\t\r＝＋－＠]", cell)
        assert cell.removeprefix(cells.GUARD) == shown(payload)
