"""What a page says of itself, to one value a field: where its places disagree, ``ORDER`` decides.

=========  =======================================================================================================
field      places, the first that has a value that can be is taken
=========  =======================================================================================================
title      JSON-LD, Open Graph, meta, microdata, page (its only h1), HTML (title)
outlet     Open Graph (the site; a publisher may be its owner), JSON-LD, microdata, meta, HTML (the end of the title,
           if the address bears it too); a name that the address bears comes before one that it does not
byline     JSON-LD, meta, Open Graph, microdata, page (marked as byline or author)
published  JSON-LD, Open Graph, meta, microdata, page (a marked time, where there is only one)
updated    JSON-LD, Open Graph, meta, microdata
language   HTML (lang), JSON-LD, Open Graph (locale), meta, microdata; of two that differ, the one the text is in
url        HTML (link rel=canonical), Open Graph, JSON-LD
=========  =======================================================================================================

The domain stands in for an outlet that no place names; that, and a language told from the text, is the intake's to do.
Days and moments are as written: nothing is read from the clock, from addresses or from numbers in the text. A day of
publication before 1990, or after the day of update, gives way to one that is neither, else it is taken as written; a
moment in UTC gives way to the same moment in another zone, which is the publisher's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeAlias, TypeVar
from urllib.parse import urlsplit

from pipeline.adapters import language_id, markup, web_json_ld, web_places
from pipeline.domain import Reading
from pipeline.ingest import addresses, canonical, dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ORDER: Mapping[str, tuple[str, ...]] = {
    "title": ("JSON-LD", "Open Graph", "meta", "microdata", "page", "HTML"),
    "outlet": ("Open Graph", "JSON-LD", "microdata", "meta", "HTML"),
    "byline": ("JSON-LD", "meta", "Open Graph", "microdata", "page"),
    "published": ("JSON-LD", "Open Graph", "meta", "microdata", "page"),
    "updated": ("JSON-LD", "Open Graph", "meta", "microdata"),
    "language": ("HTML", "JSON-LD", "Open Graph", "meta", "microdata"),
    "url": ("HTML", "Open Graph", "JSON-LD"),
}
Found: TypeAlias = Mapping[str, web_places.Values]
"""By place, by field."""

_T = TypeVar("_T", covariant=True)

_MOST_READINGS = 5
_LONGEST_READING = 300
_LONGEST = {"title": 500, "outlet": 100, "byline": 300, "language": 20, "url": 2000}
_LONGEST_RAW = 4000
_FEWEST_LETTERS = 4
_EARLIEST = date(1990, 1, 1)
_SEPARATOR = r"\s+[|\-–—·•:»›/~]+\s+|\s*[|»›]\s*|:\s+"
_BESIDE_NAME = " ,;|-–—·•/"
_BY = re.compile(
    r"^(?:(?:written|posted|published|reported|words|story|from)\s+)?by\b:?\s*|^author:?\s+", re.IGNORECASE
)
_NO_NAME = re.compile(r"https?:|www\.|@|\.(?:com|org|net)\b|^\W*$|^(?:admin|null|none|undefined|unknown|staff)$", re.I)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)\w*\.? "
_WEEKDAY = r"(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\W+"
_AFTER_NAME = re.compile(
    rf"\W*\b(?:(?:published|updated|posted|modified)\b|(?:{_WEEKDAY})?(?:{_MONTH})?\d).*", re.IGNORECASE
)
_LOCALE = re.compile(r"([a-z]{2,3})(?:[-_][a-z\d_-]{2,12})?", re.IGNORECASE)
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Unchecked, as ``RawArticle`` holds it. ``updated`` is never before ``published``."""

    title: str
    outlet: str
    url: str
    published: date | None
    byline: str
    language: str
    published_at: datetime | None
    updated: date | None
    readings: tuple[Reading, ...]


def gather(tree: HtmlElement) -> Found:
    """Every value of every place, each on one line and without markup; what is longer than any could be is left out."""
    found = {place: _clean(values(tree)) for place, values in web_places.PLACES.items()}
    address = next(
        (a for place in ("HTML", "Open Graph") for v in found[place].get("url", ()) if (a := _address(v))), ""
    )
    headings = frozenset(title.casefold() for place in found.values() for title in place.get("title", ()))
    return {"JSON-LD": _clean(web_json_ld.fields(tree, addresses.canonical(address), headings)), **found}


def choose(found: Found, body: str = "") -> Metadata:
    """One value a field by ``ORDER``; a field of which nothing is found is empty or None. ``body`` is the article's."""
    urls = _told(found, "url", _address)
    outlets = _outlets(found, urls[0].value if urls else "")
    names = frozenset(one.written.casefold() for one in outlets)
    titles = _whole_first(_told(found, "title", lambda title: _title(title, names)))
    bylines = _bylines(found, names)
    updated = _told(found, "updated", dates.day)
    last = updated[0].value if updated else None
    published = _own_zone_first(_plausible_first(_published(found), last))
    on = published[0].value if published else None
    languages = _spoken_first(_told(found, "language", _language), body)
    said: Mapping[str, Sequence[_Said[object]]] = {
        "title": titles,
        "outlet": outlets,
        "url": urls,
        "published": published,
        "byline": bylines,
        "language": languages,
        "updated": updated,
    }
    return Metadata(
        title=titles[0].value if titles else "",
        outlet=outlets[0].value if outlets else "",
        url=urls[0].value if urls else "",
        published=on,
        byline=bylines[0].value if bylines else "",
        language=languages[0].value if languages else "",
        published_at=next((at for one in published if one.value == on and (at := dates.moment(one.written))), None),
        updated=last if last and not (on and last < on) else None,
        readings=tuple(reading for field, those in said.items() for reading in _readings(field, those)),
    )


@dataclass(frozen=True, slots=True)
class _Said(Generic[_T]):
    where: str
    written: str
    value: _T


def _told(found: Found, field: str, read: Callable[[str], _T | None]) -> list[_Said[_T]]:
    """What each place says of ``field``, in order, as far as it can be read."""
    written = ((where, value) for where in ORDER[field] for value in found.get(where, {}).get(field, ()))
    return [_Said(where, value, known) for where, value in written if (known := read(value))]


def _outlets(found: Found, url: str) -> list[_Said[str]]:
    """First the names that the address bears, so that a section or an owner does not stand for the outlet."""
    titles = {title.casefold() for title in found.get("Open Graph", {}).get("title", ())}
    said = [one for one in _told(found, "outlet", _outlet) if one.written.casefold() not in titles]
    labels = frozenset(map(_letters, addresses.host(url).split(".")))
    ends = (part for title in found.get("HTML", {}).get("title", ()) for part in re.split(_SEPARATOR, title)[-1:])
    said += [_Said("HTML", end, end) for end in ends if _letters(end) in labels]
    said = sorted(said, key=lambda one: not _bears(labels, _letters(one.value)))
    same = [one for one in said if _letters(one.value) == _letters(said[0].value)]
    # "usatoday" is how a machine writes it
    return sorted(said, key=lambda one: not (one in same and not one.value.islower()))


def _bears(labels: frozenset[str], name: str) -> bool:
    near = (label for label in labels if min(len(label), len(name)) >= _FEWEST_LETTERS)
    return name in labels or any(label in name or name in label for label in near)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _spoken_first(languages: list[_Said[str]], body: str) -> list[_Said[str]]:
    """Where places disagree, the language that the text is in: ``lang`` is often that of a site's template."""
    if len({one.value[:2].lower() for one in languages}) < 2:  # noqa: PLR2004
        return languages
    spoken = language_id.detect(body)
    return sorted(languages, key=lambda one: not spoken or one.value[:2].lower() != spoken)


def _published(found: Found) -> list[_Said[date]]:
    said = _told(found, "published", dates.day)
    shown = {one.value for one in said if one.where == "page"}
    return [one for one in said if one.where != "page" or len(shown) == 1]


def _plausible_first(said: list[_Said[date]], updated: date | None) -> list[_Said[date]]:
    latest = updated + timedelta(days=1) if updated and updated < date.max else date.max
    return sorted(said, key=lambda one: not _EARLIEST <= one.value <= latest)


def _own_zone_first(said: list[_Said[date]]) -> list[_Said[date]]:
    """The same moment in the zone of the publisher, where the first has it in UTC: its day is the publisher's."""
    at = dates.moment(said[0].written) if said else None
    if at is None or at.utcoffset():
        return said
    local = [one for one in said if (own := dates.moment(one.written)) and own.utcoffset() and _is_near(own, at)]
    return sorted(said, key=lambda one: one not in local[:1])


def _is_near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < timedelta(minutes=1)


def _whole_first(titles: list[_Said[str]]) -> list[_Said[str]]:
    """A first title that is cut ("Council agrees to …") gives way to the one that goes on."""
    if not titles or not _CUT.search(titles[0].value):
        return titles
    start = _CUT.sub("", titles[0].value).casefold()
    whole = [one for one in titles if one.value.casefold().startswith(start) and not _CUT.search(one.value)]
    return sorted(titles, key=lambda one: one not in whole[:1])


def _bylines(found: Found, outlets: frozenset[str]) -> list[_Said[str]]:
    said = ((where, found.get(where, {}).get("byline", [])) for where in ORDER["byline"])
    return [_Said(where, ", ".join(those), names) for where, those in said if (names := _names(those, outlets))]


def _names(written: Iterable[str], outlets: frozenset[str]) -> str:
    names: list[str] = []
    for one in written:
        name = _name(one, outlets)
        if name and not any(_is_in(name, other) or _is_in(other, name) for other in names):
            names.append(name)
    return ", ".join(names)


def _name(written: str, outlets: frozenset[str]) -> str:
    """Without "By", a date, or the outlet after it; empty for an address, a handle or the outlet itself."""
    name = _AFTER_NAME.sub("", _BY.sub("", written.replace(" ,", ","))).strip(_BESIDE_NAME)
    for outlet in outlets:
        if name.casefold().endswith(f" {outlet}"):
            name = name[: -len(outlet)].strip(_BESIDE_NAME)
    is_name = 1 < len(name) <= _LONGEST["byline"] and not _NO_NAME.search(name) and name.casefold() not in outlets
    return name if is_name else ""


def _is_in(one: str, other: str) -> bool:
    return one.casefold() in other.casefold()


def _title(written: str, outlets: frozenset[str]) -> str | None:
    """``written`` without the name of the site after or before it."""
    if len(written) > _LONGEST["title"]:
        return None
    parts = re.split(f"({_SEPARATOR})", written)
    while len(parts) > 1 and parts[-1].casefold() in outlets:
        del parts[-2:]
    while len(parts) > 1 and parts[0].casefold() in outlets:
        del parts[:2]
    title = "".join(parts).strip()
    return title if any(map(str.isalpha, title)) and title.casefold() not in outlets else None


def _outlet(written: str) -> str | None:
    written = re.split(r"\s[|»]\s", written)[0]
    is_name = len(written) <= _LONGEST["outlet"] and any(map(str.isalnum, written))
    return None if not is_name or re.match(r"https?:|www\.|@", written, re.IGNORECASE) else written


def _language(written: str) -> str | None:
    return written if _LOCALE.fullmatch(written) else None


def _address(written: str) -> str | None:
    """Not the front page: as the address of every article of a site it would make them all one."""
    parts = urlsplit(addresses.canonical(written))
    return written if parts.path.strip("/") or parts.query else None


def _clean(values: web_places.Values) -> web_places.Values:
    return {field: [line for value in those if (line := _line(value))] for field, those in values.items()}


def _line(written: str) -> str:
    return canonical.line(markup.to_text(written)) if len(written) <= _LONGEST_RAW else ""


def _readings(field: str, said: Iterable[_Said[object]]) -> Iterator[Reading]:
    readings = dict.fromkeys(Reading(field, one.where, one.written[:_LONGEST_READING]) for one in said)
    yield from islice(readings, _MOST_READINGS)
