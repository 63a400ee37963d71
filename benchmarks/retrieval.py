"""Measures whether the right articles are found: ``python -m benchmarks.retrieval [--data DIR] [--articles N]``.

Of ``wikinews`` every article is one, and a question's filter and conversation are honoured; of ``multihop_facts`` every
fact is an article of one sentence. Rankings are of articles, best passage first, and all are made of the same passages
and vectors. ``--articles`` adds the time in a library of N made-up articles (ten passages each).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from benchmarks import large_library, measured
from benchmarks.measured import Figure
from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import ArticleId, PassageId, Scope
from pipeline.ingest.load import LocalPath
from pipeline.ports import Embedder, Exchange
from pipeline.retrieve import rewrite
from pipeline.retrieve.search import asked_words
from pipeline.settings import Settings

PASSAGES = 40
CUTS = (1, 3, 5, 10)
RRF_K = 60
OURS = "Briefdesk"
# MultiHop-RAG (Tang and Yang 2024), table 5, without and with a reranker: whole articles in chunks, so another task
PUBLISHED = {"hits@10": ".747", "hits@4": ".663", "MAP@10": ".480", "MRR@10": ".586"}

Ranking = Callable[["Question"], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Question:
    """``text`` stands alone; ``wanted`` are the addresses of the articles with the evidence."""

    text: str
    kind: str
    scope: Scope
    wanted: frozenset[str]


class Known(Embeddings):
    """The embedder of a desk, as LangChain calls it; what is in the library has its vectors already."""

    def __init__(self, embedder: Embedder, vectors: Mapping[str, Sequence[float]]) -> None:
        self._embedder = embedder
        self._vectors = vectors

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [list(self._vectors[text]) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [float(x) for x in self._embedder.embed([text])[0]]


class Rankings:
    """Ours and the baselines, over one library. Each gives addresses of articles, the best first."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk = desk
        self._store, self._embedder = desk.library.indexer.store, desk.library.indexer.embedder
        self._passages = {p.id: p for p in desk.shelf.passages(list(desk.shelf.stored_passages()))}
        articles = desk.shelf.articles({p.article_id for p in self._passages.values()})
        self._days = {article.id: article.published for article in articles.values()}
        self._urls = {article.id: article.url for article in articles.values()}
        self._chroma = self._plain(folder)

    def every(self) -> dict[str, Ranking]:
        return {
            OURS: self.ours,
            "BM25": lambda q: self._addresses(self._by_words(q)),
            "dense": lambda q: self._addresses(self._by_meaning(q)),
            "RRF": self.reciprocal,
            "LangChain": self.langchain,
        }

    def ours(self, question: Question) -> Sequence[str]:
        evidence = self._desk.search(question.text, question.scope, PASSAGES)
        return list(dict.fromkeys(evidence.article(hit).url for hit in evidence.hits))

    def reciprocal(self, question: Question) -> Sequence[str]:
        """Cormack, Clarke and Buettcher (2009), with their k of 60."""
        scores: dict[PassageId, float] = defaultdict(float)
        for ranking in (self._by_words(question), self._by_meaning(question)):
            for rank, passage in enumerate(ranking, 1):
                scores[passage] += 1 / (RRF_K + rank)
        return self._addresses(sorted(scores, key=lambda passage: (-scores[passage], passage)))

    def langchain(self, question: Question) -> Sequence[str]:
        inside = [{"day": {"$gte": day.toordinal()}} for day in (question.scope.since,) if day]
        inside += [{"day": {"$lte": day.toordinal()}} for day in (question.scope.until,) if day]
        wanted = {"$and": inside} if len(inside) > 1 else (inside[0] if inside else None)
        retriever = self._chroma.as_retriever(search_kwargs={"k": PASSAGES, "filter": wanted})
        return list(dict.fromkeys(document.metadata["url"] for document in retriever.invoke(question.text)))

    def _by_words(self, question: Question) -> Sequence[PassageId]:
        return [i for i, _ in self._desk.shelf.rank(asked_words(question.text), PASSAGES, question.scope)]

    def _by_meaning(self, question: Question) -> Sequence[PassageId]:
        among = None if question.scope.is_everything else self._desk.shelf.within(question.scope)
        return [i for i, _ in self._store.nearest(self._embedder.embed([question.text])[0], PASSAGES, among)]

    def _addresses(self, ranked: Sequence[PassageId]) -> Sequence[str]:
        return list(dict.fromkeys(self._urls[self._passages[passage].article_id] for passage in ranked))

    def _plain(self, folder: Path) -> Chroma:
        """LangChain's retriever with its default settings over the same passages."""
        vectors = _vectors(folder, self._embedder.space)
        texts = {passage.text: vectors[passage.id] for passage in self._passages.values()}
        chroma = Chroma("plain", Known(self._embedder, texts), client=chromadb.EphemeralClient())
        chroma.reset_collection()
        rows = list(self._passages.values())
        for some in (rows[start : start + 1000] for start in range(0, len(rows), 1000)):
            chroma.add_texts([p.text for p in some], [self._described(p.article_id) for p in some])
        return chroma

    def _described(self, article_id: ArticleId) -> dict[str, str | int]:
        day = self._days[article_id]
        return {"url": self._urls[article_id], "day": day.toordinal() if day else 0}


def _vectors(folder: Path, space: str) -> Mapping[str, Sequence[float]]:
    client = chromadb.PersistentClient(str(folder / "vectors"), settings=ChromaSettings(anonymized_telemetry=False))
    got = client.get_collection(f"space-{space}", embedding_function=None).get(include=["embeddings"])
    return {i: [float(x) for x in row] for i, row in zip(got["ids"], got["embeddings"], strict=True)}


def scores(ranked: Sequence[str], wanted: frozenset[str]) -> dict[str, float]:
    """Recall at each cut, hits (any of them), MRR, nDCG and average precision of the first ten."""
    found = [rank for rank, address in enumerate(ranked[:10], 1) if address in wanted]
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(wanted), 10) + 1))
    return {
        **{f"recall@{cut}": len(wanted.intersection(ranked[:cut])) / len(wanted) for cut in CUTS},
        "MRR@10": 1 / found[0] if found else 0.0,
        "nDCG@10": sum(1 / math.log2(rank + 1) for rank in found) / best,
        "hits@4": float(bool(found) and found[0] <= 4),
        "hits@10": float(bool(found)),
        "MAP@10": sum(number / rank for number, rank in enumerate(found, 1)) / min(len(wanted), 10),
    }


def wikinews(folder: Path) -> tuple[Path, list[Question]]:
    return folder / "articles.jsonl", [
        Question(_standalone(row), row["type"], scope(row), frozenset(e["url"] for e in row["evidence"]))
        for row in _lines(folder / "questions.jsonl")
        if row["evidence"]
    ]


def multihop(folder: Path, scratch: Path) -> tuple[Path, list[Question]]:
    """Each fact at an address of its own: several are of one article, and an address is one article."""
    path = scratch / "facts.jsonl"
    names = {"title": "title", "source": "source", "author": "author", "published": "published_at", "text": "fact"}
    rows = [
        {"url": address(fact["id"])} | {name: fact[given] for name, given in names.items()}
        for fact in _lines(folder / "facts.jsonl")
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path, [
        Question(row["question"], row["type"], Scope(), frozenset(map(address, row["facts"])))
        for row in _lines(folder / "questions.jsonl")
        if row["facts"]
    ]


def address(fact: str) -> str:
    return f"https://facts.example.org/{fact}"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _standalone(row: Mapping[str, Any]) -> str:
    return rewrite.standalone(str(row["question"]), history(row))


def history(row: Mapping[str, Any]) -> tuple[Exchange, ...]:
    """The conversation before a question: one turn, or several."""
    told = row.get("history") or []
    turns = [told] if told and isinstance(told[0], str) else told
    return tuple(Exchange(str(question), str(answer)) for question, answer in turns)


def scope(row: Mapping[str, Any]) -> Scope:
    limits = row.get("filter") or {}
    since, until = (limits.get(name) for name in ("from", "to"))
    return Scope(since=since and date.fromisoformat(since), until=until and date.fromisoformat(until))


def _figures(name: str, path: Path, questions: list[Question], folder: Path) -> Iterator[Figure]:
    desk = wiring.open_desk(replace(Settings.from_env(os.environ), data=folder))
    try:
        desk.library.add([LocalPath(path)])
        rankings = Rankings(desk, folder)
        measured_by = {label: [_timed(ranking, q) for q in questions] for label, ranking in rankings.every().items()}
    finally:
        desk.close()
    kinds = [question.kind for question in questions]
    for kind in ("", *sorted(set(kinds))):
        rows = [n for n, of in enumerate(kinds) if kind in ("", of)]
        yield from _means(name, kind, {label: [of[n] for n in rows] for label, of in measured_by.items()})


def _timed(ranking: Ranking, question: Question) -> dict[str, float]:
    started = time.perf_counter()
    ranked = ranking(question)
    seconds = time.perf_counter() - started
    return scores(ranked, question.wanted) | {"ms": seconds * 1000}


def _means(data: str, kind: str, rows: Mapping[str, list[dict[str, float]]]) -> Iterator[Figure]:
    for name in rows[OURS][0]:
        is_time = name == "ms"
        mean = statistics.median if is_time else statistics.mean
        values = {label: mean(row[name] for row in of) for label, of in rows.items()}
        shown = f"{name}, median" if is_time else name
        yield Figure(
            part="retrieval",
            data=data,
            name=f"{shown} ({kind})" if kind else shown,
            value=values.pop(OURS),
            count=len(rows[OURS]),
            baselines=values,
            published=PUBLISHED.get(name, "") if data == "multihop_facts" and not kind else "",
            higher_is_better=not is_time,
        )


def measure(keep: Path | None = None, articles: int = 0) -> Iterator[Figure]:
    """Every figure of each set that is there; libraries are built in ``keep``, else in a folder that is gone after."""
    with tempfile.TemporaryDirectory() as scratch:
        root = keep or measured.libraries(Path(scratch))
        if (folder := measured.data("wikinews")) is not None:
            path, questions = wikinews(folder)
            yield from _figures("wikinews", path, questions, root / "wikinews")
            if articles:
                texts = [line for row in _lines(path) for line in row["text"].splitlines()]
                yield large_library.measure(articles, root / f"of {articles}", texts, [q.text for q in questions])
        else:
            print("skipped: there is no wikinews data")
        if (folder := measured.data("multihop_facts")) is not None:
            yield from _figures("multihop_facts", *multihop(folder, Path(scratch)), root / "multihop_facts")
        else:
            print("skipped: there is no multihop_facts data")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="keep the libraries here, to measure again quickly")
    parser.add_argument("--articles", type=int, default=0, help="measure the time with this many articles, too")
    options = parser.parse_args()
    measured.show(measure(options.data, options.articles))


if __name__ == "__main__":
    main()
