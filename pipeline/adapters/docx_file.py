"""Word documents to articles: one document, one article, as it reads with all tracked changes accepted.

The parts are read here and not by python-docx, which unpacks everything without a limit, and leaves out insertions and
text boxes. Method: WordprocessingML, ECMA-376 part 1; names are read in its transitional and its strict namespace.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.adapters import xml_tree
from pipeline.adapters.docx_text import Block, blocks
from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal
from pipeline.ingest.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_KIND = "a Word document"
_MAIN = "word/document.xml"
_RELATIONS = "_rels/.rels"


class WordFile:
    """An ``ArticleLoader`` of Word documents."""

    suffixes = frozenset({".docx"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article, or the reason why not. The day a file was made is a reading, never the day of publication."""
        try:
            with Package(content, _KIND) as package:
                yield _article(name, package)
        except Refusal as refusal:
            yield Refused(name, str(refusal))


@dataclass(frozen=True, slots=True)
class _Relations:
    """Where the parts are, by the last word of what they are to the document."""

    main: str
    core: str


def _article(name: str, package: Package) -> RawArticle:
    places = _relations(package)
    if places.main not in package:
        raise Refusal(f"is not {_KIND}: it has no text part")
    folder = posixpath.dirname(places.main)
    names = _style_names(package, posixpath.join(folder, "styles.xml"))
    body = list(blocks(xml_tree.parsed(package.read(places.main), places.main), names))
    notes = _notes(package, folder, names)
    text = "\n\n".join(block.text for block in (*body, *notes))
    if not text.strip():
        raise Refusal("has no text in it")
    core = _core(package, places.core)
    titles = _titles(core, body)
    return RawArticle(
        name=name,
        text=text,
        title=titles[0].value if titles else "",
        byline=core.get("creator", ""),
        language=core.get("language", ""),
        readings=(*(titles if len({t.value for t in titles}) > 1 else ()), *_dates(core)),
    )


def _relations(package: Package) -> _Relations:
    targets: dict[str, str] = {}
    if _RELATIONS in package:
        for relation in xml_tree.parsed(package.read(_RELATIONS), _RELATIONS):
            kind = xml_tree.attribute(relation, "Type").rpartition("/")[2]
            targets.setdefault(kind, xml_tree.attribute(relation, "Target").lstrip("/"))
    return _Relations(targets.get("officeDocument", _MAIN), targets.get("core-properties", "docProps/core.xml"))


def _style_names(package: Package, part: str) -> Mapping[str, str]:
    """Style names ("heading 1" in every language of Word) by the ids that paragraphs give."""
    if part not in package:
        return {}
    styles = (each for each in xml_tree.parsed(package.read(part), part) if xml_tree.local(each) == "style")
    return {xml_tree.attribute(style, "styleId"): _style_name(style) for style in styles}


def _style_name(style: _Element) -> str:
    return next((xml_tree.attribute(each, "val").lower() for each in style if xml_tree.local(each) == "name"), "")


def _notes(package: Package, folder: str, names: Mapping[str, str]) -> Iterator[Block]:
    for part in (posixpath.join(folder, "footnotes.xml"), posixpath.join(folder, "endnotes.xml")):
        if part not in package:
            continue
        for note in xml_tree.parsed(package.read(part), part):
            # the lines above and between notes are notes with a type
            if xml_tree.attribute(note, "type") in {"", "normal"}:
                yield from blocks(note, names)


def _core(package: Package, part: str) -> Mapping[str, str]:
    if part not in package:
        return {}
    root = xml_tree.parsed(package.read(part), part)
    return {xml_tree.local(each): text for each in root if (text := " ".join((each.text or "").split()))}


def _titles(core: Mapping[str, str], body: list[Block]) -> list[Reading]:
    """The title among the properties, then the first paragraph that is styled as a title, or as a first heading."""
    styled = (
        next((Reading("title", f"first {style}", block.text) for block in body if block.style == style), None)
        for style in ("title", "heading 1")
    )
    given = Reading("title", "document properties", core.get("title", ""))
    return [each for each in (given, next((found for found in styled if found), None)) if each and each.value.strip()]


def _dates(core: Mapping[str, str]) -> Iterator[Reading]:
    for field in ("created", "modified"):
        if field in core:
            yield Reading(field, "document properties", core[field])
