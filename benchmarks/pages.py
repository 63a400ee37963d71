"""The speed of the pages as a reader has it: the real app in a real browser, on the samples or on a large library.

``python -m benchmarks.pages`` measures on the samples; ``--articles 10000`` on made-up articles beside them, ``--data``
on a copy of a library. Medians of ``--repeats`` visits, each by a browser that has nothing kept. ``--out`` names a file
for the same figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks import large_library, page_journey
from benchmarks.page_journey import Journey
from pipeline import wiring
from pipeline.domain import ArticleId, Scope
from pipeline.ingest.inputs import LocalPath
from pipeline.settings import Settings
from tests.browser import tour
from tests.browser.app_server import serve

REPEATS = 3
PASSAGES = 4
MS, SHIFT, COUNT = "ms", "shift", "runs"


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure over all visits; ``unit`` is ``ms``, ``runs`` of the script, or ``shift`` (the web's layout shift)."""

    name: str
    unit: str
    median: float
    least: float
    most: float
    count: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    library = parser.add_mutually_exclusive_group()
    library.add_argument("--data", type=Path, help="a library, which is copied first")
    library.add_argument("--articles", type=int, default=0, help="made-up articles beside the samples")
    parser.add_argument("--question", default=tour.QUESTION)
    parser.add_argument("--topic", default=tour.TOPIC)
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--out", type=Path, help="where the figures go as JSON")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        if asked.data:
            shutil.copytree(asked.data, data)
        else:
            fill(data, asked.articles)
        journey, articles = prepared(data, asked.question, asked.topic)
        found = measure(data, journey, asked.repeats)
    show(found, articles)
    if asked.out:
        asked.out.write_text(json.dumps(as_json(found, articles), indent=1) + "\n", encoding="utf-8")


def fill(data: Path, articles: int) -> None:
    """The samples, and with them so many made-up articles out of their paragraphs."""
    data.mkdir(parents=True, exist_ok=True)
    with closing(wiring.open_desk(Settings(data=data))) as desk:
        desk.library.add([LocalPath(wiring.SAMPLES)])
        ids = [entry.source.article_id for entry in desk.shelf.entries(Scope(), limit=desk.shelf.count(Scope()))]
        texts = [text for article in desk.shelf.articles(ids).values() for text in article.text.split("\n\n")]
    if articles:
        large_library.fill(articles, data, texts, passages=PASSAGES)


def prepared(data: Path, question: str, topic: str) -> tuple[Journey, int]:
    """What there is to do in this library, for which it gets a brief; and how many articles it has."""
    with closing(wiring.open_desk(Settings(data=data))) as desk:
        brief = desk.brief(topic)
        cited = [citation.source.article_id for claim in brief.claims for citation in claim.citations]
        left = desk.shelf.article(cited[0])
        others: list[ArticleId] = [each for each in cited if each != left.id]
        right = desk.shelf.article(others[0])
        outlet = max(desk.shelf.facets()["outlet"].items(), key=lambda each: each[1])[0]
        word = max(left.title.split(), key=len)
        return Journey(question, left.title, right.title, outlet, word), desk.shelf.count(Scope())


def measure(data: Path, journey: Journey, repeats: int) -> tuple[Measured, ...]:
    """The first visit after the start stands apart: it opens the library for all others."""
    with serve(data) as app, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        first = page_journey.opened(browser, app.url)
        visits = [page_journey.visit(browser, app.url, journey) for _ in range(repeats)]
        browser.close()
    return (*summed([{("first visit after the start: question box", MS): first}]), *summed(visits))


def summed(visits: Iterable[Mapping[tuple[str, str], float]]) -> tuple[Measured, ...]:
    """By name and unit, in the order in which they first came; a visit may lack some."""
    values: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for visit in visits:
        for key, value in visit.items():
            values[key].append(value)
    return tuple(
        Measured(*key, statistics.median(every), min(every), max(every), len(every)) for key, every in values.items()
    )


def as_json(found: Sequence[Measured], articles: int) -> dict[str, object]:
    return {"articles": articles, "figures": [asdict(each) for each in found]}


def show(found: Sequence[Measured], articles: int) -> None:
    table = Table("", "median", "least", "most", "n", box=box.SIMPLE_HEAD, title=f"{articles:,} articles")
    for column in table.columns[1:]:
        column.justify = "right"
    for each in found:
        spread = (f"{value:.3f}" if each.unit == SHIFT else f"{value:,.0f}" for value in (each.least, each.most))
        median = f"{each.median:.3f}" if each.unit == SHIFT else f"{each.median:,.0f} {each.unit}"
        table.add_row(each.name, median, *spread, str(each.count))
    Console().print(table)


if __name__ == "__main__":
    main()
