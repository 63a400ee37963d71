"""A sitemap or a news sitemap to the addresses that it names, newest first, through lxml.

An address is a ``RawArticle`` without a text: what the page behind it is called, when it was published and by whom,
where the sitemap says so. A sitemap of sitemaps names those in the same way.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal
from pipeline.ingest import addresses, dates

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEWS = "{http://www.google.com/schemas/sitemap-news/"
_NEVER = datetime.min.replace(tzinfo=UTC)


def read(name: str, text: str, lines_before: int) -> Iterator[RawArticle | Refused]:
    """The addresses in ``text``, which begins with the first element. Raises Refusal when it is damaged or has none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Refusal(f"is a damaged sitemap: line {(error.lineno or 1) + lines_before:,} is no sound XML") from error
    found = [_values(place) for place in root if isinstance(place.tag, str)]
    found = [values for values in found if values.get("loc")]
    if not found:
        raise Refusal("is a sitemap without addresses")
    # lastmod also moves when a page's frame does; a stable order keeps equal ones as they stand
    found.sort(key=_newness, reverse=True)
    for number, values in enumerate(found, start=1):
        yield _named(f"{name} address {number}", values)


def _values(place: _Element) -> dict[str, str]:
    """The texts of the place's own elements and of its news, by local names: a picture in it has a title as well."""
    values: dict[str, str] = {}
    for element in place.iter("*"):
        space, _, local = str(element.tag).rpartition("}")
        if element.getparent() is place or space.startswith(_NEWS):
            values.setdefault(local.lower(), " ".join((element.text or "").split()))
    return values


def _newness(values: dict[str, str]) -> datetime:
    for key in ("lastmod", "publication_date"):
        stated = values.get(key, "")
        if moment := dates.moment(stated):
            return moment
        if day := dates.day(stated):
            return datetime.combine(day, time(), UTC)
    return _NEVER


def _named(name: str, values: dict[str, str]) -> RawArticle | Refused:
    if not addresses.canonical(values["loc"]):
        return Refused(name, "is not a web address: it must begin with http:// or https://")
    published = values.get("publication_date", "")
    fields = (("title", "title"), ("outlet", "name"), ("published", "publication_date"))
    return RawArticle(
        name=name,
        text="",
        title=values.get("title", ""),
        outlet=values.get("name", ""),
        url=values["loc"],
        published=dates.day(published),
        published_at=dates.moment(published),
        language=values.get("language", ""),
        readings=tuple(Reading(field, f"sitemap {key}", values[key]) for field, key in fields if values.get(key)),
    )
