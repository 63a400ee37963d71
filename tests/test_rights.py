"""What a person may see and do of one shared library: each on the real shelf, as a page asks for it."""

from __future__ import annotations

import inspect
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import rights, wiring
from pipeline.desk import Desk
from pipeline.domain import Conversation, Feedback, Labels, Person, Role, Scope, Turn
from pipeline.errors import NotAllowed, NotFound
from pipeline.ingest.inputs import LocalPath, Pasted
from pipeline.ports import Shelf
from pipeline.settings import Settings

QUESTION = "How many people died in the ferry accident?"
ANA = Person("https://id.example ana", "Ana", Role.EDITOR)
BEN = Person("https://id.example ben", "Ben", Role.READER)
EVE = Person("https://id.example eve", "Eve", Role.READER)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

# of the shelf, what the library itself does with it; a person does it by the library, if at all
INNER = set(
    """
    keep seen describe relabel remove sharing unbanded rebanded save_families problems reindex pending embedded
    unembedded marked_count forget_embedded leaving left stored_passages queue jobs job job_state save_job move_job
    requeue refusals drop_job subscribe subscriptions note_reading unsubscribe close
    """.split()
)


@pytest.fixture
def desk(sample_library: Path, tmp_path: Path) -> Iterator[Desk]:
    """Of the sample library, for whoever is at the machine."""
    shutil.copytree(sample_library, tmp_path / "data")
    desk = wiring.open_desk(Settings(data=tmp_path / "data"))
    yield desk
    desk.close()


@pytest.fixture
def ana(desk: Desk) -> Desk:
    return desk.of(ANA)


@pytest.fixture
def ben(desk: Desk) -> Desk:
    return desk.of(BEN)


@pytest.fixture
def eve(desk: Desk) -> Desk:
    return desk.of(EVE)


def talk(desk: Desk, identity: str) -> Conversation:
    """A conversation of one turn, kept as the pages keep it."""
    desk.shelf.save_conversation(Conversation(identity, "Ferry", (Turn(desk.ask(QUESTION)),), NOW))
    return desk.shelf.conversation(identity)


def public(protocol: type) -> set[str]:
    return {name for name, _ in inspect.getmembers(protocol, callable) if not name.startswith("_")}


def test_whatever_the_shelf_can_do_is_everybodys_an_editors_ones_own_or_nobodys() -> None:
    own = public(rights._OwnShelf)
    assert public(Shelf) == rights.READS | rights.EDITS | own | INNER
    assert not (rights.READS & INNER)
    assert not (own & (rights.READS | rights.EDITS))


@pytest.mark.parametrize("name", sorted(INNER))
def test_a_reader_is_refused_all_that_writes_to_the_library(ben: Desk, name: str) -> None:
    with pytest.raises(NotAllowed, match="Only an editor"):
        getattr(ben.shelf, name)()


def changes(desk: Desk) -> dict[str, Callable[[], object]]:
    """Each way in which a page changes the library, by its name."""
    library, shelf = desk.library, desk.shelf
    entry = shelf.entries(Scope(), limit=1)[0]
    article, ids = shelf.article(entry.source.article_id), [entry.source.article_id]
    return {
        "describe": lambda: shelf.describe(replace(article, title="Another")),
        "relabel": lambda: shelf.relabel(ids, Labels(tag=("new",))),
        "families": lambda: shelf.save_families("Harbour Group: The Harbour Ledger, Radio Estmere"),
        "remove": lambda: library.remove(ids),
        "queue": lambda: library.queue("Pasted", [Pasted("A new text of some length.")]),
        "samples": library.queue_samples,
        "doctor": lambda: library.doctor(repair=True),
    }


@pytest.mark.parametrize("name", ["describe", "relabel", "families", "remove", "queue", "samples", "doctor"])
def test_an_editor_changes_the_library_and_a_reader_does_not(desk: Desk, ana: Desk, ben: Desk, name: str) -> None:
    before = desk.shelf.state(Scope()), desk.shelf.facets(), desk.shelf.families(), desk.library.jobs.all()
    with pytest.raises(NotAllowed):
        changes(ben)[name]()
    after = desk.shelf.state(Scope()), desk.shelf.facets(), desk.shelf.families(), desk.library.jobs.all()
    assert after == before
    changes(ana)[name]()


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("jobs", "add"),
        ("jobs", "pause"),
        ("jobs", "go_on"),
        ("jobs", "stop"),
        ("jobs", "retry"),
        ("jobs", "dismiss"),
        ("jobs", "start"),
        ("jobs", "close"),
        ("feeds", "subscribe"),
        ("feeds", "check"),
        ("feeds", "look"),
        ("indexer", "embed"),
        ("indexer", "close"),
    ],
)
def test_a_reader_sees_jobs_and_moves_none(ben: Desk, room: str, name: str) -> None:
    assert ben.library.jobs.all() == ()
    assert ben.library.indexer.progress().waiting == 0
    with pytest.raises(NotAllowed):
        getattr(getattr(ben.library, room), name)()


@pytest.mark.parametrize("name", ["add", "store", "close", "start", "repair", "read"])
def test_nobody_who_signs_in_runs_the_library_itself(ana: Desk, name: str) -> None:
    with pytest.raises(NotAllowed):
        getattr(ana.library, name)()


def test_an_editor_who_comes_over_the_network_is_given_no_file_of_the_machine(ana: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="command line"):
        ana.library.queue("Everything", [Pasted("Text."), LocalPath(tmp_path)])
    assert ana.library.jobs.all() == ()


def test_a_conversation_is_its_authors_alone(desk: Desk, ben: Desk, eve: Desk) -> None:
    talked = talk(ben, "one")
    assert talked.author == BEN.id
    assert [entry.id for entry in ben.shelf.conversations()] == ["one"]
    assert eve.shelf.conversations() == ()
    assert eve.shelf.conversations(BEN.id) == ()
    with pytest.raises(NotFound):
        eve.shelf.conversation("one")
    with pytest.raises(NotFound):
        eve.shelf.save_conversation(replace(talked, title="Mine now"))
    with pytest.raises(NotFound):
        eve.shelf.rename_conversation("one", "Mine now")
    eve.shelf.delete_conversation("one")
    assert desk.shelf.conversation("one") == talked


def test_what_is_saved_again_keeps_its_author_whatever_it_says(desk: Desk, ben: Desk) -> None:
    talked = talk(ben, "one")
    ben.shelf.save_conversation(replace(talked, author=EVE.id, title="Another"))
    assert (desk.shelf.conversation("one").author, desk.shelf.conversation("one").title) == (BEN.id, "Another")


def test_an_opinion_is_ones_own_and_on_ones_own_answer(ben: Desk, eve: Desk) -> None:
    made_at = talk(ben, "one").turns[0].answer.provenance.made_at
    said = Feedback("one", made_at, is_good=True, at=NOW, author=EVE.id)
    with pytest.raises(NotFound):
        eve.shelf.save_feedback(said)
    ben.shelf.save_feedback(said)
    assert [each.author for each in ben.shelf.feedback("one")] == [BEN.id]
    assert eve.shelf.feedback() == ()
    eve.shelf.delete_feedback("one", made_at, BEN.id)
    assert ben.shelf.feedback()
    ben.shelf.delete_feedback("one", made_at, "")
    assert ben.shelf.feedback() == ()


def test_a_brief_is_its_authors_alone_in_every_version(desk: Desk, ben: Desk, eve: Desk) -> None:
    written = ben.brief("The sinking of the ferry Maren Tide")
    edited = ben.editing.rename_section(written, 0, "In short")
    assert desk.shelf.brief(written.id).author == desk.shelf.brief(written.id, 1).author == BEN.id
    assert [entry.version for entry in ben.shelf.briefs()] == [2]
    assert eve.shelf.briefs() == ()
    assert eve.shelf.versions(written.id) == ()
    for version in (None, 1, 2):
        with pytest.raises(NotFound):
            eve.shelf.brief(written.id, version)
    with pytest.raises(NotFound):
        eve.editing.rename_section(edited, 0, "Mine now")
    with pytest.raises(NotFound):
        eve.shelf.save_brief(edited)
    eve.shelf.delete_brief(written.id)
    assert desk.shelf.versions(written.id)


def test_what_is_cited_where_tells_of_ones_own_papers_only(ben: Desk, eve: Desk) -> None:
    claim = talk(ben, "one").turns[0].answer.claims[0]
    article_id = claim.citations[0].source.article_id
    assert {each.id for each in ben.shelf.citing(article_id)} == {"one"}
    assert eve.shelf.citing(article_id) == ()
    assert eve.shelf.citing(article_id, BEN.id) == ()


def test_a_standing_question_is_its_authors_alone_and_is_asked_again_for_them(desk: Desk, ben: Desk, eve: Desk) -> None:
    asked = ben.standing.add(QUESTION)
    assert eve.standing.all() == ()
    with pytest.raises(NotFound):
        eve.standing.remove(asked.id)
    with pytest.raises(NotFound):
        eve.standing.run(asked.id)
    eve.shelf.delete_standing(asked.id)
    assert not eve.shelf.change_standing(asked, asked.looked_at())
    assert [each.author for each in ben.standing.all()] == [BEN.id]
    desk.standing.run(again=True)
    assert [each.author for each in ben.standing.run(again=True)] == [BEN.id]
    ben.standing.remove(asked.id)
    assert desk.standing.all() == ()


def test_what_was_made_before_anybody_signed_in_all_see_and_editors_change(desk: Desk, ana: Desk, ben: Desk) -> None:
    old = talk(desk, "old")
    assert ben.shelf.conversation("old") == old
    with pytest.raises(NotAllowed, match="before people signed in"):
        ben.shelf.save_conversation(replace(old, title="Mine now"))
    with pytest.raises(NotAllowed):
        ben.shelf.delete_conversation("old")
    ana.shelf.save_conversation(replace(old, title="Ours"))
    assert (desk.shelf.conversation("old").title, desk.shelf.conversation("old").author) == ("Ours", "")


def test_who_is_alone_has_the_desk_itself(desk: Desk, ben: Desk) -> None:
    talk(ben, "one")
    assert desk.of(desk.person) is desk
    assert [entry.id for entry in desk.shelf.conversations()] == ["one"]


def test_a_desk_without_sign_in_that_others_reach_shows_no_papers_of_those_who_signed_in(desk: Desk, ben: Desk) -> None:
    talk(ben, "one")
    anybody = desk.of(Person("", "", Role.EDITOR))
    assert anybody.shelf.conversations() == ()
    talk(anybody, "two")
    assert [entry.author for entry in anybody.shelf.conversations()] == [""]
