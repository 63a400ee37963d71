"""The time of a search in a library of any size, without embedding it: made-up articles with made-up vectors.

Passages are real paragraphs with a word in eight changed for another of theirs, so that words are as frequent as they
are in news and full text has as much to do; vectors are those of the paragraphs with noise.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np

from benchmarks.measured import Figure
from pipeline.adapters.chroma import ChromaStore
from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.adapters.sqlite import SqliteShelf
from pipeline.domain import Article, ArticleId, Passage, Scope, Span
from pipeline.ports import Shelved, Vectors
from pipeline.retrieve.search import Search

PASSAGES_AN_ARTICLE = 10
AT_ONCE = 500
OUTLETS = 60
NOISE = 0.04
CHANGED = 8
SHORTEST = 200
DIFFERENT = 400


def measure(articles: int, folder: Path, texts: Sequence[str], questions: Sequence[str]) -> Figure:
    """The median of the questions, after one that loads the model."""
    fill(articles, folder, texts)
    shelf, embedder = SqliteShelf(folder), MiniLMEmbedder()
    store = ChromaStore(folder / "vectors", embedder.space)
    search = Search(shelf, store, embedder)
    search.evidence(questions[0], Scope(), 10)
    seconds = [_seconds(search, question) for question in questions]
    store.close()
    shelf.close()
    median = statistics.median(seconds) * 1000
    name = f"{articles} made-up articles"
    return Figure("retrieval", name, "ms, median", median, len(seconds), higher_is_better=False)


def fill(articles: int, folder: Path, texts: Sequence[str], *, passages: int = PASSAGES_AN_ARTICLE) -> None:
    """Makes the library, or goes on with one that has fewer. ``texts`` are paragraphs; short ones are left out."""
    shelf, embedder = SqliteShelf(folder), MiniLMEmbedder()
    store = ChromaStore(folder / "vectors", embedder.space)
    random.Random(0).shuffle(paragraphs := [text for text in texts if len(text) >= SHORTEST])
    _fill(shelf, store, embedder, paragraphs[:DIFFERENT], articles, passages)
    store.close()
    shelf.close()


def _seconds(search: Search, question: str) -> float:
    started = time.perf_counter()
    search.evidence(question, Scope(), 10)
    return time.perf_counter() - started


def _fill(
    shelf: SqliteShelf,
    store: ChromaStore,
    embedder: MiniLMEmbedder,
    texts: Sequence[str],
    articles: int,
    passages: int,
) -> None:
    vectors, rng, noise = embedder.embed(texts), random.Random(1), np.random.default_rng(1)
    vocabulary = [word for text in texts for word in text.split()]
    for start in range(shelf.count(Scope()), articles, AT_ONCE):
        picked = [rng.choices(range(len(texts)), k=passages) for _ in range(min(AT_ONCE, articles - start))]
        batch = [
            _made(start + n, [_changed(texts[row], vocabulary, rng) for row in rows]) for n, rows in enumerate(picked)
        ]
        shelf.keep(batch, datetime.now(UTC))
        _embed(
            shelf,
            store,
            embedder.space,
            [p for shelved in batch for p in shelved.passages],
            _near(vectors[np.concatenate(picked)], noise),
        )


def _changed(text: str, vocabulary: Sequence[str], rng: random.Random) -> str:
    return " ".join(rng.choice(vocabulary) if rng.randrange(CHANGED) == 0 else word for word in text.split())


def _made(number: int, passages: Sequence[str]) -> Shelved:
    text, spans = "", []
    for passage in passages:
        spans.append(Span(len(text), len(text) + len(passage)))
        text += f"{passage}\n\n"
    article = Article(
        ArticleId(f"made-{number:07}"),
        text.rstrip(),
        title=" ".join(passages[0].split()[:8]),
        outlet=f"Outlet {number % OUTLETS}",
        published=date(2015, 1, 1) + timedelta(days=number % 3650),
    )
    return Shelved(article, tuple(map(article.passage, spans)))


def _near(vectors: Vectors, noise: np.random.Generator) -> Vectors:
    moved = vectors + noise.normal(0, NOISE, vectors.shape)
    unit: Vectors = (moved / np.linalg.norm(moved, axis=1, keepdims=True)).astype(np.float32)
    return unit


def _embed(shelf: SqliteShelf, store: ChromaStore, space: str, passages: Sequence[Passage], vectors: Vectors) -> None:
    shelf.pending(space, 1)  # tells the shelf that there is such a space
    store.add(passages, vectors)
    shelf.embedded(space, [passage.id for passage in passages])
