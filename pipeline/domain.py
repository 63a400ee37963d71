"""Every value type. A value that exists is valid; a value not checked yet has another type.

Offsets count characters (code points) of ``Article.text``, half open. Collections are tuples. Moments carry a zone,
days are plain dates.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)
PassageId = NewType("PassageId", str)


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
    """What one place of a source says of an article: the article's ``field``, ``where`` it is said, as written there."""

    field: str
    where: str
    value: str


@dataclass(frozen=True, slots=True)
class RawArticle:
    """What a loader read, **unchecked**: not canonical, perhaps empty. ``name`` says where it came from.

    ``readings`` holds every value that was found for a field, the one that was taken first; ``is_live`` says that the
    text was fetched just now, so that it is what the address holds at present.
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
class Scope:
    """What the reader filtered by; empty means everything. ``since`` and ``until`` are inclusive days.

    An article whose date is unknown is outside every scope that names a day.
    """

    outlets: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    language: str = ""

    @property
    def is_everything(self) -> bool:
        return self == Scope()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. ``cosine`` is -1 to 1, ``bm25`` 0 (none of its words) or more; ``score`` orders."""

    passage: Passage
    score: float
    cosine: float = 0.0
    bm25: float = 0.0
    found_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found for a question: hits best first (a total order), and every article they are from."""

    question: str
    hits: tuple[Hit, ...]
    articles: Mapping[ArticleId, Article]

    def __post_init__(self) -> None:
        missing = {hit.passage.article_id for hit in self.hits} - self.articles.keys()
        if missing:
            raise ValueError(f"evidence lacks the articles {sorted(missing)}")

    def article(self, hit: Hit) -> Article:
        return self.articles[hit.passage.article_id]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a writer says stand in a passage: **unchecked**."""

    passage_id: PassageId
    words: str


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A sentence that a writer wrote, and what it says it rests on: **unchecked**."""

    text: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """Made by ``Article.cite`` (or read back by ``records``): ``article.text[span] == quote``, to the character."""

    source: Source
    span: Span
    quote: str

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise ValueError("a quote is as long as its span")


class Verdict(StrEnum):
    SUPPORTED = "supported"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Support:
    """Whether the cited words say what the sentence says. ``score`` is 0 to 1 (fully); reasons are for a person."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many sources say so. Copies of one story, and the articles of one outlet, count once as independent."""

    independent: int
    articles: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a reader may believe: it has citations, and they support it at least in part."""

    text: str
    citations: tuple[Citation, ...]
    support: Support
    corroboration: Corroboration

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a claim needs a citation; use Dropped for a sentence without one")
        if self.support.verdict is Verdict.NOT:
            raise ValueError("a claim that its citations do not support is Dropped")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that could not be cited or is not supported. It can be looked at, never read as fact."""

    text: str
    reason: str


class DisagreementKind(StrEnum):
    FIGURE = "figure"
    DATE = "date"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Side:
    """What one of those who disagree says: the value as a reader would write it, and the claim it stands in."""

    value: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Articles that differ on one thing. An update is a later count of the same thing, not a contradiction."""

    about: str
    kind: DisagreementKind
    sides: tuple[Side, ...]
    is_update: bool = False

    def __post_init__(self) -> None:
        if len(self.sides) < 2:  # noqa: PLR2004
            raise ValueError("a disagreement has two sides or more")


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a model read and wrote; ``cost`` in ``currency`` where the price is configured, else None."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = None

    def plus(self, other: Usage) -> Usage:
        cost = None if self.cost is None and other.cost is None else (self.cost or 0.0) + (other.cost or 0.0)
        return Usage(self.prompt_tokens + other.prompt_tokens, self.completion_tokens + other.completion_tokens, cost)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Enough to make it again. ``note`` says why another backend than the configured one wrote it."""

    made_at: datetime
    backend: str
    model: str
    space: str
    prompts: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    note: str = ""

    def __post_init__(self) -> None:
        if self.made_at.tzinfo is None:
            raise ValueError("made_at needs a zone")


@dataclass(frozen=True, slots=True)
class Answer:
    """No claims means "the articles do not say"; then ``nearest`` holds the passages that came closest."""

    question: str
    searched_for: str
    claims: tuple[Claim, ...]
    dropped: tuple[Dropped, ...]
    disagreements: tuple[Disagreement, ...]
    gaps: tuple[str, ...]
    nearest: tuple[Citation, ...]
    provenance: Provenance

    @property
    def abstained(self) -> bool:
        return not self.claims


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and its answer."""

    answer: Answer
    is_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    id: str
    title: str
    turns: tuple[Turn, ...]
    changed_at: datetime

    def having(self, turn: Turn, at: datetime) -> Conversation:
        return replace(self, turns=(*self.turns, turn), changed_at=at)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a claim: ``value`` as written, ``counts`` what it counts, ``said_by`` who gave it (or empty)."""

    value: str
    counts: str
    said_by: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event: the day that the text gives, else the day of publication (``is_publication_day``)."""

    day: date
    claim: Claim
    is_publication_day: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """Every sentence in it is a ``Claim``. ``version`` counts from 1; ``id`` stays the same over versions."""

    id: str
    version: int
    topic: str
    template: str
    length: str
    scope: Scope
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]
    gaps: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    provenance: Provenance

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order in which a reader meets it."""
        sections = [claim for section in self.sections for claim in section.claims]
        sides = [side.claim for disagreement in self.disagreements for side in disagreement.sides]
        return (*sections, *(f.claim for f in self.figures), *(e.claim for e in self.timeline), *sides)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every article cited, in order of first use."""
        sources: dict[ArticleId, Source] = {}
        for claim in self.claims:
            for citation in claim.citations:
                sources.setdefault(citation.source.article_id, citation.source)
        return tuple(sources.values())


@dataclass(frozen=True, slots=True)
class Refused:
    """One input that did not become an article, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Added:
    """What an intake did, in articles; ``passages`` counts those newly stored, ``seconds`` is wall time."""

    added: int = 0
    revised: int = 0
    unchanged: int = 0
    copies: int = 0
    refused: tuple[Refused, ...] = ()
    passages: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the library: an article without its text."""

    source: Source
    byline: str
    language: str
    collections: tuple[str, ...]
    passages: int
    copies_of: ArticleId | None
    added_at: datetime
    opening: str

    @property
    def label(self) -> str:
        """The title, or the first words of a text that has none."""
        return self.source.title or self.opening


@dataclass(frozen=True, slots=True)
class Problem:
    """What ``verify`` or ``doctor`` found wrong."""

    where: str
    reason: str
