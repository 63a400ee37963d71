"""A sentence to the words of it that a reader is shown: what is done, and of whom or what it is said."""

from __future__ import annotations

import re

from pipeline.domain import Span

_LONGEST_AFTER = 6
_LONGEST_BEFORE = 8
_LONGEST_CLAUSE = 10
_SHORTEST = 3
_AUXILIARIES = re.compile(
    r"(?:\b(?:is|are|was|were|be|been|being|has|have|had|will|would|shall|should|can|could|may|might|must|do|does|did|"
    r"not)\s+)+$",
    re.IGNORECASE,
)
_JOINING = "and|but|which|who|when|while|because|where|after|before|as|until|since|although"
_SIGNS = r"[.;:,!?](?=\s|$)|[()“”\"—–]|\s-\s"
_ENDS = re.compile(rf"{_SIGNS}|\s(?:{_JOINING})\s")
_BREAKS = re.compile(rf"(?:{_SIGNS})\s?|\b(?:{_JOINING}|that|if|whether)\s", re.IGNORECASE)
_STOPS = re.compile(_SIGNS)
_RELATIVE = re.compile(r",?\s*\b(?:which|who|that)$", re.IGNORECASE)
_NOUN = re.compile(r"\b(?:the|a|an|his|her|its|their)(?:\s[\w’'-]+){1,4}$", re.IGNORECASE)
_LEADING = re.compile(
    r"\s+(?:(?:on|in|at|by|to|from|of|until|since|about|around|some|nearly|almost|over|than|more|less|least|the|for|an?|"
    r"with|was|were|is|are|had|has|have|late|early)\s*)+$",
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


def clause_before(text: str, at: int) -> str:
    """Of whom or what it is said: the last words of the clause before the verb at ``at`` and its auxiliaries."""
    before = _AUXILIARIES.sub("", text[:at]).rstrip()
    if relative := _RELATIVE.search(before):
        noun = _NOUN.search(before[: relative.start()])
        before = noun.group() if noun else before[: relative.start()]
    pieces = [piece.strip() for piece in _BREAKS.split(before)]
    told = next((piece for piece in reversed(pieces) if piece), "")
    return uncapitalised(" ".join(told.split()[-_LONGEST_BEFORE:]))


def with_gap(text: str, span: Span, noun: str) -> str:
    """What a figure is of, in the words around it: "pay grew … in the year to December", "job cuts since November"."""
    rest = text[span.end :].removeprefix(f" {noun}") if noun else text[span.end :]
    after = _upto(_STOPS, rest)
    if noun and after:
        return f"{noun} {after}"
    before = _STOPS.split(text[: span.start].rstrip(" $£€¥₹"))[-1]
    lead = uncapitalised(" ".join(before.split()[-_LONGEST_BEFORE:]))
    return trimmed(f"{lead} … {noun or after}") if lead else noun or after


def when(text: str, span: Span) -> str:
    """What happened on the day at ``span``: the clause that leads to it, else the one that follows."""
    lead = _LEADING.sub("", f" {_STOPS.split(text[: span.start])[-1].rstrip()} ".rstrip() + " ").strip()
    told = " ".join(lead.split()[-_LONGEST_CLAUSE:])
    if len(lead.split()) < _SHORTEST:
        told = _upto(_STOPS, text[span.end :].lstrip(" ,"), _LONGEST_CLAUSE)
    return f"when {uncapitalised(trimmed(told))}"


def following(text: str, start: int) -> str:
    """The words from ``start`` to the end of the clause, at most six."""
    return _upto(_STOPS, text[start:])


def _upto(end: re.Pattern[str], text: str, most: int = _LONGEST_AFTER) -> str:
    return trimmed(" ".join(end.split(text, maxsplit=1)[0].split()[:most]))


def uncapitalised(phrase: str) -> str:
    """Without the capital of a small word that only opened its sentence."""
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
        "in",
        "its",
        "his",
        "her",
        "their",
    }
    return f"{small} {rest}".strip() if small in plain else phrase
