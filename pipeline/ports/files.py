"""Files to articles, and briefs to files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pipeline.domain import Brief, RawArticle, Refused


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
    """A brief to a file."""

    @property
    def suffix(self) -> str:
        """With the dot."""

    @property
    def media_type(self) -> str: ...

    def export(self, brief: Brief) -> bytes:
        """The whole file. The same brief gives the same bytes. Text of articles stays text, whatever is in it."""
