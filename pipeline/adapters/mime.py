"""MIME messages (mail, saved pages) to their parts, by the standard library's parser, within limits.

The parser's modern policy is not used: it takes gigabytes for one long hostile header (measured: 2.7 GB for 280 kB).
"""

from __future__ import annotations

import email.errors
import email.header
import email.utils
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32

from pipeline.errors import Refusal
from pipeline.ingest import decode

_MB = 1024 * 1024
_LARGEST = 64 * _MB
_MOST_LINES, _MOST_PARTS = 1_000_000, 20_000
_LONGEST_HEADER = 2000
_BOUNDARY = re.compile(rb"^--", re.MULTILINE)
_BEFORE = b"\xef\xbb\xbf\r\n\t "


def message(content: bytes, kind: str, *, having: tuple[str, ...]) -> Message:
    """The message in ``content``. Raises Refusal when it has none of the headers ``having``, or is beyond limits."""
    content = content.lstrip(_BEFORE)
    if not content.strip(b"\x00 \t\r\n"):
        raise Refusal("is empty")
    if len(content) > _LARGEST:
        raise Refusal(f"is {kind} of more than {_LARGEST // _MB} MB")
    if max(content.count(b"\n"), content.count(b"\r")) > _MOST_LINES or _parts(content) > _MOST_PARTS:
        raise Refusal(f"is {kind} of more than {_MOST_LINES:,} lines or {_MOST_PARTS:,} parts")
    try:
        parsed = BytesParser(policy=compat32).parsebytes(content)
    except RecursionError as error:
        raise Refusal(f"is {kind} that is nested too deeply") from error
    if not any(name in parsed for name in having):
        raise Refusal(f"is not {kind}: it has none of its headers")
    return parsed


def _parts(content: bytes) -> int:
    return sum(1 for _ in _BOUNDARY.finditer(content))


def leaves(part: Message) -> Iterator[Message]:
    """Every part of ``part`` that holds no others, in order; an attached message is one."""
    stack = [part]
    while stack:
        each = stack.pop()
        inner = each.get_payload()
        if isinstance(inner, list) and each.get_content_maintype() == "multipart":
            stack.extend(child for child in reversed(inner) if isinstance(child, Message))
        else:
            yield each


def content(part: Message) -> bytes:
    """The bytes of a leaf, its transfer encoding undone."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def text(part: Message) -> str:
    """A leaf's text, in the encoding that it states, else as its bytes show. Raises Refusal."""
    return decode.text(content(part), charset(part))


def charset(part: Message) -> str:
    return part.get_content_charset() or ""


def filename(part: Message) -> str:
    """The name that an attachment goes by, or empty."""
    return decoded(part.get_filename() or "")


def header(part: Message, name: str) -> str:
    """The header ``name`` in words on one line, or empty."""
    return decoded(raw_header(part, name))


def raw_header(part: Message, name: str) -> str:
    """The header ``name`` as it is written, on one line of at most 2,000 characters."""
    # Message.get replaces what is beyond ASCII, though UTF-8 is common there and allowed by RFC 6532
    raw = next((str(value) for key, value in part.raw_items() if key.lower() == name.lower()), "")
    plain = raw[: 2 * _LONGEST_HEADER].encode("utf-8", "surrogateescape")
    try:
        written = plain.decode()
    except UnicodeDecodeError:
        written = plain.decode("cp1252", "replace")
    return " ".join(written.split())[:_LONGEST_HEADER]


def decoded(raw: str) -> str:
    """``raw`` with its encoded words (RFC 2047) read; those that cannot be stay as they are."""
    if "=?" not in raw:
        return raw
    try:
        return str(email.header.make_header(email.header.decode_header(raw[:_LONGEST_HEADER])))
    except (email.errors.MessageError, ValueError, LookupError):
        return raw


def sender(part: Message) -> tuple[str, str]:
    """The name and the address in "From"; empty where it has none."""
    try:
        name, address = email.utils.parseaddr(raw_header(part, "From"))
    except (RecursionError, IndexError):
        return "", ""
    return decoded(name), address
