"""Vectors by passage, in Chroma: one collection for each vector space, so that two never mix."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import InternalError

from pipeline.adapters import chroma_damage
from pipeline.domain import ArticleId, Passage, PassageId
from pipeline.errors import DeskBusy, DeskUnavailable
from pipeline.ports import Vectors

# On 20,000 Gaussian vectors of 384 dimensions, which have no clusters to follow, these find 99.7 % of the true ten
# nearest of 100 queries; Chroma's own values find 37 %, and all of them where there are clusters.
_GRAPH = {"space": "cosine", "ef_search": 1000, "ef_construction": 200, "max_neighbors": 32}

_EXACT_ARTICLES = 50
_FILTERED_ARTICLES = 200
_OVERFETCH = 10
_DECIMALS = 6  # below that, equal vectors may differ by where Chroma holds them
_MARGIN = 8
_WAIT_SECONDS = 60.0
_USERS_SECONDS = 5.0
_AT_ONCE = 10_000  # Chroma hands every id to SQLite as a parameter of its own


class ChromaStore:
    """The vectors of one ``space``, in a folder that holds nothing else. Thread-safe; several processes may share it.

    Chroma itself is not made for two processes: one sees nothing of what another adds, and writes its graph over the
    other's. So each opening and write has a locked file beside the folder to itself, and the folder is opened again
    when it is not as this process left it.
    """

    def __init__(self, folder: Path, space: str) -> None:
        """Makes the folder and the collection where there are none, or are none that can be read. DeskUnavailable."""
        from filelock import FileLock

        self._folder = folder
        self._lock = FileLock(folder.with_name(f"{folder.name}.lock"))
        self._in_use = threading.Condition()
        self._users = 0
        self._left: object = None
        self._name = f"space-{space}"
        self._client: Any = None
        self._opened: Any = None
        try:
            with self._translated():
                self._reach()
        except DeskUnavailable:
            if not chroma_damage.is_damaged(folder):
                raise
            with self._translated(), self._alone(_WAIT_SECONDS):
                chroma_damage.put_aside(folder)
                self._reach()

    def add(self, passages: Sequence[Passage], vectors: Vectors) -> None:
        rows = {passage.id: row for row, passage in enumerate(passages)}  # Chroma refuses an id twice in a batch
        with self._translated():
            most = self._reach()[0].get_max_batch_size()
        for ids in _batches(rows, most):
            at = [rows[i] for i in ids]
            with self._writing():
                self._rows.upsert(
                    ids=ids,
                    embeddings=np.ascontiguousarray(vectors[at], dtype=np.float32),
                    metadatas=[{"article_id": passages[row].article_id} for row in at],
                )

    def nearest(
        self, vector: Vectors, k: int, among: Collection[ArticleId] | None = None
    ) -> tuple[tuple[PassageId, float], ...]:
        """The way is chosen by the number of articles in ``among``.

        Measured on 20,000 vectors of 2,500 articles, both cores busy with other work, so only the order of each pair
        means much. Up to 50 articles: all their vectors and an exact product (10 articles: 11 ms, Chroma's filter 43;
        50: about equal). Up to 200: the filter (120: 41 ms, over-fetching first 106). More: ten times ``k`` without a
        filter, of which those of other articles are dropped (600: 23 ms, the filter 122), and the filter only when that
        leaves too few.
        """
        if k < 1 or (among is not None and not among):
            return ()
        with self._reading():
            if among is None:
                return _best(self._without_ties_cut(vector, k, None), k)
            if len(among) <= _EXACT_ARTICLES:
                return _best(self._exact(vector, among), k)
            wanted = frozenset(among)
            if len(wanted) > _FILTERED_ARTICLES:
                found = [(i, cosine) for i, cosine, of in self._query(vector, k * _OVERFETCH, None) if of in wanted]
                if len(found) > k and round(found[k][1], _DECIMALS) < round(found[k - 1][1], _DECIMALS):
                    return _best(found, k)
            return _best(
                [hit for some in _batches(wanted, _AT_ONCE) for hit in self._without_ties_cut(vector, k, some)], k
            )

    def similarities(self, vector: Vectors, ids: Sequence[PassageId]) -> Mapping[PassageId, float]:
        found: dict[PassageId, float] = {}
        with self._reading():
            for some in _batches(dict.fromkeys(ids), _AT_ONCE):
                got = self._got(ids=some)
                found |= dict(_cosines(got["ids"], got["embeddings"], vector))
        return found

    def remove(self, articles: Collection[ArticleId]) -> None:
        """From every space in the folder: what is taken out is taken out everywhere."""
        with self._writing():
            for rows in self._reach()[0].list_collections():
                for some in _batches(articles, _AT_ONCE):
                    rows.delete(where={"article_id": {"$in": some}})

    def ids(self) -> Iterator[PassageId]:
        """As they are at the first step."""
        with self._reading():
            found = self._rows.get(include=[])["ids"]
        yield from map(PassageId, found)

    def discard(self, ids: Sequence[PassageId]) -> None:
        with self._writing():
            for some in _batches(ids, _AT_ONCE):
                self._rows.delete(ids=some)

    def count(self) -> int:
        with self._reading():
            return int(self._rows.count())

    def close(self) -> None:
        """Lets go of the folder, until something is asked for again. Twice is no error."""
        with _OPENING:
            client, self._client, self._opened = self._client, None, None
        if client is not None:
            client.close()

    @property
    def _rows(self) -> Any:
        return self._reach()[1]

    def _reach(self) -> tuple[Any, Any]:
        """Chroma's client, and this space's collection: opened again after a failure."""
        with _OPENING:
            if self._client is not None:
                return self._client, self._opened
        with self._alone(_WAIT_SECONDS), _OPENING:
            if self._client is None:
                self._folder.mkdir(parents=True, exist_ok=True)
                client = self._started()
                try:
                    self._opened = client.get_or_create_collection(
                        self._name, embedding_function=None, configuration={"hnsw": _GRAPH}
                    )
                except BaseException:
                    client.close()
                    raise
                self._client, self._left = client, self._state()
            return self._client, self._opened

    def _started(self) -> Any:
        """A client. Chroma keeps one that could not start, and would hand it out again for the same folder."""
        path = str(self._folder)
        try:
            return chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False))
        except BaseException:
            SharedSystemClient._identifier_to_system.pop(path, None)
            raise

    def _got(self, **wanted: Any) -> Any:
        try:
            return self._rows.get(**wanted, include=["embeddings"])
        except InternalError:
            # another process has written since this one opened the folder: opened again, it sees what is there now
            self.close()
            return self._rows.get(**wanted, include=["embeddings"])

    def _exact(self, vector: Vectors, among: Collection[ArticleId]) -> list[tuple[PassageId, float]]:
        got = self._got(where={"article_id": {"$in": list(among)}})
        return _cosines(got["ids"], got["embeddings"], vector)

    def _without_ties_cut(
        self, vector: Vectors, k: int, among: Sequence[ArticleId] | None
    ) -> list[tuple[PassageId, float]]:
        """At least ``k`` where there are so many, and all those that are as near as the last of them."""
        fetch = k + _MARGIN
        while True:
            found = [(i, cosine) for i, cosine, _ in self._query(vector, fetch, among)]
            if len(found) < fetch or round(found[-1][1], _DECIMALS) < round(found[k - 1][1], _DECIMALS):
                return found
            fetch *= 2

    def _query(
        self, vector: Vectors, fetch: int, among: Sequence[ArticleId] | None
    ) -> list[tuple[PassageId, float, ArticleId]]:
        """Nearest first: passage, cosine, article."""
        got = self._rows.query(
            query_embeddings=[np.asarray(vector, dtype=np.float32)],
            n_results=fetch,
            where=None if among is None else {"article_id": {"$in": list(among)}},
            include=["distances", "metadatas"],
        )
        rows = zip(got["ids"][0], got["distances"][0], got["metadatas"][0], strict=True)
        # a row that another process has taken out since this one opened the folder comes without its metadata
        return [(PassageId(i), 1.0 - distance, ArticleId(meta["article_id"])) for i, distance, meta in rows if meta]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._translated():
            # whoever writes just now is not waited for: what was there before is found
            with suppress(DeskBusy):
                self._renew(0.0)
            with self._used():
                yield

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._translated(), self._alone(_WAIT_SECONDS):
            self._renew(_WAIT_SECONDS)
            with self._used():
                try:
                    yield
                finally:
                    self._left = self._state()

    @contextmanager
    def _used(self) -> Iterator[None]:
        """Keeps ``_renew`` of other threads waiting."""
        with self._in_use:
            self._users += 1
        try:
            yield
        finally:
            with self._in_use:
                self._users -= 1
                self._in_use.notify_all()

    def _renew(self, wait_seconds: float) -> None:
        """Opens the folder again when another process has written there."""
        if not self._is_overtaken():
            return
        with self._alone(wait_seconds):
            with self._in_use:
                if self._is_overtaken() and self._in_use.wait_for(lambda: not self._users, _USERS_SECONDS):
                    self.close()
            self._reach()

    def _is_overtaken(self) -> bool:
        return self._client is not None and self._state() != self._left

    def _state(self) -> object:
        """Changes with every write. Never by opening the file: closing it would undo the locks that Chroma holds."""
        try:
            found = (self._folder / chroma_damage.FILE).stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    @contextmanager
    def _alone(self, wait_seconds: float) -> Iterator[None]:
        """Among all processes and threads; again within itself is no wait."""
        from filelock import Timeout

        self._folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            raise DeskBusy(
                f"The vectors in {self._folder} are in use by another program. Wait until it is done, or close it, "
                "and try again."
            ) from error
        try:
            yield
        finally:
            self._lock.release()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (InternalError, OSError) as error:
            # of ten stores whose disk refused a write, the next read hung for ever in four; opened again, in none
            self.close()
            raise DeskUnavailable(
                f"The vectors in {self._folder} cannot be read or written. Check that the disk has room and who may "
                "write there. If they are damaged, delete that folder and run `python -m pipeline doctor --repair`: it "
                "makes them again from the articles."
            ) from error


# Chroma's start-up is not for two threads at once
_OPENING = threading.Lock()


def _batches(values: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of at most ``size``; none for nothing, because Chroma refuses an empty batch."""
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some


def _cosines(ids: Sequence[str], rows: Any, vector: Vectors) -> list[tuple[PassageId, float]]:
    if not ids:
        return []
    # row by row, so that a cosine does not depend on which others are asked for
    products = (np.asarray(rows, dtype=np.float32) * np.asarray(vector, dtype=np.float32)).sum(axis=1)
    return [(PassageId(i), float(product)) for i, product in zip(ids, products, strict=True)]


def _best(found: Iterable[tuple[PassageId, float]], k: int) -> tuple[tuple[PassageId, float], ...]:
    rounded = ((i, round(cosine, _DECIMALS)) for i, cosine in found)
    return tuple(sorted(rounded, key=lambda hit: (-hit[1], hit[0]))[:k])
