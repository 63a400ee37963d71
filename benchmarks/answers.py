"""Measures answers, declining and their time: ``python -m benchmarks.answers [--data DIR]``.

Of ``wikinews`` each question has its filter, its conversation and the words that are its evidence; of
``multihop_facts`` a question needs several facts, each an article of one sentence, and null queries have no answer.
``ramdocs`` is read as a set that nothing was made on: short questions, each with documents that answer it, that answer
otherwise and that do not. The environment says who writes (OPENAI_BASE_URL for a model's server).

The baselines give the same number of sentences: those of the same passages with most of the question's words, and those
nearest to it in meaning. They never decline.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import measured, retrieval
from benchmarks.measured import Figure
from pipeline import wiring
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer import candidates
from pipeline.desk import Desk
from pipeline.domain import Answer, Evidence, Scope
from pipeline.ingest.load import LocalPath
from pipeline.language import words
from pipeline.ports import Embedder, Exchange
from pipeline.settings import Settings

SAME_SPAN = 0.8
SAME_SENTENCE = 0.8
BY_WORDS, BY_MEANING = "words", "meaning"


@dataclass(frozen=True, slots=True)
class Question:
    """``gold``: each address with words that are evidence there; none for what has no answer."""

    text: str
    kind: str
    gold: tuple[tuple[str, str], ...]
    history: tuple[Exchange, ...]
    scope: Scope


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of one question. ``baselines``: whether each cites the evidence."""

    kind: str
    is_answerable: bool
    is_declined: bool
    has_span: bool
    baselines: dict[str, bool]
    cited: frozenset[str]
    wanted: frozenset[str]
    claims: int
    repeated: int
    quotes: int
    exact: int
    milliseconds: float


def wikinews(folder: Path) -> tuple[Path, list[Question]]:
    rows = [json.loads(line) for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    return folder / "articles.jsonl", [
        Question(
            row["question"],
            row["type"],
            tuple((e["url"], e["quote"]) for e in row["evidence"]),
            retrieval.history(row),
            retrieval.scope(row),
        )
        for row in rows
    ]


def multihop(folder: Path, scratch: Path) -> tuple[Path, list[Question]]:
    path, _ = retrieval.multihop(folder, scratch)
    facts = {row["id"]: row["fact"] for row in map(json.loads, (folder / "facts.jsonl").read_text().splitlines())}
    rows = map(json.loads, (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    return path, [
        Question(
            row["question"], row["type"], tuple((retrieval.address(i), facts[i]) for i in row["facts"]), (), Scope()
        )
        for row in rows
    ]


def score(desk: Desk, embedder: Embedder, question: Question) -> Scored:
    started = time.perf_counter()
    answer = desk.ask(question.text, question.history, question.scope)
    milliseconds = (time.perf_counter() - started) * 1000
    citations = [citation for claim in answer.claims for citation in claim.citations]
    texts = {(c.source.article_id, c.source.revision) for c in citations}
    stored = {key: desk.shelf.article(*key).text for key in texts}
    evidence = desk.search(answer.searched_for, question.scope)
    return Scored(
        kind=question.kind,
        is_answerable=bool(question.gold),
        is_declined=answer.abstained,
        has_span=_has(question, [c.quote for c in citations]),
        baselines={
            name: _has(question, [c.text for c in best])
            for name, best in _baselines(answer, evidence, embedder, max(len(answer.claims), 1))
        },
        cited=frozenset(_same(c.source.url) for c in citations),
        wanted=frozenset(_same(url) for url, _ in question.gold),
        claims=len(answer.claims),
        repeated=_repeated(answer),
        quotes=len(citations),
        exact=sum(c.span.of(stored[c.source.article_id, c.source.revision]) == c.quote for c in citations),
        milliseconds=milliseconds,
    )


def _baselines(
    answer: Answer, evidence: Evidence, embedder: Embedder, count: int
) -> Iterator[tuple[str, Sequence[candidates.Candidate]]]:
    every = candidates.found(evidence)
    asked = frozenset(words.content(answer.searched_for))
    vectors = embedder.embed([answer.searched_for, *(c.text for c in every)])
    near = vectors[1:] @ vectors[0]
    yield BY_WORDS, sorted(every, key=lambda c: -words.overlap(asked, c.text))[:count]
    yield BY_MEANING, [every[row] for row in sorted(range(len(every)), key=lambda row: -float(near[row]))[:count]]


def _has(question: Question, quotes: Sequence[str]) -> bool:
    """Whether one of the quotes holds the words of one piece of evidence, or is held by them."""
    return any(_alike(gold, quote) for _, gold in question.gold for quote in quotes)


def _alike(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return len(a & b) >= SAME_SPAN * min(len(a), len(b))


def _repeated(answer: Answer) -> int:
    """How many claims say much the same as an earlier one, by their words."""
    told = [set(words.content(claim.text)) for claim in answer.claims]
    pairs = ((told[i], told[j]) for i in range(len(told)) for j in range(i))
    return sum(len(a & b) >= SAME_SENTENCE * max(1, min(len(a), len(b))) for a, b in pairs)


def _same(url: str) -> str:
    return url.rsplit("/", 1)[-1].lower()


def _figures(data: str, path: Path, questions: Sequence[Question], folder: Path) -> Iterator[Figure]:
    desk = wiring.open_desk(replace(Settings.from_env(os.environ), data=folder))
    try:
        desk.library.add([LocalPath(path)])
        desk.ask("What is the news?")  # reads the models
        scored = [score(desk, StaticEmbedder(), question) for question in questions]
    finally:
        desk.close()
    yield from of(data, scored)


def of(data: str, scored: Sequence[Scored]) -> Iterator[Figure]:
    """Every figure of one set."""
    answerable = [one for one in scored if one.is_answerable]
    answered = [one for one in answerable if not one.is_declined]
    yield from _spans(data, "evidence cited", answerable)
    for kind in sorted({one.kind for one in answerable}):
        yield from _spans(data, f"evidence cited ({kind})", [one for one in answerable if one.kind == kind])
    yield _mean(data, "answerable declined", answerable, lambda o: o.is_declined, is_good=False)
    yield _mean(data, "unanswerable declined", [o for o in scored if not o.is_answerable], lambda o: o.is_declined)
    yield _mean(data, "cited articles that hold evidence", answered, lambda o: len(o.cited & o.wanted) / len(o.cited))
    yield _mean(data, "articles with evidence cited", answerable, lambda o: len(o.cited & o.wanted) / len(o.wanted))
    yield replace(_mean(data, "claims an answer", answered, lambda o: o.claims), is_held=False)
    yield _mean(data, "claims that repeat another", answered, lambda o: o.repeated / o.claims, is_good=False)
    quotes = sum(one.quotes for one in scored)
    yield Figure("answers", data, "quotes exact", sum(one.exact for one in scored) / max(quotes, 1), quotes)
    times = [one.milliseconds for one in scored]
    yield Figure("answers", data, "ms an answer, median", statistics.median(times), len(times), higher_is_better=False)


def _spans(data: str, name: str, scored: Sequence[Scored]) -> Iterator[Figure]:
    baselines = {by: statistics.mean(one.baselines[by] for one in scored) for by in (BY_WORDS, BY_MEANING)}
    yield Figure("answers", data, name, statistics.mean(one.has_span for one in scored), len(scored), baselines)


def _mean(
    data: str, name: str, scored: Sequence[Scored], value: Callable[[Scored], float], *, is_good: bool = True
) -> Figure:
    mean = statistics.mean(map(value, scored)) if scored else 0.0
    return Figure("answers", data, name, mean, len(scored), higher_is_better=is_good)


def measure(keep: Path | None = None, sets: Sequence[str] = ("wikinews", "multihop_facts")) -> Iterator[Figure]:
    """Every figure of each set that is there; libraries are built in ``keep``, else where this run keeps them."""
    with tempfile.TemporaryDirectory() as scratch:
        root = keep or measured.libraries(Path(scratch))
        for name in sets:
            folder = measured.data(name)
            if folder is None:
                print(f"skipped: there is no {name} data")
                continue
            made = wikinews(folder) if name == "wikinews" else multihop(folder, Path(scratch))
            yield from _figures(name, *made, root / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="keep the libraries here, to measure again quickly")
    parser.add_argument("--set", action="append", default=None, help="only this set")
    options = parser.parse_args()
    measured.show(measure(options.data, options.set or ("wikinews", "multihop_facts")))


if __name__ == "__main__":
    main()
