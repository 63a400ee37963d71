"""What every ``Shelf`` does with conversations and briefs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.domain import Brief, Conversation, Form, Outline, Provenance
from pipeline.errors import NotFound
from pipeline.ports import BriefEntry, Shelf
from tests import strategies
from tests.contracts.shelves import NOON

ANY = settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)


def written(name: str, version: int = 1, topic: str = "Truce", hours: int = 0) -> Brief:
    provenance = Provenance(NOON + timedelta(hours=hours), "quotes only", "", "space")
    return Brief(
        name, version, Outline(topic, "situation", "short", Form.SORTS, ()), (), (), (), (), (), (), provenance
    )


def talk(name: str, title: str = "Truce", hours: int = 0) -> Conversation:
    return Conversation(name, title, (), NOON + timedelta(hours=hours))


@ANY
@given(strategies.CONVERSATIONS)
def test_any_conversation_comes_back_as_it_was_saved(shelf: Shelf, conversation: Conversation) -> None:
    shelf.save_conversation(conversation)
    assert shelf.conversation(conversation.id) == conversation


@ANY
@given(strategies.BRIEFS)
def test_any_brief_comes_back_as_it_was_saved(shelf: Shelf, brief: Brief) -> None:
    shelf.save_brief(brief)
    assert shelf.brief(brief.id, brief.version) == brief


def test_saving_a_conversation_again_replaces_it(shelf: Shelf) -> None:
    shelf.save_conversation(talk("a"))
    shelf.save_conversation(talk("a", "War", hours=1))
    assert shelf.conversation("a") == talk("a", "War", hours=1)
    assert shelf.conversations() == (("a", "War", NOON + timedelta(hours=1)),)


def test_conversations_are_listed_the_newest_first(shelf: Shelf) -> None:
    for hours, name in enumerate("bca"):
        shelf.save_conversation(talk(name, hours=hours))
    assert [name for name, _, _ in shelf.conversations()] == ["a", "c", "b"]


def test_a_deleted_conversation_is_gone_and_deleting_it_again_is_no_error(shelf: Shelf) -> None:
    shelf.save_conversation(talk("a"))
    shelf.save_conversation(talk("b"))
    for _ in range(2):
        shelf.delete_conversation("a")
    assert [name for name, _, _ in shelf.conversations()] == ["b"]
    with pytest.raises(NotFound, match="There is no conversation a"):
        shelf.conversation("a")


def test_a_brief_is_its_newest_version_unless_told(shelf: Shelf) -> None:
    for version in (2, 10, 1):
        shelf.save_brief(written("a", version))
    assert shelf.brief("a").version == 10
    assert shelf.brief("a", 2).version == 2
    with pytest.raises(NotFound, match="of version 3"):
        shelf.brief("a", 3)
    with pytest.raises(NotFound, match="There is no brief no such"):
        shelf.brief("no such")


def test_the_same_version_twice_is_replaced(shelf: Shelf) -> None:
    shelf.save_brief(written("a"))
    shelf.save_brief(replace(written("a"), gaps=("Nobody says why.",)))
    assert shelf.brief("a").gaps == ("Nobody says why.",)
    assert len(shelf.briefs()) == 1


def test_briefs_are_listed_by_their_newest_version_the_newest_first(shelf: Shelf) -> None:
    shelf.save_brief(written("a", 2, "War", hours=3))
    shelf.save_brief(written("a", 1, "Truce", hours=9))
    shelf.save_brief(written("b", 1, "Rates", hours=5))
    assert shelf.briefs() == (
        BriefEntry("b", 1, "Rates", "situation", NOON + timedelta(hours=5)),
        BriefEntry("a", 2, "War", "situation", NOON + timedelta(hours=3)),
    )


def test_a_brief_is_deleted_with_all_versions_and_again_without_an_error(shelf: Shelf) -> None:
    for brief in (written("a", 1), written("a", 2), written("b")):
        shelf.save_brief(brief)
    for _ in range(2):
        shelf.delete_brief("a")
    assert [entry.id for entry in shelf.briefs()] == ["b"]
    with pytest.raises(NotFound):
        shelf.brief("a", 1)
