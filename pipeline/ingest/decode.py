"""Bytes to text, or a refusal that says why. A byte that cannot be read is never quietly replaced.

What is large is tried piece by piece, so that the text is held once at most, and not at all while its lines are read.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator

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
_BEFORE = 1000
_BEYOND_ASCII = re.compile(rb"[^\n\x80-\xff]*+[\x80-\xff][^\n]*")
_MOST_LINES = 20_000_000
_PIECE = 1024 * 1024
_BLANK = b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\v\x1a\x1b\x08\x1c\x1d\x1e")
_BINARY_SHARE = 0.02
# databases leave a stray NUL in a field; canonical text drops it
_NUL_SHARE = 0.001
# these are no encodings of texts, and take time that grows with the square of the length
_NEVER = frozenset({"punycode", "idna", "undefined", "unicode-escape", "raw-unicode-escape", "unicode_escape"})
# in these, every text looks like ASCII
_LIKE_ASCII = ("iso2022", "hz", "utf-7", "utf7")


def text(content: bytes, charset: str = "") -> str:
    """``content`` as text: by its byte-order mark, as UTF-8, as ``charset`` (what its carrier says), then by guess.

    Raises Refusal when it is empty, binary, or no encoding fits.
    """
    return content.decode(encoding(content, charset))


def encoding(content: bytes, charset: str = "") -> str:
    """The encoding that the whole of ``content`` is in, as ``text`` finds it. Raises Refusal."""
    # the whole is copied to be stripped only where its beginning is blank
    if not (content[:_SAMPLE].strip(_BLANK) or content.strip(_BLANK)):
        raise Refusal("is empty")
    if marked := next((encoding for mark, encoding in _MARKS if content.startswith(mark)), ""):
        return _strict(content, marked)
    if unmarked := _unmarked(content[:_SAMPLE]):
        return _strict(content, unmarked)
    _refuse_binary(content)
    stated = _stated(charset)
    for name in (stated, "utf-8") if stated.startswith(_LIKE_ASCII) else ("utf-8", stated):
        if name and _bad_byte(content, name) is None:
            return name
    return _guessed(content)


def lines(content: bytes, encoding: str, longest: int) -> Iterator[str | None]:
    """The lines, each with its newline as ``\\n``, one at a time; None for one of more than ``longest`` characters.

    Raises Refusal, before the first, where there are more than twenty million.
    """
    if max(content.count(b"\n"), content.count(b"\r")) > _MOST_LINES:
        raise Refusal(f"has more than {_MOST_LINES:,} lines: split it")
    reader = io.TextIOWrapper(io.BytesIO(content), encoding, newline=None)
    while line := reader.readline(longest + 1):
        if len(line) <= longest or line.endswith("\n"):
            yield line
            continue
        while (more := reader.readline(longest)) and not more.endswith("\n"):
            pass
        yield None


def _stated(charset: str) -> str:
    try:
        name = codecs.lookup(charset.strip()[:40]).name
        b"x".decode(name, "replace")  # LookupError for what turns bytes into bytes
    except (LookupError, ValueError):
        return ""
    return "" if name in _NEVER else name


def _bad_byte(content: bytes, name: str) -> int | None:
    """Where ``content`` is not in the encoding ``name``; None where it is."""
    decoder = codecs.getincrementaldecoder(name)()
    for at in range(0, len(content), _PIECE):
        piece = content[at : at + _PIECE]
        try:
            decoder.decode(piece, final=at + _PIECE >= len(content))
        except UnicodeDecodeError as error:
            return max(at + len(piece) - len(error.object) + error.start, 0)
        except ValueError:
            return at
    return None


def _unmarked(head: bytes) -> str:
    """UTF-16 without its mark, which shows by its zeros; empty for anything else."""
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if zeros.count(0) > len(zeros) * 0.4:
            sample = head[: len(head) // 2 * 2].decode(name, "replace")
            letters = sum(c.isascii() and (c.isprintable() or c.isspace()) for c in sample)
            return name if letters > 0.7 * len(sample) else ""
    return ""


def _strict(content: bytes, name: str) -> str:
    at = _bad_byte(content, name)
    if at is None:
        return name
    raise Refusal(f"is not text: it begins as {name.removesuffix('-sig').upper()}, but is broken at byte {at:,}")


def _refuse_binary(content: bytes) -> None:
    kind = next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), "")
    if kind:
        raise Refusal(f"is not text: it is {kind} under another name")
    head = content[:_SAMPLE]
    controls = sum(head.count(bytes([byte])) for byte in range(0x20) if byte not in _TEXT_CONTROLS)
    if head.count(0) > _NUL_SHARE * len(head) or controls > _BINARY_SHARE * len(head):
        raise Refusal("is not text: it holds bytes that no text has, as a binary file does")


def _guessed(content: bytes) -> str:
    at = _bad_byte(content, "utf-8") or 0
    if _is_mostly_utf8(content[max(at - _SAMPLE, 0) : at + _SAMPLE]):
        # a stray byte in UTF-8 text would turn every other accent into two wrong letters under any other encoding
        raise Refusal(f"is not text: it is UTF-8, but broken at byte {at:,}; save it again as UTF-8")
    for name in (_likeliest(_telling(content, at)), "cp1252"):
        if name and _bad_byte(content, name) is None:
            return name
    raise Refusal("is not text: no known encoding fits; save it again as UTF-8")


def _telling(content: bytes, at: int) -> bytes:
    """The lines from ``at`` on, the first byte beyond ASCII, that have such bytes: the others tell nothing."""
    sample = content[max(at - _BEFORE, 0) : at + _SAMPLE]
    return b"\n".join(_BEYOND_ASCII.findall(sample)) or sample


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
