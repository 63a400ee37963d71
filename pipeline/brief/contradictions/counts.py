"""A statement to what it counts: each figure with the thing counted, what became of it, and how it is measured.

The role of a figure ("missing", "aboard") is the nearest such word of its own clause, which ends at the next figure. A
noun left out is filled in: "Eleven people died and 23 are missing", "cases rose to 19".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache

from pipeline.brief.statements import Statement, named
from pipeline.domain import Span
from pipeline.language import counted, events, figures, words
from pipeline.language.figures import Mention


class Measure(StrEnum):
    """What a figure measures: a state, a change of it, the state before, or so much in each unit of time."""

    LEVEL = "level"
    CHANGE = "change"
    BEFORE = "before"
    RATE = "rate"


PEOPLE = "people"
BALLOT = "for and against"
_ANYBODY = frozenset(
    map(
        words.stem,
        """people persons person others victims dead fatalities deaths casualties individuals cases case patient
        patients residents""".split(),
    )
)
_ARMED = frozenset(map(words.stem, "soldiers soldier troops servicemen serviceman servicewomen personnel".split()))
_BODIES = frozenset(map(words.stem, ("body", "bodies")))
_GROWING = r"(?:ris\w+|rose|grow\w*|grew|climb\w*|jump\w*|increas\w+|fall\w*|fell|drop\w*|declin\w+|slow\w*|gain\w*|"
_GROWING += r"lost|cut\w*|reduc\w+|rais\w+|slip\w*|shrank|shrunk|reach\w*|stand\w*|stood|pass\w*|surg\w+|up|down)"
_BOUNDS = r"(?:(?:about|around|nearly|almost|some|at least|more than|over|up to|just|only|an estimated)\s+)?"
_MONEY = r"(?:US|A|C|NZ)?[$£€¥₹]?"
_CHANGED = re.compile(rf"\b(?:by|{_GROWING}(?:\s+by)?)\s+{_BOUNDS}{_MONEY}$", re.IGNORECASE)
_CHANGES = re.compile(
    r"\s+(?:more|less|higher|lower|fewer|increase|decrease|rise|drop|fall|cut|growth)\b", re.IGNORECASE
)
_FROM = re.compile(rf"\bfrom\s+{_BOUNDS}{_MONEY}$", re.IGNORECASE)
_RATE = re.compile(
    r"(?:\s+[\w-]+){0,3}?\s+(?:(?:a|an|per|each|every)\s+(?:second|minute|hour|day|week|month|year|night|litre|liter|person|"
    r"share)\b|daily|weekly|monthly|annually|yearly)"
)
_PART = re.compile(r"(?:\s+\w+)?\s+(?:of|among)\s+(?:the|them|whom|which|those|these)\b", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\s+of\s+(?:them|whom|which)\s+(?:have|has|had|are|is|were|was)\b", re.IGNORECASE)
_INCLUDED = re.compile(rf"\b(?:including|of whom|of which|among them|other|another)\s+{_BOUNDS}$", re.IGNORECASE)
_ADDED = re.compile(rf"\b(?:another|further|additional|more|new|latest)\s+{_BOUNDS}$", re.IGNORECASE)
_ADDS = re.compile(r"\s+(?:more|new|additional|further|latest)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|overnight|in the (?:last|past))\b", re.IGNORECASE)
_NUMBER_OF = re.compile(r"\b(?:number|total|count|tally) of (?:[a-z]+ed )?(?P<noun>[a-z]+)\b", re.IGNORECASE)
_ROSE = re.compile(
    rf"(?P<noun>\b\w+)\s+(?:(?:has|have|had)\s+)?{_GROWING}(?:\s+(?:to|at|by))?\s+{_BOUNDS}$", re.IGNORECASE
)
_OPENS = re.compile(rf"^(?:Another\s+|A further\s+)?{_BOUNDS}$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:.,()“”\"]\s|\s(?:while|but|which|who|when|because|where)\s")
_TALLY = re.compile(
    r"\b(?P<for>\d+)(?:\s+votes?)?(?:\s+to\s+|[-–—])(?P<against>\d+)(?=\s|[,.;)])(?!\s*(?:%|per cent|percent))"
)
_ENDS = re.compile(r"\b(?:and|to|or)\b|[-–—]")
_BREAK = re.compile(r"[.;:,()“”\"]\s|\s(?:and|while|but|which|who|when|because|where)\s")
_ADJACENT = 3
_NEAR = 70


# a size or a speed is told twice, the second time in brackets
_AGAIN = re.compile(r"(?:\(|/\s?)(?:about|around|nearly|roughly|some|approximately|~)?\s*$")


@dataclass(frozen=True, eq=False)
class Count:
    """One figure of a statement, equal to itself only.

    ``kind`` is its unit or what it counts, empty for a bare number; ``role`` what became of them, ``cue`` the word that
    tells it; ``against`` the other number of a vote. ``is_part`` where it counts only some, or what was added.
    """

    statement: Statement
    mention: Mention
    kind: str
    noun: str
    role: str = ""
    cue: str = ""
    measure: Measure = Measure.LEVEL
    is_part: bool = False
    against: str = ""

    @cached_property
    def around(self) -> str:
        return self.statement.around(self.mention.span)

    @cached_property
    def context(self) -> frozenset[str]:
        head = self.mention.head
        return frozenset(stem for stem in words.content(self.around) if stem != head and not stem[0].isdigit())

    @cached_property
    def names(self) -> tuple[str, ...]:
        return named(self.around)

    @cached_property
    def names_and_noun(self) -> tuple[str, ...]:
        return named(f"{self.around} {self.mention.counts}")

    @cached_property
    def subject(self) -> str:
        """The last name before the figure; empty where there is none."""
        return next(reversed(named(self.statement.text[: self.mention.span.start])), "")

    @cached_property
    def is_range(self) -> bool:
        """Whether two ends are written: "between 52 and 78", not "dozens"."""
        return self.mention.low != self.mention.high and bool(_ENDS.search(self.mention.span.of(self.statement.text)))

    @property
    def is_again(self) -> bool:
        """Whether it gives the measure before it in another unit: "75 mph (120 km/h)"."""
        text = self.statement.text
        return bool(self.mention.unit and _AGAIN.search(text[: self.mention.span.start]))

    @cached_property
    def clause(self) -> frozenset[str]:
        """What its own clause says besides numbers."""
        text, span = self.statement.text, self.mention.span
        start = max((match.end() for match in _BREAK.finditer(text, 0, span.start)), default=0)
        stop = _BREAK.search(text, span.end)
        own = words.content(text[start : stop.start() if stop else len(text)])
        return frozenset(stem for stem in own if not stem[0].isdigit())

    @property
    def is_of_people(self) -> bool:
        return bool(self.role)

    @property
    def key(self) -> tuple[Decimal, Decimal, str]:
        return self.mention.low, self.mention.high, self.against

    def agrees(self, other: Count) -> bool:
        """Whether both can be said of one quantity; not two ranges with other ends."""
        if self.is_range and other.is_range:
            return (self.mention.low, self.mention.high) == (other.mention.low, other.mention.high)
        return self.against == other.against and figures.compatible(self.mention, other.mention)

    def __str__(self) -> str:
        return f"{figures.written(self.mention, self.statement.text)} {self.noun}".strip()


@lru_cache(maxsize=8192)
def of(statement: Statement) -> tuple[Count, ...]:
    """Every figure of a sentence, in order, then its votes."""
    return (*_counts(statement), *_tallies(statement))


def _counts(statement: Statement) -> Iterator[Count]:
    text, before = statement.text, 0
    tallies = [match.span() for match in _TALLY.finditer(text)] if _votes(text) else []
    last: Count | None = None
    for index, mention in enumerate(statement.figures):
        following = statement.figures[index + 1 :]
        after = following[0].span.start if following else len(text)
        if not any(start <= mention.span.start < end for start, end in tallies):
            last = _count(statement, mention, text[before : mention.span.start], text[mention.span.end : after], last)
            yield last
        before = mention.span.end


def _count(statement: Statement, mention: Mention, before: str, after: str, last: Count | None) -> Count:
    measure = _measure(statement.text, mention)
    if mention.unit:
        return Count(statement, mention, mention.unit, "", measure=measure)
    noun = mention.counts if _is_noun(mention) else _elided(statement.text, mention, last)
    head = words.stem(noun.rsplit(" ", 1)[-1]) if noun else ""
    told = head in counted.PEOPLE | _ANYBODY | _BODIES or (
        not head and _OPENS.search(statement.text[: mention.span.start])
    )
    role, cue = _role(noun, before, after) if told else ("", "")
    is_part = head in _BODIES or _is_part(statement.text, mention, role)
    named = noun or (PEOPLE if role else "")
    return Count(statement, mention, _kind(head, role), named, role, cue, measure, is_part)


def _kind(head: str, role: str) -> str:
    if head in _ANYBODY | _BODIES or (role and not head):
        return PEOPLE
    return "soldier" if head in _ARMED else head


def _is_noun(mention: Mention) -> bool:
    return mention.is_people or counted.is_plural(mention.counts) or " " in mention.counts


def _elided(text: str, mention: Mention, last: Count | None) -> str:
    """The noun of a bare number, from the clause before it; empty where there is none."""
    before = text[: mention.span.start]
    told = _NUMBER_OF.search(before) if re.search(r"\b(?:to|at)\s+\w*\s*$", before) else None
    told = told or _ROSE.search(before)
    if told and counted.is_plural(told["noun"]):
        return told["noun"]
    if last is not None and last.kind == PEOPLE and re.search(rf"\band\s+{_BOUNDS}$", before):
        return last.noun
    return ""


def _role(noun: str, before: str, after: str) -> tuple[str, str]:
    own = events.fates(noun)
    if own and own[0][0] != "infect":
        return own[0]
    close = events.fates(" ".join(before.split()[-_ADJACENT:]))
    if close and not re.search(r"\b(?:and|by)\s*$", before):
        return close[-1]
    clause = _CLAUSE.split(after.split(noun.rsplit(" ", 1)[-1], 1)[-1] if noun else after, 1)[0][:_NEAR]
    following = events.fates(clause)
    if following:
        return following[0]
    preceding = events.fates(_CLAUSE.split(before)[-1][-_NEAR:])
    return preceding[-1] if preceding else own[0] if own else ("", "")


def _measure(text: str, mention: Mention) -> Measure:
    before, after = text[: mention.span.start], text[mention.span.end :]
    if mention.unit and _FROM.search(before):
        return Measure.BEFORE
    if _RATE.match(after):
        return Measure.RATE
    if mention.unit == "points" or _CHANGES.match(after):
        return Measure.CHANGE
    return Measure.CHANGE if mention.unit and _CHANGED.search(before) else Measure.LEVEL


def _is_part(text: str, mention: Mention, role: str) -> bool:
    before, after = text[: mention.span.start], text[mention.span.end :]
    if (_PART.match(after) and not (role and _ALL_OF_THEM.match(after))) or (
        _INCLUDED.search(before) and not _OPENS.search(before)
    ):
        return True
    # the missing do not add up: "another 17 are missing" are all of them
    return role != "miss" and bool(_ADDED.search(before) or _ADDS.match(after) or (role and _SINCE.search(text)))


def _votes(text: str) -> bool:
    return "vote" in text


def _tallies(statement: Statement) -> Iterator[Count]:
    if not _votes(statement.text):
        return
    for match in _TALLY.finditer(statement.text):
        votes = Decimal(match["for"])
        yield Count(statement, Mention(Span(*match.span()), votes, votes), BALLOT, "", against=match["against"])
