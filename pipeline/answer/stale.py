"""Claims and the newest articles to the citations whose words have changed since, or whose article is gone.

A passage that only moved, or whose typography changed, has not changed. One whose sentence did has, even where the
quoted words stand in the new one: "profits fell" stands in "nobody says that profits fell".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from pipeline.answer import cite
from pipeline.domain import Article, ArticleId, Citation, Claim, Source, Span
from pipeline.errors import NotFound
from pipeline.language import sentences, words

Find: TypeAlias = Callable[[ArticleId, int], Article]

NEAR_ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class StaleCitation:
    """``newest`` is the article as it is now, None when it is gone; ``now`` its sentence that comes nearest, if any."""

    citation: Citation
    newest: Source | None
    updated: date | None = None
    now: Citation | None = None


def of(
    claims: Iterable[Claim], newest: Mapping[ArticleId, Article], cited: Find | None = None
) -> Mapping[Claim, tuple[StaleCitation, ...]]:
    """The claims of an answer or of a brief that rest on a changed passage, each once, with its stale citations.

    ``newest`` has every cited article that still is. ``cited`` gives a revision, or raises NotFound: the sentence that
    was cited is compared where it is known, else the quoted words alone.
    """
    judged: dict[Citation, StaleCitation | None] = {}
    found: dict[Claim, tuple[StaleCitation, ...]] = {}
    for claim in claims:
        for citation in claim.citations:
            if citation not in judged:
                judged[citation] = _stale(citation, newest.get(citation.source.article_id), cited)
        stale = tuple(each for each in map(judged.get, dict.fromkeys(claim.citations)) if each is not None)
        if stale:
            found[claim] = stale
    return found


def citations(
    claim: Claim, newest: Mapping[ArticleId, Article], cited: Find | None = None
) -> tuple[StaleCitation, ...]:
    """The same for one claim; none when every passage stands."""
    return of([claim], newest, cited).get(claim, ())


def moved(span: Span, old: Article, new: Article) -> tuple[Span, ...]:
    """Where the words at ``span`` of one revision stand in another; none when a sentence of theirs changed."""
    if old.text == new.text:
        return (span,)
    sentence = sentences.around(old.text, span, old.language).of(old.text)
    parts = [part for part in sentences.split(sentence, old.language) if any(map(str.isalnum, part))]
    found = [_whole(part, new) for part in parts]
    within = [each for each in found if each]
    if not within or len(within) < len(found):
        return ()
    reach = Span(min(each.start for each in within), max(each.end for each in within))
    exact = cite.locate(span.of(old.text), new.text, reach)
    return (exact,) if exact else tuple(within)


def _stale(citation: Citation, newest: Article | None, cited: Find | None) -> StaleCitation | None:
    if newest is None:
        return StaleCitation(citation, None)
    if newest.revision == citation.source.revision:
        return None
    old = _cited(citation, cited)
    if _stands(citation, old, newest):
        return None
    return StaleCitation(citation, newest.source, newest.updated, _nearest(citation, old, newest))


def _cited(citation: Citation, cited: Find | None) -> Article | None:
    """The text that was cited, None where it is not kept or has other words in that place."""
    source = citation.source
    try:
        article = cited(source.article_id, source.revision) if cited else None
    except NotFound:
        return None
    return article if article and citation.span.of(article.text) == citation.quote else None


def _stands(citation: Citation, old: Article | None, newest: Article) -> bool:
    if old is not None:
        return bool(moved(citation.span, old, newest))
    return cite.locate(citation.quote, newest.text, Span(0, len(newest.text))) is not None


def _whole(sentence: str, article: Article) -> Span | None:
    """Where ``sentence`` stands with no more words around it in its sentence."""
    text, start = article.text, 0
    while start < len(text):
        found = cite.locate(sentence, text, Span(start, len(text)))
        if found is None:
            return None
        around = sentences.around(text, found, article.language)
        if not any(c.isalnum() for c in text[around.start : found.start] + text[found.end : around.end]):
            return found
        start = found.end
    return None


def _nearest(citation: Citation, old: Article | None, newest: Article) -> Citation | None:
    """The new sentence that is most like the cited one; one that stood beside it before says nothing new."""
    before = sentences.around(old.text, citation.span, old.language).of(old.text) if old else citation.quote
    known = set(sentences.split(old.text, old.language)) if old else set()
    near = max(_likenesses(before, newest, known), key=lambda pair: (pair[0], -pair[1].start), default=None)
    return newest.cite(near[1]) if near and near[0] >= NEAR_ENOUGH else None


def _likenesses(before: str, newest: Article, known: set[str]) -> Iterator[tuple[float, Span]]:
    """Each new sentence with the share of words that it has in common (Dice's coefficient, 0 to 1)."""
    wanted = Counter(words.tokens(before))
    for span in sentences.spans(newest.text, newest.language):
        sentence = span.of(newest.text)
        has = Counter(words.tokens(sentence))
        if has and sentence not in known:
            yield 2 * (wanted & has).total() / (wanted.total() + has.total()), span
