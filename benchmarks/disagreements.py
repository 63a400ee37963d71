"""How well articles' differences are found: ``python -m benchmarks.disagreements``.

One change planted in another outlet's telling of an article (``planted``), over three seeds, in Wikinews articles that
no rule was developed on and in the sample library; the sample library's own differences; the pairs of Wikinews articles
that are known to differ; and Wikinews as it is, where a conflict is taken for a false alarm. The baseline is
``naive_differences``. Wikinews is read from BRIEFDESK_EVAL_DATA, else ../shared/data, and left out where it is absent.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks import measured, naive_differences, planted
from benchmarks.measured import SAMPLES, Figure
from benchmarks.planted import Kind, Planted
from pipeline import wiring
from pipeline.brief import compare
from pipeline.domain import Article, ArticleId, Disagreement, DisagreementKind, RawArticle
from pipeline.ingest import canonical, load

PART = "disagreement"
SEEDS = range(3)
MOST = 25
STRANGERS = 100
WINDOW = 12
LONGEST = 8000
NAIVE = "numbers that differ in like sentences"


@dataclass(slots=True)
class Score:
    """What came of the pairs of one seed: by kind what was planted and found, reported at all, and how it was told."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)
    reported: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    counted: int = 0
    told: int = 0

    def add(self, kind: Kind, pair: Planted, found: Sequence[Disagreement]) -> None:
        hits = [one for one in found if kind.truth and pair.is_told(one)]
        self.planted[kind.name] += 1
        self.found[kind.name] += bool(hits)
        self.alarmed[kind.name] += bool(found)
        self.reported.update(one.kind.value for one in found)
        self.right.update(one.kind.value for one in hits)
        if hits and kind.truth is DisagreementKind.FIGURE:
            self.counted += 1
            self.told += any(one.is_update == kind.is_update for one in hits)

    def add_naive(self, kind: Kind, pair: Planted, alarms: Sequence[naive_differences.Alarm]) -> None:
        hits = [one for one in alarms if one.one in pair.sides[0] and one.other in pair.sides[1]]
        figures = hits if kind.truth is DisagreementKind.FIGURE else []
        self.planted[kind.name] += 1
        self.found[kind.name] += bool(figures)
        self.alarmed[kind.name] += bool(alarms)
        self.reported["figure"] += len(alarms)
        self.right["figure"] += len(figures)
        self.counted += bool(figures)
        self.told += bool(figures) and not kind.is_update


def recall(score: Score, kinds: Sequence[Kind]) -> float:
    return _share(sum(score.found[kind.name] for kind in kinds), sum(score.planted[kind.name] for kind in kinds))


def precision(score: Score, kinds: Sequence[str] = ()) -> float:
    named = kinds or tuple(score.reported)
    return _share(sum(score.right[kind] for kind in named), sum(score.reported[kind] for kind in named))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Ours and those of the baseline, a score for each seed."""

    data: str
    ours: Sequence[Score]
    naive: Sequence[Score]

    def figure(self, name: str, of: Callable[[Score], float], count: int, *, lower: bool = False) -> Figure:
        values, baseline = [of(score) for score in self.ours], statistics.fmean(map(of, self.naive))
        return Figure(
            *(PART, self.data, name, statistics.fmean(values), count, {NAIVE: baseline}),
            spread=statistics.pstdev(values),
            higher_is_better=not lower,
        )

    def figures(self) -> Iterator[Figure]:
        counts = sum((score.planted for score in self.ours), Counter[str]())
        reported = sum((score.reported for score in self.ours), Counter[str]())
        for kind in planted.CONFLICTS:
            yield self.figure(f"recall, {kind.name}", partial(recall, kinds=(kind,)), counts[kind.name])
        everything = sum(counts[kind.name] for kind in planted.CONFLICTS)
        yield self.figure("recall", partial(recall, kinds=planted.CONFLICTS), everything)
        for told_as in DisagreementKind:
            of = partial(precision, kinds=(told_as.value,))
            yield self.figure(f"precision, {told_as.value}", of, reported[told_as.value])
        yield self.figure("precision", precision, reported.total())
        told = sum(score.counted for score in self.ours)
        yield self.figure("updates told from conflicts", lambda score: _share(score.told, score.counted), told)
        for kind in (kind for kind in planted.AGREEING if counts[kind.name]):
            name = f"pairs with a false alarm, {kind.name}"
            yield self.figure(name, partial(_alarms, kind=kind), counts[kind.name], lower=True)


def _alarms(score: Score, kind: Kind) -> float:
    return _share(score.alarmed[kind.name], score.planted[kind.name])


def scores(data: str, given: Sequence[Article], kinds: Sequence[Kind]) -> Scores:
    ours, naive = [Score() for _ in SEEDS], [Score() for _ in SEEDS]
    for seed in SEEDS:
        for kind in kinds:
            for pair in planted.pairs(kind, given, seed, MOST):
                ours[seed].add(kind, pair, compare.articles([pair.one, pair.other]))
                naive[seed].add_naive(kind, pair, list(naive_differences.find(pair.one, pair.other)))
    return Scores(data, ours, naive)


@cache
def samples() -> tuple[tuple[date, Article], ...]:
    """Every sample with its true day, which the names of those files tell that do not say it themselves."""
    given = []
    for path in sorted((SAMPLES / "articles").iterdir()):
        for item in load.articles([load.LocalPath(path)], wiring.loaders(), wiring.fetcher()):
            assert isinstance(item, RawArticle), item
            article = canonical.article(item)
            given.append((article.published or date.fromisoformat(path.name[:10]), article))
    return tuple(sorted(given, key=lambda pair: (pair[0], pair[1].outlet)))


def matches(found: Disagreement, truth: Mapping[str, Any]) -> bool:
    """Whether it is of this kind and cites two of the true sides, on two sides of its own."""
    cited = [{citation.quote for citation in side.claim.citations} for side in found.sides]
    hits = {
        (index, number)
        for index, quotes in enumerate(cited)
        for number, side in enumerate(truth["sides"])
        if any(side["quote"] in quote or quote in side["quote"] for quote in quotes)
    }
    return found.kind.value == truth["kind"] and min(len({i for i, _ in hits}), len({n for _, n in hits})) > 1


def held_to_truth() -> Iterator[Figure]:
    """The sample library all at once, against its list of differences."""
    found = compare.articles([article for _, article in samples()])
    truths = _rows(SAMPLES / "truth" / "disagreements.jsonl")
    right = [one for one in found if any(matches(one, truth) for truth in truths)]
    told = [truth for truth in truths if any(matches(one, truth) for one in found)]
    same = [t for t in told if any(matches(one, t) and one.is_update == t["is_update"] for one in found)]
    yield Figure(PART, "samples", "precision", _share(len(right), len(found)), len(found))
    yield Figure(PART, "samples", "recall", _share(len(told), len(truths)), len(truths))
    for kind in DisagreementKind:
        of_kind = [truth for truth in truths if truth["kind"] == kind.value]
        value = _share(sum(truth in told for truth in of_kind), len(of_kind))
        yield Figure(PART, "samples", f"recall, {kind.value}", value, len(of_kind))
    yield Figure(PART, "samples", "updates told from conflicts", _share(len(same), len(told)), len(told))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def wikinews(folder: Path) -> list[Article]:
    given = [
        Article(ArticleId(f"w{n}"), row["text"], title=row["title"], outlet=row["source"], url=row["url"],
                published=date.fromisoformat(row["published"]))
        for n, row in enumerate(_rows(folder / "articles.jsonl"))
    ]  # fmt: skip
    return sorted(given, key=lambda article: (article.published or date.min, article.id))


def is_to_report_on(article: Article) -> bool:
    """Rules were developed on the other half alone."""
    return int(hashlib.sha256(article.url.encode()).hexdigest(), 16) % 2 == 1


def known_pairs(folder: Path, given: Sequence[Article]) -> Iterator[Figure]:
    """The pairs that are known to differ; those of the kind "other" are neither figure nor day."""
    by_url = {article.url: article for article in given}
    truths = _rows(folder / "disagreements.jsonl")
    kinds = {"figure": "figure", "date": "date", "other": "position"}
    told = [
        truth
        for truth in truths
        for found in [compare.articles([by_url[side["url"]] for side in truth["sides"]])]
        if any(matches(one, truth | {"kind": kinds[truth["kind"]]}) for one in found)
    ]
    yield Figure(PART, "wikinews pairs", "recall", _share(len(told), len(truths)), len(truths))


def alarms(given: Sequence[Article]) -> Iterator[Figure]:
    """Articles of near days, twelve at a time: nearly every difference is a false alarm."""
    windows = [given[start : start + WINDOW] for start in range(0, len(given) - WINDOW, WINDOW)]
    found = [one for window in windows for one in compare.articles(window)]
    pairs = [(a, b) for window in windows for i, a in enumerate(window) for b in window[i + 1 :]]
    naive = sum(bool(list(naive_differences.find(*pair))) for pair in pairs) * 1000 / len(pairs)
    for name, is_update in (("conflicts in 1,000 pairs of articles", False), ("updates in 1,000 pairs", True)):
        count = sum(one.is_update == is_update for one in found)
        baselines = {} if is_update else {NAIVE: naive}
        value = 1000 * count / len(pairs)
        yield Figure(PART, "wikinews", name, value, len(pairs), baselines, higher_is_better=False)


def latency(given: Sequence[Article]) -> Iterator[Figure]:
    """Twelve articles, in milliseconds of the processor: seen for the first time, and compared again."""
    first: list[float] = []
    again: list[float] = []
    fresh = [replace(article, id=ArticleId(f"{article.id}-fresh")) for article in given if len(article.text) <= LONGEST]
    for start in range(0, min(len(fresh), 10 * WINDOW) - WINDOW, WINDOW):
        for taken in (first, again):
            before = time.process_time()
            compare.articles(fresh[start : start + WINDOW])
            taken.append(1000 * (time.process_time() - before))
    for name, taken in (("first", first), ("again", again)):
        value = statistics.median(taken)
        yield Figure(PART, "wikinews", f"ms for twelve articles, {name}", value, len(taken), higher_is_better=False)


def measure() -> Iterator[Figure]:
    yield from held_to_truth()
    kinds = (*planted.CONFLICTS, *planted.COMPATIBLE)  # different samples differ in truth
    yield from scores("samples planted", [article for _, article in samples()], kinds).figures()
    folder = measured.data("wikinews")
    if folder is None:
        print("no wikinews under BRIEFDESK_EVAL_DATA or ../shared/data: left out")
        return
    given = wikinews(folder)
    yield from latency(given)
    yield from scores(
        "wikinews planted", list(filter(is_to_report_on, given)), (*planted.CONFLICTS, *planted.AGREEING)
    ).figures()
    yield from known_pairs(folder, given)
    yield from alarms(given)


def main() -> None:
    measured.show(measure())


if __name__ == "__main__":
    main()
