"""The name of a command to what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.doors import asking, judging, library
from pipeline.doors.output import Exit
from pipeline.doors.session import Session

COMMANDS: Mapping[str, Callable[[Session], Exit]] = {
    "add": library.add,
    "list": library.listing,
    "show": library.show,
    "remove": library.remove,
    "doctor": library.doctor,
    "search": asking.search,
    "ask": asking.ask,
    "brief": asking.brief,
    "verify": asking.verify,
    "extract": judging.extract,
    "support": judging.support,
    "disagree": judging.disagree,
}


def run(session: Session) -> Exit:
    return COMMANDS[session.given.command](session)
