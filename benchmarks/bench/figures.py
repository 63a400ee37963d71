"""What is shown of the runs: rates and ratios out of what each process measured, and the targets they are held to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.bench.processes import LIMIT, OURS, Run


@dataclass(frozen=True, slots=True)
class Measure:
    """``target`` is what Briefdesk is to reach at any size up to 100,000 articles, 0 for none."""

    key: str
    what: str
    target: float = 0.0
    is_more_better: bool = False

    def is_missed(self, value: float) -> bool:
        return bool(self.target) and (value < self.target if self.is_more_better else value > self.target)


MEASURES = (
    Measure("articles_a_second", "intake, articles a second", is_more_better=True),
    Measure("of_bare", "intake, of the bare embedding's speed", 0.9, is_more_better=True),
    Measure("of_bare_processor", "the same, in processor time", is_more_better=True),
    Measure("stored_a_second", "stored without vectors, articles a second", is_more_better=True),
    Measure("search_ms", "search, ms", 50),
    Measure("search_p99_ms", "search, ms, 99 of 100", 150),
    Measure("filtered_ms", "search in one outlet of 60, ms"),
    Measure("half_filtered_ms", "search in half of the days, ms"),
    Measure("of_unfiltered", "slower filter, of no filter", 1.0),
    Measure("answer_ms", "answer without a key, ms", 300),
    Measure("answer_p99_ms", "answer without a key, ms, 99 of 100", 900),
    Measure("brief_ms", "brief, ms"),
    Measure("delete_ms", "one article taken out, ms", 1000),
    Measure("import_s", "import of the pipeline, s", 0.3),
    Measure("first_s", "from nothing to the first answer, s"),
    Measure("fill_peak_mb", "peak memory of intake, MB", 4000),
    Measure("ask_peak_mb", "peak memory of asking, MB", 4000),
    Measure("disk_mb", "disk, MB"),
    Measure("passages", "passages"),
    Measure("rows_ms", "all passages out of SQLite, ms"),
)


def with_ratios(runs: Sequence[Run]) -> list[Run]:
    """Each run with what follows from its figures and those of the limit at its size."""
    limits = {run.articles: run.figures for run in runs if run.library == LIMIT}
    return [
        Run(
            run.library,
            run.articles,
            {**run.figures, **_ratios(run.figures, run.articles, limits.get(run.articles, {}))},
            run.error,
        )
        for run in runs
    ]


def _ratios(found: Mapping[str, float], articles: int, limit: Mapping[str, float]) -> dict[str, float]:
    """The bare embedding is that of Briefdesk's passages, for the peers too: the same articles, however cut."""
    filters = max(found.get("filtered_ms", 0.0), found.get("half_filtered_ms", 0.0))
    quotients = {
        "articles_a_second": (articles, found.get("intake_s", 0.0)),
        "stored_a_second": (articles, found.get("store_s", 0.0)),
        "of_bare": (limit.get("intake_s", 0.0), found.get("intake_s", 0.0)),
        "of_bare_processor": (limit.get("intake_processor_s", 0.0), found.get("intake_processor_s", 0.0)),
        "of_unfiltered": (filters, found.get("search_ms", 0.0)),
    }
    return {key: above / below for key, (above, below) in quotients.items() if above and below}


def tables(runs: Sequence[Run], source: str) -> list[Table]:
    """One a size: a row a measure, a column a library. What misses its target is marked."""
    made = []
    for articles in dict.fromkeys(run.articles for run in runs):
        column = [run for run in runs if run.articles == articles]
        vectors = "real vectors" if "intake_s" in _of(column, LIMIT) else "vectors out of real ones, with noise"
        title = f"{articles:,} articles made of {source}, {vectors}"
        table = Table("", *(run.library for run in column), "target", box=box.SIMPLE_HEAD, title=title)
        for place in range(1, len(column) + 2):
            table.columns[place].justify = "right"
        for measure in MEASURES:
            if any(measure.key in run.figures for run in column):
                table.add_row(measure.what, *(_cell(measure, run) for run in column), _target(measure))
        made.append(table)
    return made


def show(runs: Sequence[Run], source: str) -> None:
    console = Console()
    for table in tables(runs, source):
        Console(width=None if console.is_terminal else 150).print(table)
    for run in runs:
        if run.error:
            console.print(f"{run.library}, {run.articles:,} articles: {run.error}", markup=False)


def missed(runs: Sequence[Run]) -> list[str]:
    """A line for each of our targets that is missed."""
    return [
        f"{run.articles:,} articles: {measure.what} {written(run.figures[measure.key])}, target {_target(measure)}"
        for run in runs
        if run.library == OURS
        for measure in MEASURES
        if measure.key in run.figures and measure.is_missed(run.figures[measure.key])
    ]


def document(runs: Sequence[Run], source: str) -> dict[str, object]:
    return {
        "data": source,
        "measures": [asdict(measure) for measure in MEASURES],
        "runs": [asdict(run) for run in runs],
        "missed": missed(runs),
    }


def written(value: float) -> str:
    """Two decimals for shares and small numbers, fewer for large ones."""
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"


def _of(runs: Sequence[Run], library: str) -> Mapping[str, float]:
    return next((run.figures for run in runs if run.library == library), {})


def _cell(measure: Measure, run: Run) -> str:
    value = run.figures.get(measure.key)
    if value is None:
        return ""
    return f"{written(value)}{' !' if run.library == OURS and measure.is_missed(value) else ''}"


def _target(measure: Measure) -> str:
    return f"{'≥' if measure.is_more_better else '≤'} {measure.target:g}" if measure.target else ""
