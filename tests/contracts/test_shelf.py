"""What every ``Shelf`` does with articles: their revisions, passages, descriptions and copies."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from pipeline.domain import READER, ArticleId, Labels, PassageId, Reading
from pipeline.errors import NotFound, Overtaken
from pipeline.ports import Shelf, Standing
from tests.contracts.shelves import EVERYTHING, NOON, ids, listed, made, shelved


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
    shelf.keep([shelved(made("a", "The first text.", title="Other"))] * 2, NOON + timedelta(days=1))
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


@pytest.mark.parametrize(("text", "revision"), [("Other.", 1), ("Other.", 2), ("First.", 2), ("Fourth.", 4)])
def test_what_was_made_for_another_state_of_an_article_is_not_kept_and_nothing_with_it(
    shelf: Shelf, text: str, revision: int
) -> None:
    shelf.keep([shelved(made("a", "First.")), shelved(made("a", "Second.", revision=2))], NOON)
    job = shelf.queue("A job", "plan", NOON)
    late = shelved(made("a", text, revision=revision, tags=("t",)))
    with pytest.raises(Overtaken, match="article a"):
        shelf.keep([shelved(made("b", "Good.")), late], NOON, seen={"bb": ArticleId("b")}, job=replace(job, share=1.0))
    assert listed(shelf) == ["a"]
    assert (shelf.article(ArticleId("a")), shelf.seen(["bb"])) == (made("a", "Second.", revision=2), {})
    assert shelf.job(job.id).share == 0.0
    assert shelf.problems() == ()


def test_the_first_revision_of_an_article_is_the_first(shelf: Shelf) -> None:
    with pytest.raises(Overtaken, match="no revision 1 of article a"):
        shelf.keep([shelved(made("a", "Second.", revision=2))], NOON)
    assert shelf.count(EVERYTHING) == 0


def test_all_revisions_of_an_article_can_come_at_once_and_again(shelf: Shelf) -> None:
    batch = [shelved(made("a", f"Text {n}.", revision=n)) for n in (1, 2, 3)]
    shelf.keep(batch, NOON)
    shelf.keep(batch[:2], NOON)
    assert [each.number for each in shelf.revisions(ArticleId("a"))] == [3, 2, 1]
    assert shelf.article(ArticleId("a")).text == "Text 3."


def test_what_is_kept_again_adds_its_labels_and_takes_none_away(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.", collections=("x", "y"), tags=("t",)))], NOON)
    shelf.relabel(ids("a"), Labels(collect=("mine",), uncollect=("y",), untag=("t",)))
    shelf.keep([shelved(made("a", "Two.", revision=2, collections=("z", "x")))], NOON)
    assert (shelf.article(ArticleId("a")).collections, shelf.article(ArticleId("a")).tags) == (("x", "mine", "z"), ())
    shelf.keep([shelved(made("a", "One.", collections=("again",), tags=("u",)))], NOON)
    assert shelf.article(ArticleId("a")).collections == ("x", "mine", "z", "again")
    assert shelf.article(ArticleId("a")).tags == ("u",)


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


def test_sharing_gives_who_has_each_band_and_the_head_of_its_copies(shelf: Shelf) -> None:
    shelf.keep([shelved(made("late", "One."), bands=(1, 2))], NOON)
    shelf.keep([shelved(made("early", "Two."), bands=(2, 3))], NOON - timedelta(days=1))
    shelf.keep([shelved(made("none", "Three."), bands=(4,))], NOON)
    shelf.keep([shelved(made("copy", "Four."), bands=(1,), copies_of="early")], NOON)
    assert list(shelf.sharing([2])[2].items()) == [("early", "early"), ("late", "late")]
    assert shelf.sharing([99, 1]) == {1: {"late": "late", "copy": "early"}}
    assert shelf.sharing([99]) == shelf.sharing([]) == {}


def test_of_very_many_copies_of_one_story_three_are_given_beside_every_other_story(shelf: Shelf) -> None:
    first = shelved(made("c000", "One."), bands=(1, 2))
    rest = [shelved(made(f"c{n:03d}", f"Copy {n}."), bands=(1, 2), copies_of="c000") for n in range(1, 300)]
    lone = [shelved(made(f"d{n}", f"Other {n}."), bands=(1,)) for n in range(5)]
    shelf.keep([first, *rest, *lone], NOON)
    shared = shelf.sharing([1, 2, 2])
    assert list(shared) == [1, 2]
    assert [sum(head == "c000" for head in heads.values()) for heads in shared.values()] == [3, 3]
    assert {name for name in shared[1] if name.startswith("d")} == {f"d{n}" for n in range(5)}
    assert all(shared[1][ArticleId(f"d{n}")] == f"d{n}" for n in range(5))
    assert set(copies(shelf, "c000", "c150", "c299").values()) == {"c000"}


def test_what_an_article_takes_leaves_its_group_for_it(shelf: Shelf) -> None:
    keep_copies(shelf)
    shelf.keep([replace(shelved(made("e", "The greater story.")), taking=tuple(ids("c", "no such")))], NOON)
    assert copies(shelf, "a", "b", "c", "e") == {"a": "a", "b": "a", "c": "e", "e": "e"}


def test_a_new_revision_has_its_own_bands(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One."), bands=(1,))], NOON)
    shelf.keep([shelved(made("a", "Two.", revision=2), bands=(2,))], NOON)
    assert (shelf.sharing([1]), shelf.sharing([2])) == ({}, {2: {"a": "a"}})
    assert shelf.unbanded(9) == ()


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


def test_what_a_reader_edits_is_noted_once_for_each_field(shelf: Shelf) -> None:
    moment = datetime(2020, 1, 2, 3, tzinfo=UTC)
    article = made("a", "The text.", title="Old", outlet="Gazette", byline="Smith", published=moment.date())
    shelf.keep([replace(shelved(article), readings=(Reading("title", "og:title", "Old"),))], NOON)
    shelf.describe(replace(article, wire="AP", collections=("x",)))
    assert shelf.readings(article.id, 1) == (Reading("title", "og:title", "Old"),)
    shelf.describe(replace(article, title="New", published=None, published_at=moment))
    shelf.describe(replace(article, title="Newer", published=None, published_at=moment, byline=""))
    assert sorted(shelf.readings(article.id, 1)[:-1], key=lambda each: each.field) == [
        Reading("byline", READER, ""),
        Reading("published", READER, ""),
        Reading("published_at", READER, "2020-01-02T03:00:00+00:00"),
        Reading("title", READER, "Newer"),
    ]
    assert shelf.readings(article.id, 1)[-1] == Reading("title", "og:title", "Old")


def test_what_a_reader_relabels_is_noted_where_it_differs(shelf: Shelf) -> None:
    known = [made("a", "One.", outlet="Post", language="en"), made("b", "Two.", outlet="Herald", language="en")]
    shelf.keep(list(map(shelved, known)), NOON)
    shelf.relabel(ids("a", "b"), Labels(outlet="Herald", language="en", tag=("t",)))
    assert (shelf.readings(ArticleId("a"), 1), shelf.readings(ArticleId("b"), 1)) == (
        (Reading("outlet", READER, "Herald"),),
        (),
    )
    shelf.keep([shelved(made("a", "Three.", revision=2))], NOON)
    shelf.relabel(ids("a"), Labels(language="fr"))
    assert shelf.readings(ArticleId("a"), 2) == (Reading("language", READER, "fr"),)


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


def copies(shelf: Shelf, *names: str) -> dict[str, str]:
    return dict(shelf.copy_groups(ids(*(names or ("a", "b", "c", "d", "no such")))))


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


def test_an_article_that_is_another_story_now_leaves_the_copies_of_the_old_one_together(shelf: Shelf) -> None:
    keep_copies(shelf)
    shelf.keep([shelved(made("a", "Other wire.", revision=2), copies_of="d")], NOON)
    assert copies(shelf) == {"a": "a", "b": "b", "c": "b", "d": "a", "no such": "no such"}
    shelf.keep([shelved(made("a", "A report of its own.", revision=3))], NOON)
    assert copies(shelf) == {"a": "a", "b": "b", "c": "b", "d": "d", "no such": "no such"}


def test_an_article_that_stays_in_its_group_keeps_its_copies(shelf: Shelf) -> None:
    keep_copies(shelf)
    shelf.keep([shelved(made("a", "Wire, corrected.", revision=2), copies_of="b")], NOON)
    assert copies(shelf) == {"a": "a", "b": "a", "c": "a", "d": "d", "no such": "no such"}


def test_the_earliest_published_heads_its_copies_whenever_it_comes(shelf: Shelf) -> None:
    noon = datetime(2020, 5, 4, 12, tzinfo=UTC)
    shelf.keep([shelved(made("undated", "Wire."))], NOON)
    shelf.keep([shelved(made("day", "Wire.", published=noon.date()), copies_of="undated")], NOON)
    assert copies(shelf, "undated", "day") == {"undated": "day", "day": "day"}
    moment = made("moment", "Wire.", published=noon.date(), published_at=noon)
    shelf.keep([shelved(moment, copies_of="undated")], NOON)
    assert set(copies(shelf, "undated", "day", "moment").values()) == {"moment"}
    assert shelf.copies(ArticleId("undated")) == ("moment", "day")
    assert shelf.copies(ArticleId("moment")) == ("undated", "day")
    shelf.describe(replace(shelf.article(ArticleId("undated")), published=date(2020, 5, 1)))
    assert set(copies(shelf, "undated", "day", "moment").values()) == {"undated"}
    assert shelf.copies(ArticleId("no such")) == ()


def test_bands_are_made_anew_of_known_articles_only(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One."), bands=(1,))], NOON)
    shelf.rebanded({ArticleId("a"): (2,), ArticleId("no such"): (3,)})
    assert (shelf.sharing([1, 3]), shelf.sharing([2])) == ({}, {2: {"a": "a"}})


def test_standing_tells_of_every_revision_without_its_text(shelf: Shelf) -> None:
    first, second = made("a", "One.", outlet="Post"), made("a", "Two.", outlet="Post", collections=("x",), revision=2)
    shelf.keep([shelved(first), shelved(second)], NOON)
    assert shelf.standing(ids("a", "no such")) == {"a": Standing(2, (first.digest, second.digest), ("x",), "Post")}


def test_revisions_and_what_their_sources_said_stay(shelf: Shelf) -> None:
    readings = (Reading("title", "og:title", 'A "quoted" headline'),)
    shelf.keep([replace(shelved(made("a", "One.", title="First")), readings=readings)], NOON)
    shelf.keep([shelved(made("a", "Two.", title="Second", updated=date(2020, 1, 2), revision=2))], NOON)
    assert [(each.number, each.title, each.updated) for each in shelf.revisions(ArticleId("a"))] == [
        (2, "Second", date(2020, 1, 2)),
        (1, "First", None),
    ]
    assert shelf.readings(ArticleId("a"), 1) == readings
    assert shelf.readings(ArticleId("a"), 2) == shelf.readings(ArticleId("no such"), 1) == ()


def test_what_was_seen_is_forgotten_with_its_article(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "One.")), shelved(made("b", "Two."))], NOON, seen={"aa": ArticleId("a")})
    job = shelf.queue("A job", "plan", NOON)
    shelf.keep([], NOON, seen={"bb": ArticleId("b"), "cc": ArticleId("no such")}, job=job)
    assert shelf.seen(["aa", "bb", "cc"]) == {"aa": ("a", 0), "bb": ("b", job.id)}
    shelf.remove(ids("b"))
    assert shelf.seen(["aa", "bb"]) == {"aa": ("a", 0)}


def test_relabel_changes_only_what_it_names(shelf: Shelf) -> None:
    known = {"title": "T", "outlet": "Post", "language": "en", "collections": ("x", "y"), "tags": ("t",)}
    shelf.keep([shelved(made("a", "One.", **known)), shelved(made("b", "Two."))], NOON)
    labels = Labels(collect=("z", "x"), uncollect=("y",), tag=("u",), untag=("t",))
    assert shelf.relabel(ids("a", "b", "no such"), labels) == 2
    article = shelf.article(ArticleId("a"))
    assert (article.outlet, article.language, article.collections, article.tags) == ("Post", "en", ("x", "z"), ("u",))
    assert shelf.article(ArticleId("b")).collections == ("z", "x")
    shelf.relabel(ids("a"), Labels(outlet="The Herald", language=""))
    assert (shelf.article(ArticleId("a")).outlet, shelf.article(ArticleId("a")).language) == ("The Herald", "")
    assert (shelf.count(EVERYTHING, words="herald"), shelf.count(EVERYTHING, words="post")) == (1, 0)
    assert shelf.problems() == ()


def test_an_article_keeps_its_moment_with_its_zone(shelf: Shelf) -> None:
    moment = datetime(2020, 5, 4, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    article = made("a", "One.", published=moment.date(), published_at=moment, wire="Reuters", tags=("t",))
    shelf.keep([shelved(article)], NOON)
    assert shelf.article(article.id) == article
    assert shelf.article(article.id).published_at.utcoffset() == timedelta(hours=5, minutes=30)


def test_a_copy_of_an_unknown_article_is_its_own_head(shelf: Shelf) -> None:
    shelf.keep([shelved(made("a", "Wire."), copies_of="no such")], NOON)
    assert copies(shelf)["a"] == "a"
