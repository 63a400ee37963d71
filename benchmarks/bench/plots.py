"""How the figures grow with the number of articles: ``python -m benchmarks.bench.plots FILE`` draws one SVG a measure.

Run by the Python of the peers, which has matplotlib. Both axes are logarithmic: a straight line that rises by 45
degrees is a cost in proportion to the articles.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot as plt

DRAWN = ("stored_a_second", "search_ms", "search_p99_ms", "answer_ms", "delete_ms", "ask_peak_mb", "disk_mb", "first_s")


def main() -> None:
    mpl.use("svg")
    file = Path(sys.argv[1])
    document = json.loads(file.read_text(encoding="utf-8"))
    for measure in document["measures"]:
        if measure["key"] in DRAWN:
            name = f"bench-{measure['key'].replace('_', '-')}.svg"
            draw(measure, document["runs"], file.with_name(name))


def draw(measure: dict[str, Any], runs: list[dict[str, Any]], file: Path) -> None:
    figure, axes = plt.subplots(figsize=(6, 4), layout="constrained")
    for library in dict.fromkeys(run["library"] for run in runs):
        points = [
            (run["articles"], run["figures"][measure["key"]])
            for run in runs
            if run["library"] == library and measure["key"] in run["figures"]
        ]
        if points:
            axes.plot(*zip(*sorted(points), strict=True), marker="o", label=library)
    if measure["target"]:
        axes.axhline(measure["target"], linestyle="--", color="grey", label="target")
    axes.set(xscale="log", yscale="log", xlabel="articles", title=measure["what"])
    axes.legend()
    figure.savefig(file, metadata={"Date": None})
    plt.close(figure)


if __name__ == "__main__":
    main()
