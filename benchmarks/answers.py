"""Measures retrieval, answers and declining on a set of questions with known evidence.

``python -m benchmarks.answers [--data DIR]`` reads ``wikinews`` from BRIEFDESK_EVAL_DATA (or ../shared/data), keeps its
library under ``--data`` and prints one row a type of question. The environment says who writes (OPENAI_BASE_URL for a
model's server). No item of the data is known to the code.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Answer, Scope
from pipeline.ingest.load import LocalPath
from pipeline.ports import Exchange
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Scored:
    """One question: the rank of its first evidence article (0: not found), and what became of the answer."""

    kind: str
    rank: int
    recalled: float
    abstained: bool
    has_span: bool
    cites_gold: bool
    claims: int
    exact: bool
    seconds: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=None, help="keep the library here, to measure again quickly")
    options = parser.parse_args()
    source = Path(os.environ.get("BRIEFDESK_EVAL_DATA", ROOT.parent / "shared" / "data")) / "wikinews"
    if not source.is_dir():
        print(f"skipped: there is no data in {source}")
        return
    with tempfile.TemporaryDirectory() as scratch:
        settings = replace(Settings.from_env(os.environ), data=options.data or Path(scratch))
        desk = wiring.open_desk(settings)
        desk.library.add([LocalPath(source / "articles.jsonl")])
        questions = [json.loads(line) for line in (source / "questions.jsonl").read_text().splitlines()]
        scored = [_score(desk, question) for question in questions]
        desk.close()
    _print(scored)


def _score(desk: Desk, question: dict[str, object]) -> Scored:
    scope = _scope(question)
    told = question.get("history") or []
    pairs = [told] if told and isinstance(told[0], str) else told  # type: ignore[index]  # one turn, or several
    history = [Exchange(str(q), str(a)) for q, a in pairs]  # type: ignore[union-attr]
    gold = [(str(e["url"]), str(e["quote"])) for e in question["evidence"]]  # type: ignore[index,union-attr]
    started = time.perf_counter()
    answer = desk.ask(str(question["question"]), history, scope)
    seconds = time.perf_counter() - started
    evidence = desk.search(answer.searched_for, scope)
    urls = list(dict.fromkeys(evidence.article(hit).url for hit in evidence.hits))
    wanted = {_same(url) for url, _ in gold}
    ranks = [i for i, url in enumerate(urls, 1) if _same(url) in wanted]
    recalled = len(wanted & {_same(url) for url in urls[:5]}) / len(wanted) if wanted else 0.0
    return Scored(
        str(question["type"]),
        ranks[0] if ranks else 0,
        recalled,
        answer.abstained,
        any(_inside(quote, answer) for _, quote in gold),
        any(_same(c.source.url) in wanted for claim in answer.claims for c in claim.citations),
        len(answer.claims),
        _exact(desk, answer),
        seconds,
    )


def _scope(question: dict[str, object]) -> Scope:
    limits = question.get("filter") or {}
    since, until = (limits.get(name) for name in ("from", "to"))  # type: ignore[attr-defined]
    return Scope(since=since and date.fromisoformat(since), until=until and date.fromisoformat(until))


def _same(url: str) -> str:
    return url.rsplit("/", 1)[-1].lower()


def _inside(gold: str, answer: Answer) -> bool:
    """The gold evidence and a cited quote share one whole sentence's worth of words."""
    wanted = set(gold.lower().split())
    quotes = [set(c.quote.lower().split()) for claim in answer.claims for c in claim.citations]
    return any(len(wanted & quote) >= 0.8 * min(len(wanted), len(quote)) for quote in quotes)


def _exact(desk: Desk, answer: Answer) -> bool:
    citations = [c for claim in answer.claims for c in claim.citations]
    return all(c.span.of(desk.shelf.article(c.source.article_id, c.source.revision).text) == c.quote for c in citations)


def _rows(scored: list[Scored]) -> Iterator[tuple[str, list[Scored]]]:
    by_kind: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        by_kind[one.kind].append(one)
    yield from sorted(by_kind.items())
    yield "answerable", [one for one in scored if one.kind != "unanswerable"]


def _print(scored: list[Scored]) -> None:
    columns = f"{'recall@5':>10}{'MRR':>7}{'declined':>10}{'gold span':>11}{'cites gold':>12}{'claims':>8}"
    print(f"{'type':14}{'n':>4}{columns}")
    for kind, rows in _rows(scored):
        mrr = statistics.mean(1 / one.rank if one.rank else 0.0 for one in rows)
        print(
            f"{kind:14}{len(rows):4}{statistics.mean(o.recalled for o in rows):10.3f}{mrr:7.3f}"
            f"{statistics.mean(o.abstained for o in rows):10.3f}{statistics.mean(o.has_span for o in rows):11.3f}"
            f"{statistics.mean(o.cites_gold for o in rows):12.3f}{statistics.mean(o.claims for o in rows):8.2f}"
        )
    print(f"quotes exact: {statistics.mean(one.exact for one in scored):.3f}")
    print(f"seconds an answer, median: {statistics.median(one.seconds for one in scored):.3f}")


if __name__ == "__main__":
    main()
