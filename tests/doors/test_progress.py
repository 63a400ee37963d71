"""Progress where there is no terminal, and the bar where there is one."""

from __future__ import annotations

import io

from pipeline.doors import progress
from pipeline.doors.output import Output
from pipeline.doors.progress import Lines, ReadLines


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def said(*reports: tuple[float, int, int]) -> list[str]:
    """What is said of (seconds, done, of)."""
    lines: list[str] = []
    seconds = iter([at for at, _, _ in reports])
    report = Lines("Adding", "passages", lines.append, lambda: next(seconds))
    for _, done, of in reports:
        report(done, of)
    return lines


def test_a_line_is_said_now_and_then_with_rate_and_time_left() -> None:
    lines = said((0, 0, 4000), (5, 64, 4000), (9, 128, 4000), (15, 384, 4000), (16, 448, 4000), (27, 768, 4000))
    assert lines == [
        "Adding: 384 of 4,000 passages, 32.0 a second, 2 min left",
        "Adding: 768 of 4,000 passages, 32.0 a second, 2 min left",
    ]


def test_what_is_quick_says_nothing() -> None:
    assert said((0, 0, 100), (3, 64, 100), (5, 100, 100)) == []
    assert said((0, 0, 100), (30, 100, 100)) == []


def test_no_time_left_is_foretold_from_one_report() -> None:
    assert said((0, 0, 100), (12, 64, 100)) == ["Adding: 64 of 100 passages"]
    assert said((0, 0, 100), (12, 0, 200)) == ["Adding: 0 of 200 passages"]


def test_how_far_reading_is_is_said_now_and_then_with_the_time_left() -> None:
    lines: list[str] = []
    seconds = iter([0.0, 9.0, 10.0, 12.0, 30.0, 45.0])
    report = ReadLines(lines.append, lambda: next(seconds))
    for articles, share in ((0, 0.0), (640, 0.2), (704, 0.25), (800, 0.3), (1900, 0.75), (2500, 1.0)):
        report(articles, share)
    assert lines == ["Reading: 704 articles, 25%, 31 s left", "Reading: 1,900 articles, 75%, 11 s left"]


def test_reading_on_a_terminal_is_a_bar_of_its_share() -> None:
    terminal = Terminal()
    with progress.reading(Output(io.StringIO(), terminal)) as report:
        report(0, 0.0)
        report(640, 0.5)
    assert "Reading" in terminal.getvalue()
    assert "50%, 640 articles" in terminal.getvalue()


def test_times_are_said_as_a_person_does() -> None:
    assert [progress.duration(seconds) for seconds in (0.2, 59, 60, 3599)] == ["1 s", "60 s", "2 min", "60 min"]


def test_a_terminal_gets_a_bar_that_is_taken_away_in_the_end() -> None:
    terminal = Terminal()
    with progress.shown("Adding", "passages", Output(io.StringIO(), terminal)) as report:
        report(0, 200)
        report(64, 200)
        report(200, 200)
    assert "Adding" in terminal.getvalue()
    assert "200/200" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")
