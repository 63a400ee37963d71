"""Claims and what articles disagree on to the newest count of what a claim says, where it is not the claim's own."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.domain import Citation, Claim, Disagreement, Side


def reported(claim: Claim, disagreements: Sequence[Disagreement]) -> Side | None:
    """The newest side of an update of which ``claim`` cites an older one; None where it says the newest, or no update.

    Sides stand in the order of their days, the newest last. One that its own article does not date later is none.
    """
    for disagreement in disagreements:
        *older, newest = disagreement.sides
        if not disagreement.is_update or _cites(claim, newest):
            continue
        if any(_cites(claim, side) and _is_later(newest, side) for side in older):
            return newest
    return None


def _cites(claim: Claim, side: Side) -> bool:
    return any(_overlap(one, other) for one in claim.citations for other in side.claim.citations)


def _overlap(one: Citation, other: Citation) -> bool:
    is_same = (one.source.article_id, one.source.revision) == (other.source.article_id, other.source.revision)
    return is_same and one.span.start < other.span.end and other.span.start < one.span.end


def _is_later(newest: Side, side: Side) -> bool:
    days = [[c.source.published for c in each.claim.citations if c.source.published] for each in (newest, side)]
    return all(days) and max(days[0]) > max(days[1])
