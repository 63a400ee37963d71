"""Whole briefs of the sample library, written without a model, as files that a reader can judge.

``python -m tests.golden.test_briefs --update`` writes them anew.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.brief import plan
from pipeline.desk import Desk
from pipeline.ingest.load import LocalPath
from pipeline.settings import Settings

FILES = Path(__file__).parent / "briefs"
TOPICS = {
    "ferry-situation": ("the sinking of the ferry Maren Tide", "situation"),
    "ferry-outlets": ("the sinking of the ferry Maren Tide", "outlets"),
    "rates-summary": ("the rate cut by the Bank of Northmark", "summary"),
    "legionnaires-questions": ("Legionnaires' disease in Hallam Ford", "questions"),
    "legionnaires-timeline": ("Legionnaires' disease in Hallam Ford", "timeline"),
    "railway-background": ("the Upland Line railway", "background"),
    "railway-situation": ("the Upland Line railway", "situation"),
    "mayor-positions": ("the mayor and the dredging contract", "positions"),
}
# when it was made and by what stands in the last lines before the notes, and in the line under the title
_MADE = re.compile(r"\n---\n\n\*Made [^\n]*\*\n")
_DAY = re.compile(r"(?<= · )\d{1,2} [A-Z][a-z]+ \d{4}(?= · )")


@contextmanager
def opened(folder: Path) -> Iterator[Desk]:
    """The sample library, in ``folder``."""
    desk = wiring.open_desk(Settings(data=folder))
    try:
        desk.library.add([LocalPath(wiring.SAMPLES)])
        yield desk
    finally:
        desk.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with opened(tmp_path_factory.mktemp("golden")) as desk:
        yield desk


def written(desk: Desk, name: str) -> str:
    """The brief as Markdown, without what is another for each writing of it."""
    topic, template = TOPICS[name]
    text = desk.export(desk.brief(topic, template=template), ".md").decode()
    return _MADE.sub("\n", _DAY.sub("DAY", text, count=1))


@pytest.mark.parametrize("name", TOPICS)
def test_a_brief_is_the_one_that_was_read_and_approved(desk: Desk, name: str) -> None:
    assert written(desk, name) == (FILES / f"{name}.md").read_text(encoding="utf-8")


def test_every_template_of_ours_has_a_brief_that_was_read(tmp_path: Path) -> None:
    assert {template for _, template in TOPICS.values()} == set(plan.templates(tmp_path))
    assert {path.stem for path in FILES.glob("*.md")} == set(TOPICS)


def main() -> None:
    if sys.argv[1:] != ["--update"]:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as desk:
        for name in TOPICS:
            (FILES / f"{name}.md").write_text(written(desk, name), encoding="utf-8")


if __name__ == "__main__":
    main()
