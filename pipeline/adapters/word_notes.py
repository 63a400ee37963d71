"""Real footnotes in a Word file: the part that holds them, its separators, and the references to them.

python-docx has no call for them; this follows ECMA-376, part 1, 17.11 (footnotes) and 17.16.5.40 (NOTEREF).
"""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from pipeline.adapters import word_look
from pipeline.adapters.word_xml import add_field, add_link, element, run
from pipeline.export import wording
from pipeline.export.paper import Footnote

SEPARATORS = (("separator", "-1"), ("continuationSeparator", "0"))


class Footnotes:
    """The footnotes of one document. Word numbers them in the order in which they are first referred to."""

    def __init__(self, document: Document, notes: tuple[Footnote, ...]) -> None:
        self._document = document
        self._notes = {note.number: note for note in notes}
        self._used: set[int] = set()
        root = parse_xml(f"<w:footnotes {nsdecls('w', 'r')}/>")
        name = PackURI("/word/footnotes.xml")
        self._part = XmlPart(name, CONTENT_TYPE.WML_FOOTNOTES, root, document.part.package)
        for kind, identity in SEPARATORS:
            root.append(_separator(kind, identity))

    def refer(self, paragraph: Paragraph, number: int) -> None:
        """The note's number at the end of the paragraph: the note itself the first time, then a reference to it."""
        if number in self._used:
            add_field(paragraph, f"NOTEREF {_bookmark(number)} \\f \\h", str(number), word_look.NOTE_NUMBER_ID)
            return
        self._used.add(number)
        self._part.element.append(self._note(self._notes[number]))
        named = element("w:bookmarkStart", id=str(number), name=_bookmark(number))
        paragraph._p.extend([named, _reference(number), element("w:bookmarkEnd", id=str(number))])

    def attach(self) -> None:
        """Makes the notes a part of the document, when it has any."""
        if self._used:
            self._document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
            _declare(self._document.settings.element)

    def _note(self, note: Footnote) -> BaseOxmlElement:
        paragraph = _paragraph(word_look.NOTE_TEXT_ID)
        paragraph.append(_mark("w:footnoteRef"))
        paragraph.append(run(f" {wording.quoted(note.quote)} {note.place}"))
        if note.address:
            paragraph.append(run(" "))
            add_link(paragraph, self._part, note.address, wording.short(note.address))
        made = element("w:footnote", id=str(note.number))
        made.append(paragraph)
        return made


def _bookmark(number: int) -> str:
    return f"_Note{number}"


def _mark(tag: str) -> BaseOxmlElement:
    """A run with one element instead of text, in the style of note numbers."""
    made = run("", word_look.NOTE_NUMBER_ID)
    made.replace(made[-1], element(tag))
    return made


def _reference(number: int) -> BaseOxmlElement:
    made = _mark("w:footnoteReference")
    made[-1].set(qn("w:id"), str(number))
    return made


def _paragraph(style: str) -> BaseOxmlElement:
    made, properties = element("w:p"), element("w:pPr")
    properties.append(element("w:pStyle", val=style))
    made.append(properties)
    return made


def _separator(kind: str, identity: str) -> BaseOxmlElement:
    line, paragraph, made = element("w:r"), element("w:p"), element("w:footnote", type=kind, id=identity)
    line.append(element(f"w:{kind}"))
    paragraph.append(line)
    made.append(paragraph)
    return made


def _declare(settings: BaseOxmlElement) -> None:
    """The separators, in the settings as well; the schema wants them before ``w:compat``."""
    declared = element("w:footnotePr")
    for _, identity in SEPARATORS:
        declared.append(element("w:footnote", id=identity))
    compat = settings.find(qn("w:compat"))
    if compat is None:
        settings.append(declared)
    else:
        compat.addprevious(declared)
