"""Files to articles, and briefs and conversations to files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias, runtime_checkable

from pipeline.domain import Brief, Conversation, RawArticle, Refused

Exported: TypeAlias = Brief | Conversation


class ArticleLoader(Protocol):
    """One kind of file to articles."""

    @property
    def suffixes(self) -> frozenset[str]:
        """What its files end in: lower case, with the dot."""

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """The articles in a file, one by one, and each part that cannot be one with its reason.

        Never raises for what is in ``content``, whatever it is.
        """


class Exporter(Protocol):
    """A brief or a conversation to a file."""

    @property
    def suffix(self) -> str:
        """With the dot."""

    @property
    def media_type(self) -> str: ...

    def export(self, value: Exported) -> bytes:
        """The whole file. The same value gives the same bytes. Text of articles stays text, whatever is in it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What an exported file holds: its record as JSON, and line by line what a reader of it sees.

    ``look`` is whatever else may not change if a reader is to see these lines and no others; empty where anything may.
    """

    record: bytes
    lines: tuple[str, ...] = ()
    look: str = ""


@runtime_checkable
class Reopening(Exporter, Protocol):
    """An exporter whose files can be verified: they carry the record of what they show."""

    def opened(self, document: bytes) -> Opened:
        """Never trusts what is in ``document``. Raises UserError when it cannot be read, or carries no record."""
