"""The command for tokens: it makes one and shows it, lists whose there are, and takes one back."""

from __future__ import annotations

from datetime import UTC, datetime

from pipeline.domain import Role
from pipeline.doors import batch
from pipeline.doors.output import Exit
from pipeline.doors.page import Grid, Line, Tone
from pipeline.doors.session import Session
from pipeline.doors.tokens import Tokens, record
from pipeline.export import wording


def token(session: Session) -> Exit:
    given, tokens = session.given, Tokens(session.settings.data)
    if given.action == "list":
        return _list(session, tokens)
    name = batch.sound(given.name, "the name")
    if given.action == "remove":
        tokens.remove(name)
        told = {"removed": name}
        lines = [Line(f"Removed the token {name}: whoever has it is refused from now on.")]
    else:
        shown = tokens.make(name, Role(given.role), datetime.now(UTC))
        told = {"name": name, "role": given.role, "token": shown}
        use = "It is shown this once. Programs send it as: Authorization: Bearer TOKEN"
        lines = [Line(shown), Line(use, tone=Tone.FAINT)]
    if given.json:
        session.output.document(told)
    else:
        session.output.text(lines)
    return Exit.DONE


def _list(session: Session, tokens: Tokens) -> Exit:
    every = tokens.all()
    if session.given.json:
        session.output.document({"tokens": [record(each) for each in every]})
    elif every:
        rows = tuple((each.name, each.role.value, wording.moment(each.made_at)) for each in every)
        session.output.text([Grid(("name", "role", "made"), rows)])
    return Exit.DONE
