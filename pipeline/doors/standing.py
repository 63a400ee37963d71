"""The command for standing questions: list, add, run, seen, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pipeline import records
from pipeline.domain import StandingQuestion
from pipeline.doors import batch, news, question
from pipeline.doors.output import Exit
from pipeline.doors.page import Block, Grid, Line, Tone
from pipeline.doors.session import Session
from pipeline.errors import UserError
from pipeline.export import wording
from pipeline.records import Record


def standing(session: Session) -> Exit:
    return _ACTIONS[session.given.action](session)


def _list(session: Session) -> Exit:
    with session.desk() as desk:
        found = desk.standing.all()
    return _listed(session, found)


def _add(session: Session) -> Exit:
    """Raises UserError unless it is one: a question, or a brief."""
    given = session.given
    if (given.question is None) == (given.brief is None):
        raise UserError("standing add takes a question, or --brief ID")
    scope = question.scope(given)
    with session.filled_desk(scope) as desk:
        if given.brief is not None:
            kept = desk.standing.add_brief(desk.shelf.brief(batch.sound(given.brief, "--brief")))
        else:
            asked = question.of_words(given.question, scope, ())
            kept = desk.standing.add(asked.text, scope, quotes_only=given.quotes_only)
    return _listed(session, [kept])


def _run(session: Session) -> Exit:
    """REFUSED when one of them failed. Raises NotFound."""
    given = session.given
    with session.desk() as desk:
        asked = desk.standing.run(batch.sound(given.id, "the question") if given.id else "", again=given.again)
    if given.json:
        session.output.document({"questions": [_record(each) for each in asked]})
    else:
        session.output.text(_told(asked))
    return Exit.REFUSED if any(each.error for each in asked) else Exit.DONE


def _seen(session: Session) -> Exit:
    """Raises NotFound."""
    with session.desk() as desk:
        desk.standing.see(desk.shelf.standing_question(batch.sound(session.given.id, "the question")))
        rest = desk.standing.all()
    return _listed(session, rest)


def _remove(session: Session) -> Exit:
    """Raises NotFound."""
    with session.desk() as desk:
        desk.standing.remove(batch.sound(session.given.id, "the question"))
        rest = desk.standing.all()
    return _listed(session, rest)


def _listed(session: Session, found: Sequence[StandingQuestion]) -> Exit:
    if session.given.json:
        session.output.document({"questions": [_record(each) for each in found]})
    elif found:
        session.output.text([Grid(("id", "question", "of", "asked", "changed", "error"), tuple(map(_row, found)))])
    return Exit.DONE


def _record(value: StandingQuestion) -> Record:
    """Without the answers that it is compared with."""
    whole = records.standing(value)
    return {name: field for name, field in whole.items() if name not in {"seen", "seen_version", "library"}}


def _row(value: StandingQuestion) -> tuple[str, ...]:
    of = f"brief {value.brief_id}" if value.brief_id else wording.scope(value.scope)
    asked = wording.moment(value.asked_at) if value.asked_at else "never"
    number = wording.counted(len(value.changes), "sentence") if value.changes else ""
    return value.id, value.question, of, asked, f"{number}, seen" if number and value.is_seen else number, value.error


def _told(asked: Sequence[StandingQuestion]) -> Iterator[Block]:
    if not asked:
        yield Line("There are no standing questions; add one with: standing add QUESTION")
    for each in asked:
        yield Line(each.question, tone=Tone.STRONG)
        if each.error:
            yield Line(each.error, tone=Tone.ALERT)
        else:
            yield from news.blocks(each.changes)
        yield Line()


_ACTIONS: Mapping[str | None, Callable[[Session], Exit]] = {
    None: _list,
    "list": _list,
    "add": _add,
    "run": _run,
    "seen": _seen,
    "remove": _remove,
}
