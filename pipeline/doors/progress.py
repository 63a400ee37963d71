"""How far a long step is, on standard error: a bar with rate and time left on a terminal, else a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pipeline.doors.output import Output
from pipeline.ports import Report

if TYPE_CHECKING:
    from rich.progress import Progress

SECONDS_BETWEEN_LINES = 10.0

Read: TypeAlias = Callable[[int, float], None]
"""Told how many articles are read, and which share of all that is to be read, from 0 to 1."""


@contextmanager
def shown(doing: str, unit: str, output: Output) -> Iterator[Report]:
    """``unit`` is the plural of what is counted. ``report(0, n)`` says that the end is not known yet."""
    if not output.stderr.isatty():
        yield Lines(doing, unit, output.warn, time.monotonic)
        return
    with _bar(output) as progress:
        task = progress.add_task(doing, total=None, said="")

        def report(done: int, of: int) -> None:
            # the speed is that of the last half minute
            speed = next((each.speed for each in progress.tasks if each.id == task), None)
            rate = f" {speed:,.1f}/s" if speed else ""
            progress.update(task, completed=done, total=of if done else None, said=f"{done:,}/{of:,} {unit}{rate}")

        yield report


@contextmanager
def reading(output: Output) -> Iterator[Read]:
    """How much is read: ``report(articles, share)``, the share from 0 to 1."""
    if not output.stderr.isatty():
        yield ReadLines(output.warn, time.monotonic)
        return
    with _bar(output) as progress:
        task = progress.add_task("Reading", total=None, said="")

        def report(articles: int, share: float) -> None:
            said = f"{share:.0%}, {articles:,} articles"
            progress.update(task, completed=share, total=1.0 if share else None, said=said)

        yield report


@dataclass(slots=True)
class ReadLines:
    """A ``Read`` that says a line at most every ten seconds. ``now`` is in seconds."""

    say: Callable[[str], None]
    now: Callable[[], float]
    _began_at: float | None = None
    _said_at: float = 0.0

    def __call__(self, articles: int, share: float) -> None:
        now = self.now()
        if self._began_at is None:
            self._began_at = self._said_at = now
        if share < 1 and now - self._said_at >= SECONDS_BETWEEN_LINES:
            self._said_at = now
            left = f", {duration((now - self._began_at) * (1 - share) / share)} left" if share else ""
            self.say(f"Reading: {articles:,} articles, {share:.0%}{left}")


@dataclass(slots=True)
class Lines:
    """A ``Report`` that says a line at most every ten seconds. ``now`` is in seconds."""

    doing: str
    unit: str
    say: Callable[[str], None]
    now: Callable[[], float]
    _said_at: float | None = None
    _first: tuple[float, int] | None = None

    def __call__(self, done: int, of: int) -> None:
        now = self.now()
        if self._said_at is None:
            self._said_at = now
        if done and self._first is None:
            # a model may load before the first ones are done: not a rate to foretell from
            self._first = (now, done)
        if done < of and now - self._said_at >= SECONDS_BETWEEN_LINES:
            self._said_at = now
            self.say(f"{self.doing}: {done:,} of {of:,} {self.unit}{self._left(now, done, of)}")

    def _left(self, now: float, done: int, of: int) -> str:
        if self._first is None or now <= self._first[0] or done <= self._first[1]:
            return ""
        rate = (done - self._first[1]) / (now - self._first[0])
        return f", {rate:,.1f} a second, {duration((of - done) / rate)} left"


def duration(seconds: float) -> str:
    """As a person says it, rounded up."""
    if seconds < 60:  # noqa: PLR2004  # a minute
        return f"{int(seconds) + 1} s"
    return f"{int(seconds // 60) + 1} min"


def _bar(output: Output) -> Progress:
    from rich import progress as bars  # noqa: PLC0415  # only a terminal waits for it
    from rich.console import Console  # noqa: PLC0415

    return bars.Progress(
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.TextColumn("{task.fields[said]}"),
        bars.TimeRemainingColumn(),
        console=Console(file=output.stderr, force_terminal=True, markup=False, highlight=False),
        transient=True,
    )
