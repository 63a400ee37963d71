"""Articles to statements: each sentence with what a comparison asks of it, measured once."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain import Article, ArticleId, Span
from pipeline.language import dates, figures, negation, sentences, words
from pipeline.language.dates import DateMention
from pipeline.language.figures import Mention
from pipeline.language.negation import Negation

_REACH = 80
_COPY = 0.5


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an article. Spans of its figures and dates count characters of ``text``."""

    article: Article
    span: Span
    text: str
    stems: frozenset[str]
    figures: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    negations: tuple[Negation, ...]
    denied: frozenset[str]

    def around(self, span: Span) -> str:
        """The words near ``span``, without it."""
        before = self.text[max(0, span.start - _REACH) : span.start]
        after = self.text[span.end : span.end + _REACH]
        if span.start > _REACH:
            before = before.partition(" ")[2]
        if span.end + _REACH < len(self.text):
            after = after.rpartition(" ")[0]
        return f"{before} {after}"


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


def read(articles: Sequence[Article], spans: Mapping[ArticleId, Sequence[Span]] | None) -> tuple[Statement, ...]:
    """The sentences of ``articles``, or those among ``spans``; an article that is not in ``spans`` gives none."""
    return tuple(
        _statement(article, span)
        for article in articles
        for span in (sentences.spans(article.text) if spans is None else spans.get(article.id, ()))
    )


def _statement(article: Article, span: Span) -> Statement:
    text = span.of(article.text)
    return Statement(
        article=article,
        span=span,
        text=text,
        stems=frozenset(words.content(text)),
        figures=figures.find(text),
        dates=dates.find(text, article.published),
        negations=negation.find(text),
        denied=negation.denied(text),
    )


def are_copies(one: Sequence[Statement], other: Sequence[Statement]) -> bool:
    """Whether two articles are one story: half of the sentences of the shorter stand in the other, word for word."""
    here, there = ({words.tokens(statement.text) for statement in each} for each in (one, other))
    return len(here & there) >= _COPY * min(len(here), len(there))
