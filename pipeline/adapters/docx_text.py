"""The paragraphs and tables of WordprocessingML to blocks of text, as they read with tracked changes accepted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.adapters.xml_tree import attribute, local

if TYPE_CHECKING:
    from lxml.etree import _Element

# what is deleted, moved away, a code of a field, a pronunciation, or drawn again for programs that are older
_LEFT_OUT = frozenset("del moveFrom instrText delText delInstrText rt Fallback pPr rPr sdtPr".split())
_APART = frozenset({"txbxContent", "tbl"})
_DRAWN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_OFF = frozenset({"0", "false", "off"})
_CONTENTS = "toc "


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a row of a table; ``style`` is the paragraph's in lower case, as "heading 1"."""

    text: str
    style: str = ""


def blocks(container: _Element, style_names: Mapping[str, str]) -> Iterator[Block]:
    """The blocks in ``container`` in reading order, none blank. A text box follows the paragraph that it hangs on."""
    held = ""
    for element in _of_blocks(container):
        if local(element) == "tbl":
            yield from (Block(row) for row in _rows(element))
            continue
        held += _line(element)
        if _is_mark_deleted(element):
            continue
        style = _style(element, style_names)
        if held.strip() and not style.startswith(_CONTENTS):
            yield Block(held.strip(), style)
        held = ""
        for box in _boxes(element):
            yield from blocks(box, style_names)
    if held.strip():
        yield Block(held.strip())


def _of_blocks(container: _Element) -> Iterator[_Element]:
    """Paragraphs and tables, not those within them."""
    stack = list(reversed(container))
    while stack:
        element = stack.pop()
        tag = local(element)
        if tag in {"p", "tbl"}:
            yield element
        elif tag not in _LEFT_OUT:
            stack.extend(reversed(element))


def _boxes(paragraph: _Element) -> Iterator[_Element]:
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        tag = local(element)
        if tag == "txbxContent":
            yield element
        elif tag not in _LEFT_OUT:
            stack.extend(reversed(element))


def _line(element: _Element) -> str:
    """The words of a paragraph or of whatever else holds runs; those of text boxes in it come on their own."""
    parts: list[str] = []
    stack = list(reversed(element))
    while stack:
        each = stack.pop()
        tag = local(each)
        if tag == "t":
            parts.append(each.text or "")
        elif tag in _DRAWN:
            parts.append(_DRAWN[tag])
        elif tag not in _LEFT_OUT and tag not in _APART and not (tag == "r" and _is_hidden(each)):
            stack.extend(reversed(each))
    return "".join(parts)


def _rows(table: _Element) -> Iterator[str]:
    for row in _children(table, "tr"):
        if not any(local(mark) == "del" for mark in _properties(row, "trPr")):
            cells = [" ".join(" ".join(_cell(cell)).split()) for cell in _children(row, "tc")]
            if any(cells):
                yield " | ".join(cells)


def _cell(cell: _Element) -> Iterator[str]:
    for element in _of_blocks(cell):
        if local(element) == "p":
            yield _line(element)
            yield from (block.text for box in _boxes(element) for block in blocks(box, {}))
        else:
            yield from _rows(element)


def _children(element: _Element, tag: str) -> Iterator[_Element]:
    """Those of one tag, also where a content control or an insertion is between."""
    stack = list(reversed(element))
    while stack:
        each = stack.pop()
        if local(each) == tag:
            yield each
        elif local(each) in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
            stack.extend(reversed(each))


def _properties(element: _Element, tag: str) -> Iterator[_Element]:
    for each in element:
        if local(each) == tag:
            yield from each


def _style(paragraph: _Element, style_names: Mapping[str, str]) -> str:
    given = next((attribute(each, "val") for each in _properties(paragraph, "pPr") if local(each) == "pStyle"), "")
    return style_names.get(given, given.lower())


def _is_mark_deleted(paragraph: _Element) -> bool:
    marks = (mark for each in _properties(paragraph, "pPr") if local(each) == "rPr" for mark in each)
    return any(local(mark) in {"del", "moveFrom"} for mark in marks)


def _is_hidden(run: _Element) -> bool:
    return any(local(each) == "vanish" and attribute(each, "val") not in _OFF for each in _properties(run, "rPr"))
