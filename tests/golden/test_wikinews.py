"""Briefs of real news, as addresses and places in them alone: the articles are not ours to keep here.

``python -m tests.golden.test_wikinews --update`` writes them anew, where the articles are.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks import briefs, measured
from pipeline import wiring
from pipeline.desk import Desk
from pipeline.ingest.load import LocalPath
from pipeline.settings import Settings

FILE = Path(__file__).parent / "wikinews.json"
FOLDER = measured.data("wikinews")
TEMPLATES = ("situation", "summary", "background", "timeline", "positions", "questions")

pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(FOLDER is None, reason="there is no wikinews data (BRIEFDESK_EVAL_DATA or ../shared/data)"),
]


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Desk, list[briefs.Cluster]]]:
    """The articles of as many questions that need several of them as there are templates."""
    assert FOLDER is not None
    clusters = briefs.clusters(FOLDER)[: len(TEMPLATES)]
    wanted = {article.title for cluster in clusters for article in cluster.articles}
    lines = (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = folder / "chosen.jsonl"
    chosen.write_text("\n".join(line for line in lines if json.loads(line)["title"] in wanted), encoding="utf-8")
    desk = wiring.open_desk(Settings(data=folder / "data"))
    try:
        desk.library.add([LocalPath(chosen)])
        yield desk, clusters
    finally:
        desk.close()


def written(folder: Path) -> list[dict[str, object]]:
    """Each brief: its template, and for each section the places that its claims cite, claim by claim."""
    found: list[dict[str, object]] = []
    with opened(folder) as (desk, clusters):
        for template, cluster in zip(TEMPLATES, clusters, strict=True):
            brief = desk.brief(cluster.topic, template=template)
            sections = [
                [[[c.source.url, c.span.start, c.span.end] for c in claim.citations] for claim in section.claims]
                for section in brief.sections
            ]
            found.append({"template": template, "sections": sections})
    return found


def test_briefs_cite_the_places_that_were_read_and_approved(tmp_path: Path) -> None:
    assert written(tmp_path) == json.loads(FILE.read_text(encoding="utf-8"))


def main() -> None:
    if sys.argv[1:] != ["--update"]:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(json.dumps(written(Path(folder)), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
