from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest import copies
from tests.ingest import shared_data

WORDS = "council bridge river mayor vote budget school storm rail port strike wage court minister road".split()


def _story(seed: int, sentences: int = 24) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences)]


def _share_a_band(one: str, two: str) -> bool:
    return bool(set(copies.bands(one)) & set(copies.bands(two)))


def test_a_reprint_with_another_headline_is_found_and_is_a_copy() -> None:
    story = " ".join(_story(1))
    reprint = "Council split over the new bridge\n\n" + story.replace(". ", ".\n\n").upper()
    assert _share_a_band(story, reprint)
    assert copies.is_copy(story, reprint)


def test_a_reprint_cut_by_a_third_is_nearly_always_found_and_is_a_copy() -> None:
    found = 0
    for seed in range(60):
        story = _story(seed)
        cut = " ".join(story[:16])
        assert copies.is_copy(cut, " ".join(story))
        found += _share_a_band(cut, " ".join(story))
    assert found >= 57


def test_two_stories_of_the_same_words_are_not_copies() -> None:
    one, two = " ".join(_story(1)), " ".join(_story(2))
    assert not copies.is_copy(one, two)
    assert not _share_a_band(one, two)


def test_a_report_that_shares_a_quotation_is_not_a_copy() -> None:
    quotation = _story(9, 3)
    one, two = " ".join(quotation + _story(1, 12)), " ".join(_story(2, 12) + quotation)
    assert not copies.is_copy(one, two)


def test_nothing_is_a_copy_of_nothing() -> None:
    assert copies.bands(" ... ") == ()
    assert not copies.is_copy("", "")
    assert not copies.is_copy("", "a word")


def test_bands_are_the_same_in_every_process() -> None:
    program = "from pipeline.ingest import copies; print(copies.bands('The council voted on Monday.'))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert printed == {str(copies.bands("The council voted on Monday."))}


@given(st.text())
def test_every_text_with_words_is_a_copy_of_itself(text: str) -> None:
    bands = copies.bands(text)
    assert len(bands) in (0, 32)
    assert copies.is_copy(text, text) == bool(bands)


@pytest.mark.data
def test_two_outlets_own_reports_of_one_event_are_not_copies() -> None:
    one, two = (path.read_text() for path in sorted(shared_data.folder("seed_articles").glob("*.txt")))
    assert not copies.is_copy(one, two)
    assert not _share_a_band(one, two)
