"""One run of every part: what fails is said, the others go on, and the exit status tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import evaluate, floors, measured
from benchmarks.floors import Floor, Floors

GOOD = "tests.benchmarks.made_parts"
FAILING = "tests.benchmarks.failing_part"

MADE = {"made": GOOD}


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """The options that keep a run inside a folder of its own."""
    return ["--json", str(tmp_path / "out" / "quality.json"), "--floors", str(tmp_path / "floors.json")]


def test_a_part_that_fails_or_has_nothing_to_measure_is_an_error_and_the_others_run(
    capfd: pytest.CaptureFixture[str],
) -> None:
    parts = {"failing": FAILING, "empty": "tests.benchmarks", "none": "benchmarks.nothing", "good": GOOD}
    failing, empty, none, good = evaluate.run(parts)
    assert failing.error == "RuntimeError: the made part is broken"
    assert empty.error == "tests.benchmarks has no measure()"
    assert none.error == "there is no benchmarks.nothing"
    assert good.error == ""
    assert [(figure.part, figure.value) for figure in good.figures] == [("good", 0.75)]
    assert "Traceback" in capfd.readouterr().err


def test_a_part_that_takes_too_long_is_ended() -> None:
    [made] = evaluate.run({"made": GOOD}, seconds=0.001)
    assert made.error == "not done after 0.001 s"


def test_what_was_measured_is_written_with_the_machine_and_the_data(files: list[str], tmp_path: Path) -> None:
    assert evaluate.main([*files, "--record"], MADE) == 0
    document = json.loads((tmp_path / "out" / "quality.json").read_text())
    [figure] = document["figures"]
    assert figure["key"] == "made/samples/right"
    assert figure["baselines"] == {"by chance": 0.5}
    assert document["data"]["samples"] == floors.digest(measured.SAMPLES)
    assert document["machine"]["cores"] >= 1
    assert document["parts"]["made"]["error"] == ""
    assert floors.read(tmp_path / "floors.json").figures == {"made/samples/right": Floor(0.725)}


def test_a_figure_below_its_floor_is_said_and_ends_with_1(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors.write(Floors({"made/samples/right": Floor(0.8)}, {}), tmp_path / "floors.json")
    assert evaluate.main([*files, "--record"], MADE) == 1
    printed = capsys.readouterr().out
    assert "BROKEN: made/samples/right is 0.750, and must be at least 0.800" in printed
    assert "by chance 0.500" in printed
    assert "0.750 ± 0.020" in printed
    assert "at least 0.800: BROKEN" in printed
    assert floors.read(tmp_path / "floors.json").figures == {"made/samples/right": Floor(0.8)}


def test_a_floor_is_lowered_with_a_reason_alone(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors.write(Floors({"made/samples/right": Floor(0.8)}, {}), tmp_path / "floors.json")
    assert evaluate.main([*files, "--lower", "made/samples/right=0.7"], MADE) == 2
    assert "needs --reason" in capsys.readouterr().err
    assert evaluate.main([*files, "--lower", "made/samples/right=0.7", "--reason", "fewer, but right"], MADE) == 0
    assert evaluate.main(files, MADE) == 0


def test_an_unknown_part_is_named(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate.main([*files, "--parts", "made,nothing"], MADE) == 2
    assert "there is no part nothing; there are made" in capsys.readouterr().err
