"""Verify, of files for people: what a reader sees is what the record says, down to a digit of a quotation."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from functools import cache

import pytest

from pipeline import records
from pipeline.adapters import word_record
from pipeline.domain import Brief, Position, Remark, Section
from pipeline.errors import UserError
from pipeline.export import json_file
from tests.export import briefs, conversations
from tests.verify.test_verify import EXPORTERS, check, reasons

FULL = replace(
    briefs.PLAIN,
    sections=(Section("What happened", (briefs.COLLIDED,), (Remark("Ask for the list of names.", 1),)),),
    positions=(Position("The coast guard", "the toll", briefs.THIRTEEN),),
    unknowns=(briefs.RADAR,),
)
BRIEFS = {"plain": briefs.PLAIN, "full": FULL, "hostile": briefs.hostile(), "empty": briefs.empty()}
FOR_PEOPLE = [".html", ".docx"]
TEXT, NOTES = "word/document.xml", "word/footnotes.xml"
RECORD = "customXml/item2.xml"


@cache
def export(suffix: str, brief: Brief = briefs.PLAIN) -> bytes:
    return EXPORTERS[suffix].export(brief)


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    """The Word file with the first ``old`` in a part as ``new``."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            text = source.read(entry)
            if entry.filename == part:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode(), 1)
            target.writestr(entry, text)
    return changed.getvalue()


def changed(suffix: str, part: str, old: str, new: str) -> bytes:
    """The plain brief with words in it changed; ``part`` is of a Word file."""
    content = export(suffix)
    if suffix == ".docx":
        return rewritten(content, part, old, new)
    assert old.encode() in content
    return content.replace(old.encode(), new.encode(), 1)


@pytest.mark.parametrize("name", BRIEFS)
@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_a_file_for_people_says_of_itself_what_its_json_does(suffix: str, name: str) -> None:
    assert check(export(suffix, BRIEFS[name])) == check(export(".json", BRIEFS[name]))


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_one_digit_of_a_quotation_that_a_reader_sees_is_found(suffix: str) -> None:
    found = check(changed(suffix, NOTES, "“killing 13 people", "“killing 18 people"))
    assert found.quotes_exact == found.claims  # the record stands
    assert "the file shows “" in reasons(found)
    assert "“killing 18 people" in reasons(found)
    assert "“killing 13 people" in found.problems[0].where


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        (TEXT, "that 13 people", "that 18 people"),
        (TEXT, ">212<", ">272<"),
        (TEXT, "(one source)", "(two sources)"),
        (TEXT, "9 November 2020", "8 November 2020"),
        (NOTES, "The Harbour Post, “Two", "The Harbor Post, “Two"),
        (TEXT, "None of the articles says", "One of the articles says"),
        (TEXT, "Why it happened", "Why it never happened"),
    ],
)
def test_whatever_else_a_reader_sees_is_found_too(suffix: str, part: str, old: str, new: str) -> None:
    assert new.strip("<>") in reasons(check(changed(suffix, part, old, new)))


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_one_digit_of_a_quotation_in_the_record_is_found(suffix: str) -> None:
    old, new = "killing 13 people, the coast guard said", "killing 18 people, the coast guard said"
    record = json_file.compact(briefs.PLAIN)
    found = check(changed(suffix, RECORD, record, record.replace(old, new)))
    assert found.quotes_exact == found.claims - 1
    assert f"not “{new}”" in reasons(found)
    assert "digest" in reasons(found)


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_a_quotation_changed_everywhere_and_signed_anew_is_not_in_the_library(suffix: str) -> None:
    claim = briefs.THIRTEEN
    quote = replace(claim.citations[0], quote=claim.citations[0].quote.replace("13", "18"))
    forged = replace(
        briefs.empty(),
        sections=(Section("What happened", (replace(claim, text="18 people were killed.", citations=(quote,)),)),),
    )
    found = check(export(suffix, forged))
    assert (found.claims, found.quotes_exact) == (1, 0)
    assert "has “killing 13 people, the coast guard said”" in reasons(found)


@pytest.mark.parametrize("suffix", FOR_PEOPLE)
def test_a_sentence_put_in_or_taken_out_is_found(suffix: str) -> None:
    with_more = replace(briefs.PLAIN, gaps=(*briefs.PLAIN.gaps, "Nobody asked why."))
    record = {each: json_file.compact(brief) for each, brief in (("plain", briefs.PLAIN), ("more", with_more))}
    put_in, taken_out = export(suffix, with_more), export(suffix)
    if suffix == ".docx":
        put_in = rewritten(put_in, RECORD, record["more"], record["plain"])
        taken_out = rewritten(taken_out, RECORD, record["plain"], record["more"])
    else:
        put_in = put_in.replace(record["more"].encode(), record["plain"].encode())
        taken_out = taken_out.replace(record["plain"].encode(), record["more"].encode())
    assert "shows “Nobody asked why.”, which is not in its record" in reasons(check(put_in))
    assert "does not show “Nobody asked why.”, which is in its record" in reasons(check(taken_out))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (".mark {", ".mark { display: none;"),
        ("<main>", '<main hidden="">'),
        ("</main>", '<style>h1::after { content: " not" }</style></main>'),
        ('href="https://ledger.example/2020/11/10/ferry"', 'href="https://evil.example/"'),
    ],
)
def test_a_page_that_was_made_to_look_otherwise_is_found(old: str, new: str) -> None:
    assert "it may show more or less" in reasons(check(export(".html").replace(old.encode(), new.encode(), 1)))


def test_a_hidden_sentence_and_a_picture_in_a_word_file_are_found() -> None:
    claim = briefs.THIRTEEN.text
    hidden = changed(".docx", TEXT, f"<w:r><w:t>{claim}", f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{claim}")
    assert claim in reasons(check(hidden)) + check(hidden).problems[0].where
    drawn = changed(".docx", TEXT, "<w:sectPr", "<w:p><w:r><w:pict/></w:r></w:p><w:sectPr")
    assert "it may show more or less" in reasons(check(drawn))


def test_a_file_that_shows_nothing_of_its_record_is_found() -> None:
    page = export(".html").decode()
    start, end = page.index("<body>"), page.index("<script")
    told = '<style>body::before { content: "It says what you like." }</style>'
    assert "does not show" in reasons(check(f"{page[:start]}{told}<body>{page[end:]}".encode()))
    words = export(".docx")
    with zipfile.ZipFile(io.BytesIO(words)) as source:
        body = source.read(TEXT).decode()
    start, end = body.index("<w:body>") + len("<w:body>"), body.rindex("<w:sectPr")
    assert "does not show" in reasons(check(rewritten(words, TEXT, body[start:end], "")))


@pytest.mark.parametrize("edge", ["header", "footer"])
def test_words_put_at_the_edge_of_the_pages_of_a_word_file_are_found(edge: str) -> None:
    with zipfile.ZipFile(io.BytesIO(export(".docx"))) as source:
        path = next(name for name in source.namelist() if name.startswith(f"word/{edge}"))
    found = check(changed(".docx", path, "</w:p>", "<w:r><w:t> Nobody died.</w:t></w:r></w:p>"))
    assert "Nobody died." in reasons(found)


def test_a_style_of_a_word_file_that_hides_what_is_written_in_it_is_found() -> None:
    hidden = changed(".docx", "word/styles.xml", "<w:rPr>", "<w:rPr><w:vanish/>")
    assert "it may show more or less" in reasons(check(hidden))


def test_pages_that_are_counted_anew_in_a_word_file_change_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(export(".docx"))) as source:
        path = next(name for name in source.namelist() if name.startswith("word/footer"))
    counted = changed(".docx", path, '<w:t xml:space="preserve">1</w:t>', '<w:t xml:space="preserve">12</w:t>')
    assert check(counted) == check(export(".json"))


def test_two_notes_that_changed_places_are_found() -> None:
    content = export(".docx")
    for old, new in (("3", "swap"), ("4", "3"), ("swap", "4")):
        content = rewritten(content, NOTES, f'<w:footnote w:id="{old}">', f'<w:footnote w:id="{new}">')
    assert "[3] “At least 14 people died”" in reasons(check(content))


def test_a_word_file_whose_runs_and_parts_another_program_named_anew_stands() -> None:
    content = rewritten(export(".docx"), TEXT, "that 13 people", "that 1</w:t></w:r><w:r><w:t>3 people")
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(moved, "w") as target:
        for entry in source.infolist():
            target.writestr(entry.filename.replace("customXml/item2.xml", "customXml/item7.xml"), source.read(entry))
    assert check(moved.getvalue()) == check(export(".json"))


def test_a_pdf_says_which_files_can_be_verified() -> None:
    with pytest.raises(UserError, match=r"A \.pdf file carries no record .* verify the JSON, HTML or Word file"):
        check(export(".pdf"))


def package(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, part in parts.items():
            archive.writestr({"text": TEXT, "record": RECORD}[name], part)
    return content.getvalue()


BODY = b"<document><body><p><r><t>x</t></r></p></body></document>"
ENTITIES = b'<!DOCTYPE r [<!ENTITY a "1"><!ENTITY b SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        (b"PK\x03\x04", "is not a Word document, or it is damaged"),
        (b"<!doctype html><p>A page</p>", "does not carry the record of a brief"),
        (b"<html><script id='briefdesk-record' type='application/json'></script>", "does not carry the record"),
        (package(text=BODY), "does not carry the record of a brief"),
        (package(record=b"<r/>"), "lacks its part word/document.xml"),
        (package(text=b"<" * 1000), "is not XML"),
        (package(text=b"<a>" * 5000 + b"</a>" * 5000), "is not XML"),
        (package(text=b" " * 80_000_000), "The Word file"),
        (
            package(text=BODY, record=f'<record xmlns="{word_record.SPACE}">[1]</record>'.encode()),
            "not an answer, a conversation or a",
        ),
        (
            package(text=BODY, record=ENTITIES + f'<record xmlns="{word_record.SPACE}">&a;&b;</record>'.encode()),
            "not an answer, a conversation or a brief",
        ),
    ],
)
def test_a_file_that_is_no_export_or_means_harm_is_refused_in_one_sentence(document: bytes, reason: str) -> None:
    with pytest.raises(UserError, match=re.escape(reason)):
        check(document)


def test_a_record_that_is_no_brief_is_no_brief_to_compare_with() -> None:
    record = json.loads(json_file.compact(briefs.PLAIN))
    record["sections"][0]["claims"][0]["citations"] = []
    content = rewritten(
        export(".docx"), RECORD, json_file.compact(briefs.PLAIN), json.dumps(record).replace("&", "\\u0026")
    )
    found = reasons(check(content))
    assert "a claim needs a citation" in found
    assert "what it shows cannot be compared with its record" in found


def test_a_page_whose_record_was_exchanged_for_an_answer_alone_is_not_taken_on_trust() -> None:
    page = EXPORTERS[".html"].export(conversations.ONE)
    record = EXPORTERS[".html"].opened(page).record.strip()
    answer = records.answer(conversations.ONE.turns[0].answer)
    alone = json.dumps({**answer, "digest": json_file.digest(answer)}).encode()
    assert record in page
    found = check(page.replace(record, alone).replace(b"13 people", b"18 people"))
    assert "an answer alone" in reasons(found)
