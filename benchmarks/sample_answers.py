"""Measures answers on the sample library, which ships with the project: the words cited, declining, exact quotes.

``python -m benchmarks.sample_answers`` asks the questions of ``samples/truth``, without a model. The baseline of what
is cited is the whole of the best passage of one ranking alone: more words than any answer cites.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measured import SAMPLES, Figure, show
from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Answer, Citation, Scope
from pipeline.ingest.load import LocalPath
from pipeline.ports import Exchange
from pipeline.retrieve import search
from pipeline.settings import Settings

PART, DATA = "sample_answers", "samples"
DECLINED = "not in the library"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: what it is about, what was answered, and what the two rankings alone would have cited."""

    kind: str
    gold: tuple[str, ...]
    answer: Answer
    by_words: str
    by_meaning: str
    exact: int
    milliseconds: float

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(citation for claim in self.answer.claims for citation in claim.citations)

    @property
    def has_gold(self) -> bool:
        return any(_holds(citation.quote, self.gold) for citation in self.citations)


def main() -> None:
    show(measure())


def measure() -> Iterator[Figure]:
    questions = [json.loads(line) for line in (SAMPLES / "truth" / "questions.jsonl").read_text().splitlines()]
    with tempfile.TemporaryDirectory() as scratch:
        desk = wiring.open_desk(Settings(data=Path(scratch) / "data"))
        desk.library.add([LocalPath(wiring.SAMPLES)])
        desk.ask("What happened?")  # the first question loads what the others find loaded
        asked = [_ask(desk, question) for question in questions]
        desk.close()
    yield from figures(asked)


def figures(asked: list[Asked]) -> Iterator[Figure]:
    answerable = [one for one in asked if one.kind != DECLINED]
    kinds = sorted({one.kind for one in answerable})
    yield _cited("gold words cited", answerable)
    for kind in kinds:
        yield _cited(f"gold words cited, {kind}", [one for one in answerable if one.kind == kind])
    others = [one for one in asked if one.kind == DECLINED]
    yield _figure("declined, not in the library", [one.answer.abstained for one in others])
    yield _figure("declined, answerable", [one.answer.abstained for one in answerable], higher_is_better=False)
    citations = sum(len(one.citations) for one in asked)
    yield Figure(PART, DATA, "quotes exact", sum(one.exact for one in asked) / citations, citations)
    claims = [len(one.answer.claims) for one in answerable if one.answer.claims]
    yield Figure(PART, DATA, "claims an answer", statistics.mean(claims or [0]), len(claims), is_held=False)
    median = statistics.median(one.milliseconds for one in asked)
    yield Figure(PART, DATA, "ms an answer, median", median, len(asked), higher_is_better=False)


def _ask(desk: Desk, question: Mapping[str, Any]) -> Asked:
    history = [Exchange(before, answer) for before, answer in question.get("history", ())]
    started = time.perf_counter()
    answer = desk.ask(question["question"], history)
    milliseconds = 1000 * (time.perf_counter() - started)
    hits = desk.search(answer.searched_for, k=50).hits
    ranked = desk.shelf.rank(search.asked_words(answer.searched_for), 1, Scope())
    best = desk.shelf.passages([passage for passage, _ in ranked])
    return Asked(
        kind=question["kind"],
        gold=tuple(quote["quote"] for quote in question["quotes"]),
        answer=answer,
        by_words=" ".join(passage.text for passage in best),
        by_meaning=max(hits, key=lambda hit: hit.cosine).passage.text if hits else "",
        exact=sum(_stands(desk, citation) for claim in answer.claims for citation in claim.citations),
        milliseconds=milliseconds,
    )


def _stands(desk: Desk, citation: Citation) -> bool:
    text = desk.shelf.article(citation.source.article_id, citation.source.revision).text
    return citation.span.of(text) == citation.quote


def _holds(text: str, gold: tuple[str, ...]) -> bool:
    """Whether one of the true quotes stands in the text; line ends may differ."""
    return any(" ".join(quote.split()) in " ".join(text.split()) for quote in gold)


def _cited(name: str, asked: list[Asked]) -> Figure:
    baselines = {
        "best passage by words": statistics.mean(_holds(one.by_words, one.gold) for one in asked),
        "best passage by meaning": statistics.mean(_holds(one.by_meaning, one.gold) for one in asked),
    }
    return _figure(name, [one.has_gold for one in asked], baselines)


def _figure(
    name: str, values: list[bool], baselines: Mapping[str, float] | None = None, *, higher_is_better: bool = True
) -> Figure:
    value = statistics.mean(map(float, values))
    return Figure(PART, DATA, name, value, len(values), baselines or {}, higher_is_better=higher_is_better)


if __name__ == "__main__":
    main()
