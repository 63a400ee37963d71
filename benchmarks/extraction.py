"""Measures what is read out of a web page: the body against the true one, and the metadata where the truth is known.

``python -m benchmarks.extraction`` reads ``article_extraction`` from BRIEFDESK_EVAL_DATA (or ../shared/data). The
measure is that of scrapinghub's article-extraction-benchmark (its ``evaluate.py``): runs of four words, counted; true
and false ones are shares of all in a page; precision and recall are means over pages, F1 is of the two means. Rules
for the body were made on the pages whose digest is even; one threshold (when a second reader is asked) was set with the
odd ones in sight too. Those for metadata were made with all pages in sight. No page is known to the code.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import trafilatura

from benchmarks import measured, page_metadata
from pipeline.adapters.web_page import WebPage
from pipeline.domain import RawArticle

DATA = "article_extraction"
PUBLISHED = {
    "trafilatura 2.0": 0.958,
    "newspaper4k": 0.949,
    "readability-lxml": 0.922,
    "BeautifulSoup (all text)": 0.665,
}
_SHINGLE = 4
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Page:
    digest: str
    content: bytes
    body: str

    @property
    def is_held_out(self) -> bool:
        return int(self.digest, 16) % 2 == 1


@dataclass(frozen=True, slots=True)
class Matched:
    """Shares of the word runs of a page: in both texts, in what was read alone, in the true one alone."""

    both: float
    wrong: float
    missed: float

    @property
    def precision(self) -> float:
        return self.both / (self.both + self.wrong) if self.both + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.both / (self.both + self.missed) if self.both + self.missed else 1.0

    @property
    def is_exact(self) -> bool:
        return self.wrong == self.missed == 0


@dataclass(frozen=True, slots=True)
class Score:
    """How well one reader does: over all pages, over the halves by digest, and in processor seconds."""

    f1: float
    precision: float
    recall: float
    exact: float
    even: float
    odd: float
    seconds: float


def main() -> None:
    pages = _pages()
    if pages:
        print_bodies(pages)
        page_metadata.report({page.digest: page.content for page in pages})


def measure() -> Iterator[measured.Figure]:
    pages = _pages()
    if not pages:
        return
    ours, *others = (score(pages, reader) for reader in READERS.values())
    names = list(READERS)[1:]
    shares = {
        "body F1": "f1",
        "body precision": "precision",
        "body recall": "recall",
        "body exact": "exact",
        "body F1, odd half": "odd",
    }
    for name, field in shares.items():
        told = ", ".join(f"{who} {figure:.3f}" for who, figure in PUBLISHED.items()) if field == "f1" else ""
        baselines = {who: getattr(other, field) for who, other in zip(names, others, strict=True)}
        number = sum(page.is_held_out for page in pages) if field == "odd" else len(pages)
        yield measured.Figure("extraction", DATA, name, getattr(ours, field), number, baselines, told)
    yield _milliseconds(pages, ours, dict(zip(names, others, strict=True)))
    yield from page_metadata.figures({page.digest: page.content for page in pages})


def _milliseconds(pages: list[Page], ours: Score, others: Mapping[str, Score]) -> measured.Figure:
    each = 1000 / len(pages)
    baselines = {name: other.seconds * each for name, other in others.items()}
    name, value = "ms a page", ours.seconds * each
    return measured.Figure("extraction", DATA, name, value, len(pages), baselines, higher_is_better=False)


def _pages() -> list[Page]:
    """All of them; none, and a line that says so, where there is no data."""
    source = measured.data(DATA)
    if source is None:
        print(f"skipped: there is no data in {measured.root() / DATA}")
    return read(source) if source else []


def read(source: Path) -> list[Page]:
    truth = json.loads((source / "ground-truth.json").read_text(encoding="utf-8"))
    return [
        Page(
            hashlib.sha256(key.encode()).hexdigest(),
            gzip.decompress((source / "html" / f"{key}.html.gz").read_bytes()),
            item.get("articleBody", ""),
        )
        for key, item in truth.items()
    ]


def matched(true: str, found: str) -> Matched:
    """As ``string_shingle_matching`` of the benchmark."""
    wanted, given = _shingles(true), _shingles(found)
    both, wrong, missed = (wanted & given).total(), (given - wanted).total(), (wanted - given).total()
    every = both + wrong + missed or 1
    return Matched(both / every, wrong / every, missed / every)


def f1(scores: Iterable[Matched]) -> tuple[float, float, float]:
    """F1, precision and recall, as ``metrics_from_tp_fp_fns`` of the benchmark."""
    scores = list(scores)
    precision = statistics.mean(one.precision for one in scores if one.both + one.wrong > 0)
    recall = statistics.mean(one.recall for one in scores if one.both + one.missed > 0)
    return 2 * precision * recall / (precision + recall), precision, recall


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    runs = (tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))
    return Counter(run for run in runs if run)


def _ours(content: bytes) -> str:
    [read] = WebPage().load("page.html", content)
    return read.text if isinstance(read, RawArticle) else ""


def _trafilatura(content: bytes) -> str:
    return trafilatura.extract(content.decode("utf-8", "replace"), include_comments=False) or ""


def _all_text(content: bytes) -> str:
    return str(trafilatura.html2txt(content))


READERS: Mapping[str, Callable[[bytes], str]] = {
    "Briefdesk": _ours,
    "trafilatura, its default": _trafilatura,
    "all text": _all_text,
}


def print_bodies(pages: list[Page]) -> None:
    print(f"body, {len(pages)} pages        F1  precision recall  exact   even    odd  ms a page")
    for name, reader in READERS.items():
        one = score(pages, reader)
        print(
            f"{name:26}{one.f1:.3f}{one.precision:10.3f}{one.recall:8.3f}{one.exact:7.2f}{one.even:8.3f}{one.odd:7.3f}"
            f"{1000 * one.seconds / len(pages):8.0f}"
        )
    print("published for all 181 pages:")
    for name, figure in PUBLISHED.items():
        print(f"{name:26}{figure:.3f}")


def score(pages: list[Page], reader: Callable[[bytes], str]) -> Score:
    seconds, scores = _measured(pages, reader)
    even, odd = (f1(s for p, s in scores if p.is_held_out is held_out)[0] for held_out in (False, True))
    exact = statistics.mean(s.is_exact for _, s in scores)
    return Score(*f1(s for _, s in scores), exact, even, odd, seconds)


def _measured(pages: list[Page], reader: Callable[[bytes], str]) -> tuple[float, list[tuple[Page, Matched]]]:
    """Processor seconds of the quicker of two rounds, so that loading a library is not counted."""
    rounds = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        found = [reader(page.content) for page in pages]
        rounds.append(time.process_time() - started)
    return min(rounds), [(page, matched(page.body, text)) for page, text in zip(pages, found, strict=True)]


if __name__ == "__main__":
    main()
