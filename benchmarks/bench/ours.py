"""Briefdesk's own figures: ``python -m benchmarks.bench.ours fill|ask WORK [--looked-up]`` prints them as JSON.

``WORK`` holds the articles, the vectors and the questions; the library is made in ``WORK/briefdesk``. Filling and
asking are two processes, so that each has a peak of memory of its own.
"""

from __future__ import annotations

import argparse
import json
import statistics
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from benchmarks.bench import bank, made, timing
from benchmarks.bench.timing import Spent
from pipeline import wiring
from pipeline.adapters.chroma import ChromaStore
from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.adapters.sqlite import SqliteShelf
from pipeline.desk import Desk
from pipeline.domain import Passage, Scope
from pipeline.ingest.inputs import LocalPath
from pipeline.settings import Settings

FOLDER = "briefdesk"
AT_ONCE = 500
BRIEFS = 3
REMOVED = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phase", choices=("fill", "ask"))
    parser.add_argument("work", type=Path)
    parser.add_argument("--looked-up", action="store_true", help="the vectors are those of the bank")
    options = parser.parse_args()
    found = fill(options.work, is_real=not options.looked_up) if options.phase == "fill" else ask(options.work)
    print(json.dumps(found))


def opened(folder: Path) -> Desk:
    return wiring.open_desk(Settings(data=folder))


def fill(work: Path, *, is_real: bool) -> dict[str, float]:
    """The library of the articles; ``store_s`` is without any vector."""
    folder = work / FOLDER
    with closing(opened(folder)) as desk:
        desk.library.add([LocalPath(work / "first")])  # the models are read
        stored = timing.spent(lambda: desk.library.store([LocalPath(work / "articles")]))
        passages = desk.shelf.pending_count(desk.status().space)
        indexed = timing.spent(desk.library.indexer.catch_up) if is_real else Spent(0, 0)
    if not is_real:
        indexed = _looked_up(folder, bank.load(work / "bank.npz"))
    whole = stored + indexed
    return {
        "passages": passages,
        "store_s": stored.wall,
        "intake_s": whole.wall,
        "intake_processor_s": whole.processor,
        "fill_peak_mb": timing.peak_mb(),
        "disk_mb": timing.disk_mb(folder),
    }


def ask(work: Path) -> dict[str, float]:
    """Of the library as it was filled; it loses a few articles at the end."""
    questions: Sequence[str] = json.loads((work / "questions.json").read_text(encoding="utf-8"))
    with closing(opened(work / FOLDER)) as desk:
        desk.ask(questions[0])
        outlet = Scope(outlets=(f"Outlet {1 % made.OUTLETS}",))
        half = Scope(since=made.FIRST_DAY + timedelta(days=made.DAYS // 2))
        found = {
            **timing.summed("search", _searched(desk, questions, Scope())),
            **timing.summed("filtered", _searched(desk, questions, outlet)),
            **timing.summed("half_filtered", _searched(desk, questions, half)),
            **timing.summed("answer", timing.each_ms(desk.ask, questions)),
        }
        found["brief_ms"] = statistics.median(timing.each_ms(desk.brief, questions[:BRIEFS]))
        ids = [entry.source.article_id for entry in desk.shelf.entries(Scope(), limit=REMOVED)]
        removed = timing.each_ms(lambda article: desk.library.remove([article]), ids)
        return {**found, **timing.summed("delete", removed), "ask_peak_mb": timing.peak_mb()}


def _searched(desk: Desk, questions: Sequence[str], scope: Scope) -> list[float]:
    return timing.each_ms(lambda question: desk.search(question, scope), questions)


def _looked_up(folder: Path, vectors: bank.Bank) -> Spent:
    """Keeps a vector of the bank for each passage that waits for one."""
    shelf, space = SqliteShelf(folder), MiniLMEmbedder().space
    with closing(shelf), closing(ChromaStore(folder / "vectors", space)) as store:
        total = Spent(0, 0)
        while waiting := shelf.pending(space, AT_ONCE):
            rows = vectors.embed([passage.text for passage in waiting])
            total += timing.spent(partial(_keep, shelf, store, waiting, rows))
        return total


def _keep(shelf: SqliteShelf, store: ChromaStore, passages: Sequence[Passage], vectors: bank.Vectors) -> None:
    store.add(passages, vectors)
    shelf.embedded(MiniLMEmbedder().space, [passage.id for passage in passages])


if __name__ == "__main__":
    main()
