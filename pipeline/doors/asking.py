"""The commands that ask the library: search, ask, brief, verify."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

from pipeline import records, wiring
from pipeline.brief import plan
from pipeline.desk import Desk
from pipeline.domain import Answer, Evidence
from pipeline.doors import answers, batch, briefs, files, progress, question, revising, tables
from pipeline.doors.output import Exit
from pipeline.doors.question import Question
from pipeline.doors.session import Session
from pipeline.ports import Exchange, Report
from pipeline.records import Record

T = TypeVar("T")


def search(session: Session) -> Exit:
    def found(desk: Desk, asked: Question) -> Evidence:
        return desk.search(asked.text, asked.scope, session.given.k)

    if session.given.is_batch:
        return _each(session, lambda desk, asked: tables.evidence_record(*_timed(lambda: found(desk, asked))))
    asked = question.of_words(session.given.question, question.scope(session.given), ())
    with session.filled_desk(asked.scope) as desk:
        evidence, seconds = _timed(lambda: found(desk, asked))
    if session.given.json:
        session.output.document(tables.evidence_record(evidence, seconds))
    else:
        session.output.text(tables.evidence(evidence))
    return Exit.DONE


def ask(session: Session) -> Exit:
    """DONE when the articles do not say, too: that is an answer."""

    def answered(desk: Desk, asked: Question) -> Answer:
        return desk.ask(asked.text, asked.history, asked.scope, quotes_only=session.given.quotes_only)

    if session.given.is_batch:
        return _each(session, lambda desk, asked: _answer_record(*_timed(lambda: answered(desk, asked))))
    asked = question.of_words(session.given.question, question.scope(session.given), _history(session))
    with session.filled_desk(asked.scope) as desk:
        answer, seconds = _timed(lambda: answered(desk, asked))
    if session.given.json:
        session.output.document(_answer_record(answer, seconds))
    else:
        session.output.text(answers.blocks(answer))
    return Exit.DONE


def brief(session: Session) -> Exit:
    given, output = session.given, session.output
    if given.refresh is not None:
        return revising.refresh(session)
    if given.diff is not None:
        return revising.diff(session)
    topic, scope = batch.sound(given.topic, "the topic"), question.scope(given)
    plan.template(given.template, wiring.templates(session.settings))
    if given.length:
        plan.claims_a_section(given.length)
    target = None if given.out is None else files.target(batch.sound(given.out, "--out"), wiring.exporters())
    with session.filled_desk(scope) as desk, progress.shown("Writing", "sections", output) as report:
        made, seconds = _timed(
            lambda: desk.brief(
                topic,
                template=given.template,
                length=given.length,
                scope=scope,
                quotes_only=given.quotes_only,
                section_done=report,
            )
        )
        if target is not None:
            files.write(target, [desk.export(made, target.suffix.lower())])
    if given.json:
        output.document({**records.brief(made), "seconds": seconds})
    else:
        output.text(briefs.blocks(made) if target is None else briefs.written(made, str(target)))
    return Exit.DONE


def verify(session: Session) -> Exit:
    document = files.content(session.given.file)
    with session.desk() as desk:
        found = desk.verify(document)
    if session.given.json:
        session.output.document(tables.verification_record(found))
    else:
        session.output.text(tables.verification(found))
    return Exit.REFUSED if found.problems else Exit.DONE


def _each(session: Session, record: Callable[[Desk, Question], Record]) -> Exit:
    """One open desk for a whole file of questions."""
    given = session.given
    lines = session.stdin.readlines() if given.questions == "-" else files.content(given.questions).split(b"\n")
    count = sum(bool(line.strip()) for line in lines)
    scope, history = question.scope(given), _history(session)
    with session.filled_desk(scope) as desk, _progress(session) as report:
        return batch.run(
            lines,
            lambda fields: record(desk, question.of_line(fields, scope, history)),
            session.output,
            lambda done: report(done, count),
        )


def _progress(session: Session) -> AbstractContextManager[Report]:
    if session.output.stdout.isatty():  # the answers themselves are to be seen there
        return nullcontext(lambda _done, _of: None)
    return progress.shown("Asking", "questions", session.output)


def _history(session: Session) -> tuple[Exchange, ...]:
    file = getattr(session.given, "history", None)
    if file is None:
        return ()
    return question.exchanges(batch.parsed(files.content(file), file), file)


def _answer_record(answer: Answer, seconds: float) -> Record:
    return {**records.answer(answer), "seconds": seconds}


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    """What ``work`` gives, and its wall time in seconds."""
    started = time.monotonic()
    done = work()
    return done, round(time.monotonic() - started, 3)
