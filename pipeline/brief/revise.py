"""The claims of a brief and the articles that came since, to the claims as they are now: most of them as they were.

A claim is confirmed (one more independent source is cited), gives way to the later sentence that has all of its figures
anew, or is marked as out of date: where only some of them are given anew, or its words stand no more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.answer import corroborate, telling
from pipeline.brief import agreement, changes, cited, statements, updates
from pipeline.brief.cited import Cited
from pipeline.brief.contradictions import conflict, counts, figures
from pipeline.brief.statements import Statement, Telling, Weights
from pipeline.brief.updates import Update
from pipeline.domain import Article, ArticleId, Citation, Claim, Evidence, Section, Support, Verdict
from pipeline.ports import Shelf, SupportJudge


@dataclass(slots=True)
class Revision:
    """Revises the claims of one brief. ``taken`` grows: where the later sentences begin that it has by now."""

    shelf: Shelf
    judge: SupportJudge
    ties: Callable[[Evidence], corroborate.Ties]
    later: Mapping[ArticleId, Article]
    cited: Cited
    taken: set[tuple[ArticleId, int]] = field(default_factory=set)
    _told: tuple[Statement, ...] = field(init=False)
    _weights: Weights = field(init=False)
    _texts: set[str] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        told = [one for each in self.later.values() for one in _telling(each).statements]
        before = [one for each in self.cited.articles.values() for one in _telling(each).statements]
        self._told, self._weights = tuple(told), Weights.of([*told, *before])

    def section(self, section: Section) -> Section:
        return replace(section, claims=tuple(map(self._claim, section.claims)))

    def _claim(self, claim: Claim) -> Claim:
        updated = self._updated(claim)
        if updated is not None:
            return updated
        return self._outdated(claim) if claim in self.cited.stale else self._confirmed(claim)

    def _updated(self, claim: Claim) -> Claim | None:
        """What the newest article gives in the place of a figure or a day of the claim; None where none does."""
        before = updates.statement(claim)
        found = [(one, update) for one in self._told if (update := self._update(claim, before, one)) is not None]
        if not found:
            return None
        later, update = max(found, key=lambda pair: (_when(pair[0].article), len(pair[1].values)))
        self.taken.update((one.article.id, one.span.start) for one, _ in found if one is not later)
        if _is_whole(before, later, update) and later.text not in self._texts:
            anew = self._told_anew(claim, later, update)
            if anew is not None:
                self._texts.add(later.text)
                self.taken.add((later.article.id, later.span.start))
                return anew
        listed = "; ".join(f"{was} → {now}" for was, now in update.values)
        return _marked(claim, f"{listed} ({changes.told_by(later.article.source)})")

    def _update(self, claim: Claim, before: Statement, later: Statement) -> Update | None:
        source = claim.citations[0].source
        old = self.cited.articles.get((source.article_id, source.revision))
        if old is None or (old.id == later.article.id and claim not in self.cited.stale):
            return None
        found = updates.find(before, later)
        if found is None or old.id == later.article.id:  # its own article, revised
            return found
        pair = conflict.pair(_telling(old), _telling(later.article), self._weights)
        is_near = pair.is_story or updates.shared(before, later) >= updates.SAME_DAY_THING
        if not is_near or not _is_later(old, later.article):
            return None
        if found.counts is None:
            return found if old.outlet == later.article.outlet != "" else None
        return found if figures.is_update(pair, *found.counts) else None

    def _told_anew(self, claim: Claim, later: Statement, update: Update) -> Claim | None:
        """The later sentence; but words that are no article's keep their own, where it supports them so.

        None where neither will do: "He said that 43 people were killed" does not stand by itself.
        """
        own = claim.text
        for was, now in update.values:
            own = own.replace(was, now, 1)
        support = self.judge.judge(own, (agreement.within(later),))
        is_verbatim = any(claim.text.rstrip(" .") in " ".join(each.quote.split()) for each in claim.citations)
        if is_verbatim or support.verdict is not Verdict.SUPPORTED:
            if telling.leads_back(later.text):
                return None
            own, support = later.text, Support(Verdict.SUPPORTED, 1.0)
        told = replace(claim, text=" ".join(own.split()), support=support)
        return self._confirmed(self._citing(told, [later.article.cite(later.span)]))

    def _outdated(self, claim: Claim) -> Claim:
        """Cited where its words stand now, if the revision still says it; else marked."""
        for found in self.cited.stale[claim]:
            if found.now is not None and found.newest is not None:
                told = Statement(self.shelf.article(found.newest.article_id), found.now.span)
                if agreement.confirms(claim.text, told, self.judge):
                    return self._citing(claim, [found.now])
        return _marked(claim, changes.REVISED)

    def _confirmed(self, claim: Claim) -> Claim:
        """With one source more for each that is independent; a copy of what is cited adds nothing."""
        for citation in agreement.citations(claim, self._told, self.judge):
            more = self._citing(claim, [*claim.citations, citation])
            self.taken.add((citation.source.article_id, citation.span.start))
            if more.corroboration.independent > claim.corroboration.independent:
                claim = more
        return claim

    def _citing(self, claim: Claim, citations: Sequence[Citation]) -> Claim:
        ids = {citation.source.article_id for citation in citations}
        known = {**cited.by_id(self.cited.articles), **self.later}
        articles = {key: each for key, each in known.items() if key in ids}
        ties = self.ties(Evidence("", (), articles))
        kept = tuple(citations)
        return replace(claim, citations=kept, corroboration=corroborate.corroboration(kept, ties))


def _telling(article: Article) -> Telling:
    return statements.read([article], None)[0]


def _is_whole(before: Statement, later: Statement, update: Update) -> bool:
    """Whether the later sentence has every figure of the earlier one, so that nothing is lost with it."""
    told, now = counts.of(before), counts.of(later)
    return len(update.values) >= sum(not any(x.agrees(y) and x.kind == y.kind for y in now) for x in told)


def _marked(claim: Claim, reason: str) -> Claim:
    reasons = tuple(dict.fromkeys((*claim.support.reasons, f"{changes.OUT_OF_DATE}{reason}")))
    return replace(claim, support=replace(claim.support, verdict=Verdict.PARTLY, reasons=reasons))


def _is_later(old: Article, new: Article) -> bool:
    return old.published is not None and new.published is not None and new.published > old.published


def _when(article: Article) -> str:
    return str(article.published or "")
