"""What changed between two texts: both can be made from it again, and a person can read it."""

from __future__ import annotations

import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import alignment, changes
from pipeline.language.changes import Change, ChangeKind

SAME, ADDED, REMOVED = ChangeKind.SAME, ChangeKind.ADDED, ChangeKind.REMOVED
WORDS = "the The a ship ships sank . , 3 March 2025 13 5 million % $ “ ” é 東 京 \u200d U.S.".split()
PIECES = st.lists(st.sampled_from([*WORDS, "", " ", "\n", "\n\n"]), max_size=40)
TEXTS = PIECES.map(" ".join) | PIECES.map("".join) | st.text(max_size=60)


def drawn(old: str, new: str) -> str:
    marks = {SAME: "%s", ADDED: "{+%s}", REMOVED: "{-%s}"}
    return "".join(marks[change.kind] % change.text for change in changes.words(old, new))


@given(TEXTS, TEXTS)
def test_both_texts_can_be_made_from_their_changes(old: str, new: str) -> None:
    found = changes.words(old, new)
    assert "".join(change.text for change in found if change.kind is not ADDED) == old
    assert "".join(change.text for change in found if change.kind is not REMOVED) == new


@given(TEXTS, TEXTS)
def test_no_change_is_empty_and_what_was_removed_comes_before_what_was_added(old: str, new: str) -> None:
    found = changes.words(old, new)
    assert all(change.text for change in found)
    pairs = {(first.kind, second.kind) for first, second in itertools.pairwise(found)}
    assert pairs <= {(SAME, ADDED), (SAME, REMOVED), (REMOVED, ADDED), (ADDED, SAME), (REMOVED, SAME)}


@given(TEXTS)
def test_a_text_has_not_changed_against_itself(text: str) -> None:
    assert changes.words(text, text) == ((Change(SAME, text),) if text else ())


@given(PIECES, PIECES)
def test_what_is_kept_is_equal_and_in_order_in_both(old: list[str], new: list[str]) -> None:
    at = (0, 0)
    for run in alignment.runs(old, new):
        assert old[run.old : run.old + run.length] == new[run.new : run.new + run.length] != []
        assert run.old >= at[0]
        assert run.new >= at[1]
        at = (run.old + run.length, run.new + run.length)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Two ships were turned away.", "Three ships were turned away.", "{-Two}{+Three} ships were turned away."),
        ("They met on 3 March 2025.", "They met on 13 March 2025.", "They met on {-3 March 2025}{+13 March 2025}."),
        ("Due by March 3, at noon.", "Due by March 13, at noon.", "Due by {-March 3}{+March 13}, at noon."),
        ("He lost $1.2bn on it.", "He lost $1.25bn on it.", "He lost {-$1.2bn}{+$1.25bn} on it."),
        ("It holds 5 million shares.", "It holds 5 billion shares.", "It holds {-5 million}{+5 billion} shares."),
        ("It was 61% of all voters.", "It was 61.5% of all voters.", "It was {-61%}{+61.5%} of all voters."),
        ("The vote is at 14:05 today.", "The vote is at 14:35 today.", "The vote is at {-14:05}{+14:35} today."),
        ("He can't say why.", "He can say why.", "He {-can't}{+can} say why."),
        ("東京は晴れです。", "大阪は晴れです。", "{-東京}{+大阪}は晴れです。"),
    ],
)  # fmt: skip
def test_words_numbers_and_dates_change_as_wholes(old: str, new: str, expected: str) -> None:
    assert drawn(old, new) == expected


def test_a_sentence_that_was_added_is_marked_from_its_own_beginning() -> None:
    assert drawn("A gale blew. The ship sank.", "A gale blew. The dog ran. The ship sank.") == (
        "A gale blew. {+The dog ran. }The ship sank."
    )


def test_a_paragraph_that_was_taken_out_is_marked_as_a_paragraph() -> None:
    old = "Police came.\n\nPolice searched the port.\n\nPolice left."
    assert drawn(old, "Police came.\n\nPolice left.") == "Police came.\n\n{-Police searched the port.\n\n}Police left."


def test_a_sentence_that_stayed_stays_between_one_that_went_and_one_that_came() -> None:
    assert drawn("It rained. Two left. I saw. It is.", "It rained. I saw. Four came. It is.") == (
        "It rained. {-Two left. }I saw. {+Four came. }It is."
    )
    assert drawn("One.\n\nTwo went.\n\nThree.", "One.\n\nThree.\n\nFour came.") == (
        "One.\n\n{-Two went.\n\n}Three.{+\n\nFour came.}"
    )


def test_a_short_word_between_two_changes_is_no_island() -> None:
    old, new = "They sail on Monday at noon from Alder.", "They sail on Tuesday at midnight from Alder."
    assert drawn(old, new) == "They sail on {-Monday at noon}{+Tuesday at midnight} from Alder."


def test_a_long_stretch_between_two_changes_stays() -> None:
    old, new = "Two ships were turned away on Monday.", "Three ships were turned away on Tuesday."
    assert drawn(old, new) == "{-Two}{+Three} ships were turned away on {-Monday}{+Tuesday}."


def test_a_paragraph_that_was_parted_keeps_its_words() -> None:
    assert drawn("It rained. It snowed.", "It rained.\n\nIt snowed.") == "It rained.{- }{+\n\n}It snowed."


@pytest.mark.parametrize("vocabulary", [2, 300, 100_000])
def test_a_hundred_thousand_words_take_seconds_whatever_they_are(vocabulary: int) -> None:
    chance = random.Random(5)
    old = [f"w{chance.randrange(vocabulary)}" for _ in range(100_000)]
    new = [word if chance.random() > 0.02 else f"w{chance.randrange(vocabulary)}" for word in old]
    started = time.process_time()
    changes.words(" ".join(old), " ".join(new))
    assert time.process_time() - started < 10
