from __future__ import annotations

from pipeline.language import words


def test_numbers_and_abbreviations_are_one_token() -> None:
    assert words.tokens("The U.S. lost 2,783 of Baku’s men at 10:30") == (
        "the", "u.s.", "lost", "2,783", "of", "baku’s", "men", "at", "10:30",
    )  # fmt: skip


def test_inflected_words_share_a_stem() -> None:
    assert words.content("soldiers killed") == words.content("the soldier kills")


def test_what_is_asked_is_each_word_once_without_its_possessive() -> None:
    assert words.asked("Who is Lenart's wife, and who is Lenart?") == ("Lenart", "wife")


def test_overlap_is_a_share_of_what_is_asked() -> None:
    asked = frozenset(words.content("soldiers missing"))
    assert words.overlap(asked, "A soldier was killed") == 0.5
    assert words.overlap(frozenset(), "anything") == 0.0
