"""A paper to the bytes of a Word file: headings, lists, tables, real footnotes, a header and page numbers."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC

import docx
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Length
from docx.table import Table as WordTable
from docx.table import _Cell as Cell
from docx.text.paragraph import Paragraph

from pipeline.adapters import word_look, word_record, word_xml
from pipeline.adapters.word_notes import Footnotes
from pipeline.export import json_file, wording
from pipeline.export.paper import Aside, Block, Line, Listed, Paper, Part, Table, paper
from pipeline.ports import Exported

LONGEST_PROPERTY = 255  # what core properties may hold (python-docx, after the Open Packaging Conventions)
FIRST_YEAR, LAST_YEAR = 1980, 2107  # what a zip can date


def written(value: Exported) -> bytes:
    document = docx.Document()
    drawn = paper(value)
    word_look.dress(document)
    _properties(document, drawn)
    _edges(document, drawn)
    notes = Footnotes(document, drawn.footnotes)
    _body(document, drawn, notes)
    notes.attach()
    word_record.attach(document, json_file.compact(value))
    return _dated(document, drawn)


def _properties(document: Document, value: Paper) -> None:
    made = value.made_at.astimezone(UTC).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = value.title[:LONGEST_PROPERTY]
    properties.subject = value.subject[:LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = "Briefdesk"
    properties.comments = properties.keywords = ""
    properties.language = word_look.LANGUAGE
    properties.created = properties.modified = made
    properties.revision = max(value.version, 1)


def _edges(document: Document, value: Paper) -> None:
    """The topic and the day at the head of every page but the first, which has a title; page numbers at the foot."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = value.head
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.style = "Footer"
        line.paragraph_format.tab_stops.add_tab_stop(_width(document), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run(f"{value.kind}\tPage ")
        word_xml.add_field(line, "PAGE", "1")
        line.add_run(" of ")
        word_xml.add_field(line, "NUMPAGES", "1")


def _width(document: Document) -> Length:
    """Between the margins. The template has a page and margins, so none of the three is None."""
    section = document.sections[0]
    return Length((section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0))


def _body(document: Document, value: Paper, notes: Footnotes) -> None:
    document.add_paragraph(value.title, "Title")
    document.add_paragraph(" · ".join(value.facts), "Subtitle")
    for part in value.parts:
        _part(document, part, notes)
    _sources(document, value.sources)
    document.add_paragraph(value.provenance, word_look.SMALL)


def _part(document: Document, part: Part, notes: Footnotes) -> None:
    document.add_paragraph(part.heading, "Heading 1")
    for block in part.blocks:
        _block(document, block, notes)


def _block(document: Document, block: Block, notes: Footnotes) -> None:
    if isinstance(block, Table):
        _table(document, block, notes)
        return
    if isinstance(block, Aside):
        document.add_paragraph(block.text, word_look.ASIDE)
        return
    for line in block.lines:
        if line.lead:
            document.add_paragraph(line.lead, word_look.DAY)
            _line(document.add_paragraph(style="Normal"), line, notes)
        else:
            _line(word_xml.wear(document.add_paragraph(), "List Bullet"), line, notes)


def _line(paragraph: Paragraph, line: Line, notes: Footnotes) -> None:
    paragraph.add_run(line.text)
    for i, number in enumerate(line.notes):
        if i:
            paragraph.add_run(", ", word_look.NOTE_NUMBER)
        notes.refer(paragraph, number)
    if line.mark:
        paragraph.add_run(" ")
        paragraph.add_run(line.mark, word_look.MARK)


def _table(document: Document, block: Table, notes: Footnotes) -> None:
    if block.title:
        document.add_paragraph(block.title, "Heading 2")
    table = document.add_table(rows=1, cols=len(block.columns))
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        _first(cell).add_run(column).bold = True
    for span, lines in zip(block.groups(), block.rows, strict=True):
        first, *others = table.add_row().cells
        _line(_first(first), lines[0] if span else Line(""), notes)
        first.paragraphs[0].runs[0].bold = True
        for cell, line in zip(others, lines[1:], strict=True):
            _line(_first(cell), line, notes)
    _widths(table, block.widths, _width(document))
    word_xml.rule(table)
    word_xml.merge_down(table, block.groups())
    _together(table, block)


def _first(cell: Cell) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    word_xml.wear(paragraph, word_look.CELL)
    return paragraph


def _widths(table: WordTable, shares: tuple[int, ...], whole: Length) -> None:
    table.autofit = False
    for share, column in zip(shares, table.columns, strict=True):
        column.width = Length(whole * share // sum(shares))
        for cell in column.cells:
            cell.width = column.width


def _together(table: WordTable, block: Table) -> None:
    """A short table on one page; of a longer one its head with what follows, and what one first cell spans."""
    groups = block.groups()
    for i, row in enumerate(table.rows[:-1]):
        if i == 0 or block.is_short or groups[i] == 0:
            for cell in row.cells:
                for paragraph in cell.paragraphs:
                    paragraph.paragraph_format.keep_with_next = True


def _sources(document: Document, sources: tuple[Listed, ...]) -> None:
    if not sources:
        return
    document.add_paragraph("Sources", "Heading 1")
    for source in sources:
        line = word_xml.wear(document.add_paragraph(), "List Number")
        line.add_run(source.outlet).bold = True
        line.add_run(f", {source.title}, {source.day}.")
        if source.url:
            line.add_run(" ")
        if source.address:
            word_xml.add_link(line._p, document.part, source.address, wording.short(source.address))
        else:
            line.add_run(wording.short(source.url))
        line.add_run(f" {wording.notes(source.notes).capitalize()}.")


def _dated(document: Document, value: Paper) -> bytes:
    """The file with the moment of the paper on everything in it, where python-docx puts the moment of writing."""
    for name, relation in list(document.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:  # a picture of the template's empty page
            del document.part.package.rels[name]
    saved, dated = io.BytesIO(), io.BytesIO()
    document.save(saved)
    made = value.made_at.timetuple()
    year = min(max(made.tm_year, FIRST_YEAR), LAST_YEAR)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            copy = zipfile.ZipInfo(entry.filename, (year, *made[1:6]))
            target.writestr(copy, source.read(entry), zipfile.ZIP_DEFLATED)
    return dated.getvalue()
