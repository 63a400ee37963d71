from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import PassageId
from pipeline.retrieve import fuse

A, B, C = PassageId("a"), PassageId("b"), PassageId("c")


def test_meaning_outweighs_words_by_its_share() -> None:
    scores = fuse.fuse({A: 0.8, B: 0.2}, {B: 9.0})
    assert scores == {A: 0.7, B: 0.30000000000000004}


def test_a_passage_that_has_no_vector_yet_is_found_by_its_words_alone() -> None:
    scores = fuse.fuse({A: 0.8, B: 0.4}, {C: 2.0, B: 1.0})
    assert scores[C] == 1.0
    assert scores[B] == 0.5 * 0.30000000000000004


def test_a_question_without_parts_is_ranked_as_a_whole() -> None:
    assert fuse.merge({A: 0.9, B: 0.1}, []) == {A: 0.9, B: 0.1}


def test_the_best_of_each_part_comes_before_the_second_best_of_one() -> None:
    scores = fuse.merge({A: 1.0, B: 0.9}, [{A: 1.0, B: 0.7}, {C: 1.0, A: 0.2}], whole_weight=0.1)
    assert sorted(scores, key=lambda passage: -scores[passage]) == [A, C, B]


def test_nothing_found_is_nothing() -> None:
    assert fuse.fuse({}, {}) == {}
    assert fuse.merge({}, [{}]) == {}


@given(
    st.dictionaries(st.sampled_from([A, B, C]), st.floats(-1, 1)),
    st.dictionaries(st.sampled_from([A, B, C]), st.floats(0.1, 50)),
)
def test_scores_lie_between_0_and_1(cosines: dict[PassageId, float], bm25: dict[PassageId, float]) -> None:
    scores = fuse.fuse(cosines, bm25)
    assert scores.keys() == cosines.keys() | bm25.keys()
    assert all(0 <= score <= 1.0000001 for score in scores.values())
