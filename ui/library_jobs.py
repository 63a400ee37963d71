"""Intakes that wait, run or have run, and how far the vectors are: bars with rate and time left, and refusals."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Added, Job, JobState
from pipeline.export import wording
from pipeline.ingest.indexing import Indexing
from pipeline.ingest.jobs import Pace
from ui.text import plain

POLL_SECONDS = 1.0
REFUSALS_SHOWN = 500

_STATES = {
    JobState.WAITING: "waiting for the one before",
    JobState.PAUSED: "paused",
    JobState.STOPPED: "stopped",
    JobState.FAILED: "could not be finished",
}


def draw(desk: Desk) -> None:
    """Every job that was not dismissed. The page polls while something goes on, and not after."""
    jobs = desk.library.jobs.all()
    for job in jobs:
        if job.state.is_over:
            _over(desk, job)
    if _is_busy(desk, jobs):
        st.fragment(_at_work, run_every=POLL_SECONDS)(desk, _states(jobs))


def _is_busy(desk: Desk, jobs: Sequence[Job]) -> bool:
    return any(not job.state.is_over for job in jobs) or bool(desk.library.indexer.progress().waiting)


def _states(jobs: Sequence[Job]) -> list[tuple[int, JobState, bool]]:
    """What the whole page shows of the jobs: which there are, and whether the library has anything of them yet."""
    return [(job.id, job.state, bool(job.added.passages)) for job in jobs]


def _at_work(desk: Desk, states: list[tuple[int, JobState, bool]]) -> None:
    """``states`` are those in which the page was drawn: what has changed since, the whole page shows."""
    jobs = desk.library.jobs.all()
    if _states(jobs) != states or not _is_busy(desk, jobs):
        st.rerun()
    for job in jobs:
        if not job.state.is_over:
            _bar(desk, job)
    _indexing(desk.library.indexer.progress())


def _bar(desk: Desk, job: Job) -> None:
    jobs = desk.library.jobs
    with st.container(border=True, gap="xsmall", key=f"job-{job.id}"):
        st.progress(min(job.share, 1.0), text=f"{plain(job.name)}: {_stage(job, jobs.pace(job))}")
        with st.container(horizontal=True):
            if job.state is JobState.PAUSED:
                st.button("Go on", key=f"go-on-{job.id}", on_click=jobs.go_on, args=(job,))
            else:
                st.button("Pause", key=f"pause-{job.id}", on_click=jobs.pause, args=(job,))
            st.button(
                "Stop",
                key=f"stop-{job.id}",
                on_click=jobs.stop,
                args=(job,),
                help="What is stored by then stays in the library.",
            )


def _stage(job: Job, pace: Pace) -> str:
    read = f"{wording.counted(job.added.added + job.added.revised + job.added.unchanged, 'article')} read"
    refused = f", {job.refusals:,} refused" if job.refusals else ""
    if job.state is not JobState.RUNNING:
        return f"{_STATES[job.state]}, {read}{refused}" if job.share else _STATES[job.state]
    if not pace.rate:
        return f"reading, {read}{refused}" if job.share else "reading"
    left = "" if pace.seconds_left is None else f", {_left(pace.seconds_left)}"
    return f"{read}{refused}, {pace.rate:,.0f} a second{left}"


def _indexing(indexing: Indexing) -> None:
    """What is found by its words already, and not by its meaning."""
    if not indexing.waiting:
        return
    rate = f", {indexing.rate:,.0f} a second" if indexing.rate else ""
    left = "" if indexing.seconds_left is None else f", {_left(indexing.seconds_left)}"
    waiting = wording.counted(indexing.waiting, "passage")
    st.caption(f"{waiting} can be found by their words, and not yet by their meaning{rate}{left}.")
    if indexing.error:
        st.warning(plain(indexing.error))


def _left(seconds: float) -> str:
    """The time left as a person says it: rounded, and never to nothing."""
    if seconds < 55:  # noqa: PLR2004
        return f"about {max(round(seconds / 5) * 5, 5)} seconds left"
    minutes = round(seconds / 60)
    if minutes < 60:  # noqa: PLR2004
        return f"about {wording.counted(max(minutes, 1), 'minute')} left"
    return f"about {wording.counted(round(minutes / 60), 'hour')} left"


def _over(desk: Desk, job: Job) -> None:
    jobs = desk.library.jobs
    with st.container(border=True, gap="xsmall", key=f"job-{job.id}"):
        state = "" if job.state is JobState.DONE else f" {_STATES[job.state]}"
        st.markdown(f"**{plain(job.name)}**{state}: {summary(job.added)}")
        if job.error:
            st.error(plain(job.error))
        if job.refusals:
            _refusals(desk, job)
        with st.container(horizontal=True):
            st.button("Close", key=f"close-{job.id}", type="tertiary", on_click=jobs.dismiss, args=(job,))
            if job.refusals or job.state is not JobState.DONE:
                st.button("Try again", key=f"again-{job.id}", type="tertiary", on_click=_retry, args=(desk, job))


def _retry(desk: Desk, job: Job) -> None:
    desk.library.jobs.retry(job)


def summary(added: Added) -> str:
    """What an intake did, in a line."""
    counted = (
        (added.added, "added"),
        (added.copies, "of them copies of a story that is there"),
        (added.revised, "replaced by a newer text"),
        (added.unchanged, "already there"),
    )
    done = ", ".join(f"{number:,} {what}" for number, what in counted if number) or "nothing added"
    return f"{done}. {wording.counted(added.passages, 'passage')} in {added.seconds:.1f} seconds."


def _refusals(desk: Desk, job: Job) -> None:
    st.warning(f"{wording.counted(job.refusals, 'input')} could not become an article.")
    refused = desk.library.jobs.refusals(job, limit=REFUSALS_SHOWN)
    st.dataframe(
        {"Name": [each.name for each in refused], "Reason": [each.reason for each in refused]},
        hide_index=True,
        alt="What was refused, and why",
        column_config={"Reason": st.column_config.TextColumn(width="large")},
    )
    if job.refusals > len(refused):
        st.caption(f"These are the first {len(refused):,} of {job.refusals:,}.")
