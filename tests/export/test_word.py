"""Word: a file with real footnotes, whole and well formed, in which no text has become a field or a link."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from pipeline.adapters import word_record
from pipeline.adapters.word import WordExporter
from pipeline.export import paper
from tests.export import briefs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FIELDS = re.compile(r" (PAGE|NUMPAGES|NOTEREF _Note\d+ \\f \\h) ")
BRIEFS = {"plain": briefs.PLAIN, "hostile": briefs.hostile(), "empty": briefs.empty()}


class Package:
    """The parts of a Word file, parsed."""

    def __init__(self, content: bytes) -> None:
        self.bytes = content
        with zipfile.ZipFile(io.BytesIO(self.bytes)) as archive:
            self.entries = archive.infolist()
            self.parts = {entry.filename: archive.read(entry) for entry in self.entries}

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    def texts(self, name: str) -> str:
        return "".join(text.text or "" for text in self.tree(name).iter(f"{W}t"))


@pytest.fixture(scope="module", params=BRIEFS)
def package(request: pytest.FixtureRequest) -> Package:
    return Package(WordExporter().export(BRIEFS[request.param]))


@pytest.fixture(scope="module")
def plain() -> Package:
    return Package(WordExporter().export(briefs.PLAIN))


def test_every_part_is_well_formed_and_python_docx_opens_it(package: Package) -> None:
    for name in package.parts:
        if name.endswith((".xml", ".rels")):
            package.tree(name)
    assert docx.Document(io.BytesIO(package.bytes)).core_properties.author == "Briefdesk"


def test_every_part_that_is_related_to_is_there(package: Package) -> None:
    related = [each for each in package.tree("word/_rels/document.xml.rels") if each.get("TargetMode") != "External"]
    assert {f"word/{each.get('Target')}" for each in related if not each.get("Target", "").startswith("..")} <= set(
        package.parts
    )


def test_footnotes_are_declared_related_and_separated(plain: Package) -> None:
    types = {each.get("PartName"): each.get("ContentType") for each in plain.tree("[Content_Types].xml")}
    assert types["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
    relations = [each.get("Target") for each in plain.tree("word/_rels/document.xml.rels")]
    assert relations.count("footnotes.xml") == 1
    kinds = [each.get(f"{W}type") for each in plain.tree("word/footnotes.xml")]
    assert kinds[:2] == ["separator", "continuationSeparator"]
    declared = plain.tree("word/settings.xml").find(f"{W}footnotePr")
    assert declared is not None
    following = declared.getnext()
    assert following is not None
    assert following.tag == f"{W}compat"


def test_footnotes_hold_the_quoted_words_in_the_order_of_their_references(plain: Package) -> None:
    references = [each.get(f"{W}id") for each in plain.tree("word/document.xml").iter(f"{W}footnoteReference")]
    notes = paper.paper(briefs.PLAIN).footnotes
    assert references == [str(note.number) for note in notes]
    stored = [each for each in plain.tree("word/footnotes.xml") if each.get(f"{W}type") is None]
    assert [each.get(f"{W}id") for each in stored] == references
    for each, note in zip(stored, notes, strict=True):
        assert f"“{note.quote}” {note.place} {note.address}".strip() in "".join(each.itertext())


def test_a_note_used_again_is_a_reference_to_its_bookmark(plain: Package) -> None:
    document = plain.tree("word/document.xml")
    bookmarks = [each.get(f"{W}name") for each in document.iter(f"{W}bookmarkStart")]
    assert len(bookmarks) == len(set(bookmarks)) == 10
    again = [each.get(f"{W}instr", "").split()[1] for each in document.iter(f"{W}fldSimple")]
    assert again[0] == "_Note3"
    assert set(again) <= set(bookmarks)


def test_no_text_becomes_a_field_or_a_link_out(package: Package) -> None:
    for name in (each for each in package.parts if each.startswith("word/") and each.endswith(".xml")):
        tree = package.tree(name)
        assert all(FIELDS.fullmatch(each.get(f"{W}instr", "")) for each in tree.iter(f"{W}fldSimple"))
        assert not list(tree.iter(f"{W}instrText"))
    external = [
        each.get("Target", "")
        for name in package.parts
        if name.endswith(".rels")
        for each in package.tree(name)
        if each.get("TargetMode") == "External"
    ]
    assert all(re.fullmatch(r"https?://[!-~]+", target) for target in external)


def test_every_link_has_its_address(package: Package) -> None:
    for name in ("document", "footnotes"):
        if f"word/{name}.xml" in package.parts:
            relations = package.parts.get(f"word/_rels/{name}.xml.rels", b"<none/>")
            known = {each.get("Id") for each in etree.fromstring(relations)}
            assert {each.get(R_ID) for each in package.tree(f"word/{name}.xml").iter(f"{W}hyperlink")} <= known


def test_the_record_is_a_part_of_its_own_that_is_declared_and_related(package: Package) -> None:
    names = [entry.filename for entry in package.entries]
    assert len(names) == len(set(names))
    related = [each.get("Target") for each in package.tree("word/_rels/document.xml.rels")]
    assert "../customXml/item2.xml" in related
    assert package.tree("customXml/item2.xml").tag == f"{{{word_record.SPACE}}}record"
    assert [each.get("Target") for each in package.tree("customXml/_rels/item2.xml.rels")] == ["itemProps2.xml"]


def test_figures_that_count_one_thing_are_one_cell_down() -> None:
    figure = briefs.PLAIN.figures[0]
    package = Package(WordExporter().export(replace(briefs.PLAIN, figures=(figure, figure))))
    merged = [each.get(f"{W}val") for each in package.tree("word/document.xml").iter(f"{W}vMerge")]
    assert merged == ["restart", "continue"]


def test_every_style_in_use_is_there(package: Package) -> None:
    styles = {each.get(f"{W}styleId") for each in package.tree("word/styles.xml").iter(f"{W}style")}
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name in package.parts:
            tree = package.tree(name)
            assert {e.get(f"{W}val") for e in tree.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")} <= styles


def test_the_file_bears_the_moment_of_the_brief(plain: Package) -> None:
    assert {entry.date_time for entry in plain.entries} == {(2020, 11, 13, 8, 30, 0)}
    assert plain.parts["docProps/core.xml"].count(b"2020-11-13T08:30:00Z") == 2


def test_the_file_says_its_title_and_language_and_needs_no_compatibility_mode(plain: Package) -> None:
    properties = docx.Document(io.BytesIO(plain.bytes)).core_properties
    assert (properties.title, properties.language) == (briefs.PLAIN.topic, "en-GB")
    assert {each.get(f"{W}val") for each in plain.tree("word/styles.xml").iter(f"{W}lang")} == {"en-GB"}
    modes = [each for each in plain.tree("word/settings.xml").iter(f"{W}compatSetting")]
    assert [each.get(f"{W}val") for each in modes if each.get(f"{W}name") == "compatibilityMode"] == ["15"]


def test_the_header_has_the_topic_and_the_footer_the_page(plain: Package) -> None:
    headers = "".join(plain.texts(name) for name in plain.parts if name.startswith("word/header"))
    footers = [plain.texts(name) for name in sorted(plain.parts) if name.startswith("word/footer")]
    assert headers == f"{briefs.PLAIN.topic} · 13 November 2020"
    assert footers == ["Briefing notePage 1 of 1"] * 2


def test_a_short_table_and_what_one_cell_spans_stay_on_one_page() -> None:
    first = briefs.PLAIN.figures[0]
    others = tuple(
        replace(first, value=str(number), counts=f"boats {number // 3}", row=1 + number // 3) for number in range(6)
    )
    table = docx.Document(io.BytesIO(WordExporter().export(replace(briefs.PLAIN, figures=(first, *others))))).tables[0]
    kept = [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in table.rows]
    assert kept == [True, False, True, True, False, True, True, False]
    short = docx.Document(io.BytesIO(WordExporter().export(briefs.PLAIN))).tables[0]
    assert [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in short.rows] == [
        True,
        True,
        False,
    ]


def test_headings_and_lists_are_styles_and_tables_repeat_their_head(plain: Package) -> None:
    document = docx.Document(io.BytesIO(plain.bytes))
    named = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs if paragraph.style}
    assert named[briefs.PLAIN.topic] == "Title"
    assert named["Key figures"] == "Heading 1"
    assert named["The coast guard said that 13 people were killed. (one source)"] == "List Bullet"
    heads = ["What it counts", "Says", "Says", "Outlet", "Published"]
    assert [table.cell(0, 0).text for table in document.tables] == heads
    assert len(list(plain.tree("word/document.xml").iter(f"{W}tblHeader"))) == len(heads)
