"""What every ``PassageStore`` does. A new one adds a line to ``STORES``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, nullcontext
from pathlib import Path

import numpy as np
import pytest

from pipeline.adapters.chroma import ChromaStore
from pipeline.domain import Article, ArticleId, Passage, PassageId, Span
from pipeline.ports import PassageStore, Vectors
from tests.contracts.memory import MemoryStore

STORES: dict[str, Callable[[Path], PassageStore]] = {
    "memory": lambda _: MemoryStore(),
    "chroma": lambda folder: ChromaStore(folder, "contract"),
}
DIMENSIONS = 24


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PassageStore]:
    made = STORES[request.param](tmp_path)
    with closing(made) if hasattr(made, "close") else nullcontext():
        yield made


def cut(article_id: str, passages: int, revision: int = 1) -> list[Passage]:
    article = Article(ArticleId(article_id), "x" * (2 * passages), revision=revision)
    return [article.passage(Span(2 * i, 2 * i + 2)) for i in range(passages)]


def unit(n: int, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((n, DIMENSIONS)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def several(articles: int, passages: int) -> list[Passage]:
    return [passage for i in range(articles) for passage in cut(f"a{i:03d}", passages)]


def exactly(passages: list[Passage], vectors: Vectors, query: Vectors, k: int) -> list[PassageId]:
    order = np.argsort(-(vectors @ query))[:k]
    return [passages[row].id for row in order]


def test_the_nearest_come_first_with_their_cosine(store: PassageStore) -> None:
    passages, vectors, query = several(30, 4), unit(120), unit(1, seed=9)[0]
    store.add(passages, vectors)
    found = store.nearest(query, 10)
    assert [i for i, _ in found] == exactly(passages, vectors, query, 10)
    by_id = dict(zip([p.id for p in passages], vectors @ query, strict=True))
    assert all(cosine == pytest.approx(by_id[i], abs=1e-5) for i, cosine in found)


def test_a_vector_is_nearest_to_itself_and_farthest_from_its_opposite(store: PassageStore) -> None:
    passages, vectors = cut("a", 2), unit(2)
    vectors[1] = -vectors[0]
    store.add(passages, vectors)
    assert [cosine for _, cosine in store.nearest(vectors[0], 5)] == pytest.approx([1, -1], abs=1e-5)


def test_equal_vectors_come_in_the_order_of_their_ids_even_where_the_result_ends(store: PassageStore) -> None:
    passages = several(10, 4)
    store.add(passages[::-1], np.repeat(unit(1), len(passages), axis=0))
    expected = sorted(p.id for p in passages)
    for k in (1, 5, 39, 40, 90):
        assert [i for i, _ in store.nearest(unit(1)[0], k)] == expected[:k]
        assert [i for i, _ in store.nearest(unit(1)[0], k, [f"a{i:03d}" for i in range(10)])] == expected[:k]


def test_adding_twice_changes_nothing(store: PassageStore) -> None:
    passages, vectors = cut("a", 5), unit(5)
    store.add(passages, vectors)
    before = store.nearest(vectors[0], 5)
    store.add(passages, vectors)
    assert store.count() == 5
    assert store.nearest(vectors[0], 5) == before


def test_a_passage_twice_in_one_call_is_one(store: PassageStore) -> None:
    passages, vectors = cut("a", 2), unit(2)
    store.add([*passages, *passages], np.concatenate([vectors, vectors]))
    assert store.count() == 2


def test_nothing_to_add_to_discard_or_to_remove_is_no_error(store: PassageStore) -> None:
    store.add([], np.empty((0, DIMENSIONS), dtype=np.float32))
    store.discard([])
    store.remove([])
    assert (store.count(), list(store.ids())) == (0, [])


def test_an_empty_store_finds_nothing(store: PassageStore) -> None:
    assert store.nearest(unit(1)[0], 3) == ()
    assert store.nearest(unit(1)[0], 3, [ArticleId("a")]) == ()
    assert store.similarities(unit(1)[0], [PassageId("a")]) == {}


def test_no_articles_to_look_among_finds_nothing(store: PassageStore) -> None:
    store.add(cut("a", 3), unit(3))
    assert store.nearest(unit(1)[0], 3, []) == ()


def test_none_asked_for_is_none_found(store: PassageStore) -> None:
    store.add(cut("a", 3), unit(3))
    assert store.nearest(unit(1)[0], 0) == ()


@pytest.mark.parametrize("width", [1, 7, 60, 250])
def test_only_passages_of_the_given_articles_are_found_and_as_many_as_there_are(
    store: PassageStore, width: int
) -> None:
    """Few articles, many, and many of which none is near: they are looked up in different ways."""
    passages, vectors, query = several(300, 2), unit(600), unit(1, seed=4)[0]
    store.add(passages, vectors)
    by_distance = list(dict.fromkeys(i.split(":")[0] for i in exactly(passages, vectors, query, 600)))
    for among in (set(by_distance[:width]), set(by_distance[-width:])):
        inside = [row for row, passage in enumerate(passages) if passage.article_id in among]
        expected = exactly([passages[row] for row in inside], vectors[inside], query, 8)
        assert [i for i, _ in store.nearest(query, 8, [ArticleId(i) for i in among])] == expected
        assert len(store.nearest(query, 1000, [ArticleId(i) for i in among])) == len(inside)


def test_an_article_without_vectors_among_others_changes_nothing(store: PassageStore) -> None:
    store.add(cut("a", 3), unit(3))
    assert {i for i, _ in store.nearest(unit(1)[0], 9, [ArticleId("a"), ArticleId("no such")])} == set(store.ids())


def test_similarities_are_cosines_and_leave_out_what_has_no_vector(store: PassageStore) -> None:
    passages, vectors, query = cut("a", 4), unit(4), unit(1, seed=5)[0]
    store.add(passages, vectors)
    found = store.similarities(query, [passages[2].id, PassageId("no such"), passages[0].id, passages[2].id])
    assert set(found) == {passages[2].id, passages[0].id}
    assert found[passages[2].id] == pytest.approx(float(vectors[2] @ query), abs=1e-5)
    assert store.similarities(query, []) == {}


def test_similarities_agree_with_nearest(store: PassageStore) -> None:
    passages, vectors, query = several(20, 3), unit(60), unit(1, seed=6)[0]
    store.add(passages, vectors)
    nearest = dict(store.nearest(query, 60))
    assert dict(store.similarities(query, list(nearest))) == pytest.approx(nearest, abs=2e-6)


def test_removing_an_article_forgets_all_its_revisions_and_nothing_else(store: PassageStore) -> None:
    mine, later, other = cut("a", 2), cut("a", 2, revision=2), cut("b", 2)
    store.add([*mine, *later, *other], unit(6))
    store.remove([ArticleId("a"), ArticleId("no such")])
    assert set(store.ids()) == {p.id for p in other}
    assert {i for i, _ in store.nearest(unit(1)[0], 9)} == {p.id for p in other}


def test_discarding_forgets_these_passages_only(store: PassageStore) -> None:
    passages = cut("a", 3)
    store.add(passages, unit(3))
    store.discard([passages[0].id, PassageId("no such")])
    assert set(store.ids()) == {p.id for p in passages[1:]}
    assert store.count() == 2


def test_a_forgotten_passage_can_come_back(store: PassageStore) -> None:
    passages, vectors = cut("a", 3), unit(3)
    store.add(passages, vectors)
    store.remove([ArticleId("a")])
    store.add(passages, vectors)
    assert store.nearest(vectors[1], 1)[0][0] == passages[1].id


def test_more_than_one_batch_goes_in_and_comes_out(store: PassageStore) -> None:
    passages, vectors = several(120, 50), unit(6000)
    store.add(passages, vectors)
    assert store.count() == 6000
    assert set(store.ids()) == {p.id for p in passages}


def test_several_threads_add_and_search_at_once(store: PassageStore) -> None:
    vectors = unit(80)

    def add_and_find(n: int) -> bool:
        passages = cut(f"a{n}", 10)
        own = vectors[10 * n : 10 * n + 10]
        store.add(passages, own)
        return store.nearest(own[3], 1)[0][0] == passages[3].id

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(add_and_find, range(8)))
    assert store.count() == 80
