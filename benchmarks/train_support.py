"""Trains the judge of support: ``python -m benchmarks.train_support`` writes ``pipeline/weights/support.json``.

Trained on claims made out of wikinews articles (``corruptions``), and on the development parts of WiCE and SummEdits
(news); each of the three, and within each the supported and the others, counts the same. How good it is, is measured
by ``benchmarks.support`` on folds and articles that the judge measured there was not trained on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from benchmarks import corruptions, measured
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer import features, soften
from pipeline.language import sentences, words
from pipeline.weights import Logistic

STRENGTH = 0.02
_ROUNDS = 3
_ARTICLES = 200
_PER_ARTICLE = 3

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Item:
    """A claim, its texts, whether they support it; ``group`` is what may not stand in two folds."""

    claim: str
    texts: tuple[str, ...]
    is_supported: bool
    kinds: tuple[str, ...]
    group: str


def wice() -> list[Item]:
    return [
        Item(row["claim"], tuple(row["evidence"]), row["label"] == "supported", (row["label"],), row["title"])
        for row in _lines("wice", "claims_dev.jsonl")
    ]


def summedits() -> list[Item]:
    return [
        Item(row["summary"], (row["doc"],), row["label"] == 1, tuple(row["edit_types"]) or ("unmarked",), row["doc"])
        for row in _lines("summedits_news", "val.jsonl")
    ]


def made(*, held_out: bool) -> list[Item]:
    """Claims out of the first articles of wikinews, to train on; ``held_out``: out of the others."""
    texts = {row["url"]: row["text"] for row in _lines("wikinews", "articles.jsonl")}
    chosen = list(texts)[_ARTICLES:] if held_out else list(texts)[:_ARTICLES]
    claims = corruptions.make({key: texts[key] for key in chosen}, per_article=_PER_ARTICLE)
    return [Item(one.claim, one.texts, one.is_supported, (one.kind,), one.article) for one in claims]


def _lines(folder: str, name: str) -> list[dict]:
    found = measured.data(folder)
    if found is None:
        return []
    with (found / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@dataclass(frozen=True)
class Measured:
    """Items with what the judge measures of each: one ``Features`` a sentence of the claim."""

    items: list[Item]
    features: list[list[features.Features]]

    @property
    def truth(self) -> npt.NDArray[np.bool_]:
        return np.array([item.is_supported for item in self.items])

    @property
    def groups(self) -> list[str]:
        return [item.group for item in self.items]

    def only(self, chosen: Sequence[int]) -> Measured:
        return Measured([self.items[index] for index in chosen], [self.features[index] for index in chosen])


def measure(items: list[Item]) -> Measured:
    soft = soften.Soft(StaticEmbedder())
    return Measured(items, [_of_item(item, soft) for item in items])


def _of_item(item: Item, soft: soften.Soft) -> list[features.Features]:
    source = features.Source.of(item.texts)
    claimed = [one for one in sentences.split(item.claim) if words.tokens(one)]
    return [features.measure(sentence, source, soft) for sentence in claimed]


def fit(sets: Sequence[Measured], trained_on: str = "") -> Logistic:
    """A claim of several sentences is learned by the one that the judge so far likes least."""
    judge: Logistic | None = None
    for _ in range(_ROUNDS):
        rows = np.concatenate([_weakest_rows(one, judge) for one in sets])
        judge = _fitted(rows, np.concatenate([one.truth for one in sets]), _balance(sets), trained_on)
    assert judge is not None
    return judge


def _weakest_rows(one: Measured, judge: Logistic | None) -> Rows:
    each = [np.array([features.row(part) for part in parts]) for parts in one.features]
    return np.array([rows[int(np.argmin(judge.probabilities(rows))) if judge else 0] for rows in each])


def _balance(sets: Sequence[Measured]) -> Rows:
    shares = [np.where(one.truth, 1 / max(1, one.truth.sum()), 1 / max(1, (~one.truth).sum())) for one in sets]
    weights = np.concatenate(shares)
    return weights / weights.mean()


def _fitted(rows: Rows, truth: npt.NDArray[np.bool_], weights: Rows, trained_on: str) -> Logistic:
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit(scaler.transform(rows), truth, sample_weight=weights)
    numbers = (tuple(round(float(one), 5) for one in row) for row in (scaler.mean_, scaler.scale_, model.coef_[0]))
    return Logistic(features.NAMES, *numbers, round(float(model.intercept_[0]), 5), trained_on)


def main() -> None:
    sets = [measure(items) for items in (made(held_out=False), wice(), summedits())]
    if not all(one.items for one in sets):
        print("train_support needs wikinews, wice and summedits_news beside the project: nothing written")
        return
    counts = ", ".join(f"{len(one.items)} {name}" for one, name in zip(sets, _NAMED, strict=True))
    judge = fit(sets, f"{counts}; logistic regression, C={STRENGTH}")
    judge.save("support")
    for name, weight in sorted(zip(judge.names, judge.weights, strict=True), key=lambda pair: -abs(pair[1])):
        print(f"{name:20} {weight:+.3f}")


_NAMED = ("claims made from wikinews", "WiCE claims", "SummEdits news summaries")


if __name__ == "__main__":
    main()
