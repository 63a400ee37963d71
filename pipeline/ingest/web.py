"""Addresses to the articles there: a page, a document, the entries of a feed, the pages of a sitemap.

What an answer is, its type and its content decide, not what the address was given as.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal, ServiceError
from pipeline.ingest import addresses, answers, discover, media
from pipeline.ingest.fetching import FEED_TITLE, FeedRead, Fetched, Sources
from pipeline.ingest.follow import Follower
from pipeline.ingest.inputs import Feed, Item, Steps, together


def page(url: str, sources: Sources, *, follow: bool) -> Steps:
    """What is at ``url``; never raises for what it answers."""
    try:
        fetched = answers.fetch(url, sources)
        yield from _answer(url, fetched, sources, follow=follow)
    except (Refusal, ServiceError) as error:
        yield Refused(addresses.shown(url), str(error)), 1.0


def feed(given: Feed, sources: Sources) -> Steps:
    """The entries of the feed at ``given.url``, or of the feed that the page there names; none when unchanged."""
    try:
        fetched = answers.fetch(given.url, sources, etag=given.etag, modified=given.modified)
        if fetched.is_unchanged:
            sources.told(FeedRead(given.url, fetched.url, "", given.etag, given.modified, is_unchanged=True))
            return
        found = _feed_behind(fetched, sources)
        if found is not fetched:  # what the feed's server says is no word on the page that names it
            found = replace(found, etag="", modified="")
        yield from _answer(given.url, found, sources, follow=given.follow)
    except (Refusal, ServiceError) as error:
        yield Refused(addresses.shown(given.url), str(error)), 1.0


def feed_file(name: str, content: bytes, items: Sequence[Item], sources: Sources, *, follow: bool) -> Steps:
    """The ``items`` that a loader found in a feed or a sitemap."""
    if follow:
        return _followed(name, content, items, Follower(sources), sources)
    if media.root_of(content) in media.SITEMAP_ROOTS:
        return _unfollowed_sitemap(name, items)
    return together(((1.0, iter([(_entry(item), 1.0)])) for item in items), len(items))


def _feed_behind(fetched: Fetched, sources: Sources) -> Fetched:
    """``fetched``, or the feed that it names where it is a web page. Raises Refusal for a page that names none."""
    if answers.suffix(fetched) != media.PAGE:
        return fetched
    found = discover.feed_of(fetched.content, fetched.url)
    if not found:
        raise Refusal("is a web page that names no feed")
    feed = answers.fetch(found, sources)
    if answers.suffix(feed) == media.PAGE:
        raise Refusal(f"is a web page, and so is the feed that it names ({addresses.shown(found)})")
    return feed


def _answer(asked: str, fetched: Fetched, sources: Sources, *, follow: bool) -> Steps:
    name = addresses.shown(asked)
    items = answers.items(name, fetched, sources)
    if answers.suffix(fetched) != media.FEED:
        yield from together(((1.0, iter([(item, 1.0)])) for item in items), len(items))
        return
    is_sitemap = media.root_of(fetched.content) in media.SITEMAP_ROOTS
    items = tuple(_placed(item, fetched.url) for item in items)
    follower = Follower(sources)
    if follow or is_sitemap:
        yield from _followed(name, fetched.content, items, follower, sources)
    else:
        yield from feed_file(name, fetched.content, items, sources, follow=False)
    if not is_sitemap and not sources.stopped() and any(isinstance(item, RawArticle) for item in items):
        sources.told(_feed_read(asked, fetched, items, is_whole=follower.is_whole))


def _feed_read(asked: str, fetched: Fetched, items: Sequence[Item], *, is_whole: bool) -> FeedRead:
    readings = (reading for item in items if isinstance(item, RawArticle) for reading in item.readings)
    title = next((reading.value for reading in readings if reading.where == FEED_TITLE), "")
    etag, modified = (fetched.etag, fetched.modified) if is_whole else ("", "")
    return FeedRead(asked, fetched.url, title, etag, modified)


def _placed(item: Item, base: str) -> Item:
    """An entry with a link that is not whole is completed by where the feed is from."""
    if isinstance(item, Refused):
        return item
    try:
        url = urljoin(base, item.url) if item.url else ""
    except ValueError:
        url = ""
    return replace(item, url=url, is_live=True)


def _entry(item: Item) -> Item:
    if isinstance(item, RawArticle) and not item.text.strip():
        return Refused(item.name, "is only a headline: follow the feed to read the page behind it")
    return item


def _unfollowed_sitemap(name: str, items: Sequence[Item]) -> Steps:
    found = [item for item in items if isinstance(item, RawArticle)]
    if found:
        count = "one address" if len(found) == 1 else f"{len(found):,} addresses"
        yield Refused(name, f"is a sitemap of {count} and no articles: follow it to read the pages behind them"), 1.0
    else:
        yield from ((item, 1.0) for item in items)


def _followed(name: str, content: bytes, items: Sequence[Item], follower: Follower, sources: Sources) -> Steps:
    if media.root_of(content) != media.SITEMAP_INDEX:
        return follower.steps(name, items)
    return together(((1.0, _sitemap(item, follower, sources)) for item in items), len(items))


def _sitemap(item: Item, follower: Follower, sources: Sources) -> Steps:
    """The pages of one of an index's sitemaps."""
    if isinstance(item, Refused):
        yield item, 1.0
        return
    if sources.stopped() or follower.is_full:
        return
    name = addresses.shown(item.url)
    try:
        fetched = answers.fetch(item.url, sources, is_followed=True)
        _refuse_other_than_sitemap(fetched)
        yield from follower.steps(name, answers.items(name, fetched, sources))
    except (Refusal, ServiceError) as error:
        if not sources.stopped():
            yield Refused(name, str(error)), 1.0


def _refuse_other_than_sitemap(fetched: Fetched) -> None:
    if media.root_of(fetched.content) != media.SITEMAP:
        raise Refusal("is named as a sitemap by another, and is none")
