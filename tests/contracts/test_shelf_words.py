"""What every ``Shelf`` does with words: ranking, counting, and keeping its index true."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain import Scope
from pipeline.ports import Shelf
from tests.contracts.shelves import EVERYTHING, NOON, listed, made, shelved


def test_what_has_more_and_rarer_of_the_words_ranks_first(shelf: Shelf) -> None:
    texts = {"a": "The truce held.", "b": "The truce between the armies held.", "c": "The armies left.", "d": "Rain."}
    shelf.keep([shelved(made(name, text)) for name, text in texts.items()], NOON)
    found = shelf.rank(["truce", "armies", "between"], 9, EVERYTHING)
    assert shelf.passages([found[0][0]])[0].article_id == "b"
    assert len(found) == 3
    assert all(score > 0 for _, score in found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_ranking_gives_up_to_k_and_equal_ones_by_id(shelf: Shelf) -> None:
    shelf.keep([shelved(made(name, "The same truce.")) for name in "dbca"], NOON)
    expected = sorted(shelf.stored_passages())
    assert [i for i, _ in shelf.rank(["truce"], 9, EVERYTHING)] == expected
    assert [i for i, _ in shelf.rank(["truce"], 2, EVERYTHING)] == expected[:2]
    assert shelf.rank(["truce"], 0, EVERYTHING) == ()


def test_of_very_many_equal_ones_the_first_by_id_are_given(shelf: Shelf) -> None:
    rows = [made(f"{n:03}", "The same truce.", language="en") for n in reversed(range(90))]
    shelf.keep([*map(shelved, rows), shelved(made("best", "Truce, truce!", language="en"))], NOON)
    (best,) = [i for i in shelf.stored_passages() if i.startswith("best")]
    others = sorted(i for i in shelf.stored_passages() if i != best)
    for scope in (EVERYTHING, Scope(language="en")):
        assert [i for i, _ in shelf.rank(["truce"], 5, scope)] == [best, *others[:4]]


def test_a_word_that_stands_in_every_passage_still_scores_above_zero(shelf: Shelf) -> None:
    shelf.keep([shelved(made(name, "truce")) for name in "ab"], NOON)
    assert all(score > 0 for _, score in shelf.rank(["truce"], 9, EVERYTHING))


def test_a_word_matches_its_other_forms(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Soldiers were killed in Málaga."))], NOON)
    assert all(len(shelf.rank([word], 9, EVERYTHING)) == 1 for word in ("soldier", "KILLS", "malaga"))


def test_the_words_of_a_headline_count_for_its_passages_but_less(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "The talks failed.", title="Truce")), shelved(made("b", "The truce failed."))], NOON)
    assert [p.article_id for p in shelf.passages([i for i, _ in shelf.rank(["truce"], 9, EVERYTHING)])] == ["b", "a"]


def test_no_words_find_nothing(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Text."))], NOON)
    assert shelf.rank([], 9, EVERYTHING) == shelf.rank([""], 9, EVERYTHING) == shelf.rank(["?!"], 9, EVERYTHING) == ()
    assert shelf.frequency([]) == {}


def test_nothing_in_a_word_is_query_syntax(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "A truce, not a text."))], NOON)
    for word in ('"', "te*", "NOT", "text:text", "-text", "a AND b", "NEAR(", "\0", "\udcff", "^text"):
        assert len(shelf.rank([word, "truce"], 9, EVERYTHING)) == 1, word
        assert len(shelf.rank([word], 9, EVERYTHING)) == shelf.frequency([word])[word], word


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=12), max_size=4))
def test_any_words_at_all_are_taken(shelf: Shelf, words: list[str]) -> None:
    shelf.keep([shelved(made("a", "A truce, not a text."))], NOON)
    assert len(shelf.rank([*words, "truce"], 9, EVERYTHING)) == 1
    assert set(shelf.frequency(words)) == set(words)
    assert shelf.count(EVERYTHING, words=" ".join(words)) <= 1


def test_a_thousand_words_are_taken(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "truce"))], NOON)
    assert len(shelf.rank([f"word{n}" for n in range(1000)] + ["truce"], 9, EVERYTHING)) == 1


def test_frequency_counts_passages_in_the_form_that_rank_matches(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "A soldier.\n\nSoldiers and soldiers.\n\nU.S. forces.", title="Ceasefire"))], NOON)
    words = ["soldiers", "U.S.", "ceasefire", "no-such-word", "forces"]
    assert shelf.frequency(words) == {word: len(shelf.rank([word], 9, EVERYTHING)) for word in words}
    assert shelf.frequency(words)["soldiers"] == 2
    assert shelf.frequency(words)["no-such-word"] == 0


def test_the_index_can_be_built_again(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Rain falls.", title="Émile wins")), shelved(made("b", "A truce."))], NOON)
    before = (shelf.rank(["falls", "truce", "emile"], 9, EVERYTHING), listed(shelf, words="fal"))
    shelf.reindex()
    assert (shelf.rank(["falls", "truce", "emile"], 9, EVERYTHING), listed(shelf, words="fal")) == before
    assert shelf.problems() == ()
