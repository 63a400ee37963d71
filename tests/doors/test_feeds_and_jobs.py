"""feeds and jobs: what the app reads by itself, steered from the command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.adapters.incoming_folder import IncomingFolder
from pipeline.adapters.sqlite import SqliteShelf
from pipeline.domain import Added, JobState, Refused
from pipeline.ingest import plan
from pipeline.ingest.inputs import Pasted
from pipeline.ingest.intake import Said
from tests.doors import shell

URL = "https://estmere.example.org/feed.xml"


def feeds(data: Path, *words: object) -> list[dict[str, object]]:
    ran = shell.run("feeds", *words, "--json", "--data", data)
    assert ran.status == 0, ran.err
    found: list[dict[str, object]] = ran.json["feeds"]
    return found


def test_a_feed_is_added_listed_and_removed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert feeds(data) == []
    (added,) = feeds(data, "add", URL, "--title", "Estmere", "--outlet", "Gazette", "--follow", "--every", 30)
    assert added == {
        "url": URL,
        "title": "Estmere",
        "outlet": "Gazette",
        "collection": "",
        "follow": True,
        "minutes": 30,
        "checked_at": None,
        "error": "",
    }
    assert feeds(data) == [added]
    row = shell.run("feeds", "--data", data).out.splitlines()[1].split("\t")
    assert row == ["Estmere", "30 min", "yes", "Gazette", "", "never", URL, ""]
    assert feeds(data, "remove", URL) == []


def test_a_feed_that_cannot_be_is_named(tmp_path: Path) -> None:
    for words, wrong in (
        (["add", "feed.xml"], "feed.xml is no web address"),
        (["add", URL, "--every", 1], "A feed is read every 5 minutes at the most."),
        (["remove", URL], f"{URL} is no feed that is read again; add it with: feeds add URL"),
        (["check", URL], f"{URL} is no feed that is read again"),
    ):
        ran = shell.run("feeds", *words, "--json", "--data", tmp_path / "data")
        assert ran.status == 2
        assert wrong in ran.json["error"]


def test_checking_a_feed_reads_it_now_and_notes_why_it_failed(tmp_path: Path) -> None:
    data, near = tmp_path / "data", "http://127.0.0.1:9/feed.xml"
    feeds(data, "add", near)
    ran = shell.run("feeds", "check", "--json", "--data", data)
    assert ran.status == 1
    (read,) = ran.json["feeds"]
    assert (read["url"], read["added"], [each["name"] for each in read["refused"]]) == (near, 0, [near])
    (kept,) = feeds(data)
    assert kept["checked_at"] is not None
    assert kept["error"] == read["refused"][0]["reason"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a job that waits and one that was stopped, with a refusal."""
    shelf, at = SqliteShelf(tmp_path), datetime(2025, 5, 6, 12, tzinfo=UTC)
    for name in ("First", "Second"):
        shelf.queue(name, plan.written([Pasted("It rained.")], Said(), IncomingFolder(tmp_path / "incoming")), at)
    second = shelf.job(2)
    refused = tuple(Refused(f"{n}.txt", "is empty") for n in range(3))
    shelf.save_job(replace(second, added=Added(5, refused=refused), share=0.5))
    shelf.move_job(2, to=JobState.STOPPED, at={JobState.WAITING})
    shelf.close()
    return tmp_path


def jobs(data: Path, *words: object) -> list[tuple[int, str]]:
    ran = shell.run("jobs", *words, "--json", "--data", data)
    assert ran.status == 0, ran.err
    return [(job["id"], job["state"]) for job in ran.json["jobs"]]


def test_jobs_are_listed_with_how_far_they_are(data: Path) -> None:
    second = shell.run("jobs", "--json", "--data", data).json["jobs"][1]
    assert (second["name"], second["state"], second["share"]) == ("Second", "stopped", 0.5)
    assert (second["added"], second["refused"]) == (5, 3)
    row = shell.run("jobs", "--data", data).out.splitlines()[2].split("\t")
    assert row == ["2", "stopped", "50%", "5", "0", "3", "Second", ""]
    refused = shell.run("jobs", "refusals", 2, "--json", "--data", data).json["refused"]
    assert refused[0] == {"name": "0.txt", "reason": "is empty"}
    assert len(refused) == 3


def test_a_job_is_paused_and_goes_on_and_is_stopped_tried_again_and_dismissed(data: Path) -> None:
    assert jobs(data, "pause", 1)[0] == (1, "paused")
    assert jobs(data, "go-on", 1)[0] == (1, "waiting")
    assert jobs(data, "stop", 1)[0] == (1, "stopped")
    assert jobs(data, "retry", 2) == [(1, "stopped"), (3, "waiting")]
    assert jobs(data, "dismiss", 1) == [(3, "waiting")]


def test_what_cannot_be_done_with_a_job_is_said(data: Path) -> None:
    for words, said in (
        (("go-on", 1), "Job 1 is waiting, and cannot be gone on with."),
        (("dismiss", 1), "Job 1 is waiting, and cannot be dismissed."),
        (("pause", 2), "Job 2 is stopped, and cannot be paused."),
    ):
        ran = shell.run("jobs", *words, "--json", "--data", data)
        assert (ran.status, ran.json["error"]) == (1, said)
    assert shell.run("jobs", "stop", 9, "--data", data).status == 2
