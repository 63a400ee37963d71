"""Jobs on the Library page: how far they are, what can be done with them, and what is left when they are over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Added, Job, JobState
from pipeline.ingest.inputs import Input, Pasted, Upload
from ui import library_done, library_jobs
from ui.library_done import REFUSED

from .conftest import Open, run
from .library_page import click, finished, library, numbered, shelve, table, titles

FERRY = Pasted("The ferry sank on Monday, the wire said.")
EMPTY: list[Input] = [Upload(f"{number:02}.txt", b"") for number in range(30)]


@pytest.fixture
def held(desk: Desk) -> Iterator[None]:
    """No job begins: somebody else has the turn, as another process may."""
    with desk._parts.library.intake_turn.taken(5) as is_mine:
        assert is_mine
        yield


def bars(page: AppTest) -> list[str]:
    return [each.proto.text for each in page.get("progress")]


def drawn(page: AppTest) -> str:
    return "\n".join(each.value for each in (*page.markdown, *page.caption, *page.error))


@pytest.mark.usefixtures("held")
def test_a_job_that_runs_says_how_far_it_is(app: Open, desk: Desk) -> None:
    job = desk.library.queue("Press *database*", [FERRY, FERRY])
    desk.shelf.move_job(job.id, to=JobState.RUNNING, at={JobState.WAITING})
    desk.shelf.save_job(replace(job, share=0.4, added=Added(added=1200, passages=3000)))
    desk.library.queue("The next", [FERRY])
    page = library(app)
    assert bars(page) == ["1,200 articles read · going on"]
    assert r"Press \*database\*" in drawn(page)
    assert "Waiting for the one before" in drawn(page)


@pytest.mark.usefixtures("held")
def test_other_pages_say_in_the_sidebar_what_is_being_read_until_it_is_over(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1))
    job = desk.library.queue("Press *database*", [FERRY])
    page = run(app().switch_page("ui/quality.py"))
    assert any(r"**Press \*database\***: Begins in a moment" in each.value for each in page.sidebar.caption)
    desk.library.jobs.stop(job)
    desk.library.jobs.wait(job)
    assert not any("Press" in each.value for each in run(page).sidebar.caption)
    desk.library.queue("The next", [FERRY])
    assert not any("The next" in each.value for each in library(app).sidebar.caption)


@pytest.mark.usefixtures("held")
def test_the_page_of_questions_says_in_a_line_what_is_being_read(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1))
    desk.library.queue("Press *database*", [FERRY])
    desk.library.queue("The next", [FERRY])
    page = app()
    assert r"**Press \*database\***: Begins in a moment · 1 more after it" in drawn(page)
    assert "an answer may miss what the articles say" in drawn(page)
    assert not any(str(button.key).startswith(("pause-", "stop-")) for button in page.button)


@pytest.mark.usefixtures("held")
def test_a_pause_outlives_the_page_and_ends_when_asked(app: Open, desk: Desk) -> None:
    job = desk.library.queue("Held back", [FERRY])
    click(library(app), f"pause-{job.id}")
    other = library(app)
    assert "Paused" in drawn(other)
    assert desk.shelf.job(job.id).state is JobState.PAUSED
    click(other, f"go-on-{job.id}")
    assert desk.shelf.job(job.id).state is JobState.WAITING


def test_what_a_stopped_job_has_not_read_can_be_read_after_all(app: Open, desk: Desk) -> None:
    with desk._parts.library.intake_turn.taken(5):
        job = desk.library.queue("Held back", [FERRY])
        page = click(library(app), f"stop-{job.id}")
    page = run(page)
    assert "**, stopped: nothing new" in drawn(page)
    assert page.button(key=f"again-{job.id}").label == "Read the rest"
    page = finished(click(page, f"again-{job.id}"), desk)
    assert len(titles(page)) == 1


def test_refusals_are_listed_page_by_page_and_tried_again(app: Open, desk: Desk) -> None:
    desk.library.queue("Empty files", EMPTY)
    page = finished(library(app), desk)
    assert len(table(page, REFUSED)["Name"]) == library_done.REFUSALS_A_PAGE
    page.pagination[0].set_value(2)
    assert table(run(page), REFUSED)["Name"] == [f"{number:02}.txt" for number in range(25, 30)]
    (before,) = desk.library.jobs.all()
    page = finished(click(page, f"again-{before.id}"), desk)
    (after,) = desk.library.jobs.all()
    assert after.id != before.id
    assert after.refusals == 30


def test_jobs_in_which_nothing_went_wrong_are_closed_together_and_no_other(app: Open, desk: Desk) -> None:
    for number in range(3):
        desk.library.queue(f"Story {number}", [Pasted(f"A story of bridge number {number}, which was closed.")])
    desk.library.queue("Empty files", EMPTY[:1])
    page = finished(library(app), desk)
    assert "3 jobs** done: 3 added" in drawn(page)
    page = click(page, "jobs-close")
    assert [job.name for job in desk.library.jobs.all()] == ["Empty files"]
    assert table(page, REFUSED)["Name"] == ["00.txt"]


@pytest.mark.usefixtures("held")
def test_the_list_can_be_used_while_articles_are_added(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2))
    desk.library.queue("Held back", [FERRY])
    page = click(library(app), "library-all-found")
    page = click(click(page, "library-delete"), "library-delete-yes")
    assert titles(page) == []


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "about 5 seconds"), (31, "about 30 seconds"), (70, "about 1 minute"), (3700, "about 1 hour")],
)
def test_the_time_left_is_rounded(seconds: float, words: str) -> None:
    assert library_jobs.left(seconds) == f"{words} left"


def test_a_failed_job_says_why(app: Open, desk: Desk) -> None:
    with desk._parts.library.intake_turn.taken(5):
        job: Job = desk.library.queue("Broken", [FERRY])
        desk.shelf.save_job(replace(job, error="The disk is full."))
        desk.shelf.move_job(job.id, to=JobState.FAILED, at={JobState.WAITING})
    page = library(app)
    assert "could not be finished" in drawn(page)
    assert "The disk is full." in drawn(page)
