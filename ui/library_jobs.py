"""Intakes that wait or run, and how far the vectors are: bars with rate and time left, to pause, go on and stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.desk import Desk
from pipeline.domain import Job, JobState
from pipeline.export import wording
from pipeline.ingest.indexing import Indexing
from pipeline.ingest.jobs import Pace
from ui.text import plain, short

POLL_SECONDS = 1.0
NAME_CHARS = 90


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the rest of the page shows of the jobs: it is drawn anew when this is another."""

    over: tuple[int, ...]
    has_articles: bool


def draw(desk: Desk, *, is_listed: bool = False) -> None:
    """Every job that is not over. The page polls while something goes on, and not after.

    ``is_listed`` says that the page lists articles, which those that come in meanwhile may join.
    """
    jobs = desk.library.jobs.all()
    if _is_busy(desk, jobs):
        st.fragment(_at_work, run_every=POLL_SECONDS)(desk, _drawn(jobs), _stored(jobs), is_listed=is_listed)


def line(desk: Desk) -> None:
    """The same in a few words, for a page that is about something else; nothing when nothing goes on."""
    if _is_busy(desk, desk.library.jobs.all()):
        st.fragment(_in_short, run_every=POLL_SECONDS)(desk)


def aside(desk: Desk) -> None:
    """The same in the sidebar, for pages that show nothing else of it. When it is over the line goes, and no more."""
    if _is_busy(desk, desk.library.jobs.all()):
        with st.sidebar:
            st.fragment(_beside, run_every=POLL_SECONDS)(desk)


def over(desk: Desk) -> tuple[Job, ...]:
    """Those that nobody has closed yet, in the order in which they were given."""
    return tuple(job for job in desk.library.jobs.all() if job.state.is_over)


def _beside(desk: Desk) -> None:
    if _is_busy(desk, desk.library.jobs.all()):
        st.divider()
        _lines(desk, "jobs-aside")
        st.page_link("ui/library.py", label="Show it in the Library", icon="")


def _in_short(desk: Desk) -> None:
    if not _is_busy(desk, desk.library.jobs.all()):
        st.rerun()
    _lines(desk, "jobs-in-short")


def _lines(desk: Desk, key: str) -> None:
    jobs = desk.library.jobs.all()
    with st.container(gap="xsmall", key=key):
        match [job for job in jobs if not job.state.is_over]:
            case [first, *others]:
                stage = _stage(first, desk.library.jobs.pace(first), is_next=True)
                after = f" · {len(others):,} more after it" if others else ""
                st.caption(f"**{plain(short(first.name, NAME_CHARS))}**: {stage}{after}")
        _indexing(desk.library.indexer.progress())
        st.caption("Until this is done, an answer may miss what the articles say.")


def _is_busy(desk: Desk, jobs: Sequence[Job]) -> bool:
    return any(not job.state.is_over for job in jobs) or bool(desk.library.indexer.progress().waiting)


def _drawn(jobs: Sequence[Job]) -> _Drawn:
    return _Drawn(tuple(job.id for job in jobs if job.state.is_over), any(job.added.passages for job in jobs))


def _stored(jobs: Sequence[Job]) -> int:
    return sum(job.added.added + job.added.revised for job in jobs)


def _at_work(desk: Desk, drawn: _Drawn, stored: int, *, is_listed: bool) -> None:
    """``drawn`` and ``stored`` are as they were when the whole page was drawn."""
    jobs = desk.library.jobs.all()
    if _drawn(jobs) != drawn or not _is_busy(desk, jobs):
        st.rerun()
    running = False
    for job in jobs:
        if not job.state.is_over:
            _job(desk, job, is_next=not running)
            running = True
    new = _stored(jobs) - stored
    if (
        is_listed
        and new > 0
        and st.button(
            f"Show {wording.counted(new, 'new article')}",
            key="jobs-show-new",
            type="tertiary",
            icon=":material/refresh:",
        )
    ):
        st.rerun()
    _indexing(desk.library.indexer.progress())


def _job(desk: Desk, job: Job, *, is_next: bool) -> None:
    """One that has begun has a bar."""
    with st.container(border=True, gap="xsmall", key=f"job-{job.id}"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(short(job.name, NAME_CHARS))}**", width="stretch")
            if desk.person.is_editor:
                _controls(desk, job)
        stage = _stage(job, desk.library.jobs.pace(job), is_next=is_next)
        if job.share or job.state is JobState.RUNNING:
            st.progress(min(job.share, 1.0), text=stage)
        else:
            st.caption(stage)


def _controls(desk: Desk, job: Job) -> None:
    jobs = desk.library.jobs
    with st.container(horizontal=True, width="content", gap="small"):
        if job.state is JobState.PAUSED:
            st.button("Go on", key=f"go-on-{job.id}", icon=":material/play_arrow:", on_click=jobs.go_on, args=(job,))
        else:
            st.button("Pause", key=f"pause-{job.id}", icon=":material/pause:", on_click=jobs.pause, args=(job,))
        st.button(
            "Stop",
            key=f"stop-{job.id}",
            icon=":material/stop:",
            on_click=jobs.stop,
            args=(job,),
            help="What is stored by then stays in the library.",
        )


def _stage(job: Job, pace: Pace, *, is_next: bool) -> str:
    done = job.added.added + job.added.revised + job.added.unchanged
    parts = [f"{wording.counted(done, 'article')} read"] if done else []
    parts += [f"{job.refusals:,} refused"] if job.refusals else []
    match job.state:
        case JobState.RUNNING:
            parts += [f"{_rate(pace.rate)} a second"] if pace.rate else ["reading" if not done else "going on"]
            parts += [left(pace.seconds_left)] if pace.seconds_left is not None else []
        case JobState.PAUSED:
            parts.insert(0, "Paused")
        case _:
            parts.insert(0, "Begins in a moment" if is_next else "Waiting for the one before")
    return " · ".join(parts)


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"  # noqa: PLR2004


def _indexing(indexing: Indexing) -> None:
    """What is found by its words already, and not by its meaning."""
    if not indexing.waiting:
        return
    rate = f" · {_rate(indexing.rate)} a second" if indexing.rate else ""
    time_left = "" if indexing.seconds_left is None else f" · {left(indexing.seconds_left)}"
    waiting = wording.counted(indexing.waiting, "passage")
    st.caption(f"{waiting} can be found by their words so far, and soon by their meaning{rate}{time_left}")
    if indexing.error:
        st.warning(plain(indexing.error))


def left(seconds: float) -> str:
    """The time left as a person says it: rounded, and never to nothing."""
    if seconds < 55:  # noqa: PLR2004
        return f"about {max(round(seconds / 5) * 5, 5)} seconds left"
    minutes = round(seconds / 60)
    if minutes < 60:  # noqa: PLR2004
        return f"about {wording.counted(max(minutes, 1), 'minute')} left"
    return f"about {wording.counted(round(minutes / 60), 'hour')} left"
