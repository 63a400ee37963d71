"""A saved brief and the articles that came or were revised since, to what changes in it. No model is asked.

Claims that there were are kept, confirmed, brought up to date or marked (``revise``); what only the later articles say
comes into its section (``arriving``). What nothing touches stays as it is, character for character.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.answer import corroborate
from pipeline.brief import changes, compare, missing, reading, withheld
from pipeline.brief.again import Composing
from pipeline.brief.arriving import Arriving
from pipeline.brief.cited import Cited, by_id
from pipeline.brief.editing import Editing
from pipeline.brief.recount import Recount
from pipeline.brief.revise import Revision
from pipeline.domain import Article, ArticleId, Brief, ClaimChange, Disagreement, Evidence, Hit, Scope
from pipeline.language import words
from pipeline.ports import Clock, Shelf, SupportJudge
from pipeline.retrieve import quotable
from pipeline.retrieve.search import Search

READ_PASSAGES = 200
# of the topic's words, what a passage and its title must have, and how near they must come to it in meaning
MOST_WORDS, FAR = 0.66, 0.3
SOME_WORDS, NEAR = 0.33, 0.55


@dataclass(frozen=True, slots=True)
class Parts:
    """What a refresh needs."""

    shelf: Shelf
    judge: SupportJudge
    search: Search
    composing: Composing
    ties: Callable[[Evidence], corroborate.Ties]
    clock: Clock
    recount: Recount


class Refresh:
    """Brings briefs up to date. Safe to call from several threads."""

    def __init__(self, parts: Parts, editing: Editing) -> None:
        self._parts = parts
        self._editing = editing

    def refresh(self, brief: Brief) -> tuple[Brief, tuple[ClaimChange, ...]]:
        """The next version, saved, with what changed, claim by claim; the brief itself when nothing did.

        Raises UserError when somebody saved another version meanwhile.
        """
        changed, found = self.proposed(brief)
        if not found:
            return brief, ()
        return self._editing.save(brief, changed, _summary(found)), found

    def proposed(self, brief: Brief) -> tuple[Brief, tuple[ClaimChange, ...]]:
        """The same, and nothing is saved."""
        parts, scope = self._parts, reading.scope(brief.outline)
        at, state = parts.clock(), parts.shelf.state(scope)
        cited = Cited.of([claim for section in brief.sections for claim in section.claims], parts.shelf)
        evidence = self._arrived(brief, scope)
        if not evidence.hits and not cited.stale:
            return brief, ()
        changed = self._changed(brief, evidence, cited)
        found = changes.news(changes.between(brief, changed))
        if not found:
            return brief, ()
        return replace(changed, provenance=replace(brief.provenance, made_at=at, library=state)), found

    def _changed(self, brief: Brief, evidence: Evidence, cited: Cited) -> Brief:
        parts = self._parts
        revision = Revision(parts.shelf, parts.judge, parts.ties, evidence.articles, cited)
        revised = [revision.section(section) for section in brief.sections]
        differing = self._disagreements(brief, evidence, cited)
        arriving = Arriving(
            *(parts.shelf, parts.judge, parts.search, parts.composing), brief, evidence, revision.taken, differing
        )
        changed = parts.recount(brief, arriving.grown(revised))
        told = {section.heading for section in changed.sections} - {section.heading for section in brief.sections}
        gaps = tuple(gap for gap in brief.gaps if not any(missing.is_of(gap, heading) for heading in told))
        return replace(changed, disagreements=differing, gaps=gaps)

    def _disagreements(self, brief: Brief, evidence: Evidence, cited: Cited) -> tuple[Disagreement, ...]:
        """Those that there were, and those that a later article is in."""
        later = list(evidence.articles.values())[: compare.MOST_ARTICLES]
        if not later:
            return brief.disagreements
        known = by_id(cited.articles).values()
        known_before = (each for each in known if each.id not in evidence.articles)
        earlier = [quotable.article(each) for each in known_before][: compare.MOST_ARTICLES]
        ties = self._parts.ties(Evidence("", (), {each.id: each for each in (*earlier, *later)}))
        found = [each for each in compare.articles([*earlier, *later], ties=ties) if _has_side(each, later)]
        kept = [each for each in brief.disagreements if not any(_is_of_one_thing(each, other) for other in found)]
        out = self._parts.shelf.passages(brief.outline.excluded_passages)
        return (*kept, *withheld.undisputed(found, out))

    def _arrived(self, brief: Brief, scope: Scope) -> Evidence:
        """What came since, as far as it is about the topic, nearest first."""
        shelf, provenance = self._parts.shelf, brief.provenance
        new = set(shelf.arrived(scope, provenance.library, provenance.made_at)) - set(brief.outline.excluded)
        if not new:
            return Evidence(brief.topic, (), {})
        within = replace(scope, since=_since(scope, tuple(shelf.articles(new).values())))
        found = self._parts.search.evidence(brief.topic, within, READ_PASSAGES, per_story=reading.PER_STORY)
        return _among(quotable.evidence(found), new)


def _since(scope: Scope, new: Sequence[Article]) -> date | None:
    """The first day of what came since, so that what was there before does not crowd it out."""
    days = [article.published for article in new]
    known = [day for day in days if day is not None]
    if len(known) < len(days) or not known:
        return scope.since
    return max(min(known), scope.since or min(known))


def _among(found: Evidence, new: set[ArticleId]) -> Evidence:
    """Of what was found, what is of these articles and about the topic.

    Not as ``Search.about`` says it, by the distance from the best: a further development has fewer of the topic's words
    than the first reports, and what arrives may be all beside the topic.
    """
    asked = frozenset(words.content(found.question))
    about = {hit.passage.article_id for hit in found.hits if _is_about(asked, found, hit)} & new
    kept = tuple(hit for hit in found.hits if hit.passage.article_id in about)[: reading.PASSAGES]
    ids = dict.fromkeys(hit.passage.article_id for hit in kept)
    return Evidence(found.question, kept, {key: found.articles[key] for key in ids})


def _is_about(asked: frozenset[str], found: Evidence, hit: Hit) -> bool:
    told = words.overlap(asked, f"{found.article(hit).title} {hit.passage.text}")
    return (told >= MOST_WORDS and hit.cosine >= FAR) or (told >= SOME_WORDS and hit.cosine >= NEAR)


def _has_side(disagreement: Disagreement, articles: Sequence[Article]) -> bool:
    ids = {article.id for article in articles}
    return any(citation.source.article_id in ids for side in disagreement.sides for citation in side.claim.citations)


def _is_of_one_thing(one: Disagreement, other: Disagreement) -> bool:
    """Whether they are of one kind and share a side: then the one that is found now has both."""
    return one.kind is other.kind and any(
        changes.cite_alike(mine.claim, theirs.claim) for mine in one.sides for theirs in other.sides
    )


def _summary(found: Sequence[ClaimChange]) -> str:
    counts: dict[str, int] = {}
    for change in found:
        counts[change.news.value] = counts.get(change.news.value, 0) + 1
    told = ", ".join(f"{number} {name}" for name, number in counts.items())
    return f"Brought up to date: {told}."
