"""A paper to the bytes of a PDF. Typst gets it as JSON, in which texts are strings: none of them is markup.

A character that no font here can draw would be an empty box, and would be lost to whoever copies the text; it stands
as its Unicode number instead, and the end of the document says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import typst

from pipeline.export import wording
from pipeline.export.paper import Aside, Block, Line, Listed, Paper, Table, paper
from pipeline.ports import Exported

PAGES = Path(__file__).with_name("pdf_pages.typ").read_bytes()
FIRST, LAST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, tzinfo=UTC)  # as in the Word file
UNDRAWN = "Characters that no font of this machine has are given by their Unicode numbers, as in [U+20AC]."

_ASCII = "".join(map(chr, range(33, 127)))
_LONG_WORD = re.compile(r"[!-~]{40}(?=[!-~])")
_PROBE = (
    b'#set document(title: "x")\n#set text(font: "Libertinus Serif")\n#for c in json(bytes(sys.inputs.c)) [#box[#c] ]'
)
# how Typst names a text, escaped as in Rust, that it has no glyph for
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")


def written(value: Exported) -> bytes:
    drawn = paper(value)
    text = json.dumps({**_record(drawn), "missing": ""}, ensure_ascii=False)
    undrawn = _undrawn(text)
    if undrawn:
        numbers = {ord(each): f"[U+{ord(each):04X}]" for each in undrawn}
        text = json.dumps({**json.loads(text.translate(numbers)), "missing": UNDRAWN}, ensure_ascii=False)
    made = min(max(drawn.made_at, FIRST), LAST).astimezone(UTC).replace(microsecond=0)
    return typst.compile(PAGES, format="pdf", font_paths=_fonts(), sys_inputs={"paper": text}, timestamp=made)


@cache
def _fonts() -> typst.Fonts:
    """Typst's own and the machine's, whose files are looked through once."""
    return typst.Fonts()


def _record(value: Paper) -> dict[str, Any]:
    used: set[int] = set()
    record = {**asdict(value), "made_at": None}  # of the file, not of its text
    record["parts"] = [
        {"heading": part.heading, "blocks": [_block(block, used) for block in part.blocks]} for part in value.parts
    ]
    record["sources"] = [_source(source) for source in value.sources]
    for note in record["footnotes"]:
        note["quote"], note["place"] = _breakable(wording.quoted(note["quote"])), _breakable(note["place"])
        note["shown"] = _breakable(wording.short(note["address"]))
        note["address"] = _address(note["address"])
    return record


def _block(block: Block, used: set[int]) -> dict[str, Any]:
    if isinstance(block, Aside):
        return {"aside": _breakable(block.text)}
    if not isinstance(block, Table):
        return {"lines": [_line(line, used) for line in block.lines]}
    most = max(block.bars, default=0) or 1
    return {
        "title": block.title,
        "columns": block.columns,
        "widths": block.widths,
        "is-short": block.is_short,
        "spans": block.groups(),
        "bars": [100 * bar / most for bar in block.bars],
        "rows": [[_line(cell, used) for cell in row] for row in _spanned(block)],
    }


def _spanned(table: Table) -> Iterator[tuple[Line, ...]]:
    """Its rows; a first cell that an earlier one spans is empty, so that no note stands in what is not drawn."""
    for span, row in zip(table.groups(), table.rows, strict=True):
        yield row if span else (Line(""), *row[1:])


def _line(line: Line, used: set[int]) -> dict[str, Any]:
    uses = []
    for number in line.notes:
        uses.append({"number": number, "is-first": number not in used})
        used.add(number)
    return {"text": _breakable(line.text), "lead": line.lead, "mark": line.mark, "uses": uses}


def _source(source: Listed) -> dict[str, str]:
    return {
        "outlet": source.outlet,
        "title": _breakable(source.title),
        "day": source.day,
        "shown": _breakable(wording.short(source.address or source.url)),
        "address": _address(source.address),
        "cited": f"{wording.notes(source.notes).capitalize()}.",
    }


def _address(address: str) -> str:
    return quote(address, safe=_ASCII)


def _breakable(text: str) -> str:
    """With a place to break the line in words that are longer than a line."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def _undrawn(text: str) -> set[str]:
    """The characters that none of the fonts has. PDF/UA forbids such, so its errors name every one of them."""
    unusual = sorted({each for each in text if each > "~"})
    try:
        typst.compile(
            _PROBE,
            format="pdf",
            font_paths=_fonts(),
            sys_inputs={"c": json.dumps(unusual)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        named = _NO_GLYPH.findall(error.diagnostic)
        found = {each for name in named for each in _CODE.sub(lambda code: chr(int(code[1], 16)), name)}
        return found & set(unusual)
    return set()
