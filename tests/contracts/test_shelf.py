"""What every ``Shelf`` does about articles, the library and words. A new one adds a line to ``SHELVES``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.domain import ArticleId, PassageId, Scope
from pipeline.errors import NotFound
from pipeline.ports import Order, Shelf
from tests.contracts.shelves import NOON, SHELVES, made, shelved

EVERYTHING = Scope()


@pytest.fixture(params=SHELVES)
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shelf]:
    with closing(SHELVES[request.param](tmp_path)) as shelf:
        yield shelf


def ids(*names: str) -> list[ArticleId]:
    return [ArticleId(name) for name in names]


def listed(shelf: Shelf, scope: Scope = EVERYTHING, **options: object) -> list[str]:
    return [entry.source.article_id for entry in shelf.entries(scope, **options)]


# articles


def test_an_article_comes_back_as_it_was_kept(shelf: Shelf) -> None:
    article = made(
        "a",
        "Naïve — “quoted”\n\n停火 😀 line",
        title="Ünïcode: 50% 'off'",
        outlet="The Post",
        url="https://example.org/?a=1&b=2",
        published=date(1999, 12, 31),
        byline="A. Writer",
        language="en",
        collections=("war", "economy"),
    )
    shelf.keep([shelved(article)], NOON)
    assert shelf.article(article.id) == article


def test_an_article_of_which_nothing_is_known_comes_back_so(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Only text."))], NOON)
    assert shelf.article(ArticleId("a")) == made("a", "Only text.")


def test_nothing_to_keep_is_no_error(shelf: Shelf) -> None:
    shelf.keep([], NOON)
    assert shelf.count(EVERYTHING) == 0


def test_keeping_a_revision_twice_changes_nothing(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "The first text."))], NOON)
    shelf.embedded("space", [p.id for p in shelf.passages_of(ArticleId("a"))])
    shelf.keep([shelved(made("a", "Quite another text.", title="Other"))] * 2, NOON + timedelta(days=1))
    assert shelf.article(ArticleId("a")) == made("a", "The first text.")
    assert shelf.entries(EVERYTHING)[0].added_at == NOON
    assert (shelf.leaving(), shelf.pending("space", 9)) == ((), ())


def test_a_new_revision_takes_the_place_and_the_old_one_stays_readable(shelf: Shelf) -> None:
    old = made("a", "Ten people died.", title="Ten dead", outlet="Post")
    new = made("a", "Twelve people died.", title="Twelve dead", outlet="Post", revision=2)
    shelf.keep([shelved(old)], NOON)
    before = shelf.passages_of(old.id)
    shelf.keep([shelved(new)], NOON)
    assert shelf.article(old.id) == new
    assert shelf.article(old.id, 1) == old
    assert shelf.article(old.id, 2) == new
    assert shelf.passages([p.id for p in before]) == before
    assert {p.revision for p in shelf.passages_of(old.id)} == {2}


def test_search_and_the_library_see_the_newest_revision_only(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Ten people died.", title="Crash"))], NOON)
    shelf.keep([shelved(made("a", "Twelve people died.", title="Disaster", revision=2))], NOON)
    assert shelf.rank(["ten"], 9, EVERYTHING) == ()
    assert shelf.rank(["crash"], 9, EVERYTHING) == ()
    assert len(shelf.rank(["twelve"], 9, EVERYTHING)) == 1
    assert shelf.frequency(["ten", "twelve"]) == {"ten": 0, "twelve": 1}
    assert listed(shelf, words="ten") == []
    assert listed(shelf, words="twelve disaster") == ["a"]
    assert [e.source.revision for e in shelf.entries(EVERYTHING)] == [2]
    assert set(shelf.stored_passages()) == {p.id for p in shelf.passages_of(ArticleId("a"))}
    assert shelf.known([made("a", "Ten people died.").digest]) == {}
    assert shelf.problems() == ()


def test_an_older_revision_that_comes_later_does_not_take_the_place(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Second.", revision=2))], NOON)
    shelf.keep([shelved(made("a", "First.", revision=1))], NOON)
    assert shelf.article(ArticleId("a")).text == "Second."
    assert shelf.article(ArticleId("a"), 1).text == "First."
    assert shelf.rank(["first"], 9, EVERYTHING) == ()
    assert shelf.problems() == ()


@pytest.mark.parametrize("name", ["no such", "", "\udcff", "' OR 1=1 --"])
def test_an_unknown_article_is_not_found_and_named(shelf: Shelf, name: str) -> None:
    shelf.keep([shelved(made("a", "Text."))], NOON)
    with pytest.raises(NotFound, match="There is no article"):
        shelf.article(ArticleId(name))
    with pytest.raises(NotFound):
        shelf.describe(made(name, "Text."))


def test_a_revision_that_never_was_is_not_found(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Text."))], NOON)
    with pytest.raises(NotFound, match="revision 2"):
        shelf.article(ArticleId("a"), 2)


def test_articles_leaves_out_the_unknown(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.")), shelved(made("b", "Two."))], NOON)
    assert dict(shelf.articles(ids("b", "no such"))) == {"b": made("b", "Two.")}
    assert shelf.articles([]) == {}


def test_passages_come_in_the_order_asked_for_and_leave_out_the_unknown(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.\n\nTwo.\n\nThree."))], NOON)
    one, two, three = shelf.passages_of(ArticleId("a"))
    assert [p.text for p in (one, two, three)] == ["One.", "Two.", "Three."]
    assert shelf.passages([three.id, PassageId("no such"), one.id]) == (three, one)
    assert shelf.passages([]) == ()
    assert shelf.passages_of(ArticleId("no such")) == ()
    assert two.span.of(shelf.article(two.article_id).text) == "Two."


def test_known_tells_which_articles_have_a_text(shelf: Shelf) -> None:
    first, same, other = made("b", "Same."), made("a", "Same."), made("c", "Other.")
    shelf.keep([shelved(first), shelved(same), shelved(other)], NOON)
    assert shelf.known([first.digest, "0" * 64]) == {first.digest: ("b", "a")}
    assert shelf.known([]) == {}


def test_sharing_gives_the_earliest_added_first(shelf: Shelf) -> None:
    shelf.keep([shelved(made("late", "One."), bands=("x", "y"))], NOON)
    shelf.keep([shelved(made("early", "Two."), bands=("y", "z"))], NOON - timedelta(days=1))
    shelf.keep([shelved(made("none", "Three."), bands=("w",))], NOON)
    assert shelf.sharing(["x", "y"]) == ("early", "late")
    assert shelf.sharing(["no such"]) == shelf.sharing([]) == ()


def test_a_new_revision_has_its_own_bands(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One."), bands=("x",))], NOON)
    shelf.keep([shelved(made("a", "Two.", revision=2), bands=("y",))], NOON)
    assert (shelf.sharing(["x"]), shelf.sharing(["y"])) == ((), ("a",))


def test_describe_takes_over_everything_but_text_and_revision(shelf: Shelf) -> None:
    article = made("a", "The text.", title="Old", outlet="Gazette")
    shelf.keep([shelved(article)], NOON)
    edited = replace(
        article,
        text="Not this.",
        revision=7,
        title="New headline",
        outlet="Herald",
        url="https://example.org",
        published=date(2020, 1, 2),
        byline="B. Writer",
        language="fr",
        collections=("mine",),
    )
    shelf.describe(edited)
    assert shelf.article(article.id) == replace(edited, text=article.text, revision=1)


def test_what_was_described_is_found_by_its_new_words_and_not_by_its_old(shelf: Shelf) -> None:
    article = made("a", "The text.", title="Earthquake", outlet="Gazette", byline="Smith")
    shelf.keep([shelved(article)], NOON)
    shelf.describe(replace(article, title="Flood", outlet="Herald", byline="Jones"))
    assert [listed(shelf, words=w) for w in ("earthquake", "gazette", "smith")] == [[], [], []]
    assert [listed(shelf, words=w) for w in ("flood", "herald", "jones")] == [["a"], ["a"], ["a"]]
    assert (shelf.rank(["earthquake"], 9, EVERYTHING), len(shelf.rank(["flood"], 9, EVERYTHING))) == ((), 1)
    assert shelf.problems() == ()


def test_removing_takes_out_revisions_words_and_passages(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Alpha text.")), shelved(made("b", "Beta text."))], NOON)
    shelf.keep([shelved(made("a", "Alpha again.", revision=2))], NOON)
    passages = [p.id for p in shelf.passages_of(ArticleId("a"))]
    assert shelf.remove(ids("a", "a", "no such")) == 1
    assert shelf.remove(ids("a")) == shelf.remove([]) == 0
    for revision in (None, 1, 2):
        with pytest.raises(NotFound):
            shelf.article(ArticleId("a"), revision)
    assert shelf.passages(passages) == ()
    assert shelf.rank(["alpha"], 9, EVERYTHING) == ()
    assert listed(shelf) == ["b"]
    assert shelf.problems() == ()


def test_an_article_can_come_back_after_it_was_removed(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Alpha."))], NOON)
    shelf.remove(ids("a"))
    shelf.keep([shelved(made("a", "Alpha."))], NOON)
    assert len(shelf.rank(["alpha"], 9, EVERYTHING)) == 1
    assert shelf.problems() == ()


# copies


def copies(shelf: Shelf) -> dict[str, str]:
    return dict(shelf.copy_groups(ids("a", "b", "c", "d", "no such")))


def keep_copies(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Wire."))], NOON)
    shelf.keep([shelved(made("c", "Wire c."), copies_of="a")], NOON + timedelta(days=2))
    shelf.keep([shelved(made("b", "Wire b."), copies_of="a"), shelved(made("d", "Other."))], NOON + timedelta(days=1))


def test_a_copy_is_in_the_group_of_its_head_and_everything_else_in_its_own(shelf: Shelf) -> None:
    keep_copies(shelf)
    assert copies(shelf) == {"a": "a", "b": "a", "c": "a", "d": "d", "no such": "no such"}
    assert {e.source.article_id: e.copies_of for e in shelf.entries(EVERYTHING)} == {
        "a": None,
        "b": "a",
        "c": "a",
        "d": None,
    }


def test_a_copy_of_a_copy_is_in_the_same_group(shelf: Shelf) -> None:
    keep_copies(shelf)
    shelf.keep([shelved(made("d", "Wire d.", revision=2), copies_of="b")], NOON)
    assert copies(shelf)["d"] == "a"


def test_copies_of_a_removed_head_stay_with_the_earliest_of_them_as_head(shelf: Shelf) -> None:
    keep_copies(shelf)
    shelf.remove(ids("a"))
    assert copies(shelf) == {"a": "a", "b": "b", "c": "b", "d": "d", "no such": "no such"}


def test_a_head_removed_with_its_earliest_copy_leaves_the_next(shelf: Shelf) -> None:
    keep_copies(shelf)
    shelf.remove(ids("a", "b"))
    assert copies(shelf)["c"] == "c"


def test_copies_of_an_article_that_becomes_a_copy_follow_it(shelf: Shelf) -> None:
    keep_copies(shelf)
    shelf.keep([shelved(made("a", "Other wire.", revision=2), copies_of="d")], NOON)
    assert copies(shelf) == {"a": "d", "b": "d", "c": "d", "d": "d", "no such": "no such"}


def test_a_copy_of_an_unknown_article_is_its_own_head(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Wire."), copies_of="no such")], NOON)
    assert copies(shelf)["a"] == "a"


# the library


def keep_library(shelf: Shelf) -> None:
    day = date(2020, 11, 9)
    rows = [
        shelved(made("a", "Truce signed.", title="émile wins", outlet="Post", published=day, collections=("war", "x"))),
        shelved(
            made("b", "Rates rise.", title="Banks", outlet="herald", published=day + timedelta(days=1), language="en")
        ),
        shelved(made("c", "Rain falls.", title="", outlet="", collections=("war",), language="en")),
        shelved(made("d", "Snow falls.", title="“Cold” spell", outlet="Post", published=day - timedelta(days=1))),
    ]
    for n, row in enumerate(rows):
        shelf.keep([row], NOON + timedelta(hours=n))


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.NEWEST, "badc"),
        (Order.OLDEST, "dabc"),
        (Order.ADDED, "dcba"),
        (Order.TITLE, "bdac"),
        (Order.OUTLET, "badc"),
    ],
)
def test_the_library_is_sorted_and_what_has_no_key_comes_last(shelf: Shelf, order: Order, expected: str) -> None:
    keep_library(shelf)
    assert listed(shelf, order=order) == list(expected)
    pages = [listed(shelf, order=order, offset=n, limit=1) for n in range(5)]
    assert pages == [[name] for name in expected] + [[]]


DAY = date(2020, 11, 9)


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (Scope(), "abcd"),
        (Scope(outlets=("Post",)), "ad"),
        (Scope(outlets=("Post", "herald")), "abd"),
        (Scope(outlets=("post",)), ""),
        (Scope(outlets=("",)), "c"),
        (Scope(collections=("war",)), "ac"),
        (Scope(collections=("war", "x")), "ac"),
        (Scope(since=DAY), "ab"),
        (Scope(until=DAY), "ad"),
        (Scope(since=DAY, until=DAY), "a"),
        (Scope(since=date(1, 1, 1)), "abd"),
        (Scope(language="en"), "bc"),
        (Scope(outlets=("Post",), collections=("war",), since=DAY), "a"),
        (Scope(outlets=("'; DROP TABLE article; --",)), ""),
    ],
)
def test_a_scope_is_honoured_everywhere(shelf: Shelf, scope: Scope, expected: str) -> None:
    keep_library(shelf)
    words = ["truce", "rates", "rain", "snow"]
    assert sorted(listed(shelf, scope)) == list(expected)
    assert shelf.count(scope) == len(expected)
    assert shelf.within(scope) == frozenset(expected)
    assert sorted(p.article_id for p in shelf.passages([i for i, _ in shelf.rank(words, 9, scope)])) == list(expected)
    assert shelf.count(scope, words="falls") == len(set(expected) & set("cd"))


def test_an_entry_says_what_the_library_shows(shelf: Shelf) -> None:
    article = made("a", "First line here.\n\nSecond.", outlet="Post", byline="B", language="en", collections=("x", "a"))
    shelf.keep([shelved(article)], NOON)
    (entry,) = shelf.entries(EVERYTHING)
    assert (entry.source, entry.byline, entry.language) == (article.source, "B", "en")
    assert (entry.collections, entry.passages, entry.added_at) == (("x", "a"), 2, NOON)
    assert (entry.opening, entry.label, entry.copies_of) == ("First line here.", article.label, None)


def test_facets_count_articles_most_first(shelf: Shelf) -> None:
    keep_library(shelf)
    facets = {name: list(counts.items()) for name, counts in shelf.facets().items()}
    assert facets == {
        "outlet": [("Post", 2), ("", 1), ("herald", 1)],
        "collection": [("", 2), ("war", 2), ("x", 1)],
        "language": [("", 2), ("en", 2)],
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "abcd"),
        ("  ", "abcd"),
        ("falls rain", "c"),
        ("FALLS", "cd"),
        ("post snow", "d"),
        ("Emile", "a"),
        ("ra", "bc"),
        ("ra falls", ""),
        ("falls ra", "c"),
        ("snowman", ""),
        ("fall", "cd"),
        ("falling", ""),
        ('"', "abcd"),
        ('"cold" sp', "d"),
        ("cold OR rain", ""),
        ("title: cold", ""),
        ("col*", "d"),
        ("(snow", "d"),
        ("\0 snow \udcff", "d"),
    ],
)
def test_all_words_of_a_library_search_stand_in_the_article(shelf: Shelf, words: str, expected: str) -> None:
    keep_library(shelf)
    assert sorted(listed(shelf, words=words)) == list(expected)
    assert shelf.count(EVERYTHING, words=words) == len(expected)


# words


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


@pytest.mark.parametrize("word", ['"', "te*", "NOT", "text:text", "-text", "a AND b", "NEAR(", "\0", "\udcff", "^text"])
def test_nothing_in_a_word_is_query_syntax(shelf: Shelf, word: str) -> None:
    shelf.keep([shelved(made("a", "A truce, not a text."))], NOON)
    assert len(shelf.rank([word, "truce"], 9, EVERYTHING)) == 1
    assert len(shelf.rank([word], 9, EVERYTHING)) == shelf.frequency([word])[word]


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
    keep_library(shelf)
    before = (shelf.rank(["falls", "truce", "emile"], 9, EVERYTHING), listed(shelf, words="fal"))
    shelf.reindex()
    assert (shelf.rank(["falls", "truce", "emile"], 9, EVERYTHING), listed(shelf, words="fal")) == before
    assert shelf.problems() == ()


# vectors


def test_passages_are_pending_until_they_are_embedded_in_each_space(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.\n\nTwo."))], NOON)
    one, two = shelf.passages_of(ArticleId("a"))
    shelf.embedded("first", [one.id, PassageId("no such")])
    shelf.embedded("first", [one.id])
    assert shelf.pending("first", 9) == (two,)
    assert (shelf.pending_count("first"), shelf.pending_count("second")) == (1, 2)
    assert shelf.pending("second", 9) == (one, two)
    shelf.embedded("second", [one.id, two.id])
    shelf.forget_embedded("first")
    assert shelf.pending("first", 9) == (one, two)
    assert shelf.pending("second", 9) == ()


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
    shelf.keep([shelved(made("a", "Two.", revision=2))], NOON)
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


# moments


def test_moments_of_any_zone_are_the_same_moments_later(shelf: Shelf) -> None:
    tokyo = datetime(2026, 1, 1, 8, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
    shelf.keep([shelved(made("later", "One."))], tokyo)
    shelf.keep([shelved(made("earlier", "Two."))], datetime(2025, 12, 31, 22, 59, tzinfo=UTC))
    assert listed(shelf, order=Order.ADDED) == ["later", "earlier"]
    assert shelf.entries(EVERYTHING, order=Order.ADDED)[0].added_at == tokyo
