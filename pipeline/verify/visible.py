"""What a file shows against what its record says: each line that differs, with the words where it does."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import zip_longest

from pipeline.domain import Problem
from pipeline.ports import Opened

MOST = 20
LONGEST = 240
LEAD = 80


def differences(found: Opened, expected: Opened) -> Iterator[Problem]:
    """The first lines that differ, then whatever else in the file decides what a reader sees."""
    differing = _lines(found.lines, expected.lines)
    for number, (shown, said) in enumerate(differing):
        if number == MOST:
            yield Problem("the file", "more of what it shows differs from its record")
            return
        yield _problem(shown, said)
    if found.lines == expected.lines and found.look != expected.look:
        yield Problem(
            "the file", "it was changed after it was exported, in what decides how it looks: it may show more or less"
        )


def _lines(found: tuple[str, ...], expected: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Those found and those expected in their place; empty where there is none."""
    for kind, first, last, start, end in SequenceMatcher(None, found, expected, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from zip_longest(found[first:last], expected[start:end], fillvalue="")


def _problem(shown: str, said: str) -> Problem:
    same = next((place for place, (a, b) in enumerate(zip(shown, said, strict=False)) if a != b), 0)
    if not said:
        return Problem("the file", f"shows “{_near(shown, 0)}”, which is not in its record")
    if not shown:
        return Problem("the file", f"does not show “{_near(said, 0)}”, which is in its record")
    return Problem(_near(said, same), f"the file shows “{_near(shown, same)}”, which its record does not say")


def _near(line: str, place: int) -> str:
    """The line, or the part of a long one around a place in it."""
    start = max(place - LEAD, 0) if len(line) > LONGEST else 0
    end = start + LONGEST
    return f"{'…' if start else ''}{line[start:end]}{'…' if end < len(line) else ''}"
