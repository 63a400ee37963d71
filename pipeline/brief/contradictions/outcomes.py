"""Two articles of one story to what goes ahead in one and is called off in the other: a fair, a vote by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.brief.contradictions.conflict import Conflict, Pair, Side
from pipeline.brief.contradictions.phrases import verb_phrase
from pipeline.brief.statements import Statement, Telling
from pipeline.domain import DisagreementKind, Span
from pipeline.language import names

_AHEAD = (
    r"(?:go|goes|going|gone|went) ahead|(?:will|would) (?:still )?(?:be held|take place|open|begin|start|proceed)\b"
)
_OFF = r"(?:cancel(?:s|led|ed|ling|ing)?|call(?:s|ed|ing)? off|scrap(?:s|ped|ping)?|abandon(?:s|ed|ing)?)\b"
_OUTCOME = re.compile(rf"\b(?:(?P<ahead>{_AHEAD})|(?P<off>{_OFF}))", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:“”\"]\s")
_NOT = re.compile(r"\b(?:not|never|without)\s+(?:\w+\s+)?$|n[’']t\s+(?:\w+\s+)?$", re.IGNORECASE)
# "the search for those missing from the ferry was called off": not the ferry was
_WITHIN = re.compile(r"\b(?:of|off|in|at|from|for|on|by|near|with|to)\s+(?:the\s+)?$", re.IGNORECASE)
_NAME_WORDS = 2
_NEAR = 60


@dataclass(frozen=True, slots=True)
class _Outcome:
    statement: Statement
    name: str
    span: Span
    is_off: bool

    @property
    def side(self) -> Side:
        value = verb_phrase(self.statement.text, self.span.start, self.span.end)
        return Side(self.statement, value, (Decimal(0), Decimal(0), "off" if self.is_off else "ahead"))


def find(pair: Pair) -> Iterator[Conflict]:
    """One for each named thing: the first place of each article that says what comes of it."""
    if not pair.is_story:
        return
    mine, yours = _outcomes(pair.one), _outcomes(pair.other)
    for key in sorted(mine.keys() & yours.keys()):
        x, y = mine[key], yours[key]
        if x.is_off != y.is_off:
            yield Conflict(
                DisagreementKind.POSITION, f"whether the {x.name} goes ahead", x.side, y.side, pair.is_later, key
            )


@lru_cache(maxsize=128)
def _outcomes(told: Telling) -> Mapping[str, _Outcome]:
    """By the name of the thing; none of a thing of which an article says both."""
    found: dict[str, list[_Outcome]] = {}
    for statement in told.statements:
        for outcome in _of(statement):
            found.setdefault(outcome.name.lower(), []).append(outcome)
    return {name: told[0] for name, told in found.items() if len({one.is_off for one in told}) == 1}


def _of(statement: Statement) -> Iterator[_Outcome]:
    for match in _OUTCOME.finditer(statement.text):
        name = _named(statement.text, match)
        if name and not _NOT.search(statement.text[: match.start()]):
            yield _Outcome(statement, name, Span(*match.span()), match["off"] is not None)


def _named(text: str, match: re.Match[str]) -> str:
    """The name of what is called off, after the word or before it, or of what goes ahead; empty where there is none."""
    start, end = match.span()
    near = [
        name
        for name in names.find(text)
        if len(name.short.split()) >= _NAME_WORDS and _distance(name.span, start, end) <= _NEAR
        if not _WITHIN.search(text[: name.span.start])
        if not _CLAUSE.search(text[min(start, name.span.end) : max(end, name.span.start)])
    ]
    after = [name for name in near if match["off"] is not None and name.span.start >= end]
    before = [name for name in near if name.span.end <= start]
    nearest = after[:1] or before[-1:]
    return nearest[0].short if nearest else ""


def _distance(span: Span, start: int, end: int) -> int:
    return span.start - end if span.start >= end else start - span.end
