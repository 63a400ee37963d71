"""What every library under measure is filled with and asked: articles, vectors and questions, in one folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import measured
from benchmarks.bench import bank, made
from benchmarks.bench.made import Material
from pipeline import wiring
from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.domain import RawArticle
from pipeline.ingest import load
from pipeline.ingest.inputs import LocalPath

QUESTIONS = 100
SEED, OTHER_SEED = 0, 1


def source() -> tuple[str, Path, Path]:
    """The name, articles and questions of the real news that is there: Wikinews, else the samples."""
    news = measured.data("wikinews")
    if news is not None:
        return "wikinews", news / "articles.jsonl", news / "questions.jsonl"
    return "samples", wiring.SAMPLES, measured.SAMPLES / "truth" / "questions.jsonl"


def material(articles: Path) -> Material:
    read = load.articles([LocalPath(articles)], wiring.loaders(), wiring.fetcher())
    return made.material([one.text for one in read if isinstance(one, RawArticle)])


def prepare(work: Path, of: Material, articles: int, questions: Path) -> None:
    """Fills ``work`` anew, but for the vectors where they are there."""
    made.write(of, articles, work / "articles", SEED)
    made.write(of, 1, work / "first", OTHER_SEED)
    asked = list(_questions(of, articles, questions))[:QUESTIONS]
    (work / "questions.json").write_text(json.dumps(asked), encoding="utf-8")


def embed(of: Material, file: Path) -> None:
    """The real vectors of all sentences, from which those of made passages come."""
    bank.save(of.sentences, MiniLMEmbedder().embed(of.sentences), file)


def _questions(of: Material, articles: int, file: Path) -> Iterator[str]:
    """Those of the data, then headlines of articles, evenly taken."""
    rows: Sequence[dict[str, str]] = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    yield from (row["question"] for row in rows)
    for place in range(QUESTIONS):
        yield f"What is reported: {made.article(of, place * articles // QUESTIONS, SEED).title}?"
