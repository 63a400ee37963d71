"""A question to the days, months and years that it names, as wishes for when an article was published.

News is published on the day of what it tells or soon after, so a period goes on for a week.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.language import dates
from pipeline.language.dates import DateMention

# zones: what happened today may be of tomorrow, or of yesterday, where it is published
_EARLIER = timedelta(days=1)
_LATER = timedelta(days=7)
_OPEN_BEFORE = re.compile(r"\b(?:before|until|till|prior to|earlier than|up to)\s+(?:the\s+)?$", re.IGNORECASE)
_OPEN_AFTER = re.compile(r"\b(?:after|since|later than|following)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """``named`` has a year, a month, or both. ``opens`` has the side without an end: -1 before, 1 after, 0 none."""

    named: DateMention
    opens: int = 0

    def has(self, published: date) -> bool:
        """Whether an article of this day may be meant. A date without a year is of every year."""
        if self.named.year is not None:
            return self._has(self.named.year, published)
        return any(self._has(year, published) for year in (published.year - 1, published.year, published.year + 1))

    def _has(self, year: int, published: date) -> bool:
        first, last = _bounds(year, self.named)
        is_late_enough = self.opens < 0 or first - _EARLIER <= published
        is_early_enough = self.opens > 0 or published <= last + _LATER
        return is_late_enough and is_early_enough


def named(question: str) -> tuple[Period, ...]:
    """Every date of ``question``, in order. A bare weekday, or "last month", is none: nobody knows whose."""
    found = (mention for mention in dates.find(question) if mention.year or mention.month)
    return tuple(Period(mention, _opens(question[: mention.span.start], mention)) for mention in found)


def _opens(before: str, mention: DateMention) -> int:
    if mention.year is None:
        return 0
    return 1 if _OPEN_AFTER.search(before) else -1 if _OPEN_BEFORE.search(before) else 0


def _bounds(year: int, named: DateMention) -> tuple[date, date]:
    if named.month is None:
        return date(year, 1, 1), date(year, 12, 31)
    last = calendar.monthrange(year, named.month)[1]
    if named.day is None:
        return date(year, named.month, 1), date(year, named.month, last)
    day = date(year, named.month, min(named.day, last))
    return day, day
