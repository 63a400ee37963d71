"""What every ``Shelf`` does with jobs and subscriptions."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from pipeline.domain import Added, ArticleId, Job, JobState, Refused, Subscription
from pipeline.errors import NotFound
from pipeline.ports import Shelf
from tests.contracts.shelves import NOON, made, shelved

FEED = Subscription(
    "https://example.org/feed", "Éclair news", "The Post", "morning", True, 30, '"x"', "Mon", NOON, "gone away"
)


def test_jobs_stand_in_the_order_in_which_they_were_queued(shelf: Shelf) -> None:
    first, second = shelf.queue("First", "{}", NOON), shelf.queue("Second", "[]", NOON)
    assert shelf.jobs() == (replace(first, plan=""), replace(second, plan=""))
    assert shelf.job(first.id) == first
    assert (first.name, first.plan, first.queued_at, first.state) == ("First", "{}", NOON, JobState.WAITING)
    shelf.drop_job(second.id)
    shelf.drop_job(second.id)
    assert [job.id for job in shelf.jobs()] == [first.id]
    assert shelf.queue("Third", "", NOON).id not in {first.id, second.id}


def test_a_job_that_is_not_there_is_not_found(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="no job 7"):
        shelf.job(7)
    with pytest.raises(NotFound, match="no job 7"):
        shelf.job_state(7)


def test_how_far_a_job_is_comes_with_the_articles_of_the_same_step(shelf: Shelf) -> None:
    job = shelf.queue("A job", "plan", NOON)
    step = replace(job, inputs_read=2, share=0.5, added=Added(added=1, copies=3, passages=4, seconds=1.5), error="oh")
    shelf.keep([shelved(made("a", "One."))], NOON, seen={"aa": ArticleId("a")}, job=step)
    assert shelf.job(job.id) == step


def test_saving_how_far_a_job_is_leaves_its_state(shelf: Shelf) -> None:
    job = shelf.queue("A job", "plan", NOON)
    assert shelf.move_job(job.id, to=JobState.PAUSED, at={JobState.WAITING, JobState.RUNNING})
    assert not shelf.move_job(job.id, to=JobState.RUNNING, at={JobState.WAITING})
    shelf.save_job(replace(job, state=JobState.RUNNING, share=1.0))
    assert (shelf.job(job.id).state, shelf.job(job.id).share) == (JobState.PAUSED, 1.0)
    assert shelf.job_state(job.id) is JobState.PAUSED
    shelf.save_job(replace(job, id=99))
    assert not shelf.move_job(99, to=JobState.DONE, at=set(JobState))
    assert len(shelf.jobs()) == 1


def test_refusals_are_kept_once_each_and_go_with_their_job(shelf: Shelf) -> None:
    job = shelf.queue("A job", "plan", NOON)
    one, two, three = Refused("a.txt", "is empty"), Refused("a.txt", "is empty", 1), Refused("b.txt", "is locked", 1)
    shelf.save_job(replace(job, added=Added(refused=(one, two))))
    shelf.save_job(replace(job, added=Added(refused=(two, three))))
    assert shelf.refusals(job.id) == (one, two, three)
    assert shelf.refusals(job.id, offset=1, limit=1) == (two,)
    assert shelf.job(job.id).refusals == shelf.jobs()[0].refusals == 3
    assert shelf.job(job.id).added.refused == ()
    shelf.drop_job(job.id)
    assert shelf.refusals(job.id) == ()


def test_a_job_that_is_over_is_queued_again_in_its_own_place(shelf: Shelf) -> None:
    job = shelf.queue("A job", "plan", NOON)
    later = NOON + timedelta(hours=1)
    shelf.save_job(replace(job, inputs_read=3, share=1.0, error="oh", added=Added(refused=(Refused("a", "is empty"),))))
    assert shelf.requeue(job.id, "less", later) is None
    shelf.move_job(job.id, to=JobState.FAILED, at={JobState.WAITING})
    again = shelf.requeue(job.id, "less", later)
    assert again is not None
    assert again == Job(again.id, "A job", "less", later)
    assert (shelf.job(again.id), [each.id for each in shelf.jobs()]) == (again, [again.id])
    assert shelf.refusals(job.id) == shelf.refusals(again.id) == ()
    assert shelf.requeue(job.id, "less", later) is None
    assert len(shelf.jobs()) == 1


def test_a_long_plan_is_read_only_for_its_own_job(shelf: Shelf) -> None:
    job = shelf.queue("A job", "x" * 14_000_000, NOON)
    began = time.perf_counter()
    for _ in range(20):
        assert (len(shelf.jobs()), shelf.job_state(job.id)) == (1, JobState.WAITING)
    looked = (time.perf_counter() - began) / 20
    began = time.perf_counter()
    assert len(shelf.job(job.id).plan) == 14_000_000
    assert looked < (time.perf_counter() - began) / 2


def test_what_came_of_a_reading_is_noted_and_undoes_no_edit(shelf: Shelf) -> None:
    shelf.subscribe(replace(FEED, title=""))
    said = {"at": NOON + timedelta(hours=1), "title": "Its own", "error": "", "etag": '"y"', "modified": ""}
    shelf.note_reading(FEED.url, follow=True, **said)
    read = replace(FEED, title="Its own", checked_at=said["at"], error="", etag='"y"', modified="")
    assert shelf.subscriptions() == (read,)
    shelf.subscribe(replace(read, title="Mine", minutes=5))
    shelf.note_reading(FEED.url, follow=True, **{**said, "error": "gone", "etag": None, "modified": None})
    assert shelf.subscriptions() == (replace(read, title="Mine", minutes=5, error="gone"),)
    before = shelf.subscriptions()
    shelf.note_reading(FEED.url, follow=False, **said)
    assert shelf.subscriptions() == before
    shelf.unsubscribe(FEED.url)
    shelf.note_reading(FEED.url, follow=True, **said)
    assert shelf.subscriptions() == ()


def test_a_subscription_comes_back_as_it_was_kept_until_it_is_ended(shelf: Shelf) -> None:
    other = Subscription("https://example.org/other", "eagle")
    shelf.subscribe(FEED)
    shelf.subscribe(other)
    assert shelf.subscriptions() == (other, FEED)
    shelf.subscribe(replace(other, title="Zebra", checked_at=None))
    assert [each.title for each in shelf.subscriptions()] == ["Éclair news", "Zebra"]
    shelf.unsubscribe(other.url)
    shelf.unsubscribe(other.url)
    assert shelf.subscriptions() == (FEED,)
