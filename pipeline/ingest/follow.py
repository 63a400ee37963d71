"""The entries of feeds and sitemaps to the pages behind them, one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from pipeline.domain import RawArticle, Reading, Refused
from pipeline.errors import Refusal, ServiceError
from pipeline.ingest import addresses, answers, media
from pipeline.ingest.fetching import Sources
from pipeline.ingest.inputs import Item, Steps

MOST_PAGES = 1_000
_FIELDS = ("title", "outlet", "published", "byline", "language")


class Follower:
    """Reads at most ``most`` pages, each address once.

    ``is_whole`` until a page could not be reached, ``is_full`` once there was one page too many.
    """

    def __init__(self, sources: Sources, most: int = MOST_PAGES) -> None:
        self.is_whole = True
        self.is_full = False
        self._sources = sources
        self._most = most
        self._read = 0
        self._seen: set[str] = set()

    def steps(self, name: str, entries: Sequence[Item]) -> Steps:
        """The page behind each of the ``entries`` of what is called ``name``; ends early when stopped or full."""
        for number, entry in enumerate(entries, start=1):
            if self._sources.stopped() or self.is_full:
                return
            yield from ((item, number / len(entries)) for item in self._behind(name, entry))

    def _behind(self, name: str, entry: Item) -> Iterator[Item]:
        if isinstance(entry, Refused):
            yield entry
            return
        address = addresses.canonical(entry.url)
        if address in self._seen or (address and self._sources.is_known(entry)):
            return
        if not address:
            yield entry if entry.text.strip() else Refused(entry.name, "names no page that could be read")
        elif self._read == self._most:
            self.is_full = True
            yield Refused(name, f"names more than {self._most:,} pages: the first were read, the rest was left out")
        else:
            self._seen.add(address)
            self._read += 1
            yield from self._page(entry)

    def _page(self, entry: RawArticle) -> Iterator[Item]:
        name = addresses.shown(entry.url)
        try:
            found = self._articles(name, entry.url)
        except ServiceError as error:
            self.is_whole = False
            if self._sources.stopped():
                return
            found = (Refused(name, str(error)),)
        except Refusal as error:
            found = (Refused(name, str(error)),)
        match found:
            case (RawArticle() as page,) if page.text.strip():
                yield merged(page, entry)
            case (Refused(),) if entry.text.strip():
                yield entry
            case _:
                yield from found

    def _articles(self, name: str, url: str) -> tuple[Item, ...]:
        fetched = answers.fetch(url, self._sources, is_followed=True)
        if answers.suffix(fetched) == media.FEED:
            raise Refusal("is a feed or a sitemap, not a page")
        return answers.items(name, fetched, self._sources)


def merged(page: RawArticle, entry: RawArticle) -> RawArticle:
    """The longer text of the two, with what either knows of it; the page's address and the readings of both."""
    named = (page, "the page"), (entry, "the feed's entry")
    (first, _), (second, _) = ranked = named if len(page.text) >= len(entry.text) else named[::-1]
    return replace(
        first,
        name=page.name,
        url=page.url,
        title=first.title or second.title,
        outlet=first.outlet or second.outlet,
        published=first.published or second.published,
        published_at=_moment(first, second),
        updated=first.updated or second.updated,
        byline=first.byline or second.byline,
        language=first.language or second.language,
        readings=tuple(reading for field in _FIELDS for source in ranked for reading in _readings(field, *source))
        + tuple(reading for raw, _ in ranked for reading in raw.readings if reading.field not in _FIELDS),
        is_live=True,
        is_excerpt=False,
    )


def _moment(first: RawArticle, second: RawArticle) -> datetime | None:
    """The moment of the day of publication that was taken."""
    is_of_day = first.published is None or first.published == second.published
    return first.published_at or (second.published_at if is_of_day else None)


def _readings(field: str, raw: RawArticle, where: str) -> tuple[Reading, ...]:
    stated = tuple(reading for reading in raw.readings if reading.field == field)
    value = getattr(raw, field)
    return stated or ((Reading(field, where, str(value)),) if value else ())
