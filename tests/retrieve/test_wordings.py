from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Article, ArticleId, Evidence, Hit, PassageId, Span
from pipeline.retrieve import wordings
from pipeline.retrieve.search import PER_STORY

ARTICLES = {ArticleId(name): Article(ArticleId(name), "word " * 40, name) for name in "abcdefgh"}
PASSAGES = [(name, start) for name in ARTICLES for start in range(0, 200, 20)]


def hit(name: str, start: int, score: float, revision: int = 1) -> Hit:
    article = Article(ArticleId(name), "word " * 40, name, revision=revision)
    return Hit(article.passage(Span(start, start + 20)), score, score)


def found(*hits: Hit, question: str = "Who?", revision: int = 1) -> Evidence:
    ids = {each.passage.article_id for each in hits}
    articles = {i: Article(i, ARTICLES[i].text, i, revision=revision) for i in ids}
    return Evidence(question, tuple(sorted(hits, key=lambda each: -each.score)), articles)


def ids(evidence: Evidence) -> list[PassageId]:
    return [each.passage.id for each in evidence.hits]


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    places = draw(st.lists(st.sampled_from(PASSAGES), unique=True, max_size=25))
    return found(*(hit(name, start, draw(st.floats(0, 1))) for name, start in places))


def test_without_other_wordings_nothing_changes() -> None:
    one = found(hit("a", 0, 1.0), hit("b", 0, 0.4))
    assert wordings.merged(one, [], {}, 1) is one
    assert wordings.merged(one, [found()], {}, 1) is one


def test_what_only_another_wording_found_is_added_behind_the_best() -> None:
    merged = wordings.merged(found(hit("a", 0, 1.0), hit("b", 0, 0.9)), [found(hit("c", 0, 1.0))], {}, 10)
    assert [each.passage.article_id for each in merged.hits] == ["a", "b", "c"]
    assert set(merged.articles) == {"a", "b", "c"}


def test_what_both_found_rises() -> None:
    merged = wordings.merged(found(hit("a", 0, 0.7), hit("b", 0, 0.6)), [found(hit("b", 0, 1.0))], {}, 10)
    assert [each.passage.article_id for each in merged.hits] == ["b", "a"]


def test_wordings_together_bring_no_more_of_one_story_than_a_search_does() -> None:
    others = [found(hit("a", start, 1.0), hit("b", start, 0.9)) for start in range(0, 200, 20)]
    merged = wordings.merged(found(hit("c", 0, 1.0)), others, {ArticleId("b"): ArticleId("a")}, 20)
    assert Counter(each.passage.article_id in "ab" for each in merged.hits) == {True: PER_STORY, False: 1}


def test_passages_of_a_text_that_was_revised_between_two_searches_are_left_out() -> None:
    earlier = found(hit("a", 20, 1.0), hit("b", 0, 1.0))
    later = found(hit("a", 0, 1.0, revision=2), revision=2)
    merged = wordings.merged(earlier, [later], {}, 10)
    assert {each.passage.revision for each in merged.hits} == {1}


def test_the_passages_named_come_first_and_the_others_keep_their_order() -> None:
    one = found(*(hit(name, 0, 1 - number / 10) for number, name in enumerate("abcd")))
    moved = wordings.reordered(one, [ids(one)[2], ids(one)[1]], (), 10)
    assert [each.passage.article_id for each in moved.hits] == ["c", "b", "a", "d"]
    assert [each.score for each in moved.hits] == [each.score for each in one.hits]


def test_naming_the_worst_does_not_take_the_best_away() -> None:
    one = found(*(hit(name, start, 1 - number / 100) for number, (name, start) in enumerate(PASSAGES[:20])))
    worst = ids(one)[::-1]
    moved = wordings.reordered(one, worst[:10], wordings.sure(one), 10)
    assert len(moved.hits) == 10
    assert set(ids(one)[: wordings.SURE]) <= set(ids(moved))
    assert ids(moved)[:5] == worst[:5]


@given(evidences(), st.lists(evidences(), max_size=3), st.lists(st.sampled_from(PASSAGES)), st.integers(5, 20))
def test_whatever_a_model_says_the_best_of_the_question_stay(
    one: Evidence, others: list[Evidence], named: list[tuple[str, int]], k: int
) -> None:
    certain = wordings.sure(one)
    merged = wordings.merged(one, others, {}, 2 * k)
    best = tuple(dict.fromkeys(hit(name, start, 1.0).passage.id for name, start in named))
    end = wordings.reordered(merged, best, certain, k)
    assert certain <= set(ids(end)) <= set(ids(one)).union(*map(ids, others))
    assert len(set(ids(end))) == len(end.hits) <= k
    assert [each.score for each in end.hits] == sorted((each.score for each in end.hits), reverse=True)
    assert all(0 <= each.score <= 1 for each in end.hits)
    assert len(end.hits) >= min(k, len(one.hits))
