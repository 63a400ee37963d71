"""A claim to the days on which what it tells of happens: of each whether it is known, and whether it is still to come.

A day is one wherever it stands in its sentence; a month only where nothing more exact is told and no measure is of it;
a year alone never. A day that only bounds something ("until Thursday", "as of Friday", "after 10 November"), on which
an article was printed, or that is "today" to somebody quoted, is none.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.domain import Claim, Span
from pipeline.language import dates, figures, tense
from pipeline.language.dates import DateMention

_LEAP_DAY = (2, 29)
_SOON = timedelta(days=60)
_HAD = re.compile(r"\b(?:had|was|were|did|last|\w{3,}ed)\b")
# "rescheduled its races to June 2", "adjourned until 4 May"
_MOVED = re.compile(
    r"\b(?:(?:re)?scheduled?|set|moved?|postponed?|delayed?|pushed|extended|adjourned|deferred|put off)\b[^.;]{0,60}"
    r"\b(?:to|until|till|for)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ONCE_PLANNED = re.compile(r"\boriginally (?:planned|scheduled|set|due)\b[^,.;]{0,20}$", re.IGNORECASE)
_IN_A_YEAR = re.compile(r"\bin ((?:19|20)\d\d)\b(?!\s?[-–])", re.IGNORECASE)
_OF_YEAR = re.compile(r",? (?:of )?(?:(?P<this>this)|last) year\b", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class When:
    """A day, several, or one without a year (``day`` is None then, and ``place`` is month and day)."""

    span: Span
    day: date | None
    until: date | None
    place: tuple[int, int]
    written: str


def is_ahead(text: str, when: When, published: date | None) -> bool:
    """Whether it was still to come: by its day, or where that is not known by the words."""
    if when.day is not None and published is not None:
        last = when.until or when.day
        return last > published or (last == published and tense.looks_ahead(text, when.span.start))
    return tense.looks_ahead(text, when.span.start)


def of(claim: Claim) -> tuple[When, ...]:
    """The days on which something happens; that of saying so only where there is no other."""
    text, published = claim.text, claim.citations[0].source.published
    mentions = [mention for mention in dates.find(text, published) if not _is_of_a_speaker(text, mention)]
    days = [when for when in _days(text, mentions, published) if not _is_no_event(text, when, published)]
    own = [when for when in days if not _SAID.search(text[: when.span.start])] or days
    if own or any(mention.is_day or mention.weekday is not None for mention in mentions):
        return tuple({(when.day, when.until, when.place): when for when in own}.values())
    return tuple(_months(text, mentions, published))[:1]


def _is_of_a_speaker(text: str, mention: DateMention) -> bool:
    """Whether it is a "today" or a "Monday" in a quotation: that of the day on which somebody spoke."""
    before = text[: mention.span.start]
    is_quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return is_quoted and not any(sign.isdigit() for sign in mention.span.of(text))


def _days(text: str, mentions: Sequence[DateMention], published: date | None) -> Iterator[When]:
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
        yield When(
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
    """The day: of the year told before it, or of a year before where it is told as past and would be to come."""
    day, written, before = mention.on, mention.span.of(text), text[: mention.span.start]
    if day is None or published is None or day <= published or not any(sign.isdigit() for sign in written):
        return day
    if str(day.year) in written or (day.month, day.day) == _LEAP_DAY:
        return day
    year = _IN_A_YEAR.search(before)
    if year:
        return day.replace(year=int(year[1]))
    if str(day.year) in text or tense.looks_ahead(text, mention.span.start) or _MOVED.search(before):
        return day
    is_past = _HAD.search(before) is not None
    return day.replace(year=day.year - 1) if is_past and day - published > _SOON else day


def _is_no_event(text: str, when: When, published: date | None) -> bool:
    before = text[: when.span.start]
    if _PRINTED.search(before) or _ONCE_PLANNED.search(before):
        return True
    if _BOUND.search(before):
        return not is_ahead(text, when, published)
    bound = _UNTIL.search(before)
    # "from 1 April to 30 June", "by Friday": the end of something, unless it is to come
    is_end = bound is not None and (bound.group().lower().startswith("by") or _ends_in_a_day(text[: bound.start()]))
    return is_end and not is_ahead(text, when, published)


def _ends_in_a_day(text: str) -> bool:
    found = dates.find(text)
    return bool(found) and found[-1].is_day and found[-1].span.end >= len(text.rstrip())


def _months(text: str, mentions: Sequence[DateMention], published: date | None) -> Iterator[When]:
    """A month in which something happened: not one that a measure is of."""
    if any(figure.unit for figure in figures.find(text)):
        return
    for mention in mentions:
        before = text[: mention.span.start]
        is_bound = _BOUND.search(before) or _IN_PASSING.search(before) or _BOUND.match(mention.span.of(text).split()[0])
        if mention.year is not None and mention.month is not None and not is_bound:
            first = date(_year_of_month(text, mention, mention.year, published), mention.month, 1)
            last = calendar.monthrange(first.year, first.month)[1]
            yield When(mention.span, first, first.replace(day=last), (mention.month, 1), mention.span.of(text))


def _year_of_month(text: str, mention: DateMention, year: int, published: date | None) -> int:
    """That of "January of this year"; of a month that is told as past and would be to come, the year before."""
    written = mention.span.of(text)
    if published is None or str(year) in written:
        return year
    if told := _OF_YEAR.match(text, mention.span.end):
        return published.year if told["this"] else published.year - 1
    is_to_come = (year, mention.month or 0) > (published.year, published.month)
    is_past = _HAD.search(text) is not None and not tense.looks_ahead(text, mention.span.start)
    return year - 1 if is_to_come and is_past else year
