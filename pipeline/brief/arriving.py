"""What only the articles say that came since a brief was written, each sentence with the heading of its section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.brief import again, changes, outlined, plan, reading, updates
from pipeline.brief.again import Composing
from pipeline.domain import ArticleId, Brief, Citation, Claim, Disagreement, Evidence, PlannedSection, Section, Verdict
from pipeline.language import events
from pipeline.ports import Shelf, SupportJudge
from pipeline.retrieve.search import Search

# of so many claims that might be new
TIMES = 3
OLDER_PASSAGES = 12


@dataclass(frozen=True, slots=True)
class Arriving:
    """One brief and what came since (``evidence``). ``taken``: where the later sentences begin that it has by now."""

    shelf: Shelf
    judge: SupportJudge
    search: Search
    composing: Composing
    brief: Brief
    evidence: Evidence
    taken: Collection[tuple[ArticleId, int]]
    disagreements: Sequence[Disagreement]

    def grown(self, sections: Sequence[Section]) -> list[Section]:
        """The sections with what is new behind what is there, and with those that had nothing before."""
        grown, limit = list(sections), plan.claims_a_section(self.brief.length)
        added: Counter[str] = Counter()
        for claim, heading in self._new(sections, lambda heading: added[heading] < limit):
            added[heading] += 1
            number = next((n for n, each in enumerate(grown) if each.heading == heading), None)
            if number is None:
                grown.insert(outlined.number(self.brief.outline, heading, grown), Section(heading, (claim,)))
            else:
                grown[number] = replace(grown[number], claims=(*grown[number].claims, claim))
        return grown

    def _new(self, sections: Sequence[Section], has_room: Callable[[str], bool]) -> Iterator[tuple[Claim, str]]:
        if not self.evidence.hits:
            return
        known = [claim for section in (*self.brief.sections, *sections) for claim in section.claims]
        limit = TIMES * plan.claims_a_section(self.brief.length)
        composer = self.composing(self.brief.outline, find=self._find, limit=limit)
        for section, _ in composer.sections(composer.quotes):
            for claim in section.claims:
                if has_room(section.heading) and self._is_news(claim, known):
                    known.append(claim)
                    yield claim, section.heading

    def _find(self, asked: str, planned: PlannedSection | None) -> Evidence:
        """What came since; for the section of an outlet what came from it."""
        evidence = replace(self.evidence, question=asked)
        if planned is None or not planned.articles:
            return evidence
        outlets = {article.outlet for article in self.shelf.articles(planned.articles).values()}
        hits = tuple(hit for hit in evidence.hits if evidence.article(hit).outlet in outlets)
        return replace(evidence, hits=hits)

    def _is_news(self, claim: Claim, known: Sequence[Claim]) -> bool:
        if any(self._is_taken(citation) for citation in claim.citations) or again.is_known(claim, known):
            return False
        if changes.touching(claim, self.disagreements) or any(_retells(claim, each) for each in known):
            return False
        return not self._was_known(claim)

    def _is_taken(self, citation: Citation) -> bool:
        return any(
            article == citation.source.article_id and citation.span.start <= start < citation.span.end
            for article, start in self.taken
        )

    def _was_known(self, claim: Claim) -> bool:
        """Whether an article that was there before says so: then the brief left it out."""
        found = reading.near(self.search, self.brief.outline, claim.text)
        older = [hit for hit in found.hits if hit.passage.article_id not in self.evidence.articles]
        texts = [hit.passage.text for hit in older[:OLDER_PASSAGES]]
        return any(self.judge.judge(claim.text, (text,)).verdict is Verdict.SUPPORTED for text in texts)


def _retells(claim: Claim, known: Claim) -> bool:
    """Whether it gives an earlier figure of what the brief tells: "41 people had died by Monday"."""
    update = updates.find(updates.statement(claim), updates.statement(known))
    if update is None:
        return False
    if update.counts is not None and updates.fate(update.counts[0]) in events.GROWING:
        own, other = update.counts
        return own.mention.high <= other.mention.high
    told, since = claim.citations[0].source.published, known.citations[0].source.published
    return told is not None and since is not None and told <= since
