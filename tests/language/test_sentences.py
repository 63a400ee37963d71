from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Span
from pipeline.language import sentences


def test_abbreviations_titles_and_times_do_not_end_a_sentence() -> None:
    text = "The U.S. envoy, Mr. Smith, arrived at 5 a.m. on Sept. 3. No. 10 had no comment on the $1.2bn."
    assert sentences.split(text) == (
        "The U.S. envoy, Mr. Smith, arrived at 5 a.m. on Sept. 3.",
        "No. 10 had no comment on the $1.2bn.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "The vote was held at 9 p.m. ET on Monday.",
        "It left at 6:05 p.m. Eastern time on Tuesday.",
        "It closed at 5 p.m. GMT.",
        "It struck at 3:04 a.m. UTC+9 there.",
        "A sale at 7 a.m. Pacific Daylight Time began.",
        "He came at 9 p.m. Tuesday night.",
        "It began at 9 p.m. local time.",
    ],
)
def test_a_time_goes_on_to_its_zone_or_its_day(text: str) -> None:
    assert sentences.split(f"{text} All left.") == (text, "All left.")


@pytest.mark.parametrize("after", ["The council met.", "Police said so.", "In time he left.", "AT&T sold it."])
def test_a_time_ends_a_sentence_before_anything_else(after: str) -> None:
    assert sentences.split(f"It ended at 9 p.m. {after}") == ("It ended at 9 p.m.", after)


def test_a_quotation_stays_with_who_said_it() -> None:
    assert sentences.split("“Go away!” he shouted. “I know,” said Ms. Grant.") == (
        "“Go away!” he shouted.",
        "“I know,” said Ms. Grant.",
    )


def test_a_line_break_ends_a_sentence_without_a_full_stop() -> None:
    assert sentences.split("A headline\n\nA text. Its end") == ("A headline", "A text.", "Its end")


def test_a_span_is_widened_to_its_whole_sentence() -> None:
    text = "One here. Two there, and more. Three."
    assert sentences.around(text, Span(14, 19)).of(text) == "Two there, and more."


@given(st.text(alphabet=st.sampled_from('aB. \n"”“?!…é中1\u2029\u00a0'), max_size=80))
def test_every_character_that_is_not_a_space_is_in_one_sentence(text: str) -> None:
    found = sentences.spans(text)
    assert "".join("".join(s.of(text).split()) for s in found) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_signs_without_a_word_are_joined_in_a_time_that_grows_with_them() -> None:
    began = time.process_time()
    text = "Words. " + "?!) " * 20_000
    assert sentences.spans(text) == (Span(0, len(text) - 1),)
    assert time.process_time() - began < 5


def test_a_text_that_is_too_long_to_be_kept_is_split_as_any_other() -> None:
    text = "One sentence here. Another, by Mr. Smith, there.\n" * 3000
    assert len(sentences.spans(text)) == 6000
    assert sentences.spans(text)[:2] == sentences.spans(text.split("\n", 1)[0])


def test_half_a_surrogate_pair_is_text_like_any_other() -> None:
    assert sentences.split("A ferry \ud83d sank. All were saved.") == ("A ferry \ud83d sank.", "All were saved.")
