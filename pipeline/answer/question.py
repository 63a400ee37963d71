"""What a question asks for: the kind of answer, the words that an answer must cover, and which of them are names."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.language import dates, figures, names, words


class Kind(StrEnum):
    PERSON = "who"
    DATE = "when"
    FIGURE = "how many"
    PLACE = "where"
    OTHER = "other"


_KINDS = (
    (
        Kind.FIGURE,
        r"how (?!did|do|does|is|are|was|were|has|have|had|will|would|can|could|come|soon)[a-z]+|(?:death )?toll"
        r"|what (?:percentage|share|proportion|number|amount|sum|fraction)|what (?:will|would|did|does) .* cost",
    ),
    (Kind.DATE, r"when|how soon|(?:what|which) (?:day|date|year|month|time)"),
    (
        Kind.PERSON,
        r"who(?:m|se)?|(?:which|what) (?:person|man|woman|president|minister|official|company|country|group|party|"
        r"organi[sz]ation|team)",
    ),
    (Kind.PLACE, r"where|(?:which|what) (?:place|city|town|village|state|province|region)"),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for kind, pattern in _KINDS)
# names, numbers, and what "who" did
WEIGHTY = 2.0
_WHO_DID = re.compile(r"^\W*who\s+([^\W\d_]+)", re.IGNORECASE)
_COUNT = re.compile(r"\bhow many\s+(.+)", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|will|would|can|could|may|might|must|shall|should)\b",
    re.IGNORECASE,
)
# they say what kind of answer is wanted, not what it is about
_OF_KIND = frozenset(
    words.stem(word)
    for word in """number amount sum percentage share proportion figure date day year month time person place people
    country company kind type sort reason describe explain report reported reportedly""".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word that an answer must cover, as written and as its stem; ``weight`` says how much it counts."""

    word: str
    stem: str
    is_name: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, read. ``names`` are the names in it, in their short form.

    ``deed`` is the stem of what "who" did, or of what those who are counted did or were: "killed". ``unit`` is that of
    the figure asked for, as ``figures`` writes it; empty for a count.
    """

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    names: tuple[str, ...]
    deed: str = ""
    unit: str = ""


def read(question: str) -> Asked:
    """The question as a reader means it."""
    named = tuple(dict.fromkeys(name.short for name in names.find(question) if not name.is_initial))
    of_names = {stem for name in named for stem in words.content(name)}
    deed, counted = _deed(question, of_names)
    weighty = {*of_names, deed}
    terms = tuple(
        Term(word, stem, stem in of_names or stem[0].isdigit(), WEIGHTY if _is_weighty(stem, weighty) else 1.0)
        for stem, word in words.forms(question)
        if stem not in _OF_KIND or stem in of_names
    )
    return Asked(question, _kind(question), terms, named, deed, _unit(counted))


def has_kind(asked: Asked, sentence: str, published: date | None) -> bool:
    """Whether the sentence brings what is asked for and the question does not hold already: a name, a day, a figure."""
    if asked.kind is Kind.FIGURE:
        found = figures.find(sentence)
        return any(figure.unit == asked.unit for figure in found) if _COUNT.search(asked.text) else bool(found)
    if asked.kind is Kind.DATE:
        return bool(dates.find(sentence, published))
    if asked.kind in {Kind.PERSON, Kind.PLACE}:
        called = (name.short for name in names.find(sentence))
        return any(not any(names.same(name, known) for known in asked.names) for name in called)
    return True


def _kind(question: str) -> Kind:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(question)), Kind.OTHER)


def _deed(question: str, of_names: Collection[str]) -> tuple[str, str]:
    """The stem of the deed, and the noun that is counted; empty where the question has none."""
    who = _WHO_DID.search(question)
    if who:
        return ("" if who[1].lower() in words.STOP else words.stem(who[1])), ""
    count = _COUNT.search(question)
    if not count:
        return "", ""
    noun, *rest = _AUXILIARY.split(count[1], maxsplit=1)
    before = [pair for pair in words.forms(noun) if pair[0] not in of_names]
    after = [stem for stem, _ in words.forms(rest[0]) if stem not in of_names] if rest else []
    deeds = after or [stem for stem, _ in before[1:]]
    return (deeds[0] if deeds else ""), (before[0][1] if before else "")


def _unit(counted: str) -> str:
    """The unit that a number before this word has: that of "5 kilometres"; empty for what is simply counted."""
    found = figures.find(f"It was 5 {counted}.") if counted else ()
    return found[0].unit if found else ""


def _is_weighty(stem: str, weighty: Collection[str]) -> bool:
    return stem in weighty or stem[0].isdigit()
