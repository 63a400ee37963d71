"""The command for jobs: what the app was given to read, and how far it is. The app does them; this steers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.desk import Desk
from pipeline.domain import Job, JobState, Refused
from pipeline.doors.output import Exit
from pipeline.doors.page import Grid, Line
from pipeline.doors.session import Session
from pipeline.errors import Refusal
from pipeline.ingest.jobs import Jobs
from pipeline.records import Record

REFUSALS_A_PAGE = 500
_NOT_OVER = frozenset(state for state in JobState if not state.is_over)


@dataclass(frozen=True, slots=True)
class _Action:
    """``at`` are the states in which it can be done; ``past`` says it as in "cannot be paused"."""

    past: str
    at: frozenset[JobState]
    do: Callable[[Jobs, Job], object]


_ACTIONS: Mapping[str, _Action] = {
    "pause": _Action("paused", _NOT_OVER - {JobState.PAUSED}, Jobs.pause),
    "go-on": _Action("gone on with", frozenset({JobState.PAUSED}), Jobs.go_on),
    "stop": _Action("stopped", _NOT_OVER, Jobs.stop),
    "retry": _Action("tried again", frozenset(JobState) - _NOT_OVER, Jobs.retry),
    "dismiss": _Action("dismissed", frozenset(JobState) - _NOT_OVER, Jobs.dismiss),
}


def jobs(session: Session) -> Exit:
    """Raises NotFound; Refusal for what cannot be done with a job as it is."""
    given = session.given
    with session.desk() as desk:
        if given.action == "refusals":
            return _refusals(session, desk, desk.shelf.job(given.job))
        if given.action is not None:
            _act(_ACTIONS[given.action], desk, desk.shelf.job(given.job))
        found = desk.library.jobs.all()
    if given.json:
        session.output.document({"jobs": [record(job) for job in found]})
    elif found:
        columns = ("job", "state", "read", "added", "unchanged", "refused", "name", "error")
        session.output.text([Grid(columns, tuple(map(_row, found)))])
    return Exit.DONE


def _act(action: _Action, desk: Desk, job: Job) -> None:
    if job.state not in action.at:
        raise Refusal(f"Job {job.id} is {job.state.value}, and cannot be {action.past}.")
    action.do(desk.library.jobs, job)


def _refusals(session: Session, desk: Desk, job: Job) -> Exit:
    found = _refused(desk, job)
    if session.given.json:
        session.output.document({"refused": [{"name": each.name, "reason": each.reason} for each in found]})
    else:
        session.output.text(Line(f"{each.name}: {each.reason}") for each in found)
    return Exit.DONE


def _refused(desk: Desk, job: Job) -> Iterator[Refused]:
    for offset in range(0, job.refusals, REFUSALS_A_PAGE):
        yield from desk.library.jobs.refusals(job, offset, REFUSALS_A_PAGE)


def record(job: Job) -> Record:
    added = job.added
    return {
        "id": job.id,
        "name": job.name,
        "state": job.state.value,
        "queued_at": job.queued_at.isoformat(),
        "share": job.share,
        "added": added.added,
        "revised": added.revised,
        "unchanged": added.unchanged,
        "copies": added.copies,
        "refused": job.refusals,
        "passages": added.passages,
        "seconds": added.seconds,
        "error": job.error,
    }


def _row(job: Job) -> tuple[str, ...]:
    added = job.added
    counts = (added.added + added.revised, added.unchanged, job.refusals)
    return str(job.id), job.state.value, f"{job.share:.0%}", *(f"{n:,}" for n in counts), job.name, job.error
