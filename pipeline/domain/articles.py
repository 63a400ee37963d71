"""Articles as they are read and kept: slices of them, and who published them when."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import NewType

ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", str)

READER = "the reader"
"""``Reading.where`` of what a reader wrote into a field."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` of an article's text, half open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Reading:
    """What one place of a source says of an article: which ``field``, ``where`` it is said, and as written there."""

    field: str
    where: str
    value: str


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a loader read, **unchecked**: not canonical, perhaps empty. ``name`` says where it came from.

    ``readings`` holds every value that was found for a field, the one that was taken first; ``is_live`` says that the
    text was fetched just now, so that it is what the address holds at present; ``is_excerpt`` that it is a feed's words
    on it, perhaps only its beginning. ``kept`` is what a library knew of it.
    """

    name: str
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    byline: str = ""
    language: str = ""
    published_at: datetime | None = None
    updated: date | None = None
    readings: tuple[Reading, ...] = ()
    is_live: bool = False
    is_excerpt: bool = False
    kept: KeptArticle | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who published what, when: the part of an article that a citation carries with it. Unknown is empty or None."""

    article_id: ArticleId
    revision: int
    title: str
    outlet: str
    url: str
    published: date | None

    @property
    def label(self) -> str:
        """The outlet, or what stands in for one that is not known."""
        return self.outlet or "Unknown outlet"


@dataclass(frozen=True, slots=True)
class Article:
    """``text`` is canonical (NFC, ``\\n``, no markup) and never edited again; what is unknown is empty or None.

    ``published`` is the day as its publisher wrote it, ``published_at`` the moment where one with a zone is given, and
    ``wire`` the agency whose byline it carries.
    """

    id: ArticleId
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | None = None
    byline: str = ""
    language: str = ""
    collections: tuple[str, ...] = ()
    revision: int = 1
    published_at: datetime | None = None
    updated: date | None = None
    wire: str = ""
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an article needs a text")
        if self.revision < 1:
            raise ValueError("revisions count from 1")
        if self.published_at is not None and self.published_at.tzinfo is None:
            raise ValueError("published_at needs a zone")

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def source(self) -> Source:
        return Source(self.id, self.revision, self.title, self.outlet, self.url, self.published)

    @property
    def label(self) -> str:
        """The title, or the first words of a text that has none."""
        first = self.text.strip().split("\n", 1)[0]
        return self.title or (first if len(first) <= 90 else first[:90].rsplit(" ", 1)[0] + " …")  # noqa: PLR2004

    def passage(self, span: Span) -> Passage:
        """The slice at ``span``: cut, never found again, so its offsets cannot be wrong."""
        identity = PassageId(f"{self.id}:{self.revision}:{span.start}-{span.end}")
        return Passage(identity, self.id, self.revision, span, span.of(self.text))

    def cite(self, span: Span) -> Citation:
        """The words at ``span``. Raises ValueError when it reaches past the text."""
        if span.end > len(self.text):
            raise ValueError(f"{span} is not in article {self.id}")
        return Citation(self.source, span, span.of(self.text))


@dataclass(frozen=True, slots=True)
class Passage:
    """Made only by ``Article.passage``: ``article.text[span] == text``."""

    id: PassageId
    article_id: ArticleId
    revision: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """Made by ``Article.cite`` (or read back by ``records``): ``article.text[span] == quote``, to the character."""

    source: Source
    span: Span
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise ValueError("a quote is as long as its span")


@dataclass(frozen=True, slots=True)
class KeptRevision:
    """A revision as a library kept it, and what its source said of it then."""

    article: Article
    stored_at: datetime
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article out of the export of a library: all revisions from 1 on, and the others of its group of copies."""

    revisions: tuple[KeptRevision, ...]
    copies: tuple[ArticleId, ...]

    @property
    def newest(self) -> Article:
        return self.revisions[-1].article
