"""Claims to dated events: the day that the text gives comes first, the day of publication only where it gives none."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.brief import sort
from pipeline.domain import Claim, Event, Sort
from pipeline.language import dates


def events(claims: Iterable[Claim]) -> tuple[Event, ...]:
    """One event for each day and claim, by day; a claim whose day cannot be known has none.

    Opinions and background are no events of the day on which they were printed.
    """
    found: dict[tuple[object, str], Event] = {}
    for claim in claims:
        for event in _of(claim):
            found.setdefault((event.day, claim.text), event)
    return tuple(sorted(found.values(), key=lambda event: (event.day, event.is_publication_day, event.claim.text)))


def unplaced(claims: Iterable[Claim]) -> tuple[str, ...]:
    """What the timeline lacks: days that no year can be told for, since neither text nor article gives one."""
    days = {
        mention.span.of(claim.text): None
        for claim in claims
        if claim.citations[0].source.published is None
        for mention in dates.find(claim.text)
        if mention.is_day and mention.year is None
    }
    return (f"The articles give no year for {', '.join(days)}; the timeline leaves these days out.",) if days else ()


def _of(claim: Claim) -> Iterable[Event]:
    published = claim.citations[0].source.published
    days = [mention.on for mention in dates.find(claim.text, published) if mention.on is not None]
    if days:
        return [Event(day, claim) for day in dict.fromkeys(days)]
    if published is None or sort.of(claim.text, published) is not Sort.NEWS:
        return []
    return [Event(published, claim, is_publication_day=True)]
