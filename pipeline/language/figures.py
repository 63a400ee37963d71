"""Text to its figures: how much, of what, how exactly. A date, a score, an ordinal or a name's number is no figure.

What a figure counts is the noun phrase after it ("2,783 servicemen"), found without a parser: words up to the first
closed-class word, cut after the first noun in the plural.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from pipeline.domain import Span
from pipeline.language import counted, dates, numerals, words
from pipeline.language.numerals import Numeral


class Bound(StrEnum):
    """How exactly the text gives the value."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at least"
    AT_MOST = "at most"


_BOUNDS = {
    Bound.ABOUT: r"about|around|approximately|roughly|some|circa|an estimated|estimated|in the region of|or so",
    Bound.NEARLY: r"nearly|almost|close to|just under|just short of|not quite",
    Bound.AT_LEAST: r"at least|more than|over|above|no fewer than|no less than|not less than|upwards of|in excess of|"
    r"well over|exceeding|a minimum of|minimum",
    Bound.AT_MOST: r"up to|at most|no more than|not more than|fewer than|less than|under|below|as many as|as much as|"
    r"a maximum of|maximum",
}
_BEFORE = {
    bound: re.compile(rf"\b(?:{cues})\s+(?:the\s+|a\s+)?(?:US|A|C|NZ|HK)?[$£€¥₹]?\s*$", re.IGNORECASE)
    for bound, cues in _BOUNDS.items()
}
_AFTER = {Bound.AT_LEAST: re.compile(r"\s+or more\b|\+"), Bound.ABOUT: re.compile(r"\s+or so\b|-odd\b")}
_LEAD = re.compile(
    rf"(?:\b(?:{'|'.join(_BOUNDS.values())})\s+(?:the\s+|a\s+)?)?(?:(?:\b(?:US|A|C|NZ|HK))?[$£€¥₹])?\s*$", re.IGNORECASE
)
_RANGE = re.compile(r"\s*(?:[-–—]|to|or)\s*(?:US)?[$£€]?\s*$")
_BETWEEN = re.compile(r"\bbetween\s+(?:US)?[$£€]?\s*$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:US)?[$£€]?\s*$")


@dataclass(frozen=True, slots=True)
class Mention:
    """One quantity. ``low`` and ``high`` differ for a range; ``unit`` is canonical ("%", "$", "km", "age") or empty.

    ``counts`` is the noun phrase as written, ``head`` the stem of its noun; both are empty where none follows.
    ``place`` is the size of the last digit of a rounded number, else 0.
    """

    span: Span
    low: Decimal
    high: Decimal
    unit: str = ""
    counts: str = ""
    bound: Bound = Bound.EXACT
    place: Decimal = Decimal(0)

    @property
    def head(self) -> str:
        nouns = words.tokens(self.counts)
        return words.stem(nouns[-1]) if nouns else ""

    @property
    def is_people(self) -> bool:
        return self.unit == "" and self.head in counted.PEOPLE


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Mention, ...]:
    """Every figure in ``text``, in order."""
    taken = [mention.span for mention in dates.find(text)]
    numbers = [number for number in numerals.find(text) if not _within(number.span, taken)]
    pairs = _ranges(text, numbers)
    read = [mention for pair in pairs if (mention := _read(text, *pair)) is not None]
    return tuple(_shared_nouns(text, read))


def written(mention: Mention, text: str) -> str:
    """The figure as ``text`` has it, with the words and the sign before it: "more than 100", "nearly $5bn"."""
    lead = _LEAD.search(text[: mention.span.start])
    start = lead.start() if lead else mention.span.start
    return text[start : mention.span.end].strip()


def compatible(one: Mention, other: Mention) -> bool:
    """Whether both can be said of one quantity: "nearly 2,800" and 2,783, "more than 100" and 103, not 41 and 43.

    A number with two zeros at its end, a scale or decimals may be rounded; a bound reaches a fifth past its number.
    """
    if one.unit != other.unit and one.unit and other.unit:
        return False
    (low, high), (floor, ceiling) = _interval(one), _interval(other)
    if low <= ceiling and floor <= high:
        return True
    return _rounds_to(one, other) or _rounds_to(other, one)


def entails(stated: Mention, claimed: Mention) -> bool:
    """Whether ``claimed`` follows from ``stated``: "more than 40" from 52, but not 52 from "more than 40"."""
    if claimed.bound is Bound.AT_LEAST and stated.low >= claimed.low:
        return _interval(stated)[0] <= _interval(claimed)[1]
    if claimed.bound is Bound.AT_MOST and stated.high <= claimed.high:
        return _interval(stated)[1] >= _interval(claimed)[0]
    if stated.bound is not Bound.EXACT and claimed.bound is Bound.EXACT:
        return stated.low == claimed.low and stated.high == claimed.high
    return compatible(stated, claimed)


def _interval(mention: Mention) -> tuple[Decimal, Decimal]:
    low, high = sorted((mention.low, mention.high))
    if mention.bound is Bound.ABOUT:
        return low * Decimal("0.9"), high * Decimal("1.1")
    if mention.bound is Bound.NEARLY:
        return low * Decimal("0.9"), high
    if mention.bound is Bound.AT_LEAST:
        return low, high * Decimal("1.2")
    if mention.bound is Bound.AT_MOST:
        return low * Decimal("0.8"), high
    return low, high


def _rounds_to(rounded: Mention, exact: Mention) -> bool:
    if rounded.place <= exact.place or rounded.bound is not Bound.EXACT or exact.low != exact.high:
        return False
    slack = min(rounded.place / 2, abs(rounded.low) / 20)
    return abs(rounded.low - exact.low) <= slack


def _within(span: Span, taken: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in taken)


def _ranges(text: str, numbers: Sequence[Numeral]) -> Iterator[tuple[Numeral, Numeral]]:
    """Numbers as (low, high): the two ends of a range together, any other with itself."""
    index = 0
    while index < len(numbers):
        one = numbers[index]
        other = numbers[index + 1] if index + 1 < len(numbers) else None
        if other is not None and _is_range(text, one, other):
            yield one, other
            index += 2
        else:
            yield one, one
            index += 1


def _is_range(text: str, one: Numeral, other: Numeral) -> bool:
    between, before = text[one.span.end : other.span.start], text[max(0, one.span.start - 20) : one.span.start]
    if re.search(r"\bfrom\s*[$£€]?\s*$", before, re.IGNORECASE) or other.high <= one.low:
        return False
    if re.fullmatch("[-–—]", between):  # "1-2" is a score unless it counts something
        after = text[other.span.end : other.span.end + 90]
        return bool(counted.unit(before, after)[0]) or counted.is_plural(counted.after(after))
    return bool(_RANGE.fullmatch(between)) or bool(_BETWEEN.search(before) and _AND.fullmatch(between))


def _read(text: str, one: Numeral, other: Numeral) -> Mention | None:
    start, end = one.span.start, other.span.end
    before, after = text[max(0, start - 40) : start], text[end : end + 90]
    noun = counted.after(after)
    unit, unit_end = counted.unit(before, after)
    if not unit and counted.is_label(before, after, one.low, noun=noun, plain=one.is_plain):
        return None
    if one.is_word and not unit and counted.is_pronoun(before, after, one.low):
        return None
    return Mention(
        span=Span(start, end + unit_end),
        low=_in_scale_of(one, other),
        high=other.high,
        unit="share" if one.is_share else unit,
        counts="" if unit else noun,
        bound=_bound(before, after),
        place=max(one.place, other.place),
    )


def _in_scale_of(one: Numeral, other: Numeral) -> Decimal:
    # "2 to 3 million": the first number shares the scale of the second
    if one is other or one.has_scale or not other.has_scale:
        return one.low
    scales = (Decimal(10) ** power for power in (12, 9, 6, 3, 2))
    return next((one.low * scale for scale in scales if scale <= other.high), one.low)


def _bound(before: str, after: str) -> Bound:
    for bound, cue in _BEFORE.items():
        if cue.search(before):
            return _negated(bound, before)
    return next((bound for bound, cue in _AFTER.items() if cue.match(after)), Bound.EXACT)


def _negated(bound: Bound, before: str) -> Bound:
    # "no more than" ends in "more than"
    if re.search(r"\b(?:no|not)\s+(?:more|over|above)(?:\s+than)?\s+[$£€]?\s*$", before, re.IGNORECASE):
        return Bound.AT_MOST
    if re.search(r"\b(?:no|not)\s+(?:fewer|less)\s+than\s+[$£€]?\s*$", before, re.IGNORECASE):
        return Bound.AT_LEAST
    return bound


def _shared_nouns(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "93 Azerbaijani and 50 Armenian civilians": the first figure counts civilians too."""
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and following.counts and _lends_noun(text, mention, following):
            noun = following.counts.split()[-1]
            yield replace(mention, counts=f"{mention.counts} {noun}".strip())
        else:
            yield mention


def _lends_noun(text: str, mention: Mention, following: Mention) -> bool:
    if mention.unit or counted.is_plural(mention.counts):
        return False
    gap = text[mention.span.end : following.span.start]
    return bool(re.fullmatch(rf"\s*{re.escape(mention.counts)}\s*(?:,|and|or|,\s+and)\s+(?:at least\s+)?", gap))
