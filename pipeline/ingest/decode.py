"""Bytes to text, or a refusal that says why. A byte that cannot be read is never quietly replaced."""

from __future__ import annotations

import codecs

import charset_normalizer

from pipeline.errors import Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip or an office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3\x00", "a database"),
)
_IN_USE = [
    *(f"cp125{digit}" for digit in range(9)),
    *(
        "koi8_r",
        "koi8_u",
        "iso8859_2",
        "iso8859_5",
        "cp932",
        "euc_jp",
        "gb18030",
        "big5",
        "cp949",
        "utf_16_le",
        "utf_16_be",
    ),
]
_SAMPLE = 200_000
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\v\x1a\x1b\x08\x1c\x1d\x1e")
_BINARY_SHARE = 0.02


def text(content: bytes, charset: str = "") -> str:
    """``content`` as text: by its byte-order mark, as UTF-8, as ``charset`` (what its carrier says), then by guess.

    Raises Refusal when it is empty, binary, or no encoding fits.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise Refusal("is empty")
    if marked := next((encoding for mark, encoding in _MARKS if content.startswith(mark)), ""):
        return _strict(content, marked)
    _refuse_binary(content)
    # in these, every text looks like ASCII
    is_hidden = charset.lower().startswith(("iso-2022", "iso2022", "hz", "utf-7"))
    for encoding in (charset, "utf-8") if is_hidden else ("utf-8", charset):
        try:
            return content.decode(encoding)
        except (ValueError, LookupError):
            continue
    return _guessed(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-sig").upper()
        raise Refusal(f"is not text: it begins as {name}, but is broken at byte {error.start:,}") from error


def _refuse_binary(content: bytes) -> None:
    kind = next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")
    if kind:
        raise Refusal(f"is not text: it is {kind} under another name")
    head = content[:_SAMPLE]
    controls = sum(head.count(bytes([byte])) for byte in range(0x20) if byte not in _TEXT_CONTROLS)
    if b"\x00" in head or controls > _BINARY_SHARE * len(head):
        raise Refusal("is not text: it holds bytes that no text has, as a binary file does")


def _guessed(content: bytes) -> str:
    if _is_mostly_utf8(content):
        # a stray byte in UTF-8 text would turn every other accent into two wrong letters under any other encoding
        at = _first_bad_byte(content)
        raise Refusal(f"is not text: it is UTF-8, but broken at byte {at:,}; save it again as UTF-8")
    for encoding in (_likeliest(content[:_SAMPLE]), "cp1252"):
        try:
            return content.decode(encoding)
        except (ValueError, LookupError):
            continue
    raise Refusal("is not text: no known encoding fits; save it again as UTF-8")


def _likeliest(sample: bytes) -> str:
    """Western where nothing speaks for another: short texts look equally good in several encodings."""
    matches = charset_normalizer.from_bytes(sample, cp_isolation=_IN_USE)
    best = matches.best()
    if best is None:
        return ""
    western = (match for match in matches if match.encoding == "cp1252")
    is_as_good = any(match.chaos <= best.chaos and match.coherence >= best.coherence for match in western)
    return "cp1252" if is_as_good else best.encoding


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether more of its letters beyond ASCII are whole UTF-8 sequences than are broken."""
    lenient = content.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    return sum(1 for c in lenient if c > "\x7f") - broken > broken


def _first_bad_byte(content: bytes) -> int:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(content)
