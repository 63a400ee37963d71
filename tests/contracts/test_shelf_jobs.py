"""What every ``Shelf`` does with jobs and subscriptions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.domain import Added, ArticleId, JobState, Refused, Subscription
from pipeline.errors import NotFound
from pipeline.ports import Shelf
from tests.contracts.shelves import NOON, made, shelved

FEED = Subscription(
    "https://example.org/feed", "Éclair news", "The Post", "morning", True, 30, '"x"', "Mon", NOON, "gone away"
)


def test_jobs_stand_in_the_order_in_which_they_were_queued(shelf: Shelf) -> None:
    first, second = shelf.queue("First", "{}", NOON), shelf.queue("Second", "[]", NOON)
    assert shelf.jobs() == (first, second)
    assert (first.name, first.plan, first.queued_at, first.state) == ("First", "{}", NOON, JobState.WAITING)
    shelf.drop_job(second.id)
    shelf.drop_job(second.id)
    assert shelf.jobs() == (first,)
    assert shelf.queue("Third", "", NOON).id not in {first.id, second.id}


def test_a_job_that_is_not_there_is_not_found(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="no job 7"):
        shelf.job(7)


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
    assert shelf.job(job.id).refusals == 3
    assert shelf.job(job.id).added.refused == ()
    shelf.drop_job(job.id)
    assert shelf.refusals(job.id) == ()


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
