"""The pieces of WordprocessingML (ECMA-376, part 1) that python-docx has no call for.

Text only ever goes into ``w:t``: no field code and no markup is made of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from urllib.parse import quote

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.document import DocumentPart
from docx.table import Table
from docx.text.paragraph import Paragraph

_ASCII = "".join(map(chr, range(33, 127)))  # what an address has been left with by ``wording.link``
LINE_COLOUR = "C9D1DA"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """``element("w:b", val="0")``: all attributes in the namespace of the tag's family."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return cast(BaseOxmlElement, made)  # its annotation names the class above


def wear(paragraph: Paragraph, style: str) -> Paragraph:
    """Gives it a style by name, not the default: python-docx looks for that among all styles at each paragraph."""
    styles = cast(DocumentPart, paragraph.part).styles
    paragraph._p.style = styles[style].style_id
    return paragraph


def run(text: str, style: str = "") -> BaseOxmlElement:
    """A run of plain text; ``style`` is the identity of a character style."""
    made = element("w:r")
    if style:
        properties = element("w:rPr")
        properties.append(element("w:rStyle", val=style))
        made.append(properties)
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.append(words)
    return made


def add_field(paragraph: Paragraph, code: str, shown: str, style: str = "") -> None:
    """A field that Word works out itself; ``shown`` stands there until it does. ``code`` is never an article's."""
    field = element("w:fldSimple", instr=f" {code} ")
    field.append(run(shown, style))
    paragraph._p.append(field)


def add_link(parent: BaseOxmlElement, part: Part, address: str, text: str) -> None:
    """A link out of ``part``, in which the relation to the address is kept."""
    target = part.relate_to(quote(address, safe=_ASCII), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = element("w:hyperlink")
    link.set(qn("r:id"), target)
    link.append(run(text, "Hyperlink"))
    parent.append(link)


def merge_down(table: Table, spans: Sequence[int]) -> None:
    """The first cells of the rows below the head as one cell, as far as each spans: 0 is spanned by one above it."""
    for i, span in enumerate(spans, start=1):
        if span != 1:
            properties = table.rows[i]._tr.tc_lst[0].get_or_add_tcPr()
            width = properties.find(qn("w:tcW"))
            assert width is not None  # set with the widths; the schema wants it before the merge
            width.addnext(element("w:vMerge", val="restart" if span else "continue"))


def rule(table: Table) -> None:
    """Thin lines between rows and no others; the first row is repeated on every page, and no row is torn apart."""
    borders = element("w:tblBorders")
    for side in _SIDES:
        is_drawn = side in {"top", "bottom", "insideH"}
        drawn = {"val": "single", "sz": "4", "space": "0", "color": LINE_COLOUR}
        borders.append(element(f"w:{side}", **drawn) if is_drawn else element(f"w:{side}", val="nil"))
    layout = table._tbl.tblPr.find(qn("w:tblLayout"))
    assert layout is not None  # set with the widths; the schema wants the borders before it
    layout.addprevious(borders)
    for i, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if i == 0:
            properties.append(element("w:tblHeader"))
