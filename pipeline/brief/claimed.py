"""Claims to the statements of their articles: each with the sentence that it cites, and all that its article says.

``sentences`` makes claims of the sentences of the evidence, for tables that are drawn from more than a brief quotes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.answer import corroborate
from pipeline.brief import statements
from pipeline.brief.contradictions import conflict
from pipeline.brief.statements import Statement, Telling, Weights
from pipeline.domain import Article, ArticleId, Citation, Claim, Evidence, Source, Span, Support, Verdict
from pipeline.language import sentences as language

_ENDS = (".", "!", "?", "”", '"', "’", ")")
_LONGEST = 700
_SHORTEST = 4


@dataclass(frozen=True, eq=False)
class Told:
    """A claim, the sentence that tells it and its article as statements. ``place`` is its rank among those given.

    ``is_written``: the brief itself has it.
    """

    claim: Claim
    statement: Statement
    telling: Telling
    is_written: bool
    place: int

    @property
    def source(self) -> Source:
        return self.claim.citations[0].source


def read(claims: Sequence[Claim], more: Sequence[Claim], articles: Mapping[ArticleId, Article]) -> tuple[Told, ...]:
    """Each sentence once, those of ``claims`` first; a claim in other words than its article's is a text of its own."""
    found: dict[tuple[ArticleId, str], Told] = {}
    for place, claim in enumerate((*claims, *more)):
        source = claim.citations[0].source
        key = source.article_id, claim.text
        if key not in found:
            statement, telling = _of(claim, articles.get(source.article_id))
            found[key] = Told(claim, statement, telling, place < len(claims), place)
    return tuple(found.values())


def near(given: Sequence[Told]) -> tuple[Told, ...]:
    """Those that the brief has, and of the others those of a story that it tells; all where it tells none."""
    weights = Weights.of([one.statement for one in given])
    told = {id(one.telling): one.telling for one in given if one.is_written}
    others = {id(one.telling): one.telling for one in given}
    kept = {
        key
        for key, telling in others.items()
        if not told or key in told or any(conflict.pair(telling, each, weights).is_story for each in told.values())
    }
    return tuple(one for one in given if id(one.telling) in kept)


def sentences(evidence: Evidence, ties: corroborate.Ties) -> tuple[Claim, ...]:
    """Every whole sentence of prose in the passages found, verbatim, best first; the same words are one claim."""
    cited: dict[str, dict[ArticleId, Citation]] = {}
    for hit in evidence.hits:
        article = evidence.article(hit)
        for span in _within(article, hit.passage.span):
            citation = article.cite(span)
            cited.setdefault(citation.quote, {}).setdefault(article.id, citation)
    return tuple(_claim(tuple(same.values()), ties) for same in cited.values())


def _claim(citations: tuple[Citation, ...], ties: corroborate.Ties) -> Claim:
    corroboration = corroborate.corroboration(citations, ties)
    return Claim(citations[0].quote, citations, Support(Verdict.SUPPORTED, 1.0), corroboration)


def _within(article: Article, passage: Span) -> Iterator[Span]:
    for span in language.spans(article.text, article.language):
        text = span.of(article.text)
        if passage.covers(span) and _is_prose(text):
            yield span


def _is_prose(text: str) -> bool:
    return text.endswith(_ENDS) and len(text) <= _LONGEST and len(text.split()) >= _SHORTEST


def _of(claim: Claim, article: Article | None) -> tuple[Statement, Telling]:
    citation = claim.citations[0]
    if article is None or article.revision != citation.source.revision or claim.text != citation.quote:
        source = citation.source
        article = Article(source.article_id, claim.text, source.title, source.outlet, published=source.published)
        return _alone(article, Span(0, len(claim.text)))
    telling = statements.read((article,), None)[0]
    same = _at(telling.statements, citation.span)
    return (same, telling) if same is not None else (Statement(article, citation.span), telling)


def _alone(article: Article, span: Span) -> tuple[Statement, Telling]:
    statement = Statement(article, span)
    return statement, Telling(article, (statement,))


def _at(found: Iterable[Statement], span: Span) -> Statement | None:
    return next((statement for statement in found if statement.span == span), None)
