from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.domain import Job, JobState, Refused, Scope
from pipeline.errors import DeskUnavailable, NotFound
from pipeline.ingest import plan
from pipeline.ingest.inputs import Feed, Input, Kept, LocalPath, Pasted, Piece, Upload, WebPage
from pipeline.ingest.intake import Said
from tests.ingest.rooms import NOW, Room, opened, table, text
from tests.ingest.test_indexing import PATIENCE_SECONDS, until


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path / "data") as room:
        yield room


class Gate:
    """Pieces that come when they are let; then what ``after`` reads."""

    def __init__(self, room: Room) -> None:
        self.reached, self.let = threading.Event(), threading.Event()
        self._begin = room.library.jobs.begin
        room.library.jobs.begin = self.begin

    def begin(self, inputs: tuple[Input, ...], stopped: object) -> Gate:
        self._pass = self._begin(inputs, stopped)
        return self

    def pieces(self) -> Iterator[Piece]:
        self.reached.set()
        assert self.let.wait(PATIENCE_SECONDS)
        yield from self._pass.pieces()

    def end(self) -> None:
        self._pass.end()


def done(room: Room, job: Job) -> Job:
    until(lambda: room.shelf.job(job.id).state.is_over)
    return room.shelf.job(job.id)


def test_jobs_are_done_one_after_another_and_say_what_they_did(room: Room) -> None:
    first = room.library.queue("First", [table(3)], Said("The Post", "morning"))
    second = room.library.queue("Second", [table(2), table(3)])
    room.library.jobs.start()
    assert (done(room, first).state, done(room, second).state) == (JobState.DONE, JobState.DONE)
    assert (done(room, first).added.added, done(room, second).added.unchanged) == (3, 3)
    assert (done(room, second).added.added, done(room, second).share, done(room, second).inputs_read) == (0, 1.0, 2)
    assert room.shelf.count(Scope(outlets=("The Post",), collections=("morning",))) == 3


def test_a_job_outlives_its_process_and_its_uploads_are_kept_for_it(tmp_path: Path) -> None:
    with opened(tmp_path) as room:
        job = room.library.queue("A table", [table(2)])
    with opened(tmp_path) as room:
        assert [each.id for each in room.library.jobs.all()] == [job.id]
        room.library.jobs.start()
        assert done(room, job).added.added == 2
        room.library.jobs.dismiss(done(room, job))
        assert list((tmp_path / "incoming").iterdir()) == []


def test_a_job_that_was_running_when_its_process_died_goes_on(room: Room) -> None:
    job = room.library.queue("Three tables", [table(2), table(2, 2), table(2, 4)])
    room.shelf.move_job(job.id, to=JobState.RUNNING, at={JobState.WAITING})
    room.library.jobs.start()
    assert done(room, job).added.added == 6


def test_a_paused_job_lets_others_pass_until_it_goes_on(room: Room) -> None:
    paused, other = room.library.queue("Paused", [table(1)]), room.library.queue("Other", [table(1, 1)])
    room.library.jobs.pause(paused)
    room.library.jobs.start()
    assert done(room, other).added.added == 1
    assert room.shelf.job(paused.id).state is JobState.PAUSED
    room.library.jobs.go_on(paused)
    assert done(room, paused).added.added == 1


def test_a_job_can_be_paused_and_stopped_while_it_runs(room: Room) -> None:
    gate = Gate(room)
    job = room.library.queue("Two tables", [table(70), table(5, 70)])
    room.library.jobs.start()
    assert gate.reached.wait(PATIENCE_SECONDS)
    room.library.jobs.pause(job)
    gate.let.set()
    until(lambda: room.shelf.count(Scope()))
    assert room.shelf.job(job.id).state is JobState.PAUSED
    room.library.jobs.stop(job)
    assert done(room, job).state is JobState.STOPPED
    assert 0 < room.shelf.count(Scope()) < 75


def test_what_was_refused_or_not_come_to_can_be_tried_again(room: Room, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    job = room.library.queue("Two files", [table(1), LocalPath(late)])
    room.library.jobs.start()
    assert done(room, job).refusals == 1
    assert [(each.origin, each.reason) for each in room.library.jobs.refusals(job)] == [(1, "is not there")]
    late.write_text(text(9))
    again = room.library.jobs.retry(done(room, job))
    assert (done(room, again).added.added, done(room, again).added.unchanged, again.name) == (1, 0, "Two files")
    assert [each.id for each in room.library.jobs.all()] == [again.id]


def test_a_job_that_fails_says_why_and_the_next_one_is_done(room: Room) -> None:
    bad = room.library.queue("Bad", [table(1)])
    good = room.library.queue("Good", [table(1, 1)])
    real = room.library.jobs.begin

    def begin(inputs: tuple[Input, ...], stopped: object) -> object:
        if inputs[0].name == "stories 0.csv":
            raise DeskUnavailable("The disk is full.")
        return real(inputs, stopped)

    room.library.jobs.begin = begin
    room.library.jobs.start()
    assert done(room, good).state is JobState.DONE
    assert (done(room, bad).state, done(room, bad).error) == (JobState.FAILED, "The disk is full.")


def test_jobs_go_on_after_the_library_could_not_be_reached_for_a_while(room: Room) -> None:
    real, failed = room.shelf.move_job, threading.Event()

    def move_job(job_id: int, **moved: object) -> bool:
        if not failed.is_set():
            failed.set()
            raise DeskUnavailable("The library is in use by another program.")
        return real(job_id, **moved)

    room.shelf.move_job = move_job
    job = room.library.queue("A table", [table(1)])
    room.library.jobs.start()
    assert done(room, job).added.added == 1
    assert failed.is_set()


def test_of_a_folder_only_what_was_refused_is_read_again(room: Room, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "good.txt").write_text(text(1))
    (folder / "bad.txt").write_text(" ")
    job = room.library.queue("A folder", [LocalPath(folder)])
    room.library.jobs.start()
    assert done(room, job).refusals == 1
    (folder / "bad.txt").write_text(text(2))
    again = done(room, room.library.jobs.retry(done(room, job)))
    assert (again.added.added, again.added.unchanged) == (1, 0)


def test_trying_again_twice_makes_one_job(room: Room, tmp_path: Path) -> None:
    job = room.library.queue("A file", [LocalPath(tmp_path / "none.txt")])
    room.library.jobs.start()
    over = done(room, job)
    room.library.jobs.close()
    again = room.library.jobs.retry(over)
    with pytest.raises(NotFound):
        room.library.jobs.retry(over)
    assert [each.id for each in room.library.jobs.all()] == [again.id]


def test_only_a_job_that_is_over_is_dismissed(room: Room) -> None:
    job = room.library.queue("Waiting", [table(1)])
    room.library.jobs.dismiss(job)
    assert [each.id for each in room.library.jobs.all()] == [job.id]


def test_uploads_of_other_jobs_stay(room: Room) -> None:
    first, second = room.library.queue("One", [table(1)]), room.library.queue("Two", [table(1), table(1, 1)])
    room.library.jobs.stop(first)
    room.library.jobs.dismiss(first)
    room.library.jobs.start()
    assert done(room, second).added.added == 2


class TestPlan:
    def test_every_input_is_read_back_as_it_was(self, room: Room, tmp_path: Path) -> None:
        incoming = room.library.jobs.incoming
        inputs = (
            LocalPath(tmp_path / "a b.txt", follow=True),
            WebPage("https://example.org/?a=1", follow=True),
            Feed("https://example.org/feed"),
            Pasted("Text.", "Title", "Outlet", "https://example.org", date(2020, 1, 2)),
            Pasted("Only a text."),
        )
        read = plan.read(plan.written(inputs, Said("O", "C"), incoming), incoming)
        assert read == plan.Plan(inputs, Said("O", "C"))

    def test_an_upload_is_kept_under_its_content_and_not_under_its_name(self, room: Room) -> None:
        incoming = room.library.jobs.incoming
        written = plan.written([Upload("../../x.txt", b"One."), Upload("y.txt", b"One.")], Said(), incoming)
        (first, second) = plan.read(written, incoming).inputs
        assert isinstance(first, Kept)
        assert isinstance(second, Kept)
        assert (first.name, first.path, first.path.parent) == ("../../x.txt", second.path, room.folder / "incoming")
        assert first.path.read_bytes() == b"One."
        assert plan.keys(written) == {first.path.name}
        assert plan.written([first], Said(), incoming) == plan.narrowed(written, [Refused("x", "y", 0)], 2)

    def test_a_narrowed_plan_has_only_those_inputs(self, room: Room) -> None:
        incoming = room.library.jobs.incoming
        written = plan.written([WebPage(f"https://example.org/{n}") for n in range(4)], Said("O"), incoming)
        narrowed = plan.narrowed(written, [Refused("a", "b", 1), Refused("c", "d", 1)], 3)
        assert plan.count(written) == 4
        assert [each.url[-1] for each in plan.read(narrowed, incoming).inputs] == ["1", "3"]
        assert plan.read(narrowed, incoming).said == Said("O")

    def test_a_feed_of_which_something_was_refused_is_asked_for_all_of_it(self, room: Room) -> None:
        incoming = room.library.jobs.incoming
        written = plan.written([Feed("https://example.org/feed", follow=True)], Said(), incoming)
        (again,) = plan.read(plan.narrowed(written, [Refused("a", "b")], 1), incoming).inputs
        assert again == Feed("https://example.org/feed", follow=True, is_whole=True)

    def test_a_key_that_is_no_key_opens_nothing(self, room: Room) -> None:
        with pytest.raises(ValueError, match="not the key"):
            room.library.jobs.incoming.path("../shelf.sqlite")


def test_jobs_are_queued_at_the_moment_of_the_clock(room: Room) -> None:
    assert room.library.queue("A table", [table(1)]).queued_at == NOW
