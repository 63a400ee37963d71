from __future__ import annotations

import io
import time
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.docx_file import WordFile
from pipeline.domain import RawArticle, Reading, Refused
from tests.files.packed import paragraph, word, zipped


def _read(content: bytes) -> RawArticle:
    [raw] = WordFile().load("a.docx", content)
    assert isinstance(raw, RawArticle)
    return raw


def _text(body: str) -> str:
    return _read(word(body)).text


def _reason(content: bytes) -> str:
    [refused] = WordFile().load("a.docx", content)
    assert isinstance(refused, Refused)
    return refused.reason


def test_a_document_as_word_saves_it_is_read_with_its_properties() -> None:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "A vote", "Jo Doe"
    document.core_properties.language = "en-GB"
    document.core_properties.created = datetime(2019, 1, 4, 10, tzinfo=UTC)
    document.add_heading("Votes in town", 1)
    document.add_paragraph("The words.")
    document.add_paragraph("First", style="List Bullet")
    table = document.add_table(2, 2)
    for at, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"c{at}\nd"
    buffer = io.BytesIO()
    document.save(buffer)
    raw = _read(buffer.getvalue())
    assert raw.text == "Votes in town\n\nThe words.\n\nFirst\n\nc0 d | c1 d\n\nc2 d | c3 d"
    assert (raw.title, raw.byline, raw.language) == ("A vote", "Jo Doe", "en-GB")
    assert raw.published is None
    assert raw.published_at is None
    assert Reading("created", "document properties", "2019-01-04T10:00:00Z") in raw.readings
    assert [reading.value for reading in raw.readings if reading.field == "title"] == ["A vote", "Votes in town"]


@pytest.mark.parametrize("style", ["Titel", "berschrift1", "Heading1"])
def test_the_first_title_or_heading_is_the_title_where_the_properties_have_none(style: str) -> None:
    names = {"Heading1": "heading 1"}
    content = word(paragraph("Words.") + paragraph("A vote", names.get(style, style)) + paragraph("More."))
    assert _read(content).title == "A vote"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>It was </w:t></w:r>"
        "<w:del><w:r><w:delText>three</w:delText><w:tab/></w:r></w:del>"
        "<w:ins><w:r><w:t>four</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>One </w:t></w:r></w:p>"
        + paragraph("line.")
        + "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>"
        + paragraph("row")
        + "</w:tc></w:tr></w:tbl><w:ins><w:p><w:r><w:t>New.</w:t></w:r></w:p></w:ins>"
    )
    assert _text(body) == "It was four\n\nOne line.\n\nNew."


def test_links_breaks_tabs_and_controls_are_read_and_codes_are_not() -> None:
    body = (
        "<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"
        "<w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>c</w:t></w:r></w:p><w:sdt><w:sdtPr/><w:sdtContent>"
        + paragraph("Inside.")
        + "</w:sdtContent></w:sdt>"
        + paragraph("A vote ... 3", "Verzeichnis1")
    )
    assert _text(body) == "linked\ta\nbc\n\nInside."


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback>"
        f"<v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Around it.</w:t></w:r></w:p>"
    )
    assert _text(body) == "Around it.\n\nIn the box."


def test_a_table_in_a_table_is_part_of_its_cell() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('b')}</w:tc><w:tc>{paragraph('c')}</w:tc></w:tr></w:tbl>"
    assert _text(f"<w:tbl><w:tr><w:tc>{paragraph('a')}</w:tc><w:tc>{inner}</w:tc></w:tr></w:tbl>") == "a | b | c"


def test_footnotes_stand_at_the_end_and_lines_above_them_nowhere() -> None:
    notes = (
        f'<w:footnote w:type="separator">{paragraph("---")}</w:footnote><w:footnote>{paragraph("A note.")}</w:footnote>'
    )
    assert _read(word(paragraph("Words."), footnotes=notes)).text == "Words.\n\nA note."


def test_the_strict_form_of_the_standard_is_read() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert _read(word(paragraph("Words."), namespace=strict)).text == "Words."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
            "is an old office document under another name, not a Word",
        ),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "is locked with a password"),
        (b"plain words", "is not a Word document, or it is damaged"),
        (zipped({"a.txt": "words"}), "is not a Word document: it has no text part"),
        (word(paragraph("  ")), "has no text in it"),
        (
            zipped({"word/document.xml": "<w:document"}),
            "is damaged, or too deep or too large to read: word/document.xml",
        ),
    ],
)
def test_what_is_no_document_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    assert _reason(content).startswith(reason)


def test_entities_are_never_resolved() -> None:
    secret = '<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY a "lol"><!ENTITY b "&a;&a;">]>'
    assert _read(word("<w:p><w:r><w:t>Words.&f;&b;</w:t></w:r></w:p>", doctype=secret)).text == "Words."


def test_a_billion_laughs_are_refused() -> None:
    laughs = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 12))
    bomb = f'<!DOCTYPE d [<!ENTITY l0 "lol">{laughs}]>'
    assert _reason(word("<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", doctype=bomb)).startswith("is damaged, or too deep")


@pytest.mark.parametrize(
    "body",
    [
        "<w:sdt>" * 100_000,
        "<w:sdt>" * 5000 + "</w:sdt>" * 5000,
        f"<w:p><w:r><w:t>{'x' * 11_000_000}</w:t></w:r></w:p>",
        paragraph("x" * 100) * 900_000,
    ],
)
def test_what_is_too_deep_or_too_large_is_refused_at_once(body: str) -> None:
    started = time.process_time()
    assert _reason(word(body)).startswith(("is damaged, or too deep or too large", "unpacks to more than"))
    assert time.process_time() - started < 10


@given(st.data())
def test_a_damaged_document_never_raises(data: st.DataObject) -> None:
    content = bytearray(word(paragraph("Words.", "Titel"), core="<dc:title>A</dc:title>"))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
        content[at] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(0, len(content)))])
    for read in WordFile().load("a.docx", cut):
        assert isinstance(read, RawArticle) or read.reason
