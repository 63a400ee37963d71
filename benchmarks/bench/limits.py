"""What the machine can do at best with the same library: ``python -m benchmarks.bench.limits WORK [--looked-up]``.

The bare embedding of its passages; one product of a question's vector with all vectors; its rows out of SQLite.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
from contextlib import closing
from pathlib import Path

import numpy as np

from benchmarks.bench import timing
from benchmarks.bench.ours import FOLDER
from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.adapters.sqlite import FILE, SqliteShelf
from pipeline.domain import Scope

REPEATS = 50
STEP = 4
NEAREST = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--looked-up", action="store_true", help="the vectors were not embedded")
    options = parser.parse_args()
    folder = options.work / FOLDER
    found = {**product(folder), **rows(folder)}
    if not options.looked_up:
        found |= bare(folder)
    print(json.dumps(found))


def bare(folder: Path) -> dict[str, float]:
    """The embedding of all passages and nothing else: timed on every fourth, which is a quarter of the time."""
    with closing(SqliteShelf(folder)) as shelf:
        ids = [entry.source.article_id for entry in shelf.entries(Scope(), limit=shelf.count(Scope()))]
        texts = [passage.text for article in ids for passage in shelf.passages_of(article)]
    embedder = MiniLMEmbedder()
    embedder.embed(texts[:8])  # the model is read
    spent, times = timing.spent(lambda: embedder.embed(texts[::STEP])), len(texts) / len(texts[::STEP])
    return {"intake_s": spent.wall * times, "intake_processor_s": spent.processor * times, "passages": len(texts)}


def product(folder: Path) -> dict[str, float]:
    """Of made-up vectors, as many as there are: what they hold makes no difference to the time."""
    with closing(SqliteShelf(folder)) as shelf:
        count = shelf.passage_count()
    rng = np.random.default_rng(0)
    vectors = rng.standard_normal((count, MiniLMEmbedder().dimensions), dtype=np.float32)
    question = vectors[0].copy()
    times = timing.each_ms(lambda _: np.argpartition(vectors @ question, -NEAREST)[-NEAREST:], range(REPEATS))
    return timing.summed("search", times)


def rows(folder: Path) -> dict[str, float]:
    """The text of all passages, read once."""
    with closing(sqlite3.connect(folder / FILE)) as db:
        times = timing.each_ms(lambda _: db.execute("SELECT * FROM passage").fetchall(), range(3))
    return {"rows_ms": statistics.median(times)}


if __name__ == "__main__":
    main()
