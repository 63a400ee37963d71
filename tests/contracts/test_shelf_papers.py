"""What every ``Shelf`` does with briefs and standing questions, and what it says is newer than they."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.domain import Brief, Form, Labels, Outline, Provenance, Scope, StandingQuestion
from pipeline.errors import NotFound, Overtaken
from pipeline.ports import BriefEntry, Shelf, VersionEntry
from tests import strategies
from tests.contracts.shelves import EVERYTHING, NOON, ids, made, shelved

ANY = settings(max_examples=6, suppress_health_check=list(HealthCheck), deadline=None)


def written(name: str, version: int = 1, topic: str = "Truce", hours: int = 0) -> Brief:
    provenance = Provenance(NOON + timedelta(hours=hours), "quotes only", "", "space")
    return Brief(
        name, version, Outline(topic, "situation", "short", Form.SORTS, ()), (), (), (), (), (), (), provenance
    )


@ANY
@given(strategies.BRIEFS)
def test_any_brief_comes_back_as_it_was_saved(shelf: Shelf, brief: Brief) -> None:
    shelf.save_brief(brief)
    assert shelf.brief(brief.id, brief.version) == brief


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


def test_the_next_version_is_kept_once_whoever_saves_first(shelf: Shelf) -> None:
    shelf.save_brief(written("a"))
    shelf.save_next(replace(written("a", 2), change="Deleted a sentence."), NOON + timedelta(hours=1))
    other = replace(written("a", 2), change="Renamed a section.")
    with pytest.raises(Overtaken, match="Version 2 of brief a is the newest by now"):
        shelf.save_next(other, NOON)
    with pytest.raises(Overtaken):
        shelf.save_next(written("a", 4), NOON)
    assert shelf.brief("a").change == "Deleted a sentence."
    assert shelf.versions("a") == (
        VersionEntry(2, NOON + timedelta(hours=1), "Deleted a sentence."),
        VersionEntry(1, NOON, ""),
    )


def test_a_deleted_brief_does_not_come_back_with_its_next_version(shelf: Shelf) -> None:
    with pytest.raises(Overtaken, match="Brief a was deleted"):
        shelf.save_next(written("a", 2), NOON)
    assert shelf.briefs() == ()
    assert shelf.versions("a") == ()


def test_two_states_are_equal_where_the_articles_of_the_scope_are_the_same(shelf: Shelf) -> None:
    north = Scope(outlets=("North",))
    empty = shelf.state(north)
    shelf.keep([shelved(made("a", "Text.", outlet="North"))], NOON)
    one = shelf.state(north)
    shelf.keep([shelved(made("b", "Text.", outlet="South"))], NOON)
    assert shelf.state(north) == one != empty
    assert shelf.state(EVERYTHING) != one
    everything = shelf.state(EVERYTHING)
    shelf.keep([shelved(made("a", "Other text.", outlet="North", revision=2))], NOON)
    assert shelf.state(north) != one
    assert shelf.state(EVERYTHING) != everything
    two = shelf.state(EVERYTHING)
    shelf.remove(ids("b"))
    assert shelf.state(EVERYTHING) not in {two, everything}


def test_what_arrived_was_stored_or_revised_since(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "A.")), shelved(made("b", "B."))], NOON)
    state = shelf.state(EVERYTHING)
    assert shelf.arrived(EVERYTHING, state, NOON) == ()
    shelf.keep([shelved(made("b", "B again.", revision=2)), shelved(made("c", "C.", outlet="North"))], NOON)
    assert shelf.arrived(EVERYTHING, state, NOON) == ("b", "c")
    assert shelf.arrived(Scope(outlets=("North",)), state, NOON) == ("c",)
    shelf.relabel(ids("a"), Labels(language="en"))
    assert "a" not in shelf.arrived(EVERYTHING, state, NOON)


def test_what_takes_the_place_of_the_article_removed_last_has_arrived(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "A."))], NOON)
    state = shelf.state(EVERYTHING)
    shelf.remove(ids("a"))
    shelf.keep([shelved(made("b", "B."))], NOON + timedelta(seconds=1))
    assert shelf.arrived(EVERYTHING, state, NOON) == ("b",)


def test_without_a_state_the_moment_counts(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "A."))], NOON)
    shelf.keep([shelved(made("b", "B."))], NOON + timedelta(hours=2))
    assert shelf.arrived(EVERYTHING, "", NOON + timedelta(hours=1)) == ("b",)


@ANY
@given(strategies.STANDING)
def test_any_standing_question_comes_back_as_it_was_saved(shelf: Shelf, question: StandingQuestion) -> None:
    shelf.save_standing(question)
    assert shelf.standing_question(question.id) == question
    assert question in shelf.standing_questions()


def test_standing_questions_stay_in_their_order(shelf: Shelf) -> None:
    for name in "bac":
        shelf.save_standing(StandingQuestion(name, "What now?"))
    shelf.save_standing(StandingQuestion("b", "And now?"))
    assert [(each.id, each.question) for each in shelf.standing_questions()] == [
        ("b", "And now?"),
        ("a", "What now?"),
        ("c", "What now?"),
    ]


def test_what_came_of_asking_is_kept_unless_the_question_was_removed_or_changed(shelf: Shelf) -> None:
    asked = StandingQuestion("a", "What now?")
    shelf.save_standing(asked)
    assert shelf.change_standing(asked, replace(asked, error="No connection."))
    assert not shelf.change_standing(asked, replace(asked, error="Late."))
    assert shelf.standing_question("a").error == "No connection."
    for _ in range(2):
        shelf.delete_standing("a")
    assert not shelf.change_standing(replace(asked, error="No connection."), asked)
    assert shelf.standing_questions() == ()
    with pytest.raises(NotFound, match="There is no standing question a"):
        shelf.standing_question("a")


def test_briefs_and_standing_questions_are_listed_for_their_author(shelf: Shelf) -> None:
    shelf.save_brief(replace(written("b"), author="Ada"))
    shelf.save_brief(replace(written("c"), author="Grace"))
    shelf.save_brief(written("a"))
    for name, author in (("1", "Grace"), ("2", "Ada"), ("3", "")):
        shelf.save_standing(StandingQuestion(name, "What now?", author=author))
    briefs = {author: [entry.id for entry in shelf.briefs(author)] for author in (None, "Ada", "")}
    assert briefs == {None: ["a", "b", "c"], "Ada": ["a", "b"], "": ["a"]}
    assert [entry.author for entry in shelf.briefs()] == ["", "Ada", "Grace"]
    asked = {author: [each.id for each in shelf.standing_questions(author)] for author in (None, "Ada", "")}
    assert asked == {None: ["1", "2", "3"], "Ada": ["2", "3"], "": ["3"]}
    grace = shelf.standing_question("1")
    assert shelf.change_standing(grace, replace(grace, author="Ada"))
    assert [each.id for each in shelf.standing_questions("Ada")] == ["1", "2", "3"]
