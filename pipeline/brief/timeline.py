"""Claims to dated events: the day that the text gives comes first, the day of publication only where it gives none.

Which days those are is read by ``days``; a year alone places nothing among days, and what it tells is background.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.answer import corroborate
from pipeline.brief import days, sort
from pipeline.brief.contradictions.conflict import names_meet
from pipeline.brief.statements import named
from pipeline.domain import Citation, Claim, Event, Sort, Span
from pipeline.language import attribution, dates, figures, verbs, words
from pipeline.language import events as kinds

MOST_READ = 240
# of two sentences of one day: share of the content words of the shorter that the other has too
_ALIKE = 0.5
_ALIKE_IN_KIND = 0.3
_SHARED = 3
_LEAP = 2000
_MOST_REPORTED, _FEWEST_REPORTED = 8, 3
# content words that a sentence which tells of a day in passing shares with the one that tells of that day, or so many
# without a capital: a name alone is shared by much of what happens on a day
_OF_ONE_DAY, _PLAIN_OF_ONE_DAY = 3, 2
_CAPITALISED = re.compile(r"\b[A-Z]\w+")
_NO_EVENT = frozenset({"be", "have", "say"})
_PAST = frozenset(form for verb, forms in verbs.IRREGULAR.items() if verb not in _NO_EVENT for form in forms)
_PRESENT = frozenset("is are may can could must should will would does do".split())
_AUXILIARY = frozenset("was were has have had".split())
# "was expected to end on", "planned for"
_MEANT = re.compile(
    r"\b(?:expected|planned|planning|scheduled|due|set|slated|meant|hoped) (?:to|for|on)\b[^.,;:]{0,40}$", re.IGNORECASE
)
_REGULAR = re.compile(r"^(?!need|indeed|speed|feed|seed)\w{2,}[^e]ed$")


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event with its place in the year.

    ``is_first``: its sentence names that day first; ``is_only``: and no other; ``is_meant``: as one only expected.
    """

    event: Event
    place: tuple[int, int]
    is_first: bool
    is_only: bool = True
    is_meant: bool = False


def events(
    claims: Iterable[Claim], ties: corroborate.Ties | None = None, more: Sequence[Claim] = ()
) -> tuple[Event, ...]:
    """What happened by day, each sentence once; a claim whose day cannot be known has none.

    One that names several days stands on that which nothing else tells of, else on the first that is no mere plan. What
    several articles tell of one day is one event, which cites them all. Days without a year come last, in the
    order of the year as the longest time between two of them parts it. Opinions and background are no events of the day
    on which they were printed, and of others few are shown. What was told as a plan, or of a day in passing, makes way
    for what tells that it happened then. Of ``more``, sentences of the wider evidence, best first, what tells of an
    event of these is cited beside it.
    """
    found: list[_Dated] = []
    for claim in claims:
        for one in _of(claim):
            same = next((at for at, other in enumerate(found) if _is_one(one, other)), None)
            if same is None:
                found.append(one)
            else:
                found[same] = _together(found[same], one, ties or {})
    found = _once([one for one in found if not any(_is_told_by(one, other) for other in found)])
    found = _borne_out(_few_reported(found), more[:MOST_READ], ties or {})
    dated = [one.event for one in found if one.event.day is not None]
    rank = _year_round([one.place for one in found if one.event.day is None])
    others = sorted((one for one in found if one.event.day is None), key=lambda one: rank[one.place])
    return (*sorted(dated, key=_order), *(one.event for one in others))


def _borne_out(found: Sequence[_Dated], more: Sequence[Claim], ties: corroborate.Ties) -> list[_Dated]:
    """Each with the sentences of other articles that tell the same of it, with every figure that it gives."""
    others = [one for claim in more for one in _of(claim) if not one.event.is_publication_day]
    told = {one.event.claim.text for one in found}
    fresh = [one for one in others if one.event.claim.text not in told]
    kept = []
    for one in found:
        shown = one
        for other in fresh:
            if _bears_out(one, other):
                shown = replace(shown, event=_citing(shown, other, ties))
        kept.append(shown)
    return kept


def _bears_out(one: _Dated, other: _Dated) -> bool:
    mine, yours = one.event.claim, other.event.claim
    articles = {citation.source.article_id for citation in mine.citations}
    if one.event.is_planned is not other.event.is_planned or not _is_one(one, other):
        return False
    if articles.intersection(citation.source.article_id for citation in yours.citations):
        return False
    given = figures.find(yours.text)
    return all(any(figures.compatible(figure, each) for each in given) for figure in figures.find(mine.text))


def _citing(one: _Dated, other: _Dated, ties: corroborate.Ties) -> Event:
    return replace(one.event, claim=_joined(one.event.claim, other.event.claim, ties))


def of(claim: Claim) -> tuple[Event, ...]:
    """One event for each day on which a claim alone may stand."""
    return tuple(one.event for one in _of(claim))


def _together(one: _Dated, other: _Dated, ties: corroborate.Ties) -> _Dated:
    """One event of both, in the words of the one that names its day first, and no other day."""
    is_plainer = (other.is_first, other.is_only) > (one.is_first, one.is_only)
    first, second = (other, one) if is_plainer else (one, other)
    return replace(first, event=replace(first.event, claim=_joined(first.event.claim, second.event.claim, ties)))


def _is_told_by(one: _Dated, other: _Dated) -> bool:
    """Whether a plan, or what a sentence tells of a day in passing, is told by the other as what happened then."""
    mine, yours = one.event, other.event
    if (mine.day, one.place) != (yours.day, other.place) or mine.claim.text == yours.claim.text:
        return False
    is_better = other.is_first and not (yours.is_planned or yours.is_publication_day)
    is_less = mine.is_planned or not one.is_first
    shared = _content(mine.claim.text) & _content(yours.claim.text)
    plain = shared.difference(words.content(" ".join(_CAPITALISED.findall(mine.claim.text))))
    return is_better and is_less and (len(shared) >= _OF_ONE_DAY or len(plain) >= _PLAIN_OF_ONE_DAY)


def _once(found: Sequence[_Dated]) -> list[_Dated]:
    """Each sentence on one of its days: what happened before what was meant, and what only it tells of."""
    kept: dict[str, _Dated] = {}
    for one in found:
        text = one.event.claim.text
        other = kept.get(text)
        if other is None or _worth(one, found) > _worth(other, found):
            kept[text] = one
    return [one for one in found if kept[one.event.claim.text] is one]


def _worth(one: _Dated, found: Sequence[_Dated]) -> tuple[bool, bool, bool]:
    mine = one.event
    is_told = any(
        other.event.day == mine.day
        and other.event.claim.text != mine.claim.text
        and len(_content(mine.claim.text) & _content(other.event.claim.text)) >= _OF_ONE_DAY
        for other in found
        if other.place == one.place and not other.event.is_publication_day
    )
    return not (one.is_meant or mine.is_planned), not is_told, one.is_first


def _few_reported(found: Sequence[_Dated]) -> list[_Dated]:
    """Without most of what only was reported on a day, the more so the more days there are; no words twice."""
    dated = sum(not one.event.is_publication_day for one in found)
    left = max(_FEWEST_REPORTED, _MOST_REPORTED - dated)
    kept: list[_Dated] = []
    for one in found:
        if one.event.is_publication_day:
            text = one.event.claim.text
            is_told = any(text in each.event.claim.text or each.event.claim.text in text for each in kept)
            if is_told or left == 0:
                continue
            left -= 1
        kept.append(one)
    return kept


def unplaced(claims: Iterable[Claim]) -> tuple[str, ...]:
    """What the timeline cannot tell: days without a year, since neither text nor article gives one."""
    written = {when.written: None for claim in claims for when in days.of(claim) if when.day is None}
    told = f"The articles give no year for {', '.join(written)}; the timeline has these days as they are written."
    return (told,) if written else ()


def _order(event: Event) -> tuple[date, bool, date, str]:
    day = event.day or date.max
    return day, event.is_publication_day, event.until or day, event.claim.text


def _of(claim: Claim) -> Iterator[_Dated]:
    published = claim.citations[0].source.published
    found = days.of(claim)
    for number, when in enumerate(found):
        event = Event(when.day, claim, until=when.until, written="" if when.day else when.written)
        event = replace(event, is_planned=days.is_ahead(claim.text, when, published))
        yield _Dated(
            event, when.place, number == 0, len(found) == 1, bool(_MEANT.search(claim.text[: when.span.start]))
        )
    if published is not None and not dates.find(claim.text) and _happened(claim.text, published):
        yield _Dated(Event(published, claim, is_publication_day=True), (published.month, published.day), is_first=True)


def _happened(text: str, published: date) -> bool:
    """Whether its first verb tells of what was done, and nobody only says something."""
    verbs_told = (t for t in words.tokens(text) if t in _PRESENT | _AUXILIARY | _PAST or _REGULAR.match(t))
    first = next(verbs_told, "is")
    says = any(said.speaker.start == 0 for said in attribution.find(text))
    return first not in _PRESENT and not says and sort.of(text, published) is Sort.NEWS


def _is_one(one: _Dated, another: _Dated) -> bool:
    """Whether two sentences tell one event of one day."""
    event, place, other, there = one.event, one.place, another.event, another.place
    if (event.day, event.until, place) != (other.day, other.until, there) or event.claim.text == other.claim.text:
        return event.day == other.day and event.claim.text == other.claim.text and place == there
    if event.is_publication_day or other.is_publication_day:
        return False
    return _are_alike(event.claim.text, other.claim.text)


def _are_alike(one: str, other: str) -> bool:
    mine, yours = _content(one), _content(other)
    shared = len(mine & yours)
    if shared < _SHARED:
        return False
    alike = shared / min(len(mine), len(yours))
    is_of_kind = bool(kinds.kinds(one) & kinds.kinds(other)) and names_meet(named(one), named(other))
    return alike >= _ALIKE or (is_of_kind and alike >= _ALIKE_IN_KIND)


def _content(text: str) -> frozenset[str]:
    taken = [mention.span for mention in dates.find(text)]
    kept = "".join(sign for at, sign in enumerate(text) if not any(s.start <= at < s.end for s in taken))
    return frozenset(words.content(kept))


def _joined(claim: Claim, other: Claim, ties: corroborate.Ties) -> Claim:
    cited: dict[tuple[str, Span], Citation] = {}
    for citation in (*claim.citations, *other.citations):
        cited.setdefault((citation.source.article_id, citation.span), citation)
    if len(cited) == len(claim.citations):
        return claim
    citations = tuple(cited.values())
    return replace(claim, citations=citations, corroboration=corroborate.corroboration(citations, ties))


def _year_round(places: Sequence[tuple[int, int]]) -> Mapping[tuple[int, int], int]:
    """The order of days without a year: the year begins after the longest time without one."""
    known = sorted(set(places))
    if not known:
        return {}
    numbers = [date(_LEAP, *place).timetuple().tm_yday for place in known]
    year = date(_LEAP, 12, 31).timetuple().tm_yday
    gaps = [(day - numbers[at - 1]) % year or year for at, day in enumerate(numbers)]
    first = gaps.index(max(gaps))
    return {place: (at - first) % len(known) for at, place in enumerate(known)}
