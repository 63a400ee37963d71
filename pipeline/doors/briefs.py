"""A brief to blocks of text, in the order and with the note numbers that its files have."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain import Brief
from pipeline.doors.page import Block, Grid, Line, Tone
from pipeline.export import paper, wording


def blocks(brief: Brief) -> Iterator[Block]:
    value = paper.paper(brief)
    yield Line(value.title, tone=Tone.STRONG)
    yield Line(" · ".join(value.facts), tone=Tone.FAINT)
    for part in value.parts:
        yield Line()
        yield Line(part.heading, tone=Tone.STRONG)
        for block in part.blocks:
            yield from _block(block)
    yield Line()
    yield Line("Sources", tone=Tone.STRONG)
    for note in value.footnotes:
        yield Line(f"[{note.number}] {note.place}", 2, Tone.FAINT)
        yield Line(wording.quoted(note.quote), indent=6)
        if note.address:
            yield Line(note.address, 6, Tone.FAINT)
    yield Line()
    yield Line(value.provenance, tone=Tone.FAINT)


def written(brief: Brief, file: str) -> Iterator[Block]:
    claims = wording.counted(sum(len(section.claims) for section in brief.sections), "claim")
    yield Line(f"Wrote {file}: {claims}, {wording.extent(brief)}. Kept as brief {brief.id}.")
    if brief.provenance.note:
        yield Line(brief.provenance.note, tone=Tone.ALERT)


def _block(block: paper.Block) -> Iterator[Block]:
    if isinstance(block, paper.Aside):
        yield Line(block.text, 2, Tone.FAINT)
        return
    if isinstance(block, paper.Lines):
        for line in block.lines:
            yield Line(f"- {_text(line)}", indent=2)
        return
    if block.title:
        yield Line(block.title, indent=2)
    yield Grid(block.columns, tuple(tuple(map(_text, row)) for row in block.rows))


def _text(line: paper.Line) -> str:
    lead = f"{line.lead}: " if line.lead else ""
    notes = "".join(f"[{number}]" for number in line.notes)
    return " ".join(part for part in (f"{lead}{line.text}", notes, line.mark) if part)
