"""Two articles side by side: the sentences that tell the same, and where these differ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.articles import Article, Span


class Differs(StrEnum):
    """What two articles have otherwise."""

    FIGURE = "figure"
    DATE = "date"
    SPEAKER = "speaker"
    NAME = "name"
    POSITION = "position"


class Tie(StrEnum):
    """What two articles are to each other: one story word for word, two on one event, or neither."""

    COPIES = "copies"
    EVENT = "event"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Value:
    """``text`` for a reader ("41 killed"), and the words of the article that give it."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing to which two articles give two values; ``both_hold`` where each can be so.

    That is a rounded figure beside the exact one, or what a later article knows better.
    """

    kind: Differs
    about: str
    left: Value
    right: Value
    both_hold: bool = False


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """Sentences side by side: both articles tell the same where ``is_shared``, else each alone tells its own.

    ``is_moved`` where the right article tells it at another place than the rows around it.
    """

    left: tuple[Span, ...]
    right: tuple[Span, ...]
    is_shared: bool
    differences: tuple[Difference, ...] = ()
    is_moved: bool = False

    def __post_init__(self) -> None:
        if not (self.left or self.right) or (self.is_shared and not (self.left and self.right)):
            raise ValueError("a row has sentences, and of both articles where both tell the same")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every sentence of both articles is in one row; the left ones are in their order, the right ones but for moved."""

    left: Article
    right: Article
    tie: Tie
    rows: tuple[AlignedRow, ...]

    @property
    def differences(self) -> tuple[Difference, ...]:
        return tuple(each for row in self.rows for each in row.differences)

    @property
    def shared(self) -> int:
        """How many rows both tell."""
        return sum(row.is_shared for row in self.rows)
