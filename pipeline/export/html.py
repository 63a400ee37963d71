"""A brief or a conversation as one HTML file: nothing is run or loaded; for a phone or a desk, light or dark.

The page is built as a tree and written out by the standard library, so that text cannot become an element. A note that
is followed opens as a sheet at the foot of the window. At the end stands its record, as data.
"""

from __future__ import annotations

from collections import Counter
from xml.etree.ElementTree import Element, SubElement, tostring

from pipeline.export import html_lines, json_file, wording
from pipeline.export.blocks import Aside, Block, Footnote, Line, Listed, Paper, Part, Table
from pipeline.export.html_style import CSS
from pipeline.export.paper import paper
from pipeline.ports import Exported, Opened

SHORT_MARK = 40  # characters, which stay on one line
# whatever a reader's browser is told by the file: run nothing, fetch nothing
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class HtmlExporter:
    suffix = ".html"
    media_type = "text/html"

    def export(self, value: Exported) -> bytes:
        page = _Page(paper(value)).html(json_file.compact(value))
        return b"<!DOCTYPE html>\n" + tostring(page, encoding="unicode", method="html").encode() + b"\n"

    def opened(self, document: bytes) -> Opened:
        return html_lines.opened(document)


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """A child with its text, on a line of its own in the source when it is a block."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    child = SubElement(parent, tag, named)
    child.text = text or None
    if tag not in {"a", "sup", "b", "em", "span", "cite", "q"}:
        child.tail = "\n"
    return child


def _say(element: Element, text: str) -> None:
    """Text after whatever the element has in it already."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


class _Page:
    """One page while it is drawn; ``uses`` counts how often each note was referred to, for the way back."""

    def __init__(self, value: Paper) -> None:
        self.paper = value
        self.uses: Counter[int] = Counter()

    def html(self, record: str) -> Element:
        root = Element("html", {"lang": "en-GB"})
        self._head(root)
        main = _add(_add(root, "body"), "main")
        header = _add(main, "header")
        _add(header, "h1", self.paper.title, dir="auto")
        facts = _add(header, "ul", class_="facts")
        for fact in self.paper.facts:
            _add(facts, "li", fact)
        for part in self.paper.parts:
            self._part(main, part)
        self._notes(main)
        self._sources(main)
        _add(_add(main, "footer"), "p", self.paper.provenance)
        _add(root[-1], "script", record, type="application/json", id=html_lines.RECORD)
        return root

    def _head(self, root: Element) -> None:
        head = _add(root, "head")
        _add(head, "meta", charset="utf-8")
        _add(head, "meta", http_equiv="Content-Security-Policy", content=_POLICY)
        _add(head, "meta", name="viewport", content="width=device-width, initial-scale=1")
        _add(head, "meta", name="referrer", content="no-referrer")
        _add(head, "meta", name="color-scheme", content="light dark")
        _add(head, "title", self.paper.title)
        _add(head, "style", CSS)

    def _part(self, main: Element, part: Part) -> None:
        section = _add(main, "section")
        _add(section, "h2", part.heading, dir="auto")
        for block in part.blocks:
            self._block(section, block)

    def _block(self, section: Element, block: Block) -> None:
        if isinstance(block, Table):
            self._table(section, block)
            return
        if isinstance(block, Aside):
            _add(section, "p", block.text, class_="aside", dir="auto")
            return
        lines = _add(section, "ul", class_="timeline" if block.lines[0].lead else "claims")
        for line in block.lines:
            self._line(_add(lines, "li"), line)

    def _table(self, section: Element, block: Table) -> None:
        if block.title:
            _add(section, "h3", block.title, dir="auto")
        table = _add(section, "table", role="table")  # roles stay where a narrow screen stacks the cells
        head = _add(_add(table, "thead", role="rowgroup"), "tr", role="row")
        for column in block.columns:
            _add(head, "th", column, scope="col", role="columnheader")
        if block.bars:
            _add(head, "td", class_="bar", role="cell")
        body = _add(table, "tbody", role="rowgroup")
        rows = [_add(body, "tr", role="row") for _ in block.rows]
        for row, span, cells in zip(rows, block.groups(), block.rows, strict=True):
            self._row(row, block.columns, cells, span)
        for row, bar in zip(rows, block.bars, strict=False):
            _bar(_add(row, "td", class_="bar", role="cell"), bar, max(block.bars))

    def _row(self, row: Element, columns: tuple[str, ...], cells: tuple[Line, ...], span: int) -> None:
        """``span`` is how many rows the first cell goes over; 0 leaves it out."""
        for column, line in list(zip(columns, cells, strict=True))[0 if span else 1 :]:
            cell = _add(row, "td", role="cell", data_column=column)
            self._line(_add(cell, "span"), line)
        if span:
            row[0].set("class", "first")
            row[0].set("rowspan", str(span))
        else:
            row.set("class", "more")

    def _line(self, element: Element, line: Line) -> None:
        if line.lead:
            _add(element, "b", line.lead)
            _say(element, " ")
        _add(element, "span", line.text, dir="auto")
        self._references(element, line.notes)
        if line.mark:
            _say(element, " ")
            _add(element, "span", line.mark, class_="mark" if len(line.mark) > SHORT_MARK else "mark short")

    def _references(self, element: Element, numbers: tuple[int, ...]) -> None:
        if not numbers:
            return
        sup = _add(element, "sup")
        for i, number in enumerate(numbers):
            self.uses[number] += 1
            _say(sup, ", " if i else "")
            place = f"use-{number}-{self.uses[number]}"
            name = f"Note {number}"
            _add(sup, "a", str(number), id=place, href=f"#note-{number}", role="doc-noteref", aria_label=name)

    def _notes(self, main: Element) -> None:
        if not self.paper.footnotes:
            return
        section = _add(main, "section", class_="notes", role="doc-endnotes")
        _add(section, "h2", "Notes")
        notes = _add(section, "ol")
        for note in self.paper.footnotes:
            self._note(_add(notes, "li", id=f"note-{note.number}"), note)

    def _note(self, item: Element, note: Footnote) -> None:
        _add(item, "span", f"{note.number}.", class_="number")
        _say(item, " ")
        _add(item, "span", wording.quoted(note.quote), class_="quote", dir="auto")
        _say(item, " ")
        _add(item, "span", note.place, class_="place", dir="auto")
        if note.address:
            _say(item, " ")
            _link(item, note.address, "Open the article")
        for use in range(1, self.uses[note.number] + 1):
            _say(item, " ")
            name = f"Back to the text, use {use} of note {note.number}"
            _add(item, "a", "↩", href=f"#use-{note.number}-{use}", role="doc-backlink", aria_label=name)

    def _sources(self, main: Element) -> None:
        if not self.paper.sources:
            return
        section = _add(main, "section", class_="sources")
        _add(section, "h2", "Sources")
        sources = _add(section, "ol")
        for source in self.paper.sources:
            _source(_add(sources, "li"), source)


def _source(item: Element, source: Listed) -> None:
    _add(item, "b", source.outlet, dir="auto")
    _say(item, ", ")
    _add(item, "cite", source.title, dir="auto")
    _say(item, f", {source.day}. ")
    if source.address:
        _link(item, source.address, source.address)
    elif source.url:
        _add(item, "span", source.url, class_="address")
    _say(item, " Note " if len(source.notes) == 1 else " Notes ")
    for i, number in enumerate(source.notes):
        _say(item, ", " if i else "")
        _add(item, "a", str(number), href=f"#note-{number}")
    _say(item, ".")


def _bar(cell: Element, number: int, most: int) -> None:
    """What the row's cells say in figures, drawn."""
    drawing = SubElement(cell, "svg", {"viewBox": "0 0 100 8", "preserveAspectRatio": "none", "aria-hidden": "true"})
    SubElement(drawing, "rect", {"width": f"{100 * number / (most or 1):.1f}", "height": "8"})


def _link(item: Element, address: str, text: str) -> None:
    _add(item, "a", text, href=address, class_="address", rel="noopener noreferrer nofollow")
