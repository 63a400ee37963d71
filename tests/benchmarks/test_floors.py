"""Floors: a figure below one fails, and one is lowered by nobody who gives no reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from benchmarks import floors, measured
from benchmarks.floors import Floor, Floors
from benchmarks.measured import Figure

TODAY = date(2026, 3, 1)
RIGHT = Figure("made", "wikinews", "right", 0.8, 100)
WRONG = replace(RIGHT, name="wrong", value=0.2, higher_is_better=False)
TIME = replace(RIGHT, name="ms an answer, median", value=30.0, higher_is_better=False)
HELD = Floors({RIGHT.key: Floor(0.79), WRONG.key: Floor(0.21, is_ceiling=True)}, {"wikinews": "a"})
PARTS = ("made",)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A set of real data named wikinews."""
    monkeypatch.setenv("BRIEFDESK_EVAL_DATA", str(tmp_path))
    (tmp_path / "wikinews").mkdir()
    (tmp_path / "wikinews" / "rows.jsonl").write_text("{}\n")
    return tmp_path / "wikinews"


def test_figures_at_their_floor_hold(data: Path) -> None:
    assert list(HELD.broken([replace(RIGHT, value=0.79), replace(WRONG, value=0.21)], {"wikinews": "a"}, PARTS)) == []


def test_a_lower_figure_fails_and_the_line_names_it(data: Path) -> None:
    [line] = HELD.broken([replace(RIGHT, value=0.78), WRONG], {}, PARTS)
    assert line == "made/wikinews/right is 0.780, and must be at least 0.790"


def test_a_higher_figure_fails_where_lower_is_better(data: Path) -> None:
    [line] = HELD.broken([RIGHT, replace(WRONG, value=0.3)], {}, PARTS)
    assert line == "made/wikinews/wrong is 0.300, and must be at most 0.210"


def test_a_figure_that_is_not_measured_any_more_fails(data: Path) -> None:
    [line] = HELD.broken([RIGHT], {}, PARTS)
    assert "made/wikinews/wrong must be at most 0.210, and was not measured" in line


def test_a_figure_of_a_part_that_was_not_run_or_of_data_that_is_absent_is_no_fault(data: Path) -> None:
    assert list(HELD.broken([], {}, ("another",))) == []
    (data / "rows.jsonl").unlink()
    data.rmdir()
    assert list(HELD.broken([], {}, PARTS)) == []


def test_data_that_differs_fails(data: Path) -> None:
    was = floors.digests([RIGHT])
    (data / "rows.jsonl").write_text("{} \n")
    held = replace(HELD, digests=was)
    [line] = held.broken([RIGHT, WRONG], floors.digests([RIGHT]), PARTS)
    assert "the data of wikinews is not what the floors were recorded on" in line


def test_the_digest_is_of_names_and_contents_and_not_of_what_describes_them(data: Path) -> None:
    was = floors.digest(data)
    (data / "README.md").write_text("About it")
    assert floors.digest(data) == was
    (data / "rows.jsonl").rename(data / "others.jsonl")
    assert floors.digest(data) != was


def test_recording_raises_what_is_exceeded_and_adds_what_is_new() -> None:
    held = HELD.record([replace(RIGHT, value=0.9), replace(WRONG, value=0.1), TIME], {"feeds": "b"}, "", TODAY)
    assert held.figures == {
        RIGHT.key: Floor(0.89),
        WRONG.key: Floor(0.11, is_ceiling=True),
        TIME.key: Floor(90.0, is_ceiling=True),
    }
    assert held.digests == {"wikinews": "a", "feeds": "b"}


def test_what_is_neither_good_nor_bad_has_no_floor() -> None:
    assert HELD.record([replace(RIGHT, name="claims an answer", value=3.0, is_held=False)], {}, "", TODAY) == HELD


def test_recording_never_lowers() -> None:
    worse = [replace(RIGHT, value=0.5), replace(WRONG, value=0.5)]
    assert HELD.record(worse, {}, "a reason", TODAY) == HELD


def test_recording_another_digest_wants_a_reason_and_keeps_it() -> None:
    with pytest.raises(ValueError, match="wikinews differs: recording that needs --reason"):
        HELD.record([], {"wikinews": "b"}, "", TODAY)
    held = HELD.record([], {"wikinews": "b"}, "a row was wrong", TODAY)
    assert held.digests == {"wikinews": "b"}
    assert [(one.what, one.reason) for one in held.lowered] == [("data wikinews", "a row was wrong")]


@pytest.mark.parametrize("reason", ["", " "])
def test_lowering_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(ValueError, match="needs --reason"):
        HELD.lower(RIGHT.key, 0.5, reason, TODAY)


def test_lowering_keeps_the_day_and_the_reason() -> None:
    held = HELD.lower(RIGHT.key, 0.5, "fewer, but right", TODAY)
    assert held.figures[RIGHT.key] == Floor(0.5)
    [note] = held.lowered
    assert (note.day, note.was, note.became, note.reason) == (
        "2026-03-01", "at least 0.790", "at least 0.500", "fewer, but right",
    )  # fmt: skip


@pytest.mark.parametrize(("key", "value"), [(RIGHT.key, 0.9), (WRONG.key, 0.1), ("made/wikinews/unknown", 0.1)])
def test_what_is_stricter_or_unknown_is_not_lowered(key: str, value: float) -> None:
    with pytest.raises(ValueError, match=r"is no lower|no floor"):
        HELD.lower(key, value, "a reason", TODAY)


@pytest.mark.parametrize(
    ("figure", "bound"),
    [
        (RIGHT, 0.79),
        (replace(RIGHT, count=10), 0.7),
        (replace(RIGHT, spread=0.05), 0.75),
        (replace(RIGHT, value=0.2, count=3), 0.0),
        (replace(RIGHT, name="quotes exact", value=1.0), 1.0),
        (replace(RIGHT, name="claims an answer", value=3.0), 2.7),
        (replace(RIGHT, name="articles a second", value=6000.0), 2000.0),
    ],
)
def test_the_margin_is_of_the_kind_of_number(figure: Figure, bound: float) -> None:
    assert floors.floor(figure).bound == pytest.approx(bound)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    held = HELD.lower(RIGHT.key, 0.5, "fewer, but right", TODAY)
    floors.write(held, tmp_path / "floors.json")
    assert floors.read(tmp_path / "floors.json") == held
    assert floors.read(tmp_path / "nowhere.json") == Floors({}, {})


def test_the_floors_of_the_project_are_of_parts_that_there_are() -> None:
    held = floors.read()
    assert held.digests.get("samples") == floors.digest(measured.SAMPLES)
    assert {key.split("/")[0] for key in held.figures} >= {"extraction", "copies", "sample_answers"}
