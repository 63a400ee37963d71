"""The bytes of a feed to XML that feedparser reads soundly and soon, or the reason why not."""

from __future__ import annotations

import html
import html.entities
import re

from pipeline.errors import Refusal
from pipeline.ingest import decode

_ENCODING = re.compile(rb"<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})")
_MB = 1024 * 1024
_LARGEST = 20 * _MB
# feedparser takes some 40 microseconds a tag, and looks through a word of a name once for each of its letters
_MOST_TAGS = 150_000
_MOST_LONG_WORDS = 1_000
_LONG_WORD = re.compile(r"[A-Za-z0-9_.+-]{300,}")
_LONGEST_WORD = 1_000
_CDATA = "<![CDATA["
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]\w{0,31});)?")
_OF_XML = {"amp", "lt", "gt", "quot", "apos"}


def read(content: bytes) -> str:
    """The text of a feed or a sitemap. Raises Refusal for what is no text, and for more than 20 MB."""
    match = _ENCODING.search(content[:200])
    charset = match[1].decode("ascii").lower() if match else ""
    if len(content) > _LARGEST:
        raise Refusal(f"is a feed of more than {_LARGEST // _MB} MB")
    # what is called Latin-1 on the web is windows-1252
    return decode.text(content, "cp1252" if charset in {"iso-8859-1", "latin-1", "us-ascii"} else charset)


def sound(text: str) -> str:
    """``text`` as XML, as far as that can be mended. Raises Refusal for what would take minutes to read."""
    return _mended(_tamed(text))


def _tamed(text: str) -> str:
    """Raises Refusal for what would keep feedparser busy for minutes."""
    if sum(part.rpartition("]]>")[2].count("<") for part in text.split(_CDATA)) > _MOST_TAGS:
        raise Refusal(f"is a feed of more than {_MOST_TAGS:,} tags: split it")
    tamed, count = _LONG_WORD.subn(lambda match: match.group()[:_LONGEST_WORD], text)
    if count > _MOST_LONG_WORDS:
        raise Refusal(f"is a feed of more than {_MOST_LONG_WORDS:,} words without an end")
    return tamed


def _mended(text: str) -> str:
    """``text`` without what makes most broken feeds no XML: a lone "&", an entity of HTML, a control character."""
    first, *marked = _CONTROLS.sub("", text).split(_CDATA)
    parts = [_AMPERSAND.sub(_as_xml, first)]
    for part in marked:
        inside, end, after = part.partition("]]>")
        parts.append(f"{_CDATA}{inside}{end}{_AMPERSAND.sub(_as_xml, after)}")
    return "".join(parts)


def _as_xml(match: re.Match[str]) -> str:
    name = match[1] or ""
    if name.startswith("#") or name in _OF_XML:
        return match.group()
    meant = html.entities.html5.get(f"{name};", "")
    return html.escape(meant) if meant else f"&amp;{match.group()[1:]}"
