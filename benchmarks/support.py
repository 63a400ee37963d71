"""How well the judge tells supported sentences from others: ``python -m benchmarks.support``.

Reads WiCE (supported against the rest) and SummEdits (news) from BRIEFDESK_EVAL_DATA, else ../shared/data. Balanced
accuracy at the judge's own thresholds and at one chosen by five-fold cross-validation, area under the ROC curve, hits
by kind of error, and word overlap as the baseline.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pipeline.answer.support import LexicalJudge
from pipeline.domain import Support, Verdict
from pipeline.language import words

DATA = Path(os.environ.get("BRIEFDESK_EVAL_DATA", "../shared/data"))
FOLDS = 5


@dataclass(frozen=True)
class Item:
    claim: str
    texts: list[str]
    is_supported: bool
    kinds: tuple[str, ...]


def wice() -> list[Item]:
    rows = _rows(DATA / "wice" / "claims_dev.jsonl")
    return [Item(row["claim"], row["evidence"], row["label"] == "supported", (row["label"],)) for row in rows]


def summedits() -> list[Item]:
    rows = _rows(DATA / "summedits_news" / "val.jsonl")
    return [
        Item(row["summary"], [row["doc"]], row["label"] == 1, tuple(row["edit_types"]) or ("unmarked",)) for row in rows
    ]


def _rows(path: Path) -> Iterable[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def overlap(item: Item) -> Support:
    asked = frozenset(words.content(item.claim))
    score = words.overlap(asked, " ".join(item.texts))
    return Support(Verdict.SUPPORTED if score >= 0.6 else Verdict.NOT, score)


def balanced(truth: np.ndarray, said: np.ndarray) -> float:
    return float((said[truth].mean() + (~said)[~truth].mean()) / 2)


def area(truth: np.ndarray, scores: np.ndarray) -> float:
    yes, no = scores[truth][:, None], scores[~truth]
    return float((yes > no).mean() + (yes == no).mean() / 2)


def validated(truth: np.ndarray, scores: np.ndarray) -> float:
    """Balanced accuracy when each fold's threshold is chosen on the other folds."""
    folds = np.random.default_rng(0).permutation(len(truth)) % FOLDS
    said = np.zeros(len(truth), dtype=bool)
    for fold in range(FOLDS):
        rest = folds != fold
        best = max(np.unique(scores[rest]), key=lambda cut: balanced(truth[rest], scores[rest] >= cut))
        said[~rest] = scores[~rest] >= best
    return balanced(truth, said)


def report(name: str, items: list[Item], judge: Callable[[Item], Support]) -> None:
    started = time.perf_counter()
    verdicts = [judge(item) for item in items]
    seconds = (time.perf_counter() - started) / len(items)
    truth = np.array([item.is_supported for item in items])
    said = np.array([support.verdict is Verdict.SUPPORTED for support in verdicts])
    scores = np.array([support.score for support in verdicts])
    print(
        f"{name:32} balanced {balanced(truth, said):.3f}  cross-validated {validated(truth, scores):.3f}"
        f"  ROC AUC {area(truth, scores):.3f}  {seconds * 1000:.1f} ms a judgement"
    )
    right: dict[str, list[bool]] = defaultdict(list)
    for item, answer in zip(items, said, strict=True):
        for kind in item.kinds:
            right[f"{kind}, {'supported' if item.is_supported else 'not'}"].append(bool(answer) == item.is_supported)
    for kind, hits in sorted(right.items()):
        print(f"    {kind:50} {sum(hits):4} of {len(hits):4}")


def main() -> None:
    judges: dict[str, Callable[[Item], Support]] = {"word overlap": overlap}
    lexical = LexicalJudge()
    judges["lexical"] = lambda item: lexical.judge(item.claim, item.texts)
    for name, items in (("summedits_news", summedits()), ("wice", wice())):
        for label, judge in judges.items():
            report(f"{name} / {label}", items, judge)


if __name__ == "__main__":
    main()
