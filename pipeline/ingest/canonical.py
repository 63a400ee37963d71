"""``RawArticle`` to ``Article``: canonical text, canonical address, an id that stays, and only metadata that is there.

Canonical text is NFC with ``\\n`` newlines, one space between words, no space at the ends of lines, at most one empty
line in a row, and no character that cannot be seen. The title is not in it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import replace

from pipeline.domain import Article, ArticleId, RawArticle
from pipeline.errors import Refusal
from pipeline.ingest import addresses, masthead, wires

_NEWLINES = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_BESIDE_NEWLINE = re.compile(r" ?\n ?")
_GAPS = re.compile(r"\n{3,}")
_UNCOMMON = re.compile(r"[^ -~\s]|\t|[\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNSEEN = re.compile(r"[^ -~\s]")
# Latin letters, and the signs that news is set with: composed already, and drawn
_PLAIN = "\n -~¡-¬®-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
_TO_MEND = re.compile(f"[^{_PLAIN}]|  | \n|\n |\n\n\n")
_JOINERS = "\u200c\u200d"
_LATIN_ENDS = 0x2FF
# Cf characters that are drawn: signs before numbers in Arabic, Syriac and Kaithi
_DRAWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
_NOT_OF_TEXT = {"Cc", "Cn"}
_BINARY_SHARE = 0.02
_LONGEST_LINE = 1_000
_LONGEST = 5_000_000
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def article(raw: RawArticle, *, outlet: str = "", collections: tuple[str, ...] = ()) -> Article:
    """The article in ``raw``; ``outlet`` overrides what it says. Raises Refusal for no text, no words, binary, a book.

    The id is made of the address where there is one, else of outlet and text. Where nothing names the outlet, the
    domain of the address stands for it. A moment without a zone gives its day and no more.
    """
    _refuse_endless(raw.text)
    _refuse_binary(raw.text)
    raw = replace(raw, text=text(raw.text), title=line(raw.title), outlet=line(outlet) or line(raw.outlet))
    _refuse_wordless(raw.text)
    raw = masthead.read(_dated(raw))
    url = addresses.canonical(raw.url)
    byline = re.sub(r"^by:? ", "", line(raw.byline), flags=re.IGNORECASE)
    return Article(
        id=_identity(url, raw),
        text=raw.text,
        title=raw.title,
        outlet=raw.outlet or addresses.host(url),
        url=url,
        published=raw.published,
        published_at=raw.published_at,
        updated=raw.updated,
        byline=byline,
        wire=wires.read(byline, raw.text),
        language=_language(raw.language),
        collections=tuple(dict.fromkeys(name for name in map(line, collections) if name)),
    )


def identity(url: str) -> ArticleId:
    """By which an article at this address is known; the address is in canonical form."""
    return _digested(url)


def _dated(raw: RawArticle) -> RawArticle:
    at = raw.published_at
    if at is None:
        return raw
    return replace(raw, published=raw.published or at.date(), published_at=at if at.utcoffset() is not None else None)


def text(raw: str) -> str:
    """``raw`` in canonical form; doing it twice changes nothing."""
    return _mended(raw) if _TO_MEND.search(raw) else raw.strip()


def _mended(raw: str) -> str:
    seen = _visible(_NEWLINES.sub("\n", raw))
    spaced = _BESIDE_NEWLINE.sub("\n", _SPACES.sub(" ", seen))
    return unicodedata.normalize("NFC", _GAPS.sub("\n\n", spaced).strip())


def line(raw: str) -> str:
    """``raw`` in canonical form on one line, cut after a thousand characters: no title or name is as long."""
    return " ".join(text(raw[: 4 * _LONGEST_LINE]).split())[:_LONGEST_LINE].rstrip()


def _visible(raw: str) -> str:
    return _UNCOMMON.sub(_drawn, raw)


def _drawn(match: re.Match[str]) -> str:
    c = match.group()
    if c.isprintable():
        return c
    category = unicodedata.category(c)
    if category == "Zs" or c == "\t":
        return " "
    if category == "Co" or c in _DRAWN_FORMATS or (c in _JOINERS and _joins(match.string, match.start())):
        return c
    return ""


def _joins(raw: str, at: int) -> bool:
    # Persian, the scripts of India and composed emoji need joiners; Latin text does not
    return 0 < at < len(raw) - 1 and ord(raw[at - 1]) > _LATIN_ENDS and ord(raw[at + 1]) > _LATIN_ENDS


def _refuse_endless(raw: str) -> None:
    if len(raw) > _LONGEST:
        raise Refusal(f"is a text of more than {_LONGEST:,} characters, as no article is: split it")


def _refuse_binary(raw: str) -> None:
    if not _TO_MEND.search(raw):
        return
    controls = sum(unicodedata.category(match.group()) in _NOT_OF_TEXT for match in _UNSEEN.finditer(raw))
    if controls > _BINARY_SHARE * len(raw):
        raise Refusal("is not text: it is full of control characters, as a binary file is")


def _refuse_wordless(body: str) -> None:
    if not body:
        raise Refusal("is empty")
    if not any(c.isalpha() for c in body):
        raise Refusal("has no words in it")


def _identity(url: str, raw: RawArticle) -> ArticleId:
    return identity(url) if url else _digested(f"{raw.outlet}\n{raw.text}")


def _digested(known_by: str) -> ArticleId:
    return ArticleId(hashlib.sha256(known_by.encode()).hexdigest()[:16])


def _language(given: str) -> str:
    match = _LANGUAGE.fullmatch(given.strip())
    return match[1].lower() if match else ""
