"""A sentence to the words of it that a reader is shown: what is done, and of whom or what it is said."""

from __future__ import annotations

import re

from pipeline.domain import Span

_LONGEST_AFTER = 6
_LONGEST_BEFORE = 8
_AUXILIARIES = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|has|have|had|will|would|shall|should|can|could|may|might|must|do|does|did|"
    r"not)\s+)+$",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;:,!?()“”\"—–]|\s(?:and|but|which|who|when|while|because|where|after|before|as|until|since|although)\s"
)
_BREAKS = re.compile(
    r"[.;:,!?()“”\"—–]\s?|\b(?:that|and|but|which|who|when|while|because|where|after|before|as|until|since|although|if|whether)\s",
    re.IGNORECASE,
)
# what a phrase cannot end with
_LOOSE = re.compile(
    r"\s+(?:of|in|on|at|to|by|for|with|from|the|a|an|its|his|her|their|that|into|than|over|under|during|against|about|"
    r"through|within|between|not|be|been|was|were|is|are|had|has|have|would|will|or|more|less|no|any)$",
    re.IGNORECASE,
)


def verb_phrase(text: str, start: int, end: int) -> str:
    """The words from ``start`` to ``end``, the auxiliaries before them, and up to six words more of the clause."""
    before = _AUXILIARIES.search(text[:start])
    begin = before.start() if before else start
    stop = _ENDS.search(text, end)
    rest = text[end : stop.start() if stop else len(text)].split(" ")
    # a word goes on to its own end
    return trimmed(" ".join((text[begin:end] + " ".join(rest[: _LONGEST_AFTER + 1])).split()))


def trimmed(phrase: str) -> str:
    """Without the small words at its end that lead on to what was cut."""
    while (shorter := _LOOSE.sub("", phrase)) != phrase:
        phrase = shorter
    return phrase.strip(" ,.;:")


def clause_before(text: str, span: Span) -> str:
    """Of whom or what it is said: the last words of the clause before the verb at ``span`` and its auxiliaries."""
    before = _AUXILIARIES.sub("", text[: span.start]).rstrip()
    pieces = [piece.strip() for piece in _BREAKS.split(before)]
    told = next((piece for piece in reversed(pieces) if piece), "")
    return _uncapitalised(" ".join(told.split()[-_LONGEST_BEFORE:]))


def _uncapitalised(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    small = first.lower()
    plain = {
        "the",
        "a",
        "an",
        "it",
        "he",
        "she",
        "they",
        "this",
        "these",
        "those",
        "there",
        "its",
        "his",
        "her",
        "their",
    }
    return f"{small} {rest}".strip() if small in plain else phrase
