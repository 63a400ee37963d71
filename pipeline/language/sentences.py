"""Text to sentences, as spans: a line break always ends one, an abbreviation or a closing quotation mark does not."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from functools import lru_cache

import sentencex

from pipeline.domain import Span

# sentencex takes the end of a quotation for the end of its sentence: `"Go." he said` goes on in lower case
_SPACE = re.compile(r"[\s\ud800-\udfff]")
_GOES_ON = re.compile(r"[a-z]")
_CLOSED = re.compile(r"[.!?…][\"”’»)\]]+$")
# after a quotation it also cuts at a title or a month: "No. 10", "Sept. 3", "said Ms. Grant"
_TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Adm|Rev|Hon|Messrs)\.$")
_NUMBER_END = re.compile(r"\b(?:Nos?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$")
# a time goes on to its zone, and in American English to its day: "9 p.m. ET", "6 p.m. Eastern time", "7 a.m. Tuesday"
_HOUR_END = re.compile(r"\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.m\.$")
_OF_AN_HOUR = re.compile(
    r"(?:[A-Z]{1,3}T|(?:UTC|GMT)(?:[+-]\S+)?)(?=[\s,.;)])|"
    r"(?!(?:In|At|By|From|The|This|That|Some|Any|One|Each|Every|First|Last|Next|Full|No|Of)\b)"
    r"(?:[A-Z][a-z]+ ){1,2}(?:(?:[Ss]tandard|[Dd]aylight|[Ss]ummer) )?[Tt]ime\b|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’]s)"
)

# what the ends of a sentence are told by is shorter; sentences of signs alone join to one that is as long as the text
_LONGEST_END = 40
# far longer than an article is: thousands of such texts would fill the memory
_LONGEST_KEPT = 100_000


def spans(text: str, language: str = "en") -> tuple[Span, ...]:
    """Every sentence of ``text``, trimmed and in order; together they hold every character that is not a space."""
    return _kept(text, language) if len(text) <= _LONGEST_KEPT else _found(text, language)


@lru_cache(maxsize=4096)
def _kept(text: str, language: str) -> tuple[Span, ...]:
    return _found(text, language)


def _found(text: str, language: str) -> tuple[Span, ...]:
    found: list[Span] = []
    for line in re.finditer(r"[^\n]+", text):
        found.extend(_joined(text, _of_line(line, language)))
    return tuple(found)


def split(text: str, language: str = "en") -> tuple[str, ...]:
    """The sentences themselves."""
    return tuple(span.of(text) for span in spans(text, language))


def around(text: str, span: Span, language: str = "en") -> Span:
    """``span`` widened to the whole sentences that it touches."""
    touched = [s for s in spans(text, language) if s.start < span.end and span.start < s.end]
    if not touched:
        return span
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))


def before(text: str, span: Span, language: str = "en") -> Span | None:
    """The sentence that ends last before ``span`` begins; None for the first."""
    found = spans(text, language)
    at = bisect.bisect_right(found, span.start, key=lambda sentence: sentence.end)
    return found[at - 1] if at else None


def _of_line(line: re.Match[str], language: str) -> Iterator[Span]:
    # sentencex panics on white space of several bytes, and takes no half of a surrogate pair, which a command line can
    # bring; a plain space is as long in characters
    for boundary in sentencex.get_sentence_boundaries(language or "en", _SPACE.sub(" ", line.group())):
        piece: str = boundary["text"]
        if not piece.strip():
            continue
        start = line.start() + boundary["start_index"] + len(piece) - len(piece.lstrip())
        yield Span(start, start + len(piece.strip()))


def _joined(text: str, pieces: Iterator[Span]) -> list[Span]:
    whole: list[Span] = []
    for piece in pieces:
        if whole and _belongs(text, whole[-1], piece):
            whole[-1] = Span(whole[-1].start, piece.end)
        else:
            whole.append(piece)
    return whole


def _belongs(text: str, before: Span, after: Span) -> bool:
    head, tail = text[max(before.start, before.end - _LONGEST_END) : before.end], after.of(text)
    if _TITLE_END.search(head) or (_NUMBER_END.search(head) and tail[0].isdigit()):
        return True
    if _HOUR_END.search(head) and _OF_AN_HOUR.match(tail):
        return True
    return bool(_CLOSED.search(head) and _GOES_ON.match(tail)) or not any(c.isalnum() for c in tail)
