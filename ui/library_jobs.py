"""Intakes that run or have run: a bar with the time left and a stop, then what was added and what was refused."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Added, Refused
from pipeline.export import wording
from pipeline.ingest.job import Job, Progress
from ui import opening
from ui.text import plain

POLL_SECONDS = 1.0


def draw(desk: Desk) -> None:
    """Every job that was not dismissed. The page polls while one runs, and not after."""
    jobs = desk.jobs()
    running = [job for job in jobs if not job.is_over]
    for job in jobs:
        if job.is_over:
            _over(desk, job)
    if running:
        st.fragment(_running, run_every=POLL_SECONDS)(running, _stages(running))
    else:
        _unfinished(desk)


def _stages(jobs: Sequence[Job]) -> list[tuple[str, bool]]:
    """What each job is at, and whether it has stored anything yet."""
    return [(progress.stage, bool(progress.total)) for progress in (job.progress() for job in jobs)]


def _running(jobs: Sequence[Job], stages: Sequence[tuple[str, bool]]) -> None:
    """``stages`` are those in which the page was drawn: what has changed since, the whole page shows."""
    if any(job.is_over for job in jobs) or _stages(jobs) != stages:
        st.rerun()
    for job in jobs:
        _bar(job)


def _bar(job: Job) -> None:
    progress = job.progress()
    is_stopping = st.session_state.get(_stopping(job), False)
    with st.container(border=True):
        st.progress(progress.share, text=f"{plain(job.name)}: {_stage(job, progress)}")
        st.button(
            "Stopping …" if is_stopping else "Stop",
            key=f"stop-{id(job)}",
            on_click=_stop,
            args=(job,),
            disabled=is_stopping,
            help="What is stored by then stays in the library.",
        )


def _stop(job: Job) -> None:
    job.stop()
    st.session_state[_stopping(job)] = True


def _stopping(job: Job) -> str:
    return f"job-stopping-{id(job)}"


def _stage(job: Job, progress: Progress) -> str:
    if not job.is_running:
        return "waiting for the one before"
    if not progress.total:
        return "reading"
    far = f"{progress.done:,} of {progress.total:,} passages indexed"
    return far if progress.seconds_left is None else f"{far}, {_left(progress.seconds_left)}"


def _left(seconds: float) -> str:
    """The time left as a person says it: rounded, and never to nothing."""
    if seconds < 55:  # noqa: PLR2004
        return f"about {max(round(seconds / 5) * 5, 5)} seconds left"
    minutes = round(seconds / 60)
    if minutes < 60:  # noqa: PLR2004
        return f"about {wording.counted(max(minutes, 1), 'minute')} left"
    return f"about {wording.counted(round(minutes / 60), 'hour')} left"


def _over(desk: Desk, job: Job) -> None:
    with st.container(border=True, gap="xsmall", key=f"job-{id(job)}"):
        if job.is_faulty:
            st.error(f"{plain(job.name)} could not be finished: a fault in Briefdesk. The log says where.")
        else:
            with opening.errors_shown():
                _result(job.name, job.result())
        st.button("Close", key=f"close-{id(job)}", type="tertiary", on_click=desk.dismiss, args=(job,))


def _result(name: str, added: Added) -> None:
    st.markdown(f"**{plain(name)}**: {summary(added)}")
    if added.refused:
        st.warning(f"{wording.counted(len(added.refused), 'input')} could not become an article.")
        _refusals(added.refused)


def summary(added: Added) -> str:
    """What an intake did, in a line."""
    if not (added.added or added.revised or added.unchanged or added.refused) and added.passages:
        return f"{wording.counted(added.passages, 'passage')} indexed."
    counted = (
        (added.added, "added"),
        (added.copies, "of them copies of a story that is there"),
        (added.revised, "replaced by a newer text"),
        (added.unchanged, "already there"),
    )
    done = ", ".join(f"{number:,} {what}" for number, what in counted if number) or "nothing added"
    return f"{done}. {wording.counted(added.passages, 'passage')} in {added.seconds:.1f} seconds."


def _refusals(refused: Sequence[Refused]) -> None:
    st.dataframe(
        {"Name": [each.name for each in refused], "Reason": [each.reason for each in refused]},
        hide_index=True,
        alt="What was refused, and why",
        column_config={"Reason": st.column_config.TextColumn(width="large")},
    )


def _unfinished(desk: Desk) -> None:
    """After a stop: what is found by its words already, and not by its meaning."""
    waiting = desk.status().without_vectors
    if waiting and not desk.jobs():
        with st.container(horizontal=True, vertical_alignment="center", key="library-unfinished"):
            st.caption(f"{wording.counted(waiting, 'passage')} can be found by their words only, so far.")
            if st.button("Finish indexing", key="library-resume"):
                desk.resume()
                st.rerun()
