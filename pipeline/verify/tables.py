"""What the tables of a brief say of its claims, worked out again from the words that these cite.

Whatever a claim or the sentence that it cites gives today is right: who gives a figure, what it counts, as of when; the
day of an event; who takes a position, and when. What neither gives was put in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.answer import corroborate
from pipeline.brief import figures, positions, timeline
from pipeline.domain import Article, ArticleId, Brief, Claim, Event, Figure, Position, Problem
from pipeline.export import days, wording
from pipeline.export.wording import shown
from pipeline.language import dates
from pipeline.verify.known import Known

_NUMBERS = re.compile(r"\d+")
_WORDS = re.compile(r"\w+")


def differing(brief: Brief, sound: Collection[Claim], known: Known) -> Iterator[Problem]:
    """``sound`` are the claims whose quotes stand: what rests on others is not told twice."""
    for figure in brief.figures:
        if figure.claim in sound:
            yield from _figure(figure, known)
    for event in brief.timeline:
        if event.claim in sound:
            yield from _event(event)
    for position in brief.positions:
        if position.claim in sound:
            yield from _position(position, known)
    if set(brief.claims) <= set(sound):
        yield from _balance(brief, known)


def _figure(figure: Figure, known: Known) -> Iterator[Problem]:
    claim = figure.claim
    said = " ".join((claim.text, *(citation.quote for citation in claim.citations)))
    if not _stands(figure.value, said):
        yield Problem(claim.text, f"the figure {figure.value!r} does not stand in it")
        return
    given = [each for each in _figures(claim, known) if _is_same(figure, each)]
    if not given:
        yield Problem(claim.text, f"its words do not give {figure.value!r} as a figure of anything")
        return
    if not any(_holds(text, figure.value) for text in (said, *(each.value for each in given))):
        yield Problem(claim.text, f"the figure {figure.value!r} is written there as {_listed(e.value for e in given)}")
        return
    who = figure.said_by.split(figures.AND_BY) if figure.said_by else ()
    if not all(any(_are_one(name, each.said_by) for each in given) for name in who):
        yield Problem(claim.text, f"the figure {figure.value!r} is given there{_by(given)}, not by “{figure.said_by}”")
    if not any(figure.counts.casefold() == each.counts.casefold() for each in given):
        counted = _listed(each.counts for each in given)
        yield Problem(claim.text, f"the figure {figure.value!r} counts {counted}, not “{shown(figure.counts)}”")
    if figure.as_of not in {each.as_of for each in given}:
        told = " or ".join(dict.fromkeys(_day(each.as_of) for each in given))
        yield Problem(
            claim.text, f"the figure {figure.value!r} is given there as of {told}, not of {_day(figure.as_of)}"
        )


def _figures(claim: Claim, known: Known) -> tuple[Figure, ...]:
    """Those of the claim, and those of each of its quotes by itself.

    As when a brief is written, from its articles, and as when one is edited, from its claims alone.
    """
    read: tuple[Mapping[ArticleId, Article], ...] = known.cited([claim]), {}
    return tuple(
        figure for each in _alone(claim) for articles in read for figure in figures.key_figures([each], (), articles)
    )


def _alone(claim: Claim) -> Iterator[Claim]:
    yield claim
    for citation in claim.citations:
        yield replace(claim, text=citation.quote, citations=(citation,))


def _is_same(figure: Figure, other: Figure) -> bool:
    return _NUMBERS.findall(figure.value) == _NUMBERS.findall(other.value) and figure.unit == other.unit


def _are_one(one: str, other: str) -> bool:
    """By the words: "Dr. Selin Çelik" is "Dr Selin Çelik, the medical officer"."""
    a, b = (set(_WORDS.findall(name.casefold())) for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _by(given: Sequence[Figure]) -> str:
    who = _listed(each.said_by for each in given if each.said_by)
    return f" by {who}" if who != "nothing" else " by nobody who is named"


def _listed(told: Iterable[str]) -> str:
    return " or ".join(f"“{shown(each)}”" for each in dict.fromkeys(told)) or "nothing"


def _stands(value: str, text: str) -> bool:
    numbers = _NUMBERS.findall(value)
    return set(numbers) <= set(_NUMBERS.findall(text)) if numbers else _holds(text, value)


def _holds(text: str, value: str) -> bool:
    """To the letter: the scale and the sign are half of a figure."""
    return shown(value).casefold() in shown(text).casefold()


def _event(event: Event) -> Iterator[Problem]:
    """Worked out from the claim and the day of its first article, as when it was written."""
    given = timeline.of(event.claim)
    if all(replace(each, claim=event.claim) != event for each in given):
        told = _listed(days.when(each) for each in given)
        yield Problem(event.claim.text, f"in the timeline it stands under “{days.when(event)}”; its words give {told}")


def _position(position: Position, known: Known) -> Iterator[Problem]:
    claim = position.claim
    given = positions.positions([claim], (), known.cited([claim]))
    if not any(_are_one(position.actor, each.actor) for each in given):
        who = _listed(each.actor for each in given)
        yield Problem(claim.text, f"it is given as said by “{shown(position.actor)}”; its words give {who}")
    if position.said_on not in {*(each.said_on for each in given), *_days(claim)}:
        reason = f"it is given as said on {_day(position.said_on)}, which neither its words nor its article give"
        yield Problem(claim.text, reason)


def _day(value: date | None) -> str:
    return wording.day(value) if value else "no day"


def _days(claim: Claim) -> Iterator[date | None]:
    for citation in claim.citations:
        published = citation.source.published
        yield published
        yield from (mention.on for mention in dates.find(citation.quote, published))


def _balance(brief: Brief, known: Known) -> Iterator[Problem]:
    articles = known.cited(brief.claims)
    citations = [citation for claim in brief.claims for citation in claim.citations]
    found = corroborate.corroboration(citations, known.ties(articles.keys())).independent
    if brief.balance.independent not in {0, found}:
        yield Problem("the file", f"it counts {brief.balance.independent} independent sources; the library has {found}")
    wires = Counter(article.wire for article in articles.values() if article.wire)
    if dict(brief.balance.by_wire) != dict(wires) and brief.balance.by_wire:
        yield Problem("the file", "the articles that it counts for each agency are others in the library")
