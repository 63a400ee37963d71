from __future__ import annotations

import threading
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.adapters.sqlite import SqliteShelf
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.domain import Added, RawArticle, Refused, Scope
from pipeline.errors import DeskUnavailable
from pipeline.ingest import doctor
from pipeline.ingest.intake import Intake
from pipeline.ingest.job import Job
from tests.contracts.memory import MemoryStore

NOW = datetime(2025, 5, 6, tzinfo=UTC)
STORY = (
    "The ferry Orla sank off Cape Tarn on Monday with 41 people aboard, the coastguard said. Nineteen were rescued by "
    "a trawler. The owner blamed a faulty door, which had been repaired in May. Divers will go down on Wednesday, "
    "weather permitting. The harbour master, Ilsa Brand, said the vessel had left on time."
)


@pytest.fixture
def intake(tmp_path: Path) -> Iterable[Intake]:
    shelf = SqliteShelf(tmp_path)
    yield Intake(shelf, MemoryStore(), StaticEmbedder(), lambda: NOW, 300)
    shelf.close()


def raw(text: str = STORY, url: str = "https://ledger.example.org/orla", outlet: str = "Ledger") -> RawArticle:
    return RawArticle("orla.txt", text, title="Ferry Orla sinks", outlet=outlet, url=url)


def counts(added: Added) -> tuple[int, int, int, int]:
    return added.added, added.revised, added.unchanged, added.copies


def test_the_same_article_twice_changes_nothing(intake: Intake) -> None:
    assert counts(intake.add([raw(), raw()])) == (1, 0, 1, 0)
    assert counts(intake.add([raw()])) == (0, 0, 1, 0)
    assert intake.shelf.count(Scope()) == 1


def test_new_text_at_the_same_address_is_a_new_revision_and_the_old_one_stays(intake: Intake) -> None:
    intake.add([raw()])
    assert counts(intake.add([raw(STORY.replace("41 people", "43 people"))])) == (0, 1, 0, 0)
    (article,) = intake.shelf.articles(intake.shelf.within(Scope())).values()
    assert article.revision == 2
    assert "41 people" in intake.shelf.article(article.id, 1).text
    assert set(intake.store.ids()) == set(intake.shelf.stored_passages())


def test_two_texts_of_one_address_in_one_batch_are_two_revisions(intake: Intake) -> None:
    assert counts(intake.add([raw(), raw(STORY.replace("41", "43"))])) == (1, 1, 0, 0)


def test_another_outlets_reprint_is_a_copy_of_the_first(intake: Intake) -> None:
    reprint = raw("Ship lost.\n\n" + STORY.rsplit(". ", 1)[0] + ".", "https://courant.example.net/ship", "Courant")
    assert counts(intake.add([raw(), reprint])) == (2, 0, 0, 1)
    copies = [entry.copies_of for entry in intake.shelf.entries(Scope()) if entry.copies_of]
    heads = {entry.source.article_id for entry in intake.shelf.entries(Scope()) if entry.source.outlet == "Ledger"}
    assert set(copies) == heads


def test_a_text_without_an_address_is_the_article_that_has_it(intake: Intake) -> None:
    intake.add([raw()])
    assert counts(intake.add([raw(url="", outlet="")])) == (0, 0, 1, 0)


def test_what_is_refused_stops_nothing(intake: Intake) -> None:
    added = intake.add([Refused("a.bin", "is not text"), raw("   "), raw()])
    assert counts(added) == (1, 0, 0, 0)
    assert [refused.name for refused in added.refused] == ["a.bin", "orla.txt"]


def test_adding_to_a_collection_again_only_adds_the_collection(intake: Intake) -> None:
    intake.add([raw()], collection="one")
    intake.add([raw()], collection="two")
    assert intake.shelf.entries(Scope())[0].collections == ("one", "two")


def test_an_intake_that_was_stopped_goes_on_where_it_was(intake: Intake) -> None:
    stops = iter([False, True, True, True])
    articles = [raw(f"{STORY} Number {n} of the series ended there.", f"https://l.example.org/{n}") for n in range(3)]
    stopped = intake.add(articles, stopped=lambda: next(stops, True))
    assert stopped.added == 2
    assert intake.shelf.pending_count(intake.embedder.space) == stopped.passages
    assert intake.add(articles).added == 1
    assert set(intake.store.ids()) == set(intake.shelf.stored_passages())


def test_progress_counts_passages(intake: Intake) -> None:
    told: list[tuple[int, int]] = []
    added = intake.add([raw()], report=lambda done, of: told.append((done, of)))
    assert told[-1] == (added.passages, added.passages)


def test_a_job_tells_how_far_it_is_and_what_it_did(intake: Intake) -> None:
    job = Job("one article", lambda report, stopped: intake.add([raw()], report=report, stopped=stopped))
    assert not job.is_over
    job.start(threading.Lock())
    assert job.result().added == 1
    assert job.is_over
    assert job.progress().share == 1.0


def test_a_job_that_fails_says_why(intake: Intake) -> None:
    def fail(*_: object, **__: object) -> Added:
        raise DeskUnavailable("the disk is full")

    job = Job("one article", fail)
    job.start(threading.Lock())
    with pytest.raises(DeskUnavailable, match="the disk is full"):
        job.result()


class TestDoctor:
    def test_a_sound_library_has_no_problems(self, intake: Intake) -> None:
        intake.add([raw()])
        health = doctor.examine(intake, repair=False)
        assert (health.articles, health.problems) == (1, ())
        assert health.passages == health.vectors > 0
        assert doctor.agrees(intake)

    def test_vectors_that_were_lost_are_made_again(self, intake: Intake) -> None:
        intake.add([raw()])
        intake.store.discard(list(intake.store.ids()))
        assert not doctor.agrees(intake)
        assert doctor.examine(intake, repair=False).problems
        assert doctor.examine(intake, repair=True).repaired > 0
        assert doctor.examine(intake, repair=False).problems == ()

    def test_vectors_of_no_passage_are_taken_away(self, intake: Intake) -> None:
        intake.add([raw()])
        other = intake.shelf.article(next(iter(intake.shelf.within(Scope()))))
        stray = [p for p in intake.shelf.passages_of(other.id)][:1]
        intake.shelf.remove([other.id])
        intake.sweep()
        intake.store.add(stray, intake.embedder.embed([p.text for p in stray]))
        assert not doctor.agrees(intake)
        assert doctor.examine(intake, repair=True).repaired == 1
        assert intake.store.count() == 0
