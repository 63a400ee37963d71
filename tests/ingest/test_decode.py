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


@pytest.mark.parametrize("charset", ["punycode", "idna", "unicode_escape", "zlib", "rot13", "undefined"])
def test_what_is_no_encoding_of_texts_is_never_used(charset: str) -> None:
    assert decode.text("déjà vu à Paris".encode("cp1252"), charset) == "déjà vu à Paris"


def test_an_encoding_that_looks_like_ascii_is_believed_where_it_is_stated() -> None:
    assert decode.text("総理大臣".encode("iso-2022-jp"), "ISO-2022-JP") == "総理大臣"


def test_lines_end_however_they_end_and_long_ones_are_none() -> None:
    content = "one\r\ntwo\rthrée\n\nlonger\nsix".encode("cp1252")
    assert list(decode.lines(content, "cp1252", 5)) == ["one\n", "two\n", "thrée\n", "\n", None, "six"]


@given(st.binary(min_size=1, max_size=200), st.integers(1, 40))
def test_lines_are_the_text_whole(content: bytes, longest: int) -> None:
    try:
        name = decode.encoding(content)
    except Refusal:
        return
    text = decode.text(content).replace("\r\n", "\n").replace("\r", "\n")
    lines = list(decode.lines(content, name, longest))
    assert len(lines) == text.count("\n") + (not text.endswith("\n") and text != "")
    assert None in lines or "".join(map(str, lines)) == text
