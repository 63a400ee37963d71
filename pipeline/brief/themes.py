"""Sentences to the themes that they fall into, each with a heading in words of its own.

Agglomerative clustering by average linkage over vectors of meaning, without what all the sentences share: that is the
topic, and no theme of it. A heading is a name or a noun phrase that stands in many sentences of a theme and few of the
others; it is made of letters, whatever an article holds.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import numpy.typing as npt

from pipeline.language import names, verbs, words
from pipeline.ports import Vectors

MOST_THEMES = 6
FEWEST_SENTENCES = 2
# of the sentences of a theme, those in which its heading stands, where something does in so many
LEAST_SHARE = 0.3
# and those in which it must, where it is a single word, to say what is beneath it
SAYS_MOST = 0.5
REST = "More on this"
# two groups of sentences that are less alike than this, without what all share, are two themes
LEAST_ALIKE = 0.05
# how much nearer to a theme a sentence is that has what its heading says, as a cosine
STATED = 0.25
TERMS = 5
SHORTEST_HEADING, LONGEST_HEADING = 3, 48
_DETERMINER = r"(?:the|an?|its|their|his|her|no|any|two|three|four|five|\d+)"
_FOLLOWS = (
    r"(?=\s(?:of|in|on|at|to|for|from|by|with|that|which|who|was|were|is|are|had|has|have|will|would|said|and|or|as|after"
    r"|before|near|under|over|could|may|might|when|where|while|because|since|until|into|through)\b|[,.;:?!)]|$)"
)
_PHRASE = re.compile(
    rf"\b{_DETERMINER}\s(?P<phrase>(?:[a-z]+(?:-[a-z]+)*\s){{0,2}}?[a-z]+(?:-[a-z]+)*){_FOLLOWS}", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_](?:[^\W_]|[’'.&-])*(?: (?:[^\W_]|[’'.&-])+){0,4}")
# words that begin a phrase or end it without being what it is about
_POOR = frozenset(
    """day days week weeks month months year years time times way part number people man woman men women first last next
    new same other total percent end start beginning monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december case cases side lot others rest
    minutes hours hour minute morning evening night today yesterday tomorrow metres meters kilometres kilometers miles
    tonnes tons degrees figure figures kind sort group spokesman spokeswoman move bit result rate fact story article
    million billion news statement least most rise fall increase amount level another little own past record
    few many several age ages plan plans area areas end start""".split()
)
# "Russian" is whose something is: with its noun it may be what a theme is about
_WHOSE = re.compile(r"(?:[^tc]an|ish|ese|aeli|aqi|ani|emeni|audi|ench|utch|reek)$")
_NOUN_AFTER = re.compile(r" (?P<noun>[a-z]{3,}(?:-[a-z]+)*)\b")
_PAST = frozenset(form for forms in verbs.IRREGULAR.values() for form in forms)
_WHERE = r"\b(?:in|near|around|outside|between)\s"
# of "New Zealand outbreak" only the outbreak is no name
_NAMES_OPEN = re.compile(r"^.*\b[A-Z]\S*\s?")
_PARTS = re.compile(r": | and ")
_VERBAL = re.compile(r"(?:ed|ing)$")


@dataclass(frozen=True, slots=True)
class Theme:
    """``rows`` are those of its sentences, in their order; ``terms`` its own words, the most telling first."""

    heading: str
    terms: tuple[str, ...]
    rows: tuple[int, ...]


def find(texts: Sequence[str], vectors: Vectors, topic: str, most: int = MOST_THEMES) -> tuple[Theme, ...]:
    """Up to ``most`` themes of two sentences and more, in the order of their first sentences; no heading twice.

    ``vectors`` (n, d) are of ``texts``. A theme has a heading that stands in two of its sentences, or it is none; those
    whose single word stands in few of theirs come last, together.
    """
    groups = [rows for rows in _groups(centred(vectors, vectors)) if len(rows) >= FEWEST_SENTENCES]
    kept = sorted(sorted(groups, key=lambda rows: (-len(rows), rows))[:most])
    phrases = [set(_phrases(text, topic)) for text in texts]
    spread = Counter(phrase for found in phrases for phrase in found)
    themes: list[Theme] = []
    weak: list[Theme] = []
    for rows in kept:
        terms = [t for t in _terms(rows, phrases, spread) if not any(_akin(t, theme.heading) for theme in themes)]
        least = max(FEWEST_SENTENCES, math.ceil(LEAST_SHARE * len(rows)))
        stands = {term: sum(term in phrases[row] for row in rows) for term in terms}
        fitting = [t for t in terms if stands[t] >= least] or [t for t in terms if stands[t] >= FEWEST_SENTENCES]
        if fitting:
            heading = _heading([_whole(fitting[0], spread), *fitting[1:]], [texts[row] for row in rows])
            theme = Theme(heading, tuple(dict.fromkeys((*fitting[:1], *terms)))[:TERMS], tuple(rows))
            says_little = " " not in heading and stands[fitting[0]] < SAYS_MOST * len(rows)
            (weak if says_little else themes).append(theme)
    if not themes:  # a noun says more than the plain heading; a name says what is not so of most
        themes = [theme for theme in weak if theme.terms[0].islower()] or weak[:1]
        weak = [theme for theme in weak if theme not in themes]
    return *themes, *_rest(weak)


def _rest(weak: Sequence[Theme]) -> Iterator[Theme]:
    """Those that no word of their own stands for, under one plain heading."""
    terms = [term for own in zip_longest(*(theme.terms for theme in weak)) for term in own if term is not None]
    rows = sorted(row for theme in weak for row in theme.rows)
    if rows:
        yield Theme(REST, tuple(dict.fromkeys(terms))[:TERMS], tuple(rows))


def centred(vectors: Vectors, of: Vectors) -> Vectors:
    """``vectors`` (n, d) of unit length again, without the mean of ``of``."""
    if not len(vectors):
        return vectors
    moved = vectors - of.mean(axis=0)
    unit: Vectors = (moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return unit


def stated(texts: Sequence[str], headings: Sequence[str]) -> Vectors:
    """(n, k): ``STATED`` where a text has what a heading says, else 0: what it names belongs beneath it."""
    parts = [[frozenset(words.content(part)) for part in _PARTS.split(heading)] for heading in headings]
    stems = [frozenset(words.content(text)) for text in texts]
    has = [[any(part and part <= own for part in each) for each in parts] for own in stems]
    found: Vectors = (STATED * np.asarray(has, dtype=np.float32)).astype(np.float32)
    return found


def _groups(vectors: Vectors) -> list[list[int]]:
    """Rows that belong together, joined two by two while the most alike are alike enough."""
    groups = [[row] for row in range(len(vectors))]
    if len(groups) < FEWEST_SENTENCES:
        return groups
    sums = (vectors @ vectors.T).astype(np.float64)  # between groups: the sum of the cosines of their sentences
    sizes = np.ones(len(vectors))
    alive = np.ones(len(vectors), dtype=np.bool_)
    while alive.sum() > 1:
        one, other, alike = _nearest(sums, sizes, alive)
        if alike < LEAST_ALIKE:
            break
        groups[one] += groups[other]
        sums[one] += sums[other]
        sums[:, one] += sums[:, other]
        sizes[one] += sizes[other]
        alive[other] = False
    return [sorted(group) for group, is_alive in zip(groups, alive, strict=True) if is_alive]


def _nearest(
    sums: npt.NDArray[np.float64], sizes: npt.NDArray[np.float64], alive: npt.NDArray[np.bool_]
) -> tuple[int, int, float]:
    mean = sums / (sizes[:, None] * sizes[None, :])
    mean[~alive] = mean[:, ~alive] = -np.inf
    np.fill_diagonal(mean, -np.inf)
    one, other = np.unravel_index(int(np.argmax(mean)), mean.shape)
    return int(min(one, other)), int(max(one, other)), float(mean[one, other])


def _terms(rows: Sequence[int], phrases: Sequence[set[str]], spread: Counter[str]) -> list[str]:
    """The phrases of a theme, the most telling first: how many of its sentences have one, and how few others."""
    here = Counter(phrase for row in rows for phrase in phrases[row])

    def worth(phrase: str) -> tuple[bool, bool, float, str]:
        # a name, and a phrase of several words, say more than one word
        is_bare = " " not in phrase and phrase[0].islower()
        return here[phrase] == 1, is_bare, -here[phrase] * here[phrase] / spread[phrase], phrase

    return sorted(here, key=worth)


def _whole(term: str, spread: Counter[str]) -> str:
    """A single word with what mostly stands before it: "Lam" as "Carrie Lam", "bill" as "extradition bill"."""
    longer = {p: n for p, n in spread.items() if p.endswith(f" {term}") and _is_heading(p)}
    most = max(longer.values(), default=0)
    return term if " " in term else min((p for p, n in longer.items() if n == most), default=term)


def _is_heading(phrase: str) -> bool:
    first = phrase.split(" ", 1)[0]
    return not _VERBAL.search(first) and len(phrase) <= LONGEST_HEADING


def _heading(terms: Sequence[str], texts: Sequence[str]) -> str:
    """The first term; one that only says where things are has what is there behind it: "Hallam Ford: cooling tower"."""
    first = terms[0][:1].upper() + terms[0][1:]
    if not terms[0][0].isupper() or not any(re.search(rf"{_WHERE}{re.escape(terms[0])}\b", text) for text in texts):
        return first
    shared = [term for term in terms[1:] if sum(term in text for text in texts) >= FEWEST_SENTENCES]
    fitting = [term for term in shared if len(first) + len(" and ") + len(term) <= LONGEST_HEADING]
    there = next((term for term in fitting if term[0].islower()), "")
    return f"{first}: {there}" if there else " and ".join((first, *fitting[:1]))


def _phrases(text: str, topic: str) -> Iterator[str]:
    """The names and the noun phrases in a text that say something besides the topic."""
    asked = set(words.content(topic))
    for name in names.find(text):
        told = _with_its_noun(text, name)
        if not name.is_initial and _NAME.fullmatch(told) and _says_more(told, asked):
            yield told
    for match in _PHRASE.finditer(text):
        parts = _NAMES_OPEN.sub("", match["phrase"]).lower().split()
        while parts and (parts[0] in words.STOP or parts[0] in _POOR):
            parts = parts[1:]
        if not parts or words.STOP.intersection(parts) or _is_poor_end(parts[-1]):
            continue
        for phrase in {" ".join(parts[-words_kept:]) for words_kept in range(1, len(parts) + 1)}:
            if _says_more(phrase, asked):
                yield phrase


def _with_its_noun(text: str, name: names.Name) -> str:
    """The name, or where it only says whose something is, what that is: "Russian government"."""
    after = _NOUN_AFTER.match(text, name.span.end)
    if " " in name.short or not after or not _WHOSE.search(name.short):
        return name.short
    noun = after["noun"]
    is_noun = noun not in words.STOP and noun not in _PAST and not _VERBAL.search(noun)
    return f"{name.short} {noun}" if is_noun else name.short


def _is_poor_end(word: str) -> bool:
    return word in words.STOP or word in _POOR or len(word) < SHORTEST_HEADING or _VERBAL.search(word) is not None


def _says_more(phrase: str, asked: set[str]) -> bool:
    stems = set(words.content(phrase))
    return bool(stems) and not stems & asked and SHORTEST_HEADING <= len(phrase) <= LONGEST_HEADING


def _akin(one: str, other: str) -> bool:
    return bool(set(words.content(one)) & set(words.content(other)))
