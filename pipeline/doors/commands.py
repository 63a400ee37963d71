"""The name of a command to what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.doors import adding, asking, backups, bearers, changed, feedback, feeds, jobs, judging, library, standing
from pipeline.doors.output import Exit
from pipeline.doors.session import Session


def _mcp(session: Session) -> Exit:
    from pipeline.doors import mcp_server  # noqa: PLC0415  # two seconds that no other command need wait

    return mcp_server.serve(session)


COMMANDS: Mapping[str, Callable[[Session], Exit]] = {
    "add": adding.add,
    "index": adding.index,
    "list": library.listing,
    "show": library.show,
    "changes": changed.changed,
    "remove": library.remove,
    "doctor": library.doctor,
    "export": library.export,
    "backup": backups.backup,
    "restore": backups.restore,
    "families": library.families,
    "feeds": feeds.feeds,
    "jobs": jobs.jobs,
    "search": asking.search,
    "ask": asking.ask,
    "brief": asking.brief,
    "standing": standing.standing,
    "feedback": feedback.feedback,
    "verify": asking.verify,
    "extract": judging.extract,
    "support": judging.support,
    "disagree": judging.disagree,
    "mcp": _mcp,
    "token": bearers.token,
}


def run(session: Session) -> Exit:
    return COMMANDS[session.given.command](session)
