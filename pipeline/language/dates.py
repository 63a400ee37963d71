"""Text to the days, months and years that it names; relative words are resolved by the day of publication.

A bare weekday in news is the latest such day up to publication, or the next one where the words before it look ahead
("will meet on Thursday"). A day without a year takes the year that brings it nearest to publication.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from pipeline.domain import Span
from pipeline.language import tense

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}

_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|" + (
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY2 = r"(?:\s*(?:[-–—,/]|and|to|or|until|through)\s*(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?![\d:%]|,\d))?"
_YEAR = r"(?:,?\s+(?P<year>(?:1[5-9]|20)\d\d))?(?!\d)"
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>(?:1[5-9]|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>[0-2]\d|3[01])(?!\d)",
        rf"\b{_MONTH}\s+{_DAY}(?![\d:%]|,\d|\.\d){_DAY2}{_YEAR}",
        rf"(?<![\d.,])\b(?:the\s+)?{_DAY}{_DAY2}\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"\b{_MONTH}(?:\s+of)?,?\s+(?P<year>(?:1[5-9]|20)\d\d)(?!\d)",
        rf"\b(?i:in|since|by|until|last|early|late|mid|this|next|of|during|from|through)[\s-]{_MONTH}\b",
        r"\b(?P<month>January|February|April|June|July|August|September|October|November|December)\b",
        rf"\b(?P<relative>(?i:last|next|this|past|previous|the\s+following))\s+(?i:(?P<period>day|month|year)|{_WEEKDAY})\b",
        rf"\b{_WEEKDAY}\b",
        r"\b(?P<deictic>(?i:today|tonight|yesterday|tomorrow))\b",
        r"(?<![\w$£€.,:/-])(?P<year>(?:1[5-9]|20)\d\d)(?:[-–/](?:\d\d|\d{4}))?(?![\w%]|[.,:/-]\d)",
    )
)
_DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
# A bare number of four digits is a year unless it counts something: "2015 people" is no year
_COUNTED = re.compile(
    r"\s+(?:people|men|women|soldiers|troops|deaths|cases|votes|seats|points|kilomet\w+|km|miles|met\w+|dollars|euros|pounds"
    r"|tons|tonnes|homes|jobs|employees|workers|students|children|servicemen|million|billion|percent|per cent)\b"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """What a text says of a day; a part that it does not say is None. ``weekday`` counts from Monday, 0."""

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    @property
    def on(self) -> date | None:
        """The day, when year, month and day are all known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    @property
    def is_day(self) -> bool:
        """Whether it names a day of a month, perhaps of an unknown year."""
        return self.month is not None and self.day is not None


def compatible(one: DateMention, other: DateMention) -> bool:
    """Whether both can be said of one event: every part that both know is the same. A day in its month is."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day), (one.weekday, other.weekday))
    return all(a is None or b is None or a == b for a, b in pairs)


@lru_cache(maxsize=4096)
def find(text: str, published: date | None = None) -> tuple[DateMention, ...]:
    """Every date in ``text``, in order. "December 9 and 10" is two mentions with one span each.

    Without ``published`` a relative word is a mention that knows its weekday at most.
    """
    taken: list[Span] = []
    found: list[DateMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if any(span.start < t.end and t.start < span.end for t in taken):
                continue
            mentions = tuple(_read(match, published))
            if mentions:
                taken.append(span)
                found.extend(mentions)
    return tuple(sorted(found, key=lambda mention: mention.span))


def _read(match: re.Match[str], published: date | None) -> Iterator[DateMention]:
    parts = match.groupdict()
    if parts.get("deictic"):
        yield _shifted(match, published, _DEICTIC[parts["deictic"].lower()])
    elif parts.get("relative") and parts.get("period"):
        yield from _period(match, published)
    elif parts.get("weekday"):
        yield _weekday(match, published)
    elif parts.get("month") or parts.get("number"):
        yield from _calendar(match, published)
    elif not _COUNTED.match(match.string, match.end()):
        yield DateMention(Span(*match.span()), year=int(parts["year"]))


def _calendar(match: re.Match[str], published: date | None) -> Iterator[DateMention]:
    parts = match.groupdict()
    month = int(parts["number"]) if parts.get("number") else MONTHS[parts["month"].rstrip(".").lower()]
    year = int(parts["year"]) if parts.get("year") else None
    days = [(name, int(parts[name])) for name in ("day", "day2") if parts.get(name)]
    if not days:
        yield DateMention(Span(*match.span()), _year_of(month, 15, published) if year is None else year, month)
    for name, day in days:
        if _exists(year, month, day):
            known = _year_of(month, day, published) if year is None else year
            yield DateMention(_part(match, name, len(days)), known, month, day, _weekday_of(known, month, day))


def _part(match: re.Match[str], name: str, days: int) -> Span:
    # two days share one expression: the first takes what is before the second
    if days == 1:
        return Span(*match.span())
    cut = match.end("day")
    return Span(match.start(), cut) if name == "day" else Span(match.start("day2"), match.end())


def _exists(year: int | None, month: int, day: int) -> bool:
    leap = 2000
    return 1 <= day <= calendar.monthrange(year or leap, month)[1]


def _weekday_of(year: int | None, month: int, day: int) -> int | None:
    return None if year is None or not _exists(year, month, day) else date(year, month, day).weekday()


def _year_of(month: int, day: int, published: date | None) -> int | None:
    if published is None:
        return None
    years = [year for year in (published.year - 1, published.year, published.year + 1) if _exists(year, month, day)]
    return min(years, key=lambda year: abs(date(year, month, day) - published), default=None)


def _at(span: Span, day: date) -> DateMention:
    return DateMention(span, day.year, day.month, day.day, day.weekday())


def _shifted(match: re.Match[str], published: date | None, days: int) -> DateMention:
    span = Span(*match.span())
    return DateMention(span) if published is None else _at(span, published + timedelta(days=days))


def _period(match: re.Match[str], published: date | None) -> Iterator[DateMention]:
    word, period = match["relative"].lower(), match["period"].lower()
    span = Span(*match.span())
    if published is None or period == "day":
        return
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1}.get(word)
    if step is None:
        return
    if period == "year":
        yield DateMention(span, published.year + step)
    else:
        months = published.year * 12 + published.month - 1 + step
        yield DateMention(span, months // 12, months % 12 + 1)


def _weekday(match: re.Match[str], published: date | None) -> DateMention:
    mention = DateMention(Span(*match.span()), weekday=WEEKDAYS[match["weekday"].lower()])
    if published is None or match.group().endswith("s"):  # "on Sundays" is a habit, not a day
        return mention
    parts = match.groupdict()
    step = _STEPS.get((parts.get("relative") or "").lower(), _bare)
    assert mention.weekday is not None
    return replace(_at(mention.span, step(match, published, mention.weekday)), span=mention.span)


def _before(published: date, weekday: int, *, strictly: bool) -> date:
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back or (7 if strictly else 0))


def _after(published: date, weekday: int, *, strictly: bool) -> date:
    ahead = (weekday - published.weekday()) % 7
    return published + timedelta(days=ahead or (7 if strictly else 0))


def _bare(match: re.Match[str], published: date, weekday: int) -> date:
    if tense.looks_ahead(match.string, match.start()):
        return _after(published, weekday, strictly=False)
    return _before(published, weekday, strictly=False)


_Step = Callable[[re.Match[str], date, int], date]
_STEPS: dict[str, _Step] = {
    "last": lambda _, published, weekday: _before(published, weekday, strictly=True),
    "past": lambda _, published, weekday: _before(published, weekday, strictly=True),
    "previous": lambda _, published, weekday: _before(published, weekday, strictly=True),
    "next": lambda _, published, weekday: _after(published, weekday, strictly=True),
}
