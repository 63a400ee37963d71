"""Intakes that are over: what each did, what it refused and why, and what can be read again."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Added, Job, JobState
from pipeline.export import wording
from ui import cells, library_jobs, opening
from ui.text import plain, short

REFUSALS_A_PAGE = 25
ROW_PIXELS = 35
REFUSED = "What was refused, and why"


def draw(desk: Desk) -> None:
    """Those that need a look one by one; those in which nothing went wrong together, and closed together.

    Only for who can do something about them.
    """
    if not desk.person.is_editor:
        return
    over = library_jobs.over(desk)
    smooth = [job for job in over if job.state is JobState.DONE and not job.refusals]
    troubled = [job for job in over if job not in smooth]
    for job in troubled:
        _troubled(desk, job, is_only=len(troubled) == 1)
    if smooth:
        _smooth(desk, smooth)


def _smooth(desk: Desk, jobs: Sequence[Job]) -> None:
    with st.container(border=True, gap="xsmall", key="jobs-done"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            name = plain(short(jobs[0].name, library_jobs.NAME_CHARS))
            head = f"**{name}**" if len(jobs) == 1 else f"**{wording.counted(len(jobs), 'job')}** done"
            st.markdown(f":green[:material/check_circle:] {head}: {summary(_together(jobs))}", width="stretch")
            label = "Close" if len(jobs) == 1 else "Close all finished"
            st.button(label, key="jobs-close", type="tertiary", on_click=_close, args=(desk, jobs))
        if len(jobs) > 1:
            with st.expander("Which they are", key="jobs-done-each"):
                lines = (f"- {plain(short(job.name, library_jobs.NAME_CHARS))}: {summary(job.added)}" for job in jobs)
                st.markdown("\n".join(lines))


def _close(desk: Desk, jobs: Sequence[Job]) -> None:
    for job in jobs:
        desk.library.jobs.dismiss(job)


def _together(jobs: Sequence[Job]) -> Added:
    every = [job.added for job in jobs]
    return Added(
        sum(each.added for each in every),
        sum(each.revised for each in every),
        sum(each.unchanged for each in every),
        sum(each.copies for each in every),
        (),
        sum(each.passages for each in every),
        sum(each.seconds for each in every),
    )


def _troubled(desk: Desk, job: Job, *, is_only: bool) -> None:
    # a key of its own: a job may end between the drawing of those at work and of these
    with st.container(border=True, gap="xsmall", key=f"job-over-{job.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            name = plain(short(job.name, library_jobs.NAME_CHARS))
            st.markdown(f"{_MARKS[job.state]} **{name}**{_STATES[job.state]}: {summary(job.added)}", width="stretch")
            _controls(desk, job)
        if job.error:
            st.error(plain(job.error))
        if job.refusals:
            refused = f"{wording.counted(job.refusals, 'input')} refused"
            with st.expander(refused, expanded=is_only, key=f"no-{job.id}"):
                st.fragment(_refusals, key=f"refusals-{job.id}")(desk, job)


def _controls(desk: Desk, job: Job) -> None:
    with st.container(horizontal=True, width="content", gap="small"):
        with opening.errors_shown():
            help_ = "Reads what was refused, and what was not come to."
            if st.button(_again(job), key=f"again-{job.id}", icon=":material/replay:", help=help_):
                desk.library.jobs.retry(job)
                st.rerun()
        st.button("Close", key=f"close-{job.id}", type="tertiary", on_click=_close, args=(desk, (job,)))


def _again(job: Job) -> str:
    return "Read the rest" if job.state is JobState.STOPPED and not job.refusals else "Try again"


def _refusals(desk: Desk, job: Job) -> None:
    """A page of them; the next is asked for when it is opened."""
    pages = math.ceil(job.refusals / REFUSALS_A_PAGE)
    table = st.container()
    page = 1
    if pages > 1:
        with st.container(horizontal_alignment="center"):
            page = int(st.pagination(pages, key=f"refused-page-{job.id}", max_visible_pages=5))
    refused = desk.library.jobs.refusals(job, (page - 1) * REFUSALS_A_PAGE, REFUSALS_A_PAGE)
    with table:
        st.dataframe(
            {
                "Name": [cells.text(each.name) for each in refused],
                "Reason": [cells.text(wording.headed(each.reason)) for each in refused],
            },
            hide_index=True,
            height=ROW_PIXELS * (min(len(refused), 8) + 1) + 3,
            alt=REFUSED,
            column_config={
                "Name": st.column_config.TextColumn(width="medium"),
                "Reason": st.column_config.TextColumn(width="large"),
            },
        )


def summary(added: Added) -> str:
    """What an intake did, in a line."""
    counted = (
        (added.added, "added"),
        (added.copies, "of them copies of a story that is there"),
        (added.revised, "replaced by a newer text"),
        (added.unchanged, "already there"),
    )
    done = ", ".join(f"{number:,} {what}" for number, what in counted if number) or "nothing new"
    return f"{done}, in {took(added.seconds)}." if added.seconds >= 0.05 else f"{done}."  # noqa: PLR2004


def took(seconds: float) -> str:
    """How long it was, as a person says it."""
    if seconds < 90:  # noqa: PLR2004
        return f"{seconds:.1f} seconds" if seconds < 10 else f"{seconds:.0f} seconds"  # noqa: PLR2004
    minutes = round(seconds / 60)
    if minutes < 90:  # noqa: PLR2004
        return wording.counted(minutes, "minute")
    return f"{minutes / 60:.1f} hours"


_STATES = {
    JobState.DONE: "",
    JobState.STOPPED: ", stopped",
    JobState.FAILED: " could not be finished",
}
_MARKS = {
    JobState.DONE: ":orange[:material/error:]",
    JobState.STOPPED: ":gray[:material/stop_circle:]",
    JobState.FAILED: ":red[:material/cancel:]",
}
