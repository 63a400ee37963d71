"""A date as people write it to a day, or None: a date that is partial, or can be read two ways, is not known.

Never reads the clock, nor the machine's zone. A moment gives the day as written, in the zone it was written in.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

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
# Names that mean one offset only; "BST" and "IST" are several zones each. EST to PDT as RFC 5322 reads them
_OFFSETS = (
    *((0, "Z UTC UT GMT WET"), (-5, "EST CDT"), (-4, "EDT"), (-6, "CST MDT"), (-7, "MST PDT"), (-8, "PST")),
    *((1, "CET WEST"), (2, "CEST EET"), (3, "EEST MSK"), (9, "JST KST"), (10, "AEST"), (11, "AEDT")),
)
_HOURS_OF = {name: hours for hours, names in _OFFSETS for name in names.split()}
_CLOCK = re.compile(
    r"(?<![\d:.+-])(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)?(?: ?([ap])\.?m\b\.?)?"
    rf" ?\(?(?:(?:GMT|UTC)?([+\u2212-])(\d\d?):?(\d\d)?(?!\d)|({'|'.join(_HOURS_OF)})\b)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(r"(?<![\d:T])\d{1,2}[:.]\d\d ?[–-] ?\d{1,2}[:.]\d\d")
_COMPACT_CLOCK = re.compile(r"(?<=\d{8}T)(\d\d)(\d\d)(\d\d)")
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


def moment(text: str) -> datetime | None:
    """The one moment that ``text`` states with its zone: "2019-01-04T10:30+02:00", "4 Jan 2019, 10.30 pm CET".

    None without a zone, or with a name that several zones share. ``moment(text).date() == day(text)``.
    """
    text = " ".join(text[: 4 * _LONGEST].split())[:_LONGEST]
    clocks = {match.groups() for match in _CLOCK.finditer(_COMPACT_CLOCK.sub(r"\1:\2:\3", text))}
    on = day(text)
    if on is None or len(clocks) != 1 or _FROM_TO.search(text):
        return None
    hour, minute, second, fraction, half, *zone = clocks.pop()
    try:
        micro = int((fraction or "").ljust(6, "0")[:6])
        return datetime.combine(on, time(_hour(int(hour), half), int(minute), int(second or 0), micro, _zone(*zone)))
    except ValueError:
        return None


def of_header(line: str) -> date | None:
    """The date of a line that holds nothing but a date: "Friday, January 4, 2019"."""
    match = _HEADER.fullmatch(line)
    return day(match[1]) if match else None


def of_dateline(line: str) -> date | None:
    """The date in "LONDON, 3 December 2020 (Agency) - The first sentence": only where it has a year."""
    match = _DATELINE.match(line)
    return day(match[1]) if match else None


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:  # noqa: PLR2004
        raise ValueError("not an hour of half a day")
    return hour % 12 + (12 if half in "pP" else 0)


def _zone(sign: str | None, hours: str | None, minutes: str | None, name: str | None) -> tzinfo:
    if name:
        return timezone(timedelta(hours=_HOURS_OF[name.upper()])) if _HOURS_OF[name.upper()] else UTC
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return timezone(offset if sign == "+" else -offset) if offset else UTC


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
