"""What every ``Shelf`` keeps account of for the vector store."""

from __future__ import annotations

from pipeline.domain import ArticleId, PassageId
from pipeline.ports import Shelf
from tests.contracts.shelves import NOON, ids, made, shelved


def test_passages_are_pending_until_they_are_embedded_in_each_space(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.\n\nTwo."))], NOON)
    one, two = shelf.passages_of(ArticleId("a"))
    assert shelf.embedded("first", [one.id, PassageId("no such")]) == ("no such",)
    assert shelf.embedded("first", [one.id]) == ()
    assert shelf.pending("first", 9) == (two,)
    assert (shelf.pending_count("first"), shelf.pending_count("second")) == (1, 2)
    assert shelf.pending("second", 9) == (one, two)
    shelf.embedded("second", [one.id, two.id])
    shelf.forget_embedded("first")
    assert shelf.pending("first", 9) == (one, two)
    assert shelf.pending("second", 9) == ()


def test_what_lost_its_vector_waits_again_and_is_not_counted_as_marked(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.\n\nTwo.")), shelved(made("b", "Old."))], NOON)
    assert shelf.marked_count("space") == 0
    old = shelf.passages_of(ArticleId("b"))
    shelf.embedded("space", list(shelf.stored_passages()))
    assert (shelf.marked_count("space"), shelf.marked_count("other")) == (3, 0)
    shelf.keep([shelved(made("b", "New.", revision=2))], NOON)
    assert shelf.marked_count("space") == 2
    one = shelf.passages_of(ArticleId("a"))[0]
    shelf.unembedded("space", [one.id, one.id, old[0].id, PassageId("no such")])
    shelf.unembedded("space", [one.id])
    assert (shelf.marked_count("space"), shelf.pending_count("space")) == (1, 2)
    assert {p.text for p in shelf.pending("space", 9)} == {"One.", "New."}


def test_the_newest_stored_are_pending_first_up_to_the_limit(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One."))], NOON)
    shelf.keep([shelved(made("b", "Two."))], NOON)
    assert [p.article_id for p in shelf.pending("space", 9)] == ["b", "a"]
    assert [p.article_id for p in shelf.pending("space", 1)] == ["b"]


def test_what_was_taken_out_is_leaving_until_its_vectors_have_left(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.")), shelved(made("b", "Two."))], NOON)
    shelf.remove(ids("a", "no such"))
    assert shelf.leaving() == ("a",)
    shelf.left(ids("a", "no such"))
    assert shelf.leaving() == ()


def test_a_revised_article_is_leaving_for_the_vectors_of_its_old_passages(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One."))], NOON)
    shelf.embedded("space", list(shelf.stored_passages()))
    old = list(shelf.stored_passages())
    shelf.keep([shelved(made("a", "Two.", revision=2))], NOON)
    assert shelf.embedded("space", old) == tuple(old)
    assert shelf.leaving() == ("a",)
    assert [p.text for p in shelf.pending("space", 9)] == ["Two."]


def test_whose_vectors_have_left_is_pending_again_as_far_as_it_is_there(shelf: Shelf) -> None:
    """So an article that came back, and was embedded, before the removal reached the vectors is not lost."""
    shelf.keep([shelved(made("a", "One.")), shelved(made("b", "Two."))], NOON)
    shelf.remove(ids("a"))
    shelf.keep([shelved(made("a", "One."))], NOON)
    shelf.embedded("space", list(shelf.stored_passages()))
    shelf.left(shelf.leaving())
    assert [p.article_id for p in shelf.pending("space", 9)] == ["a"]
