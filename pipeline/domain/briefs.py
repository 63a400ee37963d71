"""Briefs: what is planned, what was written, and what has changed between two versions of one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.domain.articles import ArticleId, PassageId, Source
from pipeline.domain.claims import Claim, Disagreement, Dropped
from pipeline.domain.evidence import Scope
from pipeline.domain.papers import Provenance, Usage


class Sort(StrEnum):
    """What a sentence does: it tells, takes a side, looks ahead, looks back, or says what is not known."""

    NEWS = "news"
    POSITION = "position"
    AHEAD = "ahead"
    BACKGROUND = "background"
    UNKNOWN = "unknown"


class Form(StrEnum):
    """How the sections of a template come about.

    By sorts of sentences, each an answer to a question of its own, one for each theme of the articles, one for each
    outlet, or one for each who takes a position.
    """

    SORTS = "sorts"
    QUESTIONS = "questions"
    THEMES = "themes"
    OUTLETS = "outlets"
    SPEAKERS = "speakers"


@dataclass(frozen=True, slots=True)
class PlannedSection:
    """A section before it is written. ``asks`` is the question that it answers, whole, the topic in it.

    ``takes``: the sorts of sentences that belong to it; none is every sort. ``articles``: those that it is written
    from; none is every one. ``pinned`` passages are in it, whatever else is, and in no other; ``excluded`` ones
    are not. ``about`` is who speaks in a section of a speaker, whatever its heading.
    """

    heading: str
    asks: str
    takes: tuple[Sort, ...] = ()
    articles: tuple[ArticleId, ...] = ()
    pinned: tuple[PassageId, ...] = ()
    about: str = ""
    excluded: tuple[PassageId, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What is to be written. Articles that are ``pinned`` are read whether or not they are found; ``excluded`` never.

    ``excluded_passages`` are in no section and in no table.

    ``template`` and ``length`` are names, ``label`` is what the template calls itself; ``audience`` and ``language``
    are empty where any will do. ``drafted`` are headings in a model's words, and ``usage`` is what a model took to plan
    it, until a brief that is written from it counts that.
    """

    topic: str
    template: str
    length: str
    form: Form
    sections: tuple[PlannedSection, ...]
    scope: Scope = field(default_factory=Scope)
    audience: str = ""
    language: str = ""
    pinned: tuple[ArticleId, ...] = ()
    excluded: tuple[ArticleId, ...] = ()
    drafted: tuple[str, ...] = ()
    usage: Usage = field(default_factory=Usage)
    label: str = ""
    excluded_passages: tuple[PassageId, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A note of the reader's own: it has no source, and is shown as what it is. It stands behind ``after`` claims."""

    text: str
    after: int


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    claims: tuple[Claim, ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a claim: ``value`` as written, ``counts`` what it counts, ``said_by`` who gave it (or empty).

    Figures of one ``row`` count the same thing; ``as_of`` is the day for which it was given, where it can be known, and
    ``is_newest`` marks the one of the latest day where its row has several.
    """

    value: str
    counts: str
    said_by: str
    claim: Claim
    unit: str = ""
    as_of: date | None = None
    row: int = 0
    is_newest: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event: the day that the text gives, else the day of publication (``is_publication_day``).

    ``until`` is the last day where the text gives more than one: "9 and 10 December", a month. Where no year can be
    told, ``day`` is None and ``written`` has the words of the text. ``is_planned``: it was to come when it was told.
    """

    day: date | None
    claim: Claim
    is_publication_day: bool = False
    until: date | None = None
    is_planned: bool = False
    written: str = ""

    def __post_init__(self) -> None:
        if self.day is None and not self.written:
            raise ValueError("an event without a day needs the words that say when it was")
        if self.until is not None and (self.day is None or self.until < self.day):
            raise ValueError("an event does not end before it begins")


@dataclass(frozen=True, slots=True)
class Position:
    """What somebody says on an issue, in a claim that quotes them; ``said_on`` is the day, where it can be known."""

    actor: str
    issue: str
    claim: Claim
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What stands behind a brief: ``independent`` sources, its articles of each agency, and what to be warned of.

    Copies of one story, and articles of one outlet or agency, are one independent source. ``by_wire`` has most first.
    """

    independent: int = 0
    by_wire: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """Every sentence in it is a ``Claim``, but for remarks. ``version`` counts from 1; ``id`` stays over versions.

    ``change`` says what was done since the version before, for a person; empty for the first. ``author`` is as in
    ``Conversation``.
    """

    id: str
    version: int
    outline: Outline
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Event, ...]
    disagreements: tuple[Disagreement, ...]
    gaps: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    provenance: Provenance
    positions: tuple[Position, ...] = ()
    unknowns: tuple[Claim, ...] = ()
    change: str = ""
    balance: Balance = field(default_factory=Balance)
    author: str = ""

    @property
    def topic(self) -> str:
        return self.outline.topic

    @property
    def template(self) -> str:
        return self.outline.template

    @property
    def length(self) -> str:
        return self.outline.length

    @property
    def scope(self) -> Scope:
        return self.outline.scope

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order in which a reader meets it."""
        sections = [claim for section in self.sections for claim in section.claims]
        said = [*(position.claim for position in self.positions), *self.unknowns]
        sides = [side.claim for disagreement in self.disagreements for side in disagreement.sides]
        return (*sections, *(f.claim for f in self.figures), *(e.claim for e in self.timeline), *said, *sides)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every article cited, in order of first use."""
        sources: dict[ArticleId, Source] = {}
        for claim in self.claims:
            for citation in claim.citations:
                sources.setdefault(citation.source.article_id, citation.source)
        return tuple(sources.values())


class News(StrEnum):
    """What became of a claim from one version to a later one."""

    NEW = "new"
    CHANGED = "changed"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    STALE = "stale"
    GONE = "gone"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """One claim in two versions: ``before`` is None for a new one, ``after`` for one that has gone.

    ``values`` are the figures that changed, each as it was written before and after; ``reason`` is for a person.
    """

    news: News
    before: Claim | None
    after: Claim | None
    values: tuple[tuple[str, str], ...] = ()
    reason: str = ""

    def __post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise ValueError("a change is of a claim that there was or that there is")
