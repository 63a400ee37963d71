"""Verify, of Word files: text that nobody can see, and notes that are given another number than their own."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

from tests.export import briefs
from tests.verify.test_verify import check, reasons
from tests.verify.test_verify_files import NOTES, TEXT, export, rewritten

STYLES, SETTINGS, LISTS = "word/styles.xml", "word/settings.xml", "word/numbering.xml"
SAID = f"<w:r><w:t>{briefs.THIRTEEN.text}"
SEEN = "it may show more or less"


def part(path: str) -> str:
    with zipfile.ZipFile(BytesIO(export(".docx"))) as source:
        return source.read(path).decode()


def found(path: str, old: str, new: str) -> str:
    return reasons(check(rewritten(export(".docx"), path, old, new)))


@pytest.mark.parametrize(
    "dress",
    [
        '<w:color w:val="FFFFFF"/>',
        '<w:color w:val="F4F4F4"/>',
        '<w:color w:val="auto" w:themeColor="background1"/>',
        '<w:color w:val="1D2733" w:themeColor="text1" w:themeTint="1A"/>',
        '<w:sz w:val="2"/>',
        '<w:w w:val="1"/>',
        '<w:spacing w:val="-400"/>',
        '<w:shd w:val="clear" w:fill="1D2733"/>',
        '<w:highlight w:val="black"/>',
        "<w:webHidden/>",
        "<w:specVanish/>",
        '<w14:textFill xmlns:w14="urn:x"/>',
    ],
)
def test_a_sentence_that_nobody_can_see_is_found(dress: str) -> None:
    assert SEEN in found(TEXT, SAID, SAID.replace("<w:r>", f"<w:r><w:rPr>{dress}</w:rPr>"))


def test_a_sentence_that_is_hidden_is_not_shown() -> None:
    hidden = found(TEXT, SAID, SAID.replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>"))
    assert "which its record does not say" in hidden or "does not show" in hidden
    assert SEEN in found(TEXT, SAID, SAID.replace("<w:r>", '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'))


@pytest.mark.parametrize(
    "dress", ['<w:color w:val="C00000"/>', '<w:sz w:val="28"/>', "<w:b/>", '<w:vanish w:val="0"/>']
)
def test_a_sentence_that_a_reader_emphasised_stands(dress: str) -> None:
    assert found(TEXT, SAID, SAID.replace("<w:r>", f"<w:r><w:rPr>{dress}</w:rPr>")) == ""


@pytest.mark.parametrize(
    "layout",
    ['<w:spacing w:line="20" w:lineRule="exact"/>', '<w:framePr w:x="30000" w:hAnchor="page"/>'],
)
def test_a_paragraph_that_is_laid_out_of_sight_is_found(layout: str) -> None:
    body = part(TEXT)
    start = body.rindex("<w:pPr>", 0, body.index(SAID)) + len("<w:pPr>")
    assert SEEN in found(TEXT, body[start:], layout + body[start:])


def test_a_row_that_is_too_low_to_be_seen_is_found() -> None:
    assert SEEN in found(TEXT, "<w:cantSplit/>", '<w:cantSplit/><w:trHeight w:val="1" w:hRule="exact"/>')


def test_a_style_in_use_that_hides_is_found_and_one_that_nobody_uses_is_not() -> None:
    used = re.search(r'<w:style [^>]*w:styleId="Mark".*?<w:color [^>]*>', part(STYLES), re.DOTALL)
    assert used is not None
    white = re.sub(r"<w:color [^>]*>$", '<w:color w:val="FFFFFF"/>', used.group())
    assert SEEN in found(STYLES, used.group(), white)
    unused = '<w:style w:type="character" w:styleId="Nobody"><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>'
    assert found(STYLES, "</w:styles>", f"{unused}</w:styles>") == ""


def test_a_style_on_which_one_in_use_is_based_counts_as_used() -> None:
    hiding = '<w:style w:type="character" w:styleId="Under"><w:rPr><w:sz w:val="1"/></w:rPr></w:style>'
    below = part(STYLES).replace("</w:styles>", f"{hiding}</w:styles>")
    based = re.sub(
        r'(w:styleId="Mark".*?<w:name [^>]*>)', r'\1<w:basedOn w:val="Under"/>', below, count=1, flags=re.DOTALL
    )
    assert SEEN in found(STYLES, part(STYLES), based)


def test_words_put_into_the_mark_of_a_list_are_found() -> None:
    assert SEEN in found(LISTS, "<w:lvlText", '<w:lvlText w:val="It is not true that"/><w:lvlText')


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (SETTINGS, "<w:footnotePr>", '<w:footnotePr><w:numStart w:val="4"/>'),
        (SETTINGS, "<w:footnotePr>", '<w:footnotePr><w:numFmt w:val="lowerRoman"/>'),
        (TEXT, '<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:customMarkFollows="1" w:id="2"/>'),
        (TEXT, "NOTEREF _Note3 ", "NOTEREF _Note2 "),
        (TEXT, "NOTEREF _Note3 ", "NOTEREF _Nowhere "),
    ],
)
def test_a_note_that_is_given_another_number_is_found(path: str, old: str, new: str) -> None:
    assert SEEN in found(path, old, new)


def test_a_number_that_was_written_over_a_note_is_found() -> None:
    again = part(TEXT).index("NOTEREF _Note3 ")
    shown = part(TEXT)[again:]
    forged = shown.replace(">3</w:t>", ">2</w:t>", 1)
    assert SEEN in (said := found(TEXT, shown, forged)) or "which its record does not say" in said
    inside = found(NOTES, "<w:footnoteRef/>", "<w:t>7</w:t>")
    assert "the file shows" in inside
