"""Text to the numbers in it, in digits or in words, each with how exactly it is written; not what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.domain import Span

_SMALL = {
    word: number
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen""".split()
    )
} | {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "lakh": 10**5,
    "crore": 10**7,
}
_SHORT_SCALES = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12}
# "dozens of people": the range in which a reader would accept the word
_VAGUE = {
    "dozens": (20, 200),
    "scores": (30, 200),
    "hundreds": (150, 2000),
    "thousands": (1500, 100_000),
    "tens of thousands": (15_000, 150_000),
    "hundreds of thousands": (150_000, 1_500_000),
    "millions": (1_500_000, 200_000_000),
    "billions": (1_500_000_000, 10**12),
}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}

_DIGITS = re.compile(
    r"(?<![\w.,:/])(?<![^\W\d][-–—’'])(?P<sign>(?<!\w)[-−+](?=\d))?(?P<digits>\d{1,3}(?:,\d{2,3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?:(?P<short>k|mn?|bn?|tn|K|M|B)\b|[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)?"
    r"(?!\w|[.,:/]\d|['’]s\b)"
)
_ONES = "|".join(sorted(_SMALL, key=len, reverse=True))
_SCALE = "(?:hundred|thousand|million|billion|trillion|dozen)"
_UNIT = rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:{_ONES}))?|{_ONES})"
_WORDS = re.compile(
    rf"\b(?:(?P<half>half\s+an?\s+{_SCALE})|(?:an?|{_UNIT})(?:[\s-]{_SCALE})+\b"
    rf"(?:(?:\s+and\s+|[\s-]){_UNIT}\b(?:[\s-]{_SCALE}\b)*)*|{_UNIT})\b",
    re.IGNORECASE,
)
_VAGUE_WORDS = re.compile(
    r"\b(?P<vague>tens of thousands|hundreds of thousands|dozens|scores|hundreds|thousands|millions|"
    r"billions)\s+(?:of\b|more\b|\w+s\b)",
    re.IGNORECASE,
)
_SHARES = re.compile(
    rf"\b(?:(?P<over>{_ONES}|an?)[\s-](?P<part>half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?)"
    rf"|(?P<alone>half))(?=\s+(?:of|the|its|their|his|her|all|our)\b)",
    re.IGNORECASE,
)
_ROUND_ZEROS = 2


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written. ``place`` is the size of its last written digit: how far a rounded one may be off."""

    span: Span
    low: Decimal
    high: Decimal
    place: Decimal = Decimal(0)
    is_share: bool = False
    has_scale: bool = False
    is_word: bool = False

    @property
    def is_plain(self) -> bool:
        """Digits and no more: what a name, a label or a year could be too."""
        return not (self.has_scale or self.is_word or self.is_share)


def find(text: str) -> tuple[Numeral, ...]:
    """Every number in ``text``, in order; none overlaps another."""
    found: list[Numeral] = []
    for numeral in (*_shares(text), *_vague(text), *_digits(text), *_spelt(text)):
        if not any(numeral.span.start < other.span.end and other.span.start < numeral.span.end for other in found):
            found.append(numeral)
    return tuple(sorted(found, key=lambda numeral: numeral.span))


def _digits(text: str) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(text):
        scale = Decimal(_SHORT_SCALES.get((match["short"] or "").lower()) or _SCALES.get(match["scale"] or "", 1))
        value = Decimal(match["digits"].replace(",", "") + (match["decimals"] or "")) * scale
        if match["sign"] in {"-", "−"}:
            value = -value
        place = _place(match["digits"].replace(",", ""), match["decimals"] or "", scale)
        yield Numeral(Span(*match.span()), value, value, place, has_scale=scale != 1)


def _place(digits: str, decimals: str, scale: Decimal) -> Decimal:
    """Half of it is how far a rounded number may be from the true one; 0 for a number that does not look rounded."""
    if decimals:
        return scale.scaleb(1 - len(decimals))
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros >= _ROUND_ZEROS or scale != 1:
        return scale.scaleb(zeros)
    return Decimal(0)


def _spelt(text: str) -> Iterator[Numeral]:
    for match in _WORDS.finditer(text):
        words = re.findall(r"[a-z]+", match.group().lower())
        value = Decimal(_SCALES[words[-1]]) / 2 if match["half"] else _value(words)
        scaled = any(word in _SCALES for word in words)
        place = _spelt_place(words[-1], value)
        yield Numeral(Span(*match.span()), value, value, place, has_scale=scaled, is_word=True)


def _spelt_place(last: str, value: Decimal) -> Decimal:
    # "a dozen" is exact, "two thousand" is round
    return min(Decimal(_SCALES[last]), value) if _SCALES.get(last, 0) >= _SCALES["hundred"] else Decimal(0)


def _value(words: list[str]) -> Decimal:
    total = part = 0
    for word in words:
        if word in {"a", "an"}:
            part = 1
        elif word in _SMALL:
            part += _SMALL[word]
        elif word in {"hundred", "dozen"}:
            part = max(part, 1) * _SCALES[word]
        elif word in _SCALES:
            total += max(part, 1) * _SCALES[word]
            part = 0
    return Decimal(total + part)


def _vague(text: str) -> Iterator[Numeral]:
    for match in _VAGUE_WORDS.finditer(text):
        low, high = _VAGUE[match["vague"].lower()]
        yield Numeral(Span(*match.span("vague")), Decimal(low), Decimal(high), has_scale=True, is_word=True)


def _shares(text: str) -> Iterator[Numeral]:
    for match in _SHARES.finditer(text):
        over = Decimal(_SMALL.get((match["over"] or "one").lower(), 1))
        value = over / _PARTS[(match["part"] or match["alone"]).lower().rstrip("s").replace("halve", "half")]
        yield Numeral(Span(*match.span()), value, value, Decimal("0.05"), is_share=True, is_word=True)
