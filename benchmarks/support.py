"""How well the judge tells supported sentences from others: ``python -m benchmarks.support``.

WiCE (supported against the rest), SummEdits (news), and claims made out of wikinews articles. The judge that is
measured on a set was trained without it: on folds of other documents, or on claims from other articles. Beside it
stand word overlap and the cosine of the claim to the nearest sentence, at the threshold that the other folds choose.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks import measured, train_support
from benchmarks.measured import Figure
from benchmarks.train_support import Item, Measured
from pipeline.adapters.minilm import MiniLMEmbedder
from pipeline.adapters.wordllama import StaticEmbedder
from pipeline.answer import features
from pipeline.answer.support import SUPPORTED, LexicalJudge, together
from pipeline.language import sentences, words
from pipeline.ports import Embedder
from pipeline.weights import Logistic

PART = "support"
SEEDS = (0, 1)
PUBLISHED = {
    "wice": "test part: SummaC-ZS .628, AlignScore .660, MiniCheck-T5-L .722, GPT-4o .785, Bespoke-MiniCheck .830",
    "summedits_news": "test part: SummaC-Conv .619, QAFactEval .744, ChatGPT .744, GPT-4 .833, people .900",
}
# a fold is of whole documents, and SummEdits has four
FOLDS = {"wice": 5, "summedits_news": 4, "wikinews": 5}
# a page of sentences takes MiniLM about a second
_MINILM_SOURCES = 20
_TIMED = 300

Scores = npt.NDArray[np.float64]
Truth = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Run:
    """The scores of all items of a set, each from a judge that did not see its document; ``folds`` says which."""

    scores: Scores
    folds: npt.NDArray[np.int64]


def balanced(truth: Truth, said: Truth) -> float:
    return float((said[truth].mean() + (~said)[~truth].mean()) / 2)


def area(truth: Truth, scores: Scores) -> float:
    yes, no = scores[truth][:, None], scores[~truth]
    return float((yes > no).mean() + (yes == no).mean() / 2)


def folds(groups: Sequence[str], count: int, seed: int) -> npt.NDArray[np.int64]:
    """The fold of each item; all of one group are in one."""
    names = sorted(set(groups))
    order = np.random.default_rng(seed).permutation(len(names))
    of_group = {name: int(order[at]) % count for at, name in enumerate(names)}
    return np.array([of_group[group] for group in groups])


def by_judge(items: Measured, judge: Logistic) -> Scores:
    return np.array([together(parts, judge.probabilities(_rows(parts))).score for parts in items.features])


def _rows(parts: Sequence[features.Features]) -> list[tuple[float, ...]]:
    return [features.row(part) for part in parts]


def validated(items: Measured, others: Sequence[Measured], count: int, seed: int) -> Run:
    """Each fold scored by a judge trained on the other folds and on ``others``."""
    of = folds(items.groups, count, seed)
    scores = np.zeros(len(of))
    for fold in range(count):
        judge = train_support.fit([*others, items.only(np.flatnonzero(of != fold).tolist())])
        scores[of == fold] = by_judge(items.only(np.flatnonzero(of == fold).tolist()), judge)
    return Run(scores, of)


def at_chosen_threshold(truth: Truth, run: Run) -> float:
    """Balanced accuracy when the threshold for each fold is the best one of the other folds."""
    said = np.zeros(len(truth), dtype=bool)
    for fold in np.unique(run.folds):
        rest = run.folds != fold
        best = max(np.unique(run.scores[rest]), key=lambda cut: balanced(truth[rest], run.scores[rest] >= cut))
        said[~rest] = run.scores[~rest] >= best
    return balanced(truth, said)


def overlap(items: Sequence[Item]) -> Scores:
    return np.array([words.overlap(frozenset(words.content(one.claim)), " ".join(one.texts)) for one in items])


def nearest(items: Sequence[Item], embedder: Embedder) -> Scores:
    """The cosine of each claim to the sentence nearest to it; (n,) for n items."""
    unique = dict.fromkeys(one.texts for one in items)
    sources = {texts: embedder.embed([s for text in texts for s in sentences.split(text)]) for texts in unique}
    claims = embedder.embed([one.claim for one in items])
    return np.array([float((sources[one.texts] @ claim).max()) for one, claim in zip(items, claims, strict=True)])


def _baselines(items: Sequence[Item]) -> dict[str, Scores]:
    found = {"token overlap": overlap(items), "static cosine": nearest(items, StaticEmbedder())}
    if len({item.texts for item in items}) <= _MINILM_SOURCES:
        found["MiniLM cosine"] = nearest(items, MiniLMEmbedder())
    return found


def _of_set(name: str, items: Measured, others: Sequence[Measured]) -> Iterator[Figure]:
    truth, count = items.truth, len(items.items)
    runs = [validated(items, others, FOLDS[name], seed) for seed in SEEDS]
    simple = {label: Run(scores, runs[0].folds) for label, scores in _baselines(items.items).items()}
    at_own = [balanced(truth, run.scores >= SUPPORTED) for run in runs]
    chosen = [at_chosen_threshold(truth, run) for run in runs]
    areas = [area(truth, run.scores) for run in runs]
    other = {label: at_chosen_threshold(truth, run) for label, run in simple.items()}
    published = PUBLISHED.get(name, "")
    yield Figure(PART, name, "balanced accuracy", _mean(at_own), count, other, published, _spread(runs, truth))
    yield Figure(
        PART, name, "balanced accuracy, chosen threshold", _mean(chosen), count, other, published, _std(chosen)
    )
    other = {label: area(truth, run.scores) for label, run in simple.items()}
    yield Figure(PART, name, "ROC AUC", _mean(areas), count, other, "", _std(areas))
    yield from _by_kind(name, items.items, runs[0].scores)


def _spread(runs: Sequence[Run], truth: Truth) -> float:
    """The standard deviation of the balanced accuracy over the folds of the first run."""
    run = runs[0]
    each = [
        balanced(truth[run.folds == fold], run.scores[run.folds == fold] >= SUPPORTED) for fold in np.unique(run.folds)
    ]
    return _std(each)


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _std(values: Sequence[float]) -> float:
    return float(np.std(values))


def _by_kind(name: str, items: Sequence[Item], scores: Scores) -> Iterator[Figure]:
    """Of each kind of error, how much is not called supported; of what is right, how much is."""
    right: dict[str, list[bool]] = defaultdict(list)
    for item, score in zip(items, scores, strict=True):
        kinds = ("supported",) if item.is_supported else item.kinds
        for kind in kinds:
            right[kind].append((score >= SUPPORTED) == item.is_supported)
    for kind, hits in sorted(right.items()):
        yield Figure(PART, name, f"right: {kind}", float(np.mean(hits)), len(hits))


def _held_out(train: Sequence[Measured]) -> Iterator[Figure]:
    """Claims made from articles that none was trained on, by a judge trained on all three sets."""
    items = train_support.measure(train_support.made(held_out=True))
    scores, truth = by_judge(items, train_support.fit(train)), items.truth
    simple = {
        label: Run(one, folds(items.groups, FOLDS["wikinews"], 0)) for label, one in _baselines(items.items).items()
    }
    other = {label: at_chosen_threshold(truth, run) for label, run in simple.items()}
    count = len(items.items)
    yield Figure(PART, "wikinews, made", "balanced accuracy", balanced(truth, scores >= SUPPORTED), count, other)
    areas = {label: area(truth, run.scores) for label, run in simple.items()}
    yield Figure(PART, "wikinews, made", "ROC AUC", area(truth, scores), count, areas)
    yield from _by_kind("wikinews, made", items.items, scores)


def _latency() -> Iterator[Figure]:
    """One sentence against three passages, each pair new to the judge."""
    items = [one for one in train_support.made(held_out=True) if len(one.texts) == 3][:_TIMED]
    judge = LexicalJudge(StaticEmbedder())
    spent = [_seconds(lambda one=one: judge.judge(one.claim, one.texts)) for one in items]
    name = "median ms, a sentence against three passages"
    yield Figure(PART, "wikinews, made", name, float(np.median(spent)) * 1000, len(items), higher_is_better=False)


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure() -> Iterator[Figure]:
    """The figures of the sets that are there; a set that is not is named on the terminal and left out."""
    if measured.data("wikinews") is None:
        print("support: wikinews is not there; nothing is measured")
        return
    made = train_support.measure(train_support.made(held_out=False))
    sets: Mapping[str, Measured] = {
        name: train_support.measure(read())
        for name, read in (("summedits_news", train_support.summedits), ("wice", train_support.wice))
        if measured.data(name) is not None
    }
    for name, items in sets.items():
        yield from _of_set(name, items, [made, *(other for label, other in sets.items() if label != name)])
    for name in sorted({"summedits_news", "wice"} - sets.keys()):
        print(f"support: {name} is not there; left out")
    yield from _held_out([made, *sets.values()])
    yield from _latency()


def main() -> None:
    measured.show(measure())


if __name__ == "__main__":
    main()
