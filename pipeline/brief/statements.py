"""Articles to statements: each sentence with what a comparison asks of it, measured once and only when asked."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache

from pipeline.domain import Article, ArticleId, Span
from pipeline.language import dates, figures, names, negation, numerals, sentences, words
from pipeline.language.dates import DateMention
from pipeline.language.figures import Mention
from pipeline.language.negation import Negation

_REACH = 80
_COPY = 0.5
_KEPT = 128
_NOBODY = names.TITLES | frozenset("another others nobody everyone everybody someone both neither".split())
_OPENING = 3
_YEAR = 365
# cheap, and true of every sentence with a figure or a day: the readers of those are slow
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|thousands?|"
    r"millions?|billions?|dozens?|scores|half|quarters?|\w+ty-\w+)\b",
    re.IGNORECASE,
)
_DAY = re.compile(r"\d|day\b|days\b|tonight|tomorrow", re.IGNORECASE)
_YEARS = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


@dataclass(frozen=True, eq=False)
class Statement:
    """One sentence of an article, equal to itself only. Spans of its figures and dates count characters of ``text``."""

    article: Article
    span: Span

    @cached_property
    def text(self) -> str:
        return self.span.of(self.article.text)

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        return words.tokens(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(words.content(self.text))

    @cached_property
    def figures(self) -> tuple[Mention, ...]:
        return figures.find(self.text) if _NUMBER.search(self.text) else ()

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return dates.find(self.text, self.article.published) if _DAY.search(self.text) else ()

    @cached_property
    def negations(self) -> tuple[Negation, ...]:
        return negation.find(self.text)

    @cached_property
    def denied(self) -> frozenset[str]:
        return negation.denied(self.text) if self.negations else frozenset()

    @cached_property
    def names(self) -> tuple[str, ...]:
        return named(self.text)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the sentence writes: a census of 2000 and one of 2010 count two things."""
        return frozenset(_YEARS.findall(" ".join(mention.span.of(self.text) for mention in self.dates)))

    def around(self, span: Span) -> str:
        """The words near ``span``, without it."""
        before = self.text[max(0, span.start - _REACH) : span.start]
        after = self.text[span.end : span.end + _REACH]
        if span.start > _REACH:
            before = before.partition(" ")[2]
        if span.end + _REACH < len(self.text):
            after = after.rpartition(" ")[0]
        return f"{before} {after}"


@dataclass(frozen=True, eq=False)
class Telling:
    """An article, or a part of it, as its statements."""

    article: Article
    statements: tuple[Statement, ...]

    @cached_property
    def sentences(self) -> frozenset[tuple[str, ...]]:
        return frozenset(statement.tokens for statement in self.statements)

    @cached_property
    def stems(self) -> Mapping[str, float]:
        """How often each stem stands here, as logarithms of unit length."""
        seen = Counter(stem for statement in self.statements for stem in statement.stems)
        length = math.sqrt(sum(math.log1p(count) ** 2 for count in seen.values())) or 1.0
        return {stem: math.log1p(count) / length for stem, count in seen.items()}

    @cached_property
    def names(self) -> frozenset[str]:
        found = (name for statement in self.statements for name in statement.names)
        return frozenset(word for name in found for word in name.lower().split())

    @cached_property
    def day(self) -> DateMention | None:
        """When it was published, else the first day of a month that its opening writes."""
        published = self.article.published
        if published is not None:
            return DateMention(Span(0, 1), published.year, published.month, published.day)
        opening = (mention for statement in self.statements[:_OPENING] for mention in statement.dates)
        return next((mention for mention in opening if mention.is_day), None)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a stem says, by the share of the statements that it stands in."""

    seen: Mapping[str, int]
    count: int

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> Weights:
        return cls(Counter(stem for statement in statements for stem in statement.stems), len(statements))

    def of_stem(self, stem: str) -> float:
        return math.log1p(self.count / (1 + self.seen.get(stem, 0)))

    def total(self, stems: Iterable[str]) -> float:
        return sum(self.of_stem(stem) for stem in stems)

    def shared(self, one: frozenset[str], other: frozenset[str]) -> float:
        """Share of the weight of the smaller set that the other has too, 0 to 1."""
        smaller = min(self.total(one), self.total(other))
        return self.total(one & other) / smaller if smaller else 0.0


def read(articles: Sequence[Article], spans: Mapping[ArticleId, Sequence[Span]] | None) -> tuple[Telling, ...]:
    """The sentences of ``articles``, or those among ``spans``; an article that is not in ``spans`` gives none."""
    if spans is None:
        return tuple(map(_whole, articles))
    return tuple(
        Telling(article, tuple(Statement(article, span) for span in spans.get(article.id, ()))) for article in articles
    )


@lru_cache(maxsize=_KEPT)
def _whole(article: Article) -> Telling:
    # kept: the same articles are compared again for the next question
    return Telling(article, tuple(Statement(article, span) for span in sentences.spans(article.text)))


def are_copies(one: Telling, other: Telling) -> bool:
    """Whether two articles are one story: half of the sentences of the shorter stand in the other, word for word."""
    here, there = one.sentences, other.sentences
    return len(here & there) >= _COPY * min(len(here), len(there))


def likeness(one: Telling, other: Telling) -> float:
    """Cosine of what two articles are about, by their words; 0 to 1."""
    return sum(weight * other.stems[stem] for stem, weight in one.stems.items() if stem in other.stems)


def days_apart(one: Telling, other: Telling) -> timedelta | None:
    """Between the days of two articles, round the year where one has no year; None where one has no day."""
    a, b = one.day, other.day
    if a is None or b is None:
        return None
    if a.on is not None and b.on is not None:
        return abs(a.on - b.on)
    leap = 2000
    first, second = (date(leap, mention.month or 1, mention.day or 1) for mention in (a, b))
    gap = abs((first - second).days)
    return timedelta(days=min(gap, _YEAR - gap) if gap <= _YEAR else 0)


@lru_cache(maxsize=8192)
def named(text: str) -> tuple[str, ...]:
    """The names in ``text``, without titles that name nobody and numbers that open a sentence."""
    found = (name.short for name in names.find(text) if not (name.is_initial and numerals.find(name.text)))
    return tuple(name for name in found if not {word.lower() for word in name.split()} <= _NOBODY)
