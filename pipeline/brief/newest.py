"""Claims to those that are not overtaken: whose toll a later article gives anew makes way for the one that gives it.

What counts as the same toll is decided as for changes between versions, by ``updates``, and as for disagreements. A
plan for a day that was over when the newest article appeared is none any more; and of two that differ in a figure one
is told, since the other stands beside it where the articles disagree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.answer import candidates, telling
from pipeline.brief import counted_as, days, sort, updates
from pipeline.brief.contradictions import counts
from pipeline.brief.contradictions.counts import Count
from pipeline.brief.statements import Statement
from pipeline.domain import Claim, Disagreement, DisagreementKind, Sort
from pipeline.language import events

# "one person died" tells of a death, and stays news when there are more
FEWEST = 2
# days after which a plan of no day is an old one, where there are newer articles
OLD_PLAN = 30
_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class _Newer:
    """A count of a claim, and the claim that gives it anew on ``day``."""

    count: Count
    day: date
    claim: Claim


def first(claims: Sequence[Claim], pool: Sequence[Claim] = (), found: Sequence[Disagreement] = ()) -> tuple[Claim, ...]:
    """``claims``, given best first, without those overtaken; the newest has the place of the best that it overtakes.

    Plans that are over are left out, and what differs in a figure from one before it.

    One is overtaken when others of them, of ``pool`` or of the updates among ``found`` give anew all that it says of
    how many died, are missing and the like.
    """
    every = {claim.text: claim for claim in (*claims, *pool)}
    told = {text: updates.statement(claim) for text, claim in every.items()}
    latest = max((day for one in every.values() if (day := _told_on(one)) is not None), default=None)
    order: dict[str, Claim] = {}
    for claim in claims:
        for one in _newest_of(claim, every, told, found):
            if not (_is_over(one, latest) or any(_differ(one, other, found) for other in order.values())):
                order.setdefault(one.text, one)
    return tuple(order.values())


def is_older(claim: Claim, pool: Sequence[Claim]) -> bool:
    """Whether a claim of ``pool`` gives anew any of what it says of how many died, are missing and the like."""
    every = {one.text: one for one in (claim, *pool)}
    told = {text: updates.statement(one) for text, one in every.items()}
    return bool(_anew(claim, _running(told[claim.text]), every, told, ()))


def _told_on(claim: Claim) -> date | None:
    return claim.citations[0].source.published


def _is_over(claim: Claim, latest: date | None) -> bool:
    """Whether it is a plan for a day before ``latest``, or one of no day from long before."""
    published = _told_on(claim)
    if latest is None or published is None or sort.of(claim.text, published) is not Sort.AHEAD:
        return False
    planned = [when.until or when.day for when in days.of(claim) if when.day is not None]
    if planned:
        return max(day for day in planned if day is not None) < latest
    is_far = any(int(year) >= latest.year for year in _YEAR.findall(claim.text))
    return not is_far and (latest - published).days > OLD_PLAN


def _differ(one: Claim, other: Claim, found: Sequence[Disagreement]) -> bool:
    """Whether they stand on two sides of a disagreement on a figure."""
    for each in found:
        if each.kind is DisagreementKind.FIGURE and not each.is_update:
            mine, yours = (
                {side.value for side in each.sides if _is_cited(side.claim, claim)} for claim in (one, other)
            )
            if mine and yours and mine.isdisjoint(yours):
                return True
    return False


def _newest_of(
    claim: Claim, every: dict[str, Claim], told: dict[str, Statement], found: Sequence[Disagreement]
) -> tuple[Claim, ...]:
    """What gives anew all that it counts, the newest for each; itself where a figure of it still holds."""
    mine = _running(told[claim.text])
    newest = _anew(claim, mine, every, told, found)
    if not mine or len(newest) < len(mine):
        return (claim,)
    return tuple({newest[count].claim.text: newest[count].claim for count in mine}.values())


def _running(told: Statement) -> list[Count]:
    return [count for count in counts.of(told) if _runs(count)]


def _anew(
    claim: Claim,
    mine: Sequence[Count],
    every: dict[str, Claim],
    told: dict[str, Statement],
    found: Sequence[Disagreement],
) -> dict[Count, _Newer]:
    """For each count that is given anew, the newest."""
    newest: dict[Count, _Newer] = {}
    for one in (*_in_words(claim, mine, every, told), *_in_updates(claim, mine, found)):
        if one.count not in newest or newest[one.count].day < one.day:
            newest[one.count] = one
    return newest


def _in_words(
    claim: Claim, mine: Sequence[Count], every: dict[str, Claim], told: dict[str, Statement]
) -> Iterator[_Newer]:
    """By the claims that speak of the same thing."""
    before = told[claim.text]
    for text, after in told.items() if mine else ():
        day = _later(before, after)
        for count, anew in updates.given_anew(before, after) if day else ():
            if day and count in mine and counted_as.is_key(anew):
                yield _Newer(count, day, every[text])


def _in_updates(claim: Claim, mine: Sequence[Count], found: Sequence[Disagreement]) -> Iterator[_Newer]:
    """By the last side of an update of which it gives an earlier one."""
    for update in found:
        if not update.is_update or update.kind is not DisagreementKind.FIGURE:
            continue
        last = update.sides[-1].claim
        day = _later(updates.statement(claim), updates.statement(last))
        values = [side.value for side in update.sides[:-1] if _is_cited(side.claim, claim)]
        if day is None or not candidates.is_sentence(last.text) or telling.leads_back(last.text):
            continue
        for count in mine:
            if any(value.startswith(count.mention.span.of(count.statement.text)) for value in values):
                yield _Newer(count, day, last)


def _later(before: Statement, after: Statement) -> date | None:
    """The day of the second, where it is the later one."""
    was, day = before.article.published, after.article.published
    return day if was is not None and day is not None and was < day else None


def _is_cited(side: Claim, claim: Claim) -> bool:
    return any(
        one.source.article_id == other.source.article_id
        and one.span.start < other.span.end
        and other.span.start < one.span.end
        for one in side.citations
        for other in claim.citations
    )


def _runs(count: Count) -> bool:
    return (
        updates.fate(count) in events.RUNNING
        and not count.is_part
        and count.measure is counts.Measure.LEVEL
        and count.mention.low >= FEWEST
        and counted_as.is_key(count)
    )
