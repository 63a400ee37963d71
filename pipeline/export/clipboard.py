"""An answer to plain text for the clipboard: what it says, with a number for each source, then the notes.

Plain text, so that it reads the same wherever it is put in; no text of an article can be markup in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.domain import Answer, Disagreement
from pipeline.export import conversation_paper, lines, wording
from pipeline.export import notes as numbering
from pipeline.export.blocks import Footnote, Line
from pipeline.export.notes import Notes
from pipeline.export.wording import shown


def text(answer: Answer) -> str:
    """One paragraph a sentence, then one a note: outlet, title, day, the quoted words, address; then who wrote it."""
    notes = numbering.numbered(conversation_paper.citations(answer))
    made = answer.provenance
    paragraphs = (
        *_said(answer, notes),
        *(paragraph for each in answer.disagreements for paragraph in _differing(each, notes)),
        *map(_note, lines.footnotes(notes)),
        f"{wording.written_by(made)}, {wording.moment(made.made_at)}. {shown(made.note)}".strip(),
    )
    return "\n\n".join(paragraphs) + "\n"


def _said(answer: Answer, notes: Notes) -> Iterator[str]:
    if answer.abstained:
        yield " ".join((wording.DECLINED, *map(shown, answer.gaps)))
        for citation in answer.nearest:
            yield _line(Line(f"Nearest: {wording.place(citation.source)}", (notes.at(citation),)))
    for claim in answer.claims:
        yield _line(lines.sentence(claim, notes))


def _differing(value: Disagreement, notes: Notes) -> Iterator[str]:
    """What it is about, then a line for each article's words."""
    table = lines.disagreement(value, notes)
    yield "\n".join((f"{table.title}:", *(f"- {_row(row)}" for row in table.rows)))


def _row(cells: tuple[Line, ...]) -> str:
    says, outlet, day, words = cells
    return f"{says.text} ({outlet.text}, {day.text}): {_line(words)}"


def _line(line: Line) -> str:
    numbers = "".join(f"[{number}]" for number in line.notes)
    return " ".join(part for part in (line.text, numbers, line.mark) if part)


def _note(note: Footnote) -> str:
    return f"[{note.number}] {note.place} {wording.quoted(note.quote)} {note.address}".rstrip()
