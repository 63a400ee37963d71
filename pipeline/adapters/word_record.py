"""The record of a brief within its Word file, as custom XML (ECMA-376, part 1, 22.5), which Word keeps on saving."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from pipeline.adapters import word_hiding, xml_tree
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
_MOST_EDGES = 20
_ABOUT = ("word/styles.xml", "word/settings.xml", "word/numbering.xml")
_FIGURES = re.compile(r"\d+")
_REFERRING = re.compile(r"^\s*NOTEREF\s+\"?([^\s\"]+)")
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
            notes = _part(package, _NOTES)
            about = word_hiding.About(*(_part(package, path) for path in _ABOUT))
            edges = [xml_tree.parsed(package.read(path), path) for path in _edges(package)]
            roots = [root for root in (body, notes, *edges) if root is not None]
            numbers = _numbers(body)
            look = (_tags(roots) & _DRAWN) | word_hiding.found(roots, about) | _forged(body, numbers)
            lines = (*_lines(body, notes, numbers), *_edge_lines(edges))
            return Opened(_record(package), lines, ", ".join(sorted(look)))
    except Refusal as refusal:
        raise UserError(f"The Word file {refusal}.") from refusal


def _part(package: Package, path: str) -> _Element | None:
    return xml_tree.parsed(package.read(path), path) if path in package else None


def _record(package: Package) -> bytes:
    for path in map(_ITEM.format, range(1, _MOST_ITEMS + 1)):
        if path in package:
            root = xml_tree.parsed(package.read(path), path)
            if root.tag == f"{{{SPACE}}}record":
                return (root.text or "").encode()
    raise UserError("This Word file does not carry the record of a brief: Briefdesk did not export it.")


def _numbers(body: _Element) -> dict[str, int]:
    """The identity of each note to its number: Word counts them where they are first referred to."""
    referred = (each for each in body.iter() if xml_tree.local(each) == "footnoteReference")
    return {name: i for i, name in enumerate(dict.fromkeys(xml_tree.attribute(each, "id") for each in referred), 1)}


def _forged(body: _Element, numbers: Mapping[str, int]) -> set[str]:
    """Whether a number that refers to a note again is another than that of the note to which it leads."""
    names: set[str] = set()  # of bookmarks on the next note
    led: dict[str, int] = {}
    for each in body.iter():
        if xml_tree.local(each) == "bookmarkStart":
            names.add(xml_tree.attribute(each, "name"))
        elif xml_tree.local(each) == "footnoteReference":
            led |= dict.fromkeys(names, numbers[xml_tree.attribute(each, "id")])
            names.clear()
    told = ((_REFERRING.search(code), text) for code, text in _fields(body))
    return {"numbers of notes" for found, text in told if found and text != str(led.get(found.group(1)))}


def _fields(body: _Element) -> Iterator[tuple[str, str]]:
    """The code of each field and what it shows, also where another program wrote it in several runs."""
    code, text, is_code = "", "", False
    for each in body.iter():
        tag = xml_tree.local(each)
        if tag == "fldSimple":
            yield (
                xml_tree.attribute(each, "instr"),
                "".join(t.text or "" for t in each.iter() if xml_tree.local(t) == "t"),
            )
        elif tag == "fldChar":
            kind = xml_tree.attribute(each, "fldCharType")
            if kind == "end":
                yield code, text
            is_code = kind == "begin"
            code, text = ("", "") if kind == "begin" else (code, "")
        elif tag == "instrText" and is_code:
            code += each.text or ""
        elif tag == "t":
            text += each.text or ""


def _lines(body: _Element, notes: _Element | None, numbers: Mapping[str, int]) -> Iterator[str]:
    """The text, with each note's number where it is referred to, then the notes in the order of their numbers."""
    for each in list(body.iter()):
        if xml_tree.local(each) == "footnoteReference":
            number = numbers[xml_tree.attribute(each, "id")]
            each.tag, each.text = str(each.tag).replace("footnoteReference", "t"), f"[{number}]"
    yield from _texts(body)
    known = {} if notes is None else {xml_tree.attribute(each, "id"): each for each in notes}
    for identity, number in numbers.items():
        if identity in known:
            yield from (f"[{number}] {text}" for text in _texts(known[identity]))


def _tags(roots: Iterable[_Element]) -> set[str]:
    return {xml_tree.local(each) for root in roots for each in root.iter()}


def _edges(package: Package) -> Iterator[str]:
    """The heads and feet of pages, as Word numbers them."""
    for kind in ("header", "footer"):
        yield from (path for n in range(1, _MOST_EDGES + 1) if (path := f"word/{kind}{n}.xml") in package)


def _edge_lines(edges: Sequence[_Element]) -> Iterator[str]:
    """Each text once, without figures in the feet: they are the numbers of pages, which Word counts anew."""
    told = ((xml_tree.local(root), text) for root in edges for text in _texts(root))
    every = {text if kind == "hdr" else shown(_FIGURES.sub("", text)) for kind, text in told}
    yield from sorted(every)


def _texts(root: _Element) -> Iterator[str]:
    styles = (each for each in root.iter() if xml_tree.local(each) == "pStyle")
    plain = {xml_tree.attribute(style, "val"): "" for style in styles}  # no style hides a line from here
    yield from (shown(block.text) for block in blocks(root, plain))
