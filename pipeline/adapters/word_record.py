"""The record of a brief within its Word file, as custom XML (ECMA-376, part 1, 22.5), which Word keeps on saving."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from pipeline.adapters import xml_tree
from pipeline.adapters.docx_text import blocks
from pipeline.errors import Refusal, UserError
from pipeline.export.wording import shown
from pipeline.ingest.packages import Package
from pipeline.ports import Opened

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = "urn:briefdesk:record:1"
_ITEM = "customXml/item{}.xml"
_OURS = 2  # the template of python-docx has a first one
_MOST_ITEMS = 20  # other programs add their own, and number them anew
_MAIN, _NOTES = "word/document.xml", "word/footnotes.xml"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
# what a reader sees and no line tells: a brief has none of them
_DRAWN = frozenset("drawing pict object altChunk txbxContent ruby control".split())


def attach(document: Document, record: str) -> None:
    """``record`` is JSON without a character that means anything in XML."""
    package = document.part.package
    item = Part(
        PackURI("/" + _ITEM.format(_OURS)), "application/xml", _xml(f'<record xmlns="{SPACE}">{record}</record>')
    )
    name = f"{{{str(uuid5(NAMESPACE_URL, record)).upper()}}}"
    references = f'<ds:schemaRefs><ds:schemaRef ds:uri="{SPACE}"/></ds:schemaRefs>'
    about = f'<ds:datastoreItem ds:itemID="{name}" xmlns:ds="{_STORE}">{references}</ds:datastoreItem>'
    properties = Part(PackURI(f"/customXml/itemProps{_OURS}.xml"), _PROPERTIES, _xml(about), package)
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    document.part.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _xml(root: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{root}'.encode()


def opened(document: bytes) -> Opened:
    """The record and the lines of a Word file, also of one that another program saved since. Raises UserError."""
    try:
        with Package(document, "a Word document") as package:
            body = xml_tree.parsed(package.read(_MAIN), _MAIN)
            notes = xml_tree.parsed(package.read(_NOTES), _NOTES) if _NOTES in package else None
            drawn = {xml_tree.local(each) for root in (body, notes) if root is not None for each in root.iter()}
            return Opened(_record(package), tuple(_lines(body, notes)), ", ".join(sorted(drawn & _DRAWN)))
    except Refusal as refusal:
        raise UserError(f"The Word file {refusal}.") from refusal


def _record(package: Package) -> bytes:
    for path in map(_ITEM.format, range(1, _MOST_ITEMS + 1)):
        if path in package:
            root = xml_tree.parsed(package.read(path), path)
            if root.tag == f"{{{SPACE}}}record":
                return (root.text or "").encode()
    raise UserError("This Word file does not carry the record of a brief: Briefdesk did not export it.")


def _lines(body: _Element, notes: _Element | None) -> Iterator[str]:
    """The text, with each note's number where it is referred to, then the notes in the order of their numbers."""
    numbers: dict[str, int] = {}
    for each in list(body.iter()):
        if xml_tree.local(each) == "footnoteReference":
            number = numbers.setdefault(xml_tree.attribute(each, "id"), len(numbers) + 1)
            each.tag, each.text = str(each.tag).replace("footnoteReference", "t"), f"[{number}]"
    yield from _texts(body)
    known = {} if notes is None else {xml_tree.attribute(each, "id"): each for each in notes}
    for identity, number in numbers.items():
        if identity in known:
            yield from (f"[{number}] {text}" for text in _texts(known[identity]))


def _texts(root: _Element) -> Iterator[str]:
    styles = (each for each in root.iter() if xml_tree.local(each) == "pStyle")
    plain = {xml_tree.attribute(style, "val"): "" for style in styles}  # no style hides a line from here
    yield from (shown(block.text) for block in blocks(root, plain))
