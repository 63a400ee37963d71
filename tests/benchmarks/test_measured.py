"""A figure, its unit by its name, and the table that it is shown in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks import measured
from benchmarks.measured import Figure

RECALL = Figure("retrieval", "wikinews", "recall@5", 0.95, 140, {"BM25": 0.84, "dense": 0.96}, "others .911", 0.012)


def test_a_figure_stands_beside_its_baselines_and_those_that_are_ahead_are_marked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    speed = replace(RECALL, name="ms, median", value=1234.5, baselines={"dense": 80.0}, spread=None, published="")
    measured.show([RECALL, replace(speed, higher_is_better=False)], {RECALL.key: "at least 0.940"})
    printed = " ".join(capsys.readouterr().out.split())
    assert "retrieval: wikinews recall@5 0.950 ± 0.012 140 BM25 0.840, dense 0.960 (ahead) others .911" in printed
    assert "at least 0.940" in printed
    assert "ms, median 1,234 140 dense 80.0 (ahead)" in printed


@pytest.mark.parametrize(
    ("name", "is_timed"),
    [("ms an answer, median", True), ("articles a second", True), ("kept apart, the outlet's footer", False)],
)
def test_a_time_is_told_by_its_name(name: str, is_timed: bool) -> None:
    assert replace(RECALL, name=name).is_timed is is_timed


def test_data_lies_where_the_environment_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFDESK_EVAL_DATA", str(tmp_path))
    (tmp_path / "wikinews").mkdir()
    assert measured.data("wikinews") == tmp_path / "wikinews"
    assert measured.data("wice") is None


def test_figures_of_one_set_stand_together_however_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    measured.show([RECALL, replace(RECALL, data="multihop_facts"), replace(RECALL, name="MRR")])
    lines = [line.strip().split()[0] for line in capsys.readouterr().out.splitlines() if line.strip()]
    assert [word for word in lines if word in {"retrieval:", "recall@5", "MRR"}] == [
        "retrieval:", "recall@5", "MRR", "retrieval:", "recall@5",
    ]  # fmt: skip
