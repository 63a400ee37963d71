from __future__ import annotations

import codecs
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import Refusal
from pipeline.ingest import decode

TEXT = "Größe déjà vu “so” 日本"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_by_its_mark_or_as_utf_8(encoding: str) -> None:
    assert decode.text(TEXT.encode(encoding)) == TEXT


def test_big_endian_utf_16_is_read_by_its_mark() -> None:
    assert decode.text(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le café déjà vu à Paris", "cp1252"),
        ("“It’s over” – he said", "cp1252"),
        ("El niño dijo que mañana habrá elecciones en España", "cp1252"),
        ("Zażółć gęślą jaźń, powiedział minister w piątek w Warszawie", "cp1250"),
        ("Президент сказал в пятницу, что переговоры продолжатся", "cp1251"),
        ("総理大臣は金曜日に東京で記者会見を開いた", "shift_jis"),
    ],
)
def test_older_encodings_are_recognised(text: str, encoding: str) -> None:
    assert decode.text(text.encode(encoding)) == text


def test_what_the_carrier_says_is_believed_before_a_guess() -> None:
    assert decode.text("дом".encode("koi8-r"), "koi8-r") == "дом"
    assert decode.text("déjà".encode(), "no-such-charset\x00") == "déjà"


def test_utf_8_with_one_broken_byte_is_refused_and_says_where() -> None:
    content = ("déjà vu " * 9).encode()
    with pytest.raises(Refusal, match="UTF-8, but broken at byte 90; save it again"):
        decode.text(content + b"\xe9 x")


@pytest.mark.parametrize("content", [b"", b" \n\t", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, b"\x00" * 50])
def test_nothing_is_empty(content: bytes) -> None:
    with pytest.raises(Refusal, match=r"^is empty$"):
        decode.text(content)


@pytest.mark.parametrize(
    "content",
    [
        random.Random(7).randbytes(4000),
        b"%PDF-1.7 text",
        b"PK\x03\x04text",
        b"text " * 99 + b"\x00",
        b"\x89PNG\r\n\x1a\n",
        b"ab\x01\x02",
    ],
)
def test_binary_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal, match=r"^is not text: "):
        decode.text(content)


@given(st.binary())
def test_no_byte_is_ever_quietly_replaced(content: bytes) -> None:
    try:
        text = decode.text(content)
    except Refusal:
        return
    assert text.count("\ufffd") <= content.count("\ufffd".encode()) + content.count(b"\xff\xfd") + content.count(
        b"\xfd\xff"
    )
