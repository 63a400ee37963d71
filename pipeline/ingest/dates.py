"""A date as people write it to a day, or None: a date that is partial, or can be read two ways, is not known.

Never reads the clock. A moment gives the day as written, in the zone it was written in.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from dateutil import parser

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_NAMED = rf"(?:{_DAY} (?:of )?{_MONTH},? {_YEAR}|{_MONTH} {_DAY},? {_YEAR})(?![\w])"
_ISO = rf"{_YEAR}-[01]\d-[0-3]\d"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
_TIME = r",? (?:at |- |\| )?\d{1,2}[:.]\d\d.{0,30}"

_YEAR_FIRST = re.compile(rf"({_YEAR})([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d)")
_COMPACT = re.compile(rf"({_YEAR})(\d\d)(\d\d)(?:[T ]?\d{{4,6}}.{{0,10}})?")
_ANY_NAMED = re.compile(rf"(?<![\w]){_NAMED}", re.IGNORECASE)
_HEADER = re.compile(
    rf"(?:(?:first )?(?:published|posted|issued|date|dateline)(?: on)?:? )?"
    rf"(?:{_WEEKDAY})?({_NAMED}|{_ISO})(?:{_TIME})?",
    re.IGNORECASE,
)
# A place in capitals, the date, perhaps an agency, a dash
_DATELINE = re.compile(
    rf"[A-Z\u00c0-\u00de]{{2}}[\w .,'’/-]{{1,60}}?[,(]? ?((?i:{_NAMED}))\)?,?"
    r"(?: \([^()]{1,40}\)| /[^/]{1,40}/)? ?(?:-|–|—|--) ?\S"
)
_LONGEST = 120
# A part that the text does not give is filled from these two, and then they differ
_FILLS = (datetime(2001, 1, 5), datetime(2004, 10, 21))  # noqa: DTZ001


def day(text: str) -> date | None:
    """The one full date that ``text`` states. "03/04/2020", "May 2020" and "2020" are None; "13/04/2020" is a day."""
    text = " ".join(text[: 4 * _LONGEST].split())[:_LONGEST]
    if match := _YEAR_FIRST.match(text):
        return _checked(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(text):
        return _checked(match[1], match[2], match[3])
    if not re.search(rf"(?<!\d){_YEAR}(?!\d)", text):
        return None
    named = {_only_reading(match.group()) for match in _ANY_NAMED.finditer(text)}
    return named.pop() if len(named) == 1 else _only_reading(text)


def of_header(line: str) -> date | None:
    """The date of a line that holds nothing but a date: "Friday, January 4, 2019"."""
    match = _HEADER.fullmatch(line)
    return day(match[1]) if match else None


def of_dateline(line: str) -> date | None:
    """The date in "LONDON, 3 December 2020 (Agency) - The first sentence": only where it has a year."""
    match = _DATELINE.match(line)
    return day(match[1]) if match else None


def _checked(year: str, month: str, day_of_month: str) -> date | None:
    try:
        return date(int(year), int(month), int(day_of_month))
    except ValueError:
        return None


def _only_reading(text: str) -> date | None:
    try:
        readings = {
            parser.parse(text, default=fill, dayfirst=is_day_first, ignoretz=True).date()
            for fill in _FILLS
            for is_day_first in (False, True)
        }
    except (ValueError, OverflowError):
        return None
    return readings.pop() if len(readings) == 1 else None
