"""What is special to Chroma: its folder, its spaces, its recall, and its errors as ours."""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from pipeline.adapters.chroma import ChromaStore
from pipeline.domain import ArticleId, PassageId
from pipeline.errors import DeskUnavailable
from pipeline.ports import Vectors
from tests.adapters.test_sqlite import as_somebody_else
from tests.contracts.test_passage_store import cut, several


def unit(n: int, dimensions: int = 16, seed: int = 0) -> Vectors:
    rows = np.random.default_rng(seed).standard_normal((n, dimensions)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_vectors_are_there_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    passages, vectors = several(20, 3), unit(60)
    with closing(ChromaStore(tmp_path, "space")) as store:
        store.add(passages, vectors)
        before = store.nearest(vectors[0], 10)
    with closing(ChromaStore(tmp_path, "space")) as store:
        assert store.nearest(vectors[0], 10) == before


def test_vectors_of_two_spaces_never_mix(tmp_path: Path) -> None:
    with closing(ChromaStore(tmp_path, "one")) as one, closing(ChromaStore(tmp_path, "other")) as other:
        one.add(cut("a", 2), unit(2))
        other.add(cut("b", 3), unit(3, dimensions=5))
        assert (one.count(), other.count()) == (2, 3)
        assert {i.split(":")[0] for i, _ in one.nearest(unit(1)[0], 9)} == {"a"}


def test_an_article_is_removed_from_every_space(tmp_path: Path) -> None:
    with closing(ChromaStore(tmp_path, "one")) as one, closing(ChromaStore(tmp_path, "other")) as other:
        one.add([*cut("a", 2), *cut("b", 1)], unit(3))
        other.add(cut("a", 2), unit(2, dimensions=5))
        one.remove([ArticleId("a")])
        assert (one.count(), other.count()) == (1, 0)


@pytest.mark.parametrize("space", ["x", "minilm-l6-v2-fp32", "onnx-a.b-0123456789ab"])
def test_every_name_of_a_space_is_taken(tmp_path: Path, space: str) -> None:
    with closing(ChromaStore(tmp_path, space)) as store:
        assert store.count() == 0


def test_nearly_all_of_the_true_nearest_are_found_among_thousands(tmp_path: Path) -> None:
    """Gaussian vectors have no clusters to follow: what a graph finds of them, it finds of news too."""
    passages, vectors, queries = several(500, 4), unit(2000, 128), unit(30, 128, seed=5)
    with closing(ChromaStore(tmp_path, "space")) as store:
        store.add(passages, vectors)
        exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :10]
        found = 0
        for query, rows in zip(queries, exact, strict=True):
            found += len({i for i, _ in store.nearest(query, 10)} & {passages[row].id for row in rows})
    assert found / 300 >= 0.98


def test_more_articles_and_passages_than_sqlite_takes_parameters(tmp_path: Path) -> None:
    many = [ArticleId(f"no{n}") for n in range(40_000)]
    with closing(ChromaStore(tmp_path, "space")) as store:
        store.add(cut("a", 3), unit(3))
        assert len(store.nearest(unit(1)[0], 9, [*many, ArticleId("a")])) == 3
        assert len(store.similarities(unit(1)[0], [*map(PassageId, many), cut("a", 1)[0].id])) == 1
        store.discard([PassageId(i) for i in many])
        store.remove([*many, ArticleId("a")])
        assert store.count() == 0


def test_a_process_killed_between_two_batches_leaves_a_store_that_opens(tmp_path: Path) -> None:
    code = f"""
import os, signal
from pathlib import Path
from pipeline.adapters.chroma import ChromaStore
from tests.adapters.test_chroma import cut, unit
store = ChromaStore(Path({str(tmp_path)!r}), "space")
store.add(cut("a", 300), unit(300))
os.kill(os.getpid(), signal.SIGKILL)
"""
    ended = subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2])
    assert ended.returncode == -signal.SIGKILL
    with closing(ChromaStore(tmp_path, "space")) as store:
        assert store.count() == 300
        assert store.nearest(unit(300)[7], 1)[0][0] == cut("a", 8)[7].id


def test_a_folder_whose_place_a_file_has_taken_is_named(tmp_path: Path) -> None:
    (tmp_path / "vectors").write_text("a file")
    with pytest.raises(DeskUnavailable, match=f"The vectors in {tmp_path / 'vectors'} cannot be read or written"):
        ChromaStore(tmp_path / "vectors", "space")


@pytest.mark.parametrize("content", [b"rubbish " * 1000, b"SQLite format 3\0" + b"\xa5" * 20_000])
def test_a_damaged_file_is_put_aside_with_its_folder(tmp_path: Path, content: bytes) -> None:
    folder = tmp_path / "vectors"
    with closing(ChromaStore(folder, "space")) as store:
        store.add(cut("before", 3), unit(3))
    (folder / "chroma.sqlite3").write_bytes(content)
    with closing(ChromaStore(folder, "space")) as store:
        assert store.count() == 0
        store.add(cut("after", 2), unit(2))
        assert store.count() == 2
    assert (tmp_path / "vectors-damaged" / "chroma.sqlite3").read_bytes() == content


def test_a_folder_that_cannot_be_written_is_named() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        with as_somebody_else(), pytest.raises(DeskUnavailable, match=f"The vectors in {folder / 'below'}"):
            ChromaStore(folder / "below", "space")
        folder.chmod(0o755)


def test_a_disk_that_refuses_a_write_is_one_clear_sentence_and_what_was_there_stays(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    with closing(ChromaStore(tmp_path, "space")) as store:
        store.add(cut("before", 3), unit(3, 256))
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, hard))
        try:
            with pytest.raises(DeskUnavailable, match=f"The vectors in {tmp_path} cannot be read or written"):
                store.add(cut("big", 1500), unit(1500, 256))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert {i.split(":")[0] for i in store.ids()} == {"before"}
        store.add(cut("big", 300), unit(300, 256))
        assert store.count() == 303


ELSEWHERE = """
import sys
from contextlib import closing
from pathlib import Path
from pipeline.adapters.chroma import ChromaStore
from pipeline.domain import ArticleId
from tests.adapters.test_chroma import unit
from tests.contracts.test_passage_store import cut
with closing(ChromaStore(Path(sys.argv[1]), "space")) as store:
    if sys.argv[2] == "add":
        store.add(cut("b", 2), unit(2, seed=1))
    else:
        store.remove([ArticleId("a")])
"""


def _elsewhere(folder: Path, what: str) -> None:
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", ELSEWHERE, str(folder), what], cwd=root, check=True)


def test_what_another_process_adds_is_found_at_once_and_what_it_takes_out_is_not(tmp_path: Path) -> None:
    ours, theirs, vectors = cut("a", 2), cut("b", 2), unit(2, seed=1)
    with closing(ChromaStore(tmp_path, "space")) as store:
        store.add(ours, unit(2))
        assert len(store.nearest(vectors[0], 9)) == 2  # from here on Chroma holds them in memory
        _elsewhere(tmp_path, "add")
        assert store.nearest(vectors[0], 1) == ((theirs[0].id, pytest.approx(1.0, abs=1e-5)),)
        assert set(store.similarities(vectors[0], [p.id for p in theirs])) == {p.id for p in theirs}
        _elsewhere(tmp_path, "remove")
        assert {i for i, _ in store.nearest(vectors[0], 9)} == {p.id for p in theirs}


def test_an_opening_waits_until_no_other_is_opening_or_writing(tmp_path: Path) -> None:
    opened: list[int] = []

    def opening() -> None:
        with closing(ChromaStore(tmp_path / "vectors", "space")) as store:
            opened.append(store.count())

    thread = threading.Thread(target=opening)
    with FileLock(tmp_path / "vectors.lock"):
        thread.start()
        thread.join(timeout=0.5)
        assert not opened
        assert not (tmp_path / "vectors").exists()
    thread.join(timeout=20)
    assert opened == [0]


def test_a_search_does_not_wait_for_another_process_that_writes(tmp_path: Path) -> None:
    with closing(ChromaStore(tmp_path / "vectors", "space")) as store:
        store.add(cut("a", 2), unit(2))
        _elsewhere(tmp_path / "vectors", "add")
        with FileLock(tmp_path / "vectors.lock"):
            assert len(store.nearest(unit(1)[0], 9)) >= 2
        assert len(store.nearest(unit(1)[0], 9)) == 4


def test_searches_go_on_while_the_folder_is_opened_again(tmp_path: Path) -> None:
    with closing(ChromaStore(tmp_path, "space")) as store, ThreadPoolExecutor(4) as threads:
        store.add(cut("a", 2), unit(2))
        asked = [threads.submit(_asked_for_seconds, store, 3.0) for _ in range(3)]
        _elsewhere(tmp_path, "add")
        assert {result for each in asked for result in each.result()} <= {2, 4}
        assert len(store.nearest(unit(1)[0], 9)) == 4


def _asked_for_seconds(store: ChromaStore, seconds: float) -> set[int]:
    until = time.monotonic() + seconds
    found = set()
    while time.monotonic() < until:
        found.add(len(store.nearest(unit(1)[0], 9)))
    return found
