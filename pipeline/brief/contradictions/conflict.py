"""What two articles differ on, and what makes two passages be about one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from pipeline.brief import statements
from pipeline.brief.statements import Statement, Telling, Weights
from pipeline.domain import DisagreementKind
from pipeline.language import counted, names

Key: TypeAlias = tuple[Decimal, Decimal, str]

_STORY = 0.24
_STORY_UNDATED = 0.3
_STORY_NAMES = 2
_STORY_DAYS = timedelta(days=14)
_ONE_TIME = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Side:
    """What one article gives: ``value`` for a reader, ``key`` is equal where values are the same, and orders them."""

    statement: Statement
    value: str
    key: Key


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both be so; ``thread`` is equal, and not empty, where several are one."""

    kind: DisagreementKind
    about: str
    one: Side
    other: Side
    is_update: bool = False
    thread: str = ""

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.one, self.other


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles held against each other."""

    one: Telling
    other: Telling
    weights: Weights
    is_story: bool
    is_one_time: bool

    @property
    def is_later(self) -> bool:
        """Whether one was published on a later day than the other, as far as is known."""
        days = self.one.article.published, self.other.article.published
        return days[0] is not None and days[1] is not None and days[0] != days[1]


def pair(one: Telling, other: Telling, weights: Weights) -> Pair:
    """Two articles, and whether they are of one story: alike in words, sharing names, of days near each other."""
    gap = statements.days_apart(one, other)
    alike = statements.likeness(one, other)
    near = alike >= _STORY_UNDATED if gap is None else alike >= _STORY and gap <= _STORY_DAYS
    # names last: to read those of an article takes longer than all before
    is_story = near and len(one.names & other.names) >= _STORY_NAMES
    return Pair(one, other, weights, is_story, gap is None or gap <= _ONE_TIME)


def names_meet(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether half of the names of the text that has fewer are in the other; True where one has none."""
    mine, yours = sorted((one, other), key=len)
    return sum(any(names.same(a, b) for b in yours) for a in mine) * 2 >= len(mine)


def is_past(*told: Statement) -> bool:
    """Whether a sentence writes a year before its article's: what is long over no longer changes."""
    return any(
        statement.article.published is not None and int(year) < statement.article.published.year
        for statement in told
        for year in statement.years
    )


def labels_meet(a: Statement, b: Statement) -> bool:
    """Whether no label has one number in one sentence and another in the other: "category 2" is not "category 4"."""
    yours = _labels(b)
    return all(yours.get(label, number) == number for label, number in _labels(a).items())


@lru_cache(maxsize=8192)
def _labels(statement: Statement) -> Mapping[str, str]:
    return {label.lower(): number for label, number in counted.LABELLED.findall(statement.text)}
