"""A saved brief and the articles that came or were revised since, to what changes in it. No model is asked.

Each claim is kept as it is unless a later article confirms it (one more independent source is cited), gives its figure
anew (a verbatim claim gives way to the later sentence; words of the reader's own stay, with the figure changed in them
where the later article supports that), or the words that it rests on stand no more. What only the later articles say
comes into its section.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.answer import answering, corroborate
from pipeline.answer import stale as staleness
from pipeline.answer.answering import Draft
from pipeline.answer.check import Checker
from pipeline.brief import agreement, changes, compare, outlined, plan, recount, sort, statements, updates
from pipeline.brief.contradictions import conflict, figures
from pipeline.brief.editing import Editing
from pipeline.brief.recount import Recount
from pipeline.brief.statements import Statement, Telling, Weights
from pipeline.brief.updates import Update
from pipeline.domain import (
    Article,
    ArticleId,
    Brief,
    Citation,
    Claim,
    ClaimChange,
    Disagreement,
    Evidence,
    Form,
    Hit,
    Outline,
    Scope,
    Section,
    Support,
    Verdict,
)
from pipeline.errors import NotFound
from pipeline.language import words
from pipeline.ports import Clock, Shelf, SupportJudge, Task
from pipeline.retrieve.search import Search

READ_PASSAGES = 200
PASSAGES = 40
ARTICLES = 12
POOL_CLAIMS = 40
OLDER_PASSAGES = 12
# of the topic's words, what an article must have to be about it; fewer do where a passage is near it in meaning
MOST_WORDS, SOME_WORDS, NEAR = 0.66, 0.33, 0.45
NEWS = "What is new"


@dataclass(frozen=True, slots=True)
class Parts:
    """What a refresh needs. ``draft`` gives one that is written by quotes."""

    shelf: Shelf
    judge: SupportJudge
    search: Search
    draft: Callable[[], Draft]
    checker: Callable[[Draft, Evidence], Checker]
    ties: Callable[[Evidence], corroborate.Ties]
    clock: Clock
    recount: Recount = recount.sections


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
        parts, scope = self._parts, outlined.scope(brief.outline)
        at, state = parts.clock(), parts.shelf.state(scope)
        cited = _Cited.of(brief, parts.shelf)
        evidence = self._arrived(brief, scope)
        if not evidence.hits and not cited.stale:
            return brief, ()
        since = _Since(parts, brief, evidence, cited)
        changed = since.brief()
        found = changes.news(changes.between(brief, changed))
        if not found:
            return brief, ()
        return replace(changed, provenance=replace(brief.provenance, made_at=at, library=state)), found

    def _arrived(self, brief: Brief, scope: Scope) -> Evidence:
        """What came since, as far as it is about the topic, nearest first."""
        shelf, provenance = self._parts.shelf, brief.provenance
        new = set(shelf.arrived(scope, provenance.library, provenance.made_at)) - set(brief.outline.excluded)
        if not new:
            return Evidence(brief.topic, (), {})
        within = replace(scope, since=_since(scope, tuple(shelf.articles(new).values())))
        found = self._parts.search.evidence(brief.topic, within, READ_PASSAGES, per_story=outlined.PER_STORY)
        return _among(found, new)


@dataclass(frozen=True, slots=True)
class _Cited:
    """The articles that a brief cites, as they were cited, and its claims of which no cited words stand any more."""

    articles: Mapping[ArticleId, Article]
    stale: Mapping[Claim, Sequence[staleness.StaleCitation]]

    @classmethod
    def of(cls, brief: Brief, shelf: Shelf) -> _Cited:
        told = [claim for section in brief.sections for claim in section.claims]
        cited = {citation.source.article_id for claim in brief.claims for citation in claim.citations}
        newest = shelf.articles(cited)
        found = staleness.of(told, newest, shelf.article)
        stale = {claim: each for claim, each in found.items() if len(each) == len(set(claim.citations))}
        revisions = {c.source.article_id: c.source.revision for claim in told for c in claim.citations}
        return cls(dict(_as_cited(revisions, newest, shelf)), stale)


@dataclass(slots=True)
class _Since:
    """One brief, held against what came since."""

    parts: Parts
    old: Brief
    evidence: Evidence
    cited: _Cited
    told: tuple[Telling, ...] = field(init=False)
    weights: Weights = field(init=False)
    taken: set[tuple[ArticleId, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.told = statements.read(tuple(self.evidence.articles.values()), None)
        cited = statements.read(tuple(self.cited.articles.values()), None)
        self.weights = Weights.of([one for telling in (*self.told, *cited) for one in telling.statements])

    def brief(self) -> Brief:
        sections = [replace(each, claims=tuple(map(self._revised, each.claims))) for each in self.old.sections]
        disagreements = self._disagreements()
        changed = self.parts.recount(self.old, self._with_new(sections, disagreements))
        answered = {each.heading for each in changed.sections} - {each.heading for each in self.old.sections}
        gaps = tuple(gap for gap in self.old.gaps if not gap.lstrip("“").startswith(tuple(answered)))
        return replace(changed, disagreements=disagreements, gaps=gaps)

    # claims that there were

    def _revised(self, claim: Claim) -> Claim:
        updated = self._updated(claim)
        if updated is not None:
            return updated
        if claim in self.cited.stale:
            return self._outdated(claim)
        return self._confirmed(claim)

    def _updated(self, claim: Claim) -> Claim | None:
        """What the newest article gives in the place of a figure or a day of the claim; None where none does."""
        before = updates.statement(claim)
        found = [(one, update) for one in self._sentences() if (update := self._update(claim, before, one)) is not None]
        if not found:
            return None
        later, update = max(found, key=lambda pair: _when(pair[0].article))
        self.taken.update((one.article.id, one.span.start) for one, _ in found)
        return self._told_anew(claim, later, update)

    def _update(self, claim: Claim, before: Statement, later: Statement) -> Update | None:
        source = claim.citations[0].source
        old = self.cited.articles.get(source.article_id)
        if old is None or (old.id == later.article.id and claim not in self.cited.stale):
            return None
        found = updates.find(before, later)
        if found is None:
            return None
        if old.id == later.article.id:  # its own article, revised
            return found
        pair = conflict.pair(_telling(old), _telling(later.article), self.weights)
        is_near = pair.is_story or updates.shared(before, later) >= updates.SAME_DAY_THING
        if not is_near or not _is_later(old, later.article):
            return None
        if found.counts is None:
            return found if old.outlet == later.article.outlet != "" else None
        return found if figures.is_update(pair, *found.counts) else None

    def _told_anew(self, claim: Claim, later: Statement, update: Update) -> Claim:
        citation = later.article.cite(later.span)
        own = claim.text
        for was, now in update.values:
            own = own.replace(was, now, 1)
        support = self.parts.judge.judge(own, (agreement.within(later),))
        is_verbatim = any(claim.text.rstrip(" .") in " ".join(each.quote.split()) for each in claim.citations)
        if is_verbatim or support.verdict is not Verdict.SUPPORTED:
            own, support = later.text, Support(Verdict.SUPPORTED, 1.0)
        return self._confirmed(self._citing(replace(claim, text=" ".join(own.split()), support=support), [citation]))

    def _outdated(self, claim: Claim) -> Claim:
        """Cited where its words stand now, if the revision still says it; else marked."""
        for found in self.cited.stale[claim]:
            if found.now is not None and found.newest is not None:
                told = Statement(self.parts.shelf.article(found.newest.article_id), found.now.span)
                if agreement.confirms(claim.text, told, self.parts.judge):
                    return self._citing(claim, [found.now])
        reason = f"{changes.OUT_OF_DATE}{changes.REVISED}"
        reasons = tuple(dict.fromkeys((*claim.support.reasons, reason)))
        return replace(claim, support=replace(claim.support, verdict=Verdict.PARTLY, reasons=reasons))

    def _confirmed(self, claim: Claim) -> Claim:
        """With one source more for each that is independent; a copy of what is cited adds nothing."""
        for citation in agreement.citations(claim, self._sentences(), self.parts.judge):
            more = self._citing(claim, [*claim.citations, citation])
            self.taken.add((citation.source.article_id, citation.span.start))
            if more.corroboration.independent > claim.corroboration.independent:
                claim = more
        return claim

    def _citing(self, claim: Claim, citations: Sequence[Citation]) -> Claim:
        ids = {citation.source.article_id for citation in citations}
        articles = {key: article for key, article in self._articles().items() if key in ids}
        ties = self.parts.ties(Evidence("", (), articles))
        cited = tuple(citations)
        return replace(claim, citations=cited, corroboration=corroborate.corroboration(cited, ties))

    # what is new

    def _with_new(self, sections: Sequence[Section], disagreements: Sequence[Disagreement]) -> list[Section]:
        """What only the later articles say, each in its section and behind what is there."""
        grown, limit = list(sections), plan.claims_a_section(self.old.length)
        added: Counter[str] = Counter()
        for claim, heading in self._new(sections, disagreements):
            if added[heading] == limit:
                continue
            added[heading] += 1
            number = next((n for n, each in enumerate(grown) if each.heading == heading), None)
            if number is None:
                grown.insert(outlined.number(self.old.outline, heading, grown), Section(heading, (claim,)))
            else:
                grown[number] = replace(grown[number], claims=(*grown[number].claims, claim))
        return grown

    def _new(self, sections: Sequence[Section], disagreements: Sequence[Disagreement]) -> Iterator[tuple[Claim, str]]:
        known = [claim for section in (*self.old.sections, *sections) for claim in section.claims]
        for claim, heading in self._written(sections):
            if self._is_news(claim, known, disagreements):
                known.append(claim)
                yield claim, heading

    def _written(self, sections: Sequence[Section]) -> Iterator[tuple[Claim, str]]:
        """Sentences of the later articles that a brief of them would have, each with the heading of its section."""
        outline = self.old.outline
        if not self.evidence.hits:
            return
        if outline.form is not Form.QUESTIONS:
            for claim in self._drafted(self.old.topic, Task.SECTION):
                yield claim, _heading(outline, sections, claim)
            return
        for planned in outline.sections:
            yield from ((claim, planned.heading) for claim in self._drafted(planned.asks, Task.ANSWER))

    def _drafted(self, asked: str, task: Task) -> list[Claim]:
        evidence = replace(self.evidence, question=asked)
        draft = self.parts.draft()
        for _ in answering.write(draft, evidence, self.parts.checker(draft, evidence), task, POOL_CLAIMS):
            pass
        return draft.claims

    def _is_news(self, claim: Claim, known: Sequence[Claim], disagreements: Sequence[Disagreement]) -> bool:
        if any(self._is_taken(citation) for citation in claim.citations):
            return False
        if any(agreement.likeness(claim.text, each.text) or changes.cite_alike(claim, each) for each in known):
            return False
        if changes.touching(claim, disagreements) or any(self._retells(claim, each) for each in known):
            return False
        return not self._was_known(claim)

    def _is_taken(self, citation: Citation) -> bool:
        return any(
            article == citation.source.article_id and citation.span.start <= start < citation.span.end
            for article, start in self.taken
        )

    def _retells(self, claim: Claim, known: Claim) -> bool:
        """Whether it gives an earlier figure, or another, of what the brief tells."""
        one, other = updates.statement(claim), updates.statement(known)
        return updates.find(one, other) is not None or updates.find(other, one) is not None

    def _was_known(self, claim: Claim) -> bool:
        """Whether an article that was there before says so: then the brief left it out."""
        found = outlined.found(self.parts.search, self.old.outline, claim.text, PASSAGES)
        older = [hit for hit in found.hits if hit.passage.article_id not in self.evidence.articles]
        texts = [hit.passage.text for hit in older[:OLDER_PASSAGES]]
        return any(self.parts.judge.judge(claim.text, (text,)).verdict is Verdict.SUPPORTED for text in texts)

    # what differs

    def _disagreements(self) -> tuple[Disagreement, ...]:
        """Those that there were, and those that a later article is in."""
        later = list(self.evidence.articles.values())[:ARTICLES]
        if not later:
            return self.old.disagreements
        earlier = [each for each in self.cited.articles.values() if each.id not in self.evidence.articles][:ARTICLES]
        ties = self.parts.ties(Evidence("", (), {each.id: each for each in (*earlier, *later)}))
        found = [each for each in compare.articles([*earlier, *later], ties=ties) if _has_side(each, later)]
        kept = [each for each in self.old.disagreements if not any(_is_of_one_thing(each, other) for other in found)]
        return (*kept, *found)

    def _sentences(self) -> list[Statement]:
        return [one for telling in self.told for one in telling.statements]

    def _articles(self) -> dict[ArticleId, Article]:
        return {**self.cited.articles, **self.evidence.articles}


def _as_cited(
    revisions: Mapping[ArticleId, int], newest: Mapping[ArticleId, Article], shelf: Shelf
) -> Iterator[tuple[ArticleId, Article]]:
    for key, revision in revisions.items():
        article = newest.get(key)
        if article is not None and article.revision != revision:
            try:
                article = shelf.article(key, revision)
            except NotFound:
                continue
        if article is not None:
            yield key, article


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
    kept = tuple(hit for hit in found.hits if hit.passage.article_id in new and _is_about(asked, found, hit))[:PASSAGES]
    ids = dict.fromkeys(hit.passage.article_id for hit in kept)
    return Evidence(found.question, kept, {key: found.articles[key] for key in ids})


def _is_about(asked: frozenset[str], found: Evidence, hit: Hit) -> bool:
    article = found.article(hit)
    told = words.overlap(asked, f"{article.title} {article.text}")
    return told >= MOST_WORDS or (told >= SOME_WORDS and hit.cosine >= NEAR)


def _telling(article: Article) -> Telling:
    return statements.read([article], None)[0]


def _is_later(old: Article, new: Article) -> bool:
    return old.published is not None and new.published is not None and new.published > old.published


def _when(article: Article) -> tuple[bool, str]:
    return article.published is not None, str(article.published)


def _heading(outline: Outline, sections: Sequence[Section], claim: Claim) -> str:
    """Of the section that takes sentences of its sort, else of the one whose words it shares most."""
    kind = sort.of(claim.text, claim.citations[0].source.published)
    fit = next((each.heading for each in outline.sections if kind in each.takes), None)
    if fit is not None or not sections:
        return fit or NEWS
    asked = frozenset(words.content(claim.text))
    shares = [words.overlap(asked, _text(section)) for section in sections]
    return sections[shares.index(max(shares))].heading


def _text(section: Section) -> str:
    return " ".join((section.heading, *(claim.text for claim in section.claims)))


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
