"""What was found to what of it may be quoted: without the words that speak to a machine instead of a reader.

Such words are covered, letter by letter: all that is cited of the rest stands where it stands in the stored article.
What is covered cannot be cited, nor judged, nor sent to a model. The stored article stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipeline.domain import Article, ArticleId, Evidence, Hit, Passage, Span
from pipeline.language import instructions

COVER = "█"


def evidence(found: Evidence) -> Evidence:
    """The same, of covered articles; without the passages of which nothing is left."""
    articles = {key: article(each) for key, each in found.articles.items()}
    if all(articles[key] is each for key, each in found.articles.items()):
        return found
    kept = tuple(hit for hit in (_hit(hit, articles) for hit in found.hits) if any(map(str.isalpha, hit.passage.text)))
    return Evidence(found.question, kept, {hit.passage.article_id: articles[hit.passage.article_id] for hit in kept})


def article(given: Article) -> Article:
    """With each stretch that speaks to a machine as a line of its own, of signs alone; itself where there is none."""
    planted = instructions.find(given.text)
    text = given.text
    for each in planted:
        text = text[: each.span.start] + _cover(each.span) + text[each.span.end :]
    return replace(given, text=text) if planted else given


def clear(text: str, span: Span) -> Span | None:
    """The longest line or lines of ``span`` in which nothing is covered, without the space around them."""
    found: list[Span] = []
    start = span.start
    for part in span.of(text).split(COVER):
        bare = part.strip()
        if bare:
            begins = start + len(part) - len(part.lstrip())
            found.append(Span(begins, begins + len(bare)))
        start += len(part) + 1
    return max(found, key=lambda one: one.end - one.start, default=None)


def _hit(hit: Hit, articles: Mapping[ArticleId, Article]) -> Hit:
    passage = hit.passage
    text = passage.span.of(articles[passage.article_id].text)
    if text == passage.text:
        return hit
    covered = Passage(passage.id, passage.article_id, passage.revision, passage.span, text)
    return replace(hit, passage=covered)


def _cover(span: Span) -> str:
    """A line break where it begins, and no more: a quotation cannot go on over what is covered."""
    return ("\n" + COVER * (span.end - span.start))[: span.end - span.start]
