from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.adapters import language_id


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The council agreed on Monday to rebuild the old bridge over the river, its mayor said after the vote."),
        ("de", "Der Rat beschloss am Montag, die alte Brücke wieder aufzubauen, sagte die Bürgermeisterin danach."),
        ("fr", "Le conseil a décidé lundi de reconstruire le vieux pont sur la rivière, a dit le maire après le vote."),
        ("ru", "Совет в понедельник согласился восстановить старый мост через реку, сказал мэр после голосования."),
        (
            "ja",
            "市議会は月曜日に古い橋を再建することに同意した。市長は投票後にそう述べた。工事は五月に始まり、費用は五百万になる見込みである。",
        ),
    ],
)
def test_a_text_of_some_length_tells_its_language(language: str, text: str) -> None:
    assert language_id.detect(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bridge to be rebuilt",
        "Der Rat stimmte zu.",
        "Real 3 Ajax 2, Chelsea 4 Arsenal 1, Juventus 2 Milan 2, Bayern 3 Dortmund 0, Ajax 1 PSV 2, Porto 1 Benfica 1",
        "kxjq wpfz vbnm qwrt zxcv " * 10,
        "12345 67890 " * 50,
    ],
)
def test_a_short_or_doubtful_text_is_no_language(text: str) -> None:
    assert language_id.detect(text) == ""


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_code_or_unsure(text: str) -> None:
    language = language_id.detect(text)
    assert language == "" or (language.isalpha() and 2 <= len(language) <= 3)
