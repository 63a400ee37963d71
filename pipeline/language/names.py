"""Text to its names, and whether two may be of one thing: "President Ada Vance" and "Vance", "Turkey" and "Turkish".

A name is a run of capitalised words, with the small words that names have inside them. A capital at the start of a
sentence says little, so a single such word is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.domain import Span
from pipeline.language import dates, sentences, words

_PART = r"(?:[A-Z]\.(?:[A-Z]\.)+|[A-Z]\.(?=\s[A-Z])|(?:[dDlLO]['’])?[^\W\d_a-z][\w&]*(?:[-'’]\w+)*)"
_INSIDE = r"(?:of|of the|for|de|del|della|da|dos|du|la|al|el|bin|ibn|van|von|der|den|ten|y|e|and the|&)"
_NAME = re.compile(rf"\b(?<![\w@#]){_PART}(?:(?:\s|-)(?:{_INSIDE}\s){{0,2}}{_PART})*(?:\s\d{{1,3}}(?![\d.,%]))?")
# what makes of a day one with a name of its own, and no name of anybody
_FEAST = re.compile(r"\b(?:Ash|Black|Bloody|Cyber|Easter|Giving|Good|Holy|Maundy|Palm|Shrove|Super)\s$")
_LONGEST_FEAST = 8
TITLES = frozenset(
    """president prime minister mr mrs ms dr sir dame lord lady king queen prince princess senator sen
    representative rep governor gov mayor general gen colonel col captain capt lieutenant lt sergeant sgt
    admiral judge justice chancellor premier secretary foreign defence defense finance interior health
    minister chief executive ceo professor prof pope father rev reverend sheikh ayatollah imam ambassador
    chairman chairwoman spokesman spokeswoman spokesperson deputy vice former leader director commissioner
    congressman congresswoman the a an""".split()
)
# countries whose people's name does not share their stem
_DEMONYMS = {
    "french": "france", "dutch": "netherlands", "danish": "denmark", "spanish": "spain", "greek": "greece",
    "swiss": "switzerland", "thai": "thailand", "welsh": "wales", "polish": "poland", "british": "uk", "britain": "uk",
    "briton": "uk", "britons": "uk", "american": "us", "americans": "us", "america": "us", "filipino": "philippines",
    "norwegian": "norway", "finnish": "finland", "irish": "ireland", "scottish": "scotland", "burmese": "myanmar",
    "peruvian": "peru", "ukrainian": "ukraine", "cypriot": "cyprus", "turkish": "turkey", "turk": "turkey",
    "swedish": "sweden", "german": "germany", "germans": "germany",
}  # fmt: skip
_LONG_FORMS = {
    "united states of america": "us", "united states": "us", "u.s.": "us", "usa": "us", "u.s.a.": "us",
    "united kingdom": "uk", "u.k.": "uk", "great britain": "uk", "united nations": "un", "u.n.": "un",
    "european union": "eu", "e.u.": "eu", "türkiye": "turkey",
}  # fmt: skip
_STEM_LENGTH = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written. ``is_initial``: one word that opens a sentence, so its capital may mean nothing."""

    span: Span
    text: str
    is_initial: bool = False

    @property
    def short(self) -> str:
        """Without titles and possessive: "Recep Tayyip Erdogan" for "President Recep Tayyip Erdogan"."""
        parts = self.text.split()
        while len(parts) > 1 and (parts[0].lower().rstrip(".") in TITLES or parts[0].islower()):
            parts = parts[1:]
        return re.sub(r"['’]s?$", "", " ".join(parts))

    @property
    def key(self) -> str:
        """The last word of the short form, as a country where it is its people: what later mentions use."""
        return _folded(self.short)[-1]


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Name, ...]:
    """Every name in ``text``, in order. Dates, and stop words that only open a sentence, are none."""
    starts = {span.start for span in sentences.spans(text)}
    days = [_with_feast(text, mention.span) for mention in dates.find(text)]
    found = (_name(part, starts) for match in _NAME.finditer(text) for part in _without_days(match, days))
    return tuple(name for name in found if name is not None)


def _without_days(match: re.Match[str], days: Sequence[Span]) -> Iterator[re.Match[str]]:
    """What is left of a run of capitals beside the dates in it: "Irina Orlova" of "On Monday Irina Orlova"."""
    inside = [day for day in days if match.start() < day.end and day.start < match.end()]
    if not inside:
        yield match
        return
    starts = (match.start(), *(day.end for day in inside))
    ends = (*(day.start for day in inside), match.end())
    for start, end in zip(starts, ends, strict=True):
        yield from _NAME.finditer(match.string, start, max(start, end))


def _with_feast(text: str, day: Span) -> Span:
    """The whole of "Good Friday"."""
    before = _FEAST.search(text, max(0, day.start - _LONGEST_FEAST), day.start)
    return Span(before.start(), day.end) if before else day


def same(one: str, other: str) -> bool:
    """Whether both may name one thing: the words of the shorter are in the longer, or one abbreviates the other."""
    a, b = _folded(one), _folded(other)
    if len(a) > len(b):
        a, b = b, a
    return all(any(akin(x, y) for y in b) for x in a) or _initials(a, b)


@lru_cache(maxsize=16384)
def akin(one: str, other: str) -> bool:
    """Whether two words are one, or a place and its people: four shared letters and the ending of a people's name."""
    one, other = _country(one.lower()), _country(other.lower())
    if one == other or words.stem(one) == words.stem(other):
        return True
    return _is_people(one, other) or _is_people(other, one)


def is_people(name: str) -> bool:
    """Whether it is the people of a country, in one word: "British"."""
    return name.lower() in _DEMONYMS


def _is_people(people: str, place: str) -> bool:
    for match in re.finditer(r"(?=(ians?|ans?|ese|ish|is?|ic|ns?|ers?)$)", people):
        stem = people[: match.start()]
        if len(stem) >= _STEM_LENGTH and place.startswith(stem) and len(place) - len(stem) <= _STEM_LENGTH:
            return True
    return False


def _country(word: str) -> str:
    return _DEMONYMS.get(word, word)


def _folded(name: str) -> tuple[str, ...]:
    plain = re.sub(r"['’]s?$", "", name.lower())
    plain = _LONG_FORMS.get(plain, plain)
    parts = [part for part in re.split(r"[\s-]+", plain) if part]
    while len(parts) > 1 and parts[0].rstrip(".") in TITLES:
        parts = parts[1:]
    kept = [part for part in parts if part not in words.STOP] or parts
    return tuple(_country(part.replace(".", "")) for part in kept)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(part[0] for part in long)


def _name(match: re.Match[str], starts: set[int]) -> Name | None:
    start, text = match.start(), match.group()
    opens = start in starts or re.search(r"[“\"‘'(:]\s*$", match.string[max(0, start - 3) : start]) is not None
    while opens and (first := re.match(r"([A-Z][a-z’']*)(?:\s+|$)", text)) and first[1].lower() in _OPENERS:
        start, text = start + first.end(), text[first.end() :]
        opens = False
        text_start = re.match(r"(?:of|the|for|de)\s+", text)
        if text_start:
            start, text = start + text_start.end(), text[text_start.end() :]
    text = text.rstrip()
    if not text or not text[0].isupper() or text.lower() in _OPENERS:
        return None
    return Name(Span(start, start + len(text)), text, is_initial=opens and " " not in text)


_OPENERS = words.STOP | frozenset(
    """mr mrs last next meanwhile earlier later today yesterday however despite since amid although according two three
    four five six seven eight nine ten dozens hundreds thousands officials police authorities many several""".split()
)
