"""What a question asks for: the kind of answer, the words that an answer must cover, and which of them are names."""

from __future__ import annotations

import re
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
        r"how (?:many|much|often|large|big|high|long|far|old|tall|fast|heavy)|(?:death )?toll"
        r"|what (?:percentage|share|proportion|number|amount|sum|fraction)",
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
    """One question, read. ``names`` are the names in it, in their short form."""

    text: str
    kind: Kind
    terms: tuple[Term, ...]
    names: tuple[str, ...]


def read(question: str) -> Asked:
    """The question as a reader means it."""
    named = tuple(dict.fromkeys(name.short for name in names.find(question) if not name.is_initial))
    of_names = {stem for name in named for stem in words.content(name)}
    deed = _WHO_DID.search(question)
    weighty = of_names | {words.stem(deed[1])} if deed else of_names
    terms = tuple(
        Term(
            word, stem, stem in of_names or stem[0].isdigit(), WEIGHTY if stem in weighty or stem[0].isdigit() else 1.0
        )
        for stem, word in words.forms(question)
        if stem not in _OF_KIND or stem in of_names
    )
    return Asked(question, _kind(question), terms, named)


def has_kind(asked: Asked, sentence: str, published: date | None) -> bool:
    """Whether the sentence brings what is asked for and the question does not hold already: a name, a day, a figure."""
    if asked.kind is Kind.FIGURE:
        return bool(figures.find(sentence))
    if asked.kind is Kind.DATE:
        return bool(dates.find(sentence, published))
    if asked.kind in {Kind.PERSON, Kind.PLACE}:
        found = (name.short for name in names.find(sentence))
        return any(not any(names.same(name, known) for known in asked.names) for name in found)
    return True


def _kind(question: str) -> Kind:
    return next((kind for kind, pattern in _PATTERNS if pattern.search(question)), Kind.OTHER)
