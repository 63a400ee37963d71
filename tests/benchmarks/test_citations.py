"""Quotes are found where they stand, and changed ones nowhere; the command tries as many more as one likes."""

from __future__ import annotations

from benchmarks import citations
from benchmarks.citations import Case
from pipeline.domain import Span

FEW = 300


def test_what_stands_is_found_and_what_was_changed_is_not() -> None:
    counts, wrong = citations.tried(citations.texts(), FEW, seed=1)
    assert not wrong
    assert len(counts) == len(citations.CHANGES)
    assert sum(counts.values()) == FEW


def test_what_goes_wrong_is_told() -> None:
    text = "The bridge was closed on Monday."
    wrongly_there = Case("a letter changed", "bridge was closed", text, None)
    wrongly_gone = Case("as it stands", "bridge was open", text, Span(4, 21))
    rightly_there = Case("as it stands", "bridge was closed", text, Span(4, 21))
    assert [citations.is_right(case) for case in (wrongly_there, wrongly_gone, rightly_there)] == [False, False, True]
