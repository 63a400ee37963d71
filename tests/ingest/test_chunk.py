from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Article, ArticleId
from pipeline.ingest import chunk
from pipeline.language import sentences

SENTENCE = "The council agreed to rebuild the bridge. "
TEXTS = st.text(string.ascii_letters + " .!?\n“”’,0123456789é日", min_size=1, max_size=400).filter(str.strip)


def _article(text: str) -> Article:
    return Article(ArticleId("a"), text)


@given(TEXTS, st.integers(1, 120))
def test_every_character_that_is_no_space_is_in_exactly_one_passage(text: str, longest: int) -> None:
    article = _article(text)
    passages = chunk.passages(article, longest)
    counts = [0] * len(text)
    for passage in passages:
        assert passage.text == text[passage.span.start : passage.span.end]
        assert len(passage.text) <= longest
        for at in range(passage.span.start, passage.span.end):
            counts[at] += 1
    assert all(count == 1 for at, count in enumerate(counts) if not text[at].isspace())
    assert max(counts) == 1
    assert [p.span for p in passages] == sorted(p.span for p in passages)


@given(st.lists(st.sampled_from([SENTENCE, "It will cost $5m. ", "Work begins in May.\n\n"]), min_size=1, max_size=30))
def test_passages_hold_whole_sentences(parts: list[str]) -> None:
    article = _article("".join(parts).strip())
    ends = {span.end for span in sentences.spans(article.text)}
    assert all(passage.span.end in ends for passage in chunk.passages(article, 120))


def test_a_passage_is_filled_with_as_many_sentences_as_fit() -> None:
    passages = chunk.passages(_article(SENTENCE * 9), 3 * len(SENTENCE))
    assert [passage.text.count(".") for passage in passages] == [3, 3, 3]


def test_short_paragraphs_share_a_passage_and_a_full_one_ends_with_its_paragraph() -> None:
    short = _article("One line here.\n\nAnother line here.\n\nA third line here.")
    assert len(chunk.passages(short, 100)) == 1
    full = _article(SENTENCE * 2 + "\n\n" + SENTENCE)
    assert [p.text.count(".") for p in chunk.passages(full, 3 * len(SENTENCE) + 10)] == [2, 1]


def test_a_sentence_that_is_too_long_is_cut_at_a_space() -> None:
    article = _article("one two three four five six seven eight nine ten.")
    assert [p.text for p in chunk.passages(article, 16)] == [
        "one two three",
        "four five six",
        "seven eight nine",
        "ten.",
    ]


def test_a_word_that_is_too_long_is_cut_where_it_must_be() -> None:
    assert [p.text for p in chunk.passages(_article("x" * 25), 10)] == ["x" * 10, "x" * 10, "x" * 5]


def test_a_repeated_sentence_keeps_its_own_place() -> None:
    spans = [p.span.start for p in chunk.passages(_article(SENTENCE * 3), len(SENTENCE))]
    assert spans == [0, len(SENTENCE), 2 * len(SENTENCE)]


def test_a_passage_needs_room_for_a_character() -> None:
    with pytest.raises(ValueError, match="at least one"):
        chunk.passages(_article("a"), 0)
