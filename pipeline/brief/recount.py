"""A brief whose sections have changed, to the same with its tables made again from the claims that it has now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.answer.corroborate import Ties
from pipeline.brief import agreement, balance, changes, cited, figures, timeline
from pipeline.brief import unknowns as open_questions
from pipeline.brief.plan import Shown
from pipeline.domain import Brief, Claim, Evidence, Outline, Position, Section
from pipeline.ports import Shelf


@dataclass(frozen=True, slots=True)
class Recount:
    """Makes the tables again, as far as the outline's template shows them, with all that the cited articles say."""

    shelf: Shelf
    shown: Callable[[Outline], Collection[Shown]]
    ties: Callable[[Evidence], Ties]

    def __call__(self, brief: Brief, changed: Sequence[Section]) -> Brief:
        """The brief with these sections. Where its claims are the same, so are its tables."""
        sections, now = tuple(changed), _claims(changed)
        if set(now) == set(_claims(brief.sections)):
            return replace(brief, sections=sections)
        tables = [*(figure.claim for figure in brief.figures), *(event.claim for event in brief.timeline)]
        known = cited.articles((*now, *brief.claims), self.shelf)
        articles, shown = cited.by_id(known), self.shown(brief.outline)
        ties = self.ties(Evidence("", (), articles))
        counted = told(brief, now, [figure.claim for figure in brief.figures], tables)
        dated = told(brief, now, [event.claim for event in brief.timeline], tables)
        positions = tuple(each for each in brief.positions if is_taken(each, _claims(brief.sections), now))
        recounted = replace(
            brief,
            sections=sections,
            figures=figures.key_figures(counted, (), articles, ties) if Shown.FIGURES in shown else (),
            timeline=timeline.events(dated, ties) if Shown.TIMELINE in shown else (),
            positions=positions,
            unknowns=unknowns(dated, changed) if Shown.UNKNOWNS in shown else (),
        )
        sources = {source.article_id for source in recounted.sources}
        left = {key: article for key, article in articles.items() if key in sources}
        return replace(recounted, balance=balance.of(recounted, left, self.ties(Evidence("", (), left))))


def unknowns(claims: Sequence[Claim], written: Sequence[Section], more: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """What the articles say is not known, as far as no section says it."""
    return open_questions.found(claims, _claims(written), more)


def told(brief: Brief, now: Sequence[Claim], own: Sequence[Claim], tables: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims that there are ``now``, and those that only the ``tables`` rest on, each once.

    As the table's ``own`` has it, one cites all who give the same.
    """
    before = {claim.text for claim in _claims(brief.sections)}
    joined = {claim.text: claim for claim in own}
    claims = [_joined(claim, joined.get(claim.text, claim)) for claim in now]
    more = [claim for claim in (*own, *tables, *brief.unknowns) if claim.text not in before]
    return tuple({claim.text: claim for claim in reversed((*claims, *more))}.values())[::-1]


def is_taken(position: Position, before: Iterable[Claim], now: Iterable[Claim]) -> bool:
    """Whether a position stays: where a sentence of the brief had its words, one must still cite and say them."""
    return not _is_said(position, before) or _is_said(position, now)


def _is_said(position: Position, claims: Iterable[Claim]) -> bool:
    own = position.claim
    return any(changes.cite_alike(claim, own) and agreement.likeness(claim.text, own.text) for claim in claims)


def _joined(claim: Claim, joined: Claim) -> Claim:
    return joined if set(claim.citations) <= set(joined.citations) else claim


def _claims(sections: Sequence[Section]) -> tuple[Claim, ...]:
    return tuple(claim for section in sections for claim in section.claims)
