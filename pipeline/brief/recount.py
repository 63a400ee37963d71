"""A brief whose sections have changed, to the same with its tables made again from the claims that it has now."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from pipeline.brief import figures, timeline
from pipeline.brief import unknowns as open_questions
from pipeline.brief.plan import Shown
from pipeline.domain import Brief, Claim, Section

Recount = Callable[[Brief, Sequence[Section]], Brief]


def sections(brief: Brief, changed: Sequence[Section], shown: Collection[Shown] = frozenset(Shown)) -> Brief:
    """The brief with these sections, and of its tables those that are ``shown``."""
    if tuple(changed) == brief.sections:
        return brief
    claims, gone = told(brief, changed), _in(brief.sections) - _in(changed)
    return replace(
        brief,
        sections=tuple(changed),
        figures=figures.key_figures(claims) if Shown.FIGURES in shown else (),
        timeline=timeline.events(claims) if Shown.TIMELINE in shown else (),
        positions=tuple(each for each in brief.positions if each.claim.text not in gone),
        unknowns=unknowns(claims, changed) if Shown.UNKNOWNS in shown else (),
    )


def unknowns(claims: Sequence[Claim], written: Sequence[Section], more: Sequence[Claim] = ()) -> tuple[Claim, ...]:
    """What the articles say is not known, as far as no section says it."""
    return open_questions.found(claims, [claim for section in written for claim in section.claims], more)


def told(brief: Brief, changed: Sequence[Section]) -> tuple[Claim, ...]:
    """The claims of the sections, and those that only the tables of the brief rest on."""
    before = _in(brief.sections)
    tables = [*(figure.claim for figure in brief.figures), *(event.claim for event in brief.timeline), *brief.unknowns]
    more = [claim for claim in tables if claim.text not in before]
    claims = [claim for section in changed for claim in section.claims]
    return tuple({claim.text: claim for claim in reversed((*claims, *more))}.values())[::-1]


def _in(changed: Sequence[Section]) -> frozenset[str]:
    return frozenset(claim.text for section in changed for claim in section.claims)
