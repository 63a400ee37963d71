"""Claims to dated events: the day that the text gives comes first, the day of publication only where it gives none.

A day is an event wherever it stands in its sentence; a month only where nothing more exact is told and no measure is of
it; a year alone never: it places nothing among days, and what it tells is background. A day that only bounds something
("until Thursday", "as of Friday", "after 10 November"), or on which an article was printed, is no event's.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipeline.answer import corroborate
from pipeline.brief import sort
from pipeline.brief.contradictions.conflict import names_meet
from pipeline.brief.statements import named
from pipeline.domain import Citation, Claim, Event, Sort, Span
from pipeline.language import attribution, dates, figures, tense, verbs, words
from pipeline.language import events as kinds
from pipeline.language.dates import DateMention

# of two sentences of one day: share of the content words of the shorter that the other has too
_ALIKE = 0.5
_ALIKE_IN_KIND = 0.3
_SHARED = 3
_LEAP = 2000
_LEAP_DAY = (2, 29)
_SOON = timedelta(days=60)
_MOST_REPORTED = 8
_HAD = re.compile(r"\b(?:had|was|were|did|last|\w{3,}ed)\b")
_BOUND = re.compile(
    r"\b(?:until|till|before|after|since|prior to|following|as of|as at|than|from|between|ahead of|up to)"
    r"(?:\s+(?:the|late|early|last|this|mid|[MTWFS]\w{2,5}day,?))*\s*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|to|through|and)\s+(?:the\s+)?$", re.IGNORECASE)
_PRINTED = re.compile(
    r"\b(?:published|posted|updated|printed|aired|broadcast|edition|issue|interview\w*|article|column|version)\b"
    r"[^.;:]{0,30}$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|added|stated|reported|wrote|noted|explained|statement|briefing|press conference|tweet\w*)"
    r"(?:\s+(?:\w+\s+){0,3}?(?:on|in|late|early|at))?\s*$",
    re.IGNORECASE,
)
_AND_DAY = re.compile(r"\s*(?:[-–—,/]|and|to|or|until|through)\s*")
_IN_PASSING = re.compile(r"\b(?:who|which|whose|that)\b[^,;]*$")
_NO_EVENT = frozenset({"be", "have", "say"})
_PAST = frozenset(form for verb, forms in verbs.IRREGULAR.items() if verb not in _NO_EVENT for form in forms)
_PRESENT = frozenset("is are may can could must should will would does do".split())
_AUXILIARY = frozenset("was were has have had".split())
_REGULAR = re.compile(r"^(?!need|indeed|speed|feed|seed)\w{2,}[^e]ed$")


@dataclass(frozen=True, slots=True)
class _When:
    """A day, several, or one without a year (``day`` is None then, and ``place`` is month and day)."""

    span: Span
    day: date | None
    until: date | None
    place: tuple[int, int]
    written: str


def events(claims: Iterable[Claim], ties: corroborate.Ties | None = None) -> tuple[Event, ...]:
    """One event for each day and what happened on it, by day; a claim whose day cannot be known has none.

    What several articles tell of one day is one event, which cites them all. Days without a year come last, in the
    order of the year as the longest time between two of them parts it. Opinions and background are no events of the day
    on which they were printed, and of others few are shown.
    """
    found: list[tuple[Event, tuple[int, int]]] = []
    for claim in claims:
        for event, place in _of(claim):
            if event.is_publication_day and _is_enough(event, [other for other, _ in found]):
                continue
            same = next((at for at, (other, there) in enumerate(found) if _is_one(event, place, other, there)), None)
            if same is None:
                found.append((event, place))
            else:
                found[same] = replace(found[same][0], claim=_joined(found[same][0].claim, claim, ties or {})), place
    dated = [event for event, _ in found if event.day is not None]
    rank = _year_round([place for event, place in found if event.day is None])
    others = sorted((pair for pair in found if pair[0].day is None), key=lambda pair: rank[pair[1]])
    return (*sorted(dated, key=_order), *(event for event, _ in others))


def _is_enough(event: Event, found: Sequence[Event]) -> bool:
    """Whether there are many that only were reported, or one has the same words."""
    reported = [other for other in found if other.is_publication_day]
    text = event.claim.text
    return len(reported) >= _MOST_REPORTED or any(text in e.claim.text or e.claim.text in text for e in reported)


def unplaced(claims: Iterable[Claim]) -> tuple[str, ...]:
    """What the timeline cannot tell: days without a year, since neither text nor article gives one."""
    days = {when.written: None for claim in claims for when in _whens(claim) if when.day is None}
    told = f"The articles give no year for {', '.join(days)}; the timeline has these days as they are written."
    return (told,) if days else ()


def _order(event: Event) -> tuple[date, bool, date, str]:
    day = event.day or date.max
    return day, event.is_publication_day, event.until or day, event.claim.text


def _of(claim: Claim) -> Iterator[tuple[Event, tuple[int, int]]]:
    published = claim.citations[0].source.published
    for when in _whens(claim):
        event = Event(when.day, claim, until=when.until, written="" if when.day else when.written)
        yield replace(event, is_planned=_is_ahead(claim.text, when, published)), when.place
    if published is not None and not dates.find(claim.text) and _happened(claim.text, published):
        yield Event(published, claim, is_publication_day=True), (published.month, published.day)


def _is_ahead(text: str, when: _When, published: date | None) -> bool:
    """Whether it was still to come: by its day, or where that is not known by the words."""
    if when.day is not None and published is not None:
        last = when.until or when.day
        return last > published or (last == published and tense.looks_ahead(text, when.span.start))
    return tense.looks_ahead(text, when.span.start)


def _happened(text: str, published: date) -> bool:
    """Whether its first verb tells of what was done, and nobody only says something."""
    verbs_told = (t for t in words.tokens(text) if t in _PRESENT | _AUXILIARY | _PAST or _REGULAR.match(t))
    first = next(verbs_told, "is")
    says = any(said.speaker.start == 0 for said in attribution.find(text))
    return first not in _PRESENT and not says and sort.of(text, published) is Sort.NEWS


def _whens(claim: Claim) -> tuple[_When, ...]:
    """The days on which something happens; that of saying so only where there is no other."""
    text, published = claim.text, claim.citations[0].source.published
    mentions = dates.find(text, published)
    days = [when for when in _days(text, mentions, published) if not _is_no_event(text, when, published)]
    own = [when for when in days if not _SAID.search(text[: when.span.start])] or days
    if own or any(mention.is_day or mention.weekday is not None for mention in mentions):
        return tuple({(when.day, when.until, when.place): when for when in own}.values())
    return tuple(_months(text, mentions))[:1]


def _days(text: str, mentions: Sequence[DateMention], published: date | None) -> Iterator[_When]:
    """Each day; two of one expression that follow each other are one: "9 and 10 December"."""
    index = 0
    while index < len(mentions):
        one, other = mentions[index], mentions[index + 1] if index + 1 < len(mentions) else None
        index += 1
        if one.month is None or one.day is None:
            continue
        until = None
        span = one.span
        if other is not None and _goes_on(text, one, other):
            until, span, index = _on(text, other, published), Span(one.span.start, other.span.end), index + 1
        day = _on(text, one, published)
        yield _When(
            span, day, until if until and day and until > day else None, (one.month, one.day), span.of(text).strip()
        )


def _goes_on(text: str, one: DateMention, other: DateMention) -> bool:
    """Whether the second is the "and 10" of "December 9 and 10"."""
    between = text[one.span.end : other.span.start]
    return (
        other.is_day
        and other.span.of(text)[0].isdigit()
        and one.month == other.month
        and (not between or _AND_DAY.fullmatch(between) is not None)
    )


def _on(text: str, mention: DateMention, published: date | None) -> date | None:
    """The day; of a year before where a day without a year is told as past and would be to come."""
    day, written = mention.on, mention.span.of(text)
    if day is None or published is None or day <= published or not any(sign.isdigit() for sign in written):
        return day
    if str(day.year) in text or tense.looks_ahead(text, mention.span.start) or (day.month, day.day) == _LEAP_DAY:
        return day
    is_past = _HAD.search(text[: mention.span.start]) is not None
    return day.replace(year=day.year - 1) if is_past and day - published > _SOON else day


def _is_no_event(text: str, when: _When, published: date | None) -> bool:
    before = text[: when.span.start]
    if _PRINTED.search(before):
        return True
    if _BOUND.search(before):
        return not _is_ahead(text, when, published)
    bound = _UNTIL.search(before)
    # "from 1 April to 30 June", "by Friday": the end of something, unless it is to come
    is_end = bound is not None and (bound.group().lower().startswith("by") or _ends_in_a_day(text[: bound.start()]))
    return is_end and not _is_ahead(text, when, published)


def _ends_in_a_day(text: str) -> bool:
    found = dates.find(text)
    return bool(found) and found[-1].is_day and found[-1].span.end >= len(text.rstrip())


def _months(text: str, mentions: Sequence[DateMention]) -> Iterator[_When]:
    """A month in which something happened: not one that a measure is of."""
    if any(figure.unit for figure in figures.find(text)):
        return
    for mention in mentions:
        before = text[: mention.span.start]
        is_bound = _BOUND.search(before) or _IN_PASSING.search(before) or _BOUND.match(mention.span.of(text).split()[0])
        if mention.year is not None and mention.month is not None and not is_bound:
            last = calendar.monthrange(mention.year, mention.month)[1]
            first = date(mention.year, mention.month, 1)
            yield _When(mention.span, first, first.replace(day=last), (mention.month, 1), mention.span.of(text))


def _is_one(event: Event, place: tuple[int, int], other: Event, there: tuple[int, int]) -> bool:
    """Whether two sentences tell one event of one day."""
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
    days = [date(_LEAP, *place).timetuple().tm_yday for place in known]
    year = date(_LEAP, 12, 31).timetuple().tm_yday
    gaps = [(day - days[at - 1]) % year or year for at, day in enumerate(days)]
    first = gaps.index(max(gaps))
    return {place: (at - first) % len(known) for at, place in enumerate(known)}
