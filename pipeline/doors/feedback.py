"""The command for what readers said of answers: a list, or a file with a line of JSON for each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline import records
from pipeline.desk import Desk
from pipeline.domain import Answer, Feedback
from pipeline.doors import batch, files
from pipeline.doors.output import Exit
from pipeline.doors.page import Grid, Line
from pipeline.doors.session import Session
from pipeline.export import wording
from pipeline.records import Record

SUFFIXES = (".jsonl",)


def feedback(session: Session) -> Exit:
    """Raises UserError when the file cannot be written."""
    given, output = session.given, session.output
    target = None if given.file is None else files.target(batch.sound(given.file, "the file"), SUFFIXES)
    with session.desk() as desk:
        rows = list(_rows(desk))
    if target is not None:
        files.write(target, (f"{json.dumps(row, ensure_ascii=False)}\n".encode() for row in rows))
    if given.json:
        output.document({"feedback": rows} if target is None else {"answers": len(rows), "file": str(target)})
    elif target is not None:
        output.text([Line(f"Wrote what was said of {wording.counted(len(rows), 'answer')} to {target}.")])
    elif rows:
        output.text([Grid(("said", "of", "reason", "by"), tuple(map(_row, rows)))])
    return Exit.DONE


def _rows(desk: Desk) -> Iterator[Record]:
    """Each with the question and the answer that it is about."""
    for said in desk.shelf.feedback():
        answer = _answer(desk, said)
        told = " ".join(claim.text for claim in answer.claims)
        made = answer.provenance
        about: Record = {"question": answer.question, "answer": told, "backend": made.backend, "model": made.model}
        yield {**records.feedback(said), **about}


def _answer(desk: Desk, said: Feedback) -> Answer:
    turns = desk.shelf.conversation(said.conversation_id).turns
    return next(turn.answer for turn in turns if turn.answer.provenance.made_at == said.answered_at)


def _row(row: Record) -> tuple[str, ...]:
    return "good" if row["is_good"] else "not good", str(row["question"]), str(row["reason"]), str(row["author"])
