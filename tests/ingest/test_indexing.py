from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from pipeline.adapters.file_turn import FileTurn
from pipeline.domain import Scope
from pipeline.errors import Unreachable
from pipeline.ingest import doctor, indexing
from pipeline.ports import Vectors
from tests.ingest.rooms import Room, opened, table

PATIENCE_SECONDS = 20


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with opened(tmp_path / "data") as room:
        yield room


def until(holds: object) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


def is_whole(room: Room) -> bool:
    return set(room.store.ids()) == set(room.shelf.stored_passages()) and not room.library.indexer.progress().waiting


def test_everything_is_embedded_once_and_told_as_it_goes(room: Room) -> None:
    told: list[tuple[int, int]] = []
    added = room.library.add([table(40)], report=lambda done, of: told.append((done, of)))
    assert is_whole(room)
    assert told[-1] == (added.passages, added.passages)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert room.library.indexer.catch_up() == 0


def test_an_article_is_found_by_its_words_before_it_has_a_vector(room: Room) -> None:
    room.library.add([table(3)], stopped=lambda: bool(room.shelf.passage_count()))
    assert (room.store.count(), room.library.indexer.progress().waiting) == (0, room.shelf.passage_count())
    assert room.shelf.rank(["harbour"], 5, Scope())


def test_what_is_stored_while_it_runs_is_embedded_too(room: Room) -> None:
    room.library.indexer.start()
    room.library.queue("A table", [table(30)])
    room.library.jobs.start()
    until(lambda: room.shelf.count(Scope()) == 30 and is_whole(room))
    assert room.library.indexer.progress() == indexing.Indexing(0, room.library.indexer.progress().rate)


class Slow:
    """Embeds when it is let."""

    space, dimensions = "slow", 2

    def __init__(self) -> None:
        self.asked, self.let = threading.Event(), threading.Event()

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked.set()
        assert self.let.wait(PATIENCE_SECONDS)
        return np.tile(np.array([1, 0], dtype=np.float32), (len(texts), 1))


def test_what_is_taken_out_or_replaced_while_it_is_embedded_leaves_no_vector(tmp_path: Path) -> None:
    slow = Slow()
    with opened(tmp_path, slow) as room:
        room.library.add([table(3)], stopped=lambda: bool(room.shelf.passage_count()))
        room.library.indexer.start()
        assert slow.asked.wait(PATIENCE_SECONDS)
        room.library.remove(room.shelf.within(Scope()))
        slow.let.set()
        until(lambda: not room.library.indexer.progress().waiting)
        room.library.indexer.close()
        assert (room.store.count(), room.shelf.leaving()) == (0, ())


class Broken(Slow):
    """Cannot be reached until it is mended."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        if not self.let.is_set():
            raise Unreachable("The embedder cannot be reached.")
        return super().embed(texts)


def test_an_embedder_out_of_reach_is_said_and_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "SECONDS_BETWEEN_TRIES", 0.05)
    broken = Broken()
    with opened(tmp_path, broken) as room:
        room.library.indexer.start()
        room.library.jobs.start()
        room.library.queue("A table", [table(2)])
        until(lambda: room.library.indexer.progress().error == "The embedder cannot be reached.")
        broken.let.set()
        until(lambda: is_whole(room))
        until(lambda: room.library.indexer.progress().error == "")


def test_indexing_waits_while_another_process_is_at_it(room: Room) -> None:
    told: list[int] = []
    with FileTurn(room.folder / "indexing.lock").taken(0) as is_mine:
        assert is_mine
        room.library.add([table(2)], report=lambda _, of: told.append(of), stopped=lambda: bool(told))
    assert room.store.count() == 0
    room.library.indexer.catch_up()
    assert is_whole(room)


def test_a_sound_library_has_no_problems(room: Room) -> None:
    room.library.add([table(2)])
    health = room.library.doctor()
    assert (health.articles, health.problems) == (2, ())
    assert health.passages == health.vectors > 0
    assert doctor.agrees(room.library.indexer)


def test_vectors_that_were_lost_are_made_again(room: Room) -> None:
    room.library.add([table(2)])
    room.store.discard(list(room.store.ids()))
    assert not doctor.agrees(room.library.indexer)
    assert room.library.doctor().problems
    assert room.library.doctor(repair=True).repaired > 0
    assert room.library.doctor().problems == ()


def test_vectors_of_no_passage_are_taken_away(room: Room) -> None:
    room.library.add([table(1)])
    (article_id,) = room.shelf.within(Scope())
    stray = room.shelf.passages_of(article_id)[:1]
    room.library.remove([article_id])
    room.store.add(stray, np.ones((1, 256), dtype=np.float32))
    assert not doctor.agrees(room.library.indexer)
    room.library.repair()
    assert room.store.count() == 0


def test_opening_does_not_wait_for_another_process_that_indexes(room: Room) -> None:
    room.library.add([table(2)], stopped=lambda: bool(room.shelf.passage_count()))
    with FileTurn(room.folder / "indexing.lock").taken(0):
        started = time.monotonic()
        room.library.repair()
        assert time.monotonic() - started < PATIENCE_SECONDS / 4
    assert room.store.count() == 0
    room.library.repair()
    assert is_whole(room)


def test_what_is_right_stays_when_a_repair_is_broken_off(room: Room) -> None:
    room.library.add([table(4)])
    (lost, *_) = room.store.ids()
    room.store.discard([lost])
    doctor.reconcile(room.library.indexer)
    assert [passage.id for passage in room.shelf.pending(room.library.indexer.embedder.space, 99)] == [lost]


def test_a_doctor_says_that_vectors_are_being_made(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "SECONDS_OF_PATIENCE", 0.05)
    room.library.add([table(1)])
    with FileTurn(room.folder / "indexing.lock").taken(0):
        assert any("makes vectors" in problem for problem in room.library.doctor().problems)
    assert room.library.doctor().problems == ()
