"""An outline to what of the library a brief is written from: what is near, what is pinned, and nothing excluded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.brief import withheld
from pipeline.domain import Article, ArticleId, Evidence, Hit, Outline, Passage, PlannedSection, Scope
from pipeline.language import words
from pipeline.ports import Shelf
from pipeline.retrieve import quotable
from pipeline.retrieve.search import Search

PASSAGES = 40
# of one story, more than where an answer is sought: what many tell is what a brief tells
PER_STORY = 12
# of the best score, what the best passage of a further article must reach; or the share of the topic's words in it
NEAR_THE_BEST, MOST_WORDS = 0.6, 0.7
# of a passage that was pinned, and of one that no search found in an article that a section is written from
PINNED_SCORE, LEAST_SCORE = 1.0, 0.2


def scope(outline: Outline) -> Scope:
    """What it is written from, the language that it is limited to in it."""
    return replace(outline.scope, language=outline.language) if outline.language else outline.scope


def near(search: Search, outline: Outline, asked: str) -> Evidence:
    """The passages that come near what is asked; never of an article that the outline excludes."""
    evidence = quotable.evidence(search.about(asked, scope(outline), PASSAGES, per_story=PER_STORY))
    articles = {key: article for key, article in evidence.articles.items() if key not in outline.excluded}
    out = set(outline.excluded_passages)
    kept = tuple(hit for hit in evidence.hits if hit.passage.article_id in articles and hit.passage.id not in out)
    # of an article may all passages be left out
    return Evidence(asked, kept, {hit.passage.article_id: articles[hit.passage.article_id] for hit in kept})


def evidence(search: Search, shelf: Shelf, outline: Outline, asked: str, planned: PlannedSection | None) -> Evidence:
    """What is near and of the topic, or of the articles of the section that is planned; what is pinned comes first."""
    found = _on_topic(outline.topic, near(search, outline, asked))
    among = planned.articles if planned else ()
    rest = (passage for article in among for passage in shelf.passages_of(article))
    hits = {passage.id: Hit(passage, PINNED_SCORE) for passage in _pinned(shelf, outline, planned)}
    for hit in (*found.hits, *(Hit(passage, LEAST_SCORE) for passage in rest)):
        hits.setdefault(hit.passage.id, hit)
    meant = {hit.passage.article_id for hit in hits.values()} - set(outline.excluded)
    articles = shelf.articles(meant & set(among) if among else meant)
    out = withheld.ids(outline, planned) if planned else frozenset(outline.excluded_passages)
    kept = tuple(hit for key, hit in hits.items() if hit.passage.article_id in articles and key not in out)
    given = {hit.passage.article_id: articles[hit.passage.article_id] for hit in kept}
    return quotable.evidence(Evidence(asked, kept, given))


def _pinned(shelf: Shelf, outline: Outline, planned: PlannedSection | None) -> Iterator[Passage]:
    if planned is not None:
        yield from shelf.passages(planned.pinned)
    for article in outline.pinned:
        yield from shelf.passages_of(article)


def _on_topic(topic: str, found: Evidence) -> Evidence:
    """Without the articles that are far behind the best, but for those that have most of the topic's words."""
    asked = frozenset(words.content(topic))
    best: dict[ArticleId, float] = {}
    told: set[ArticleId] = set()
    for hit in found.hits:
        article = found.article(hit)
        best.setdefault(article.id, hit.score)
        if words.overlap(asked, f"{article.title} {hit.passage.text}") >= MOST_WORDS:
            told.add(article.id)
    least = NEAR_THE_BEST * max(best.values(), default=0.0)
    kept: dict[ArticleId, Article] = {
        key: article for key, article in found.articles.items() if best[key] >= least or key in told
    }
    return Evidence(found.question, tuple(hit for hit in found.hits if hit.passage.article_id in kept), kept)
