"""What an address answered to the articles in it, through the loader of its kind."""

from __future__ import annotations

from dataclasses import replace

from pipeline.domain import RawArticle
from pipeline.errors import Refusal
from pipeline.ingest import addresses, archives, decode, media
from pipeline.ingest.fetching import Fetched, Sources
from pipeline.ingest.inputs import Item

_GZIP = b"\x1f\x8b"
_PACKED = archives.Limits(entry_bytes=50 * 1024 * 1024)
_ANY = "application/octet-stream"


def fetch(url: str, sources: Sources, *, is_followed: bool = False, etag: str = "", modified: str = "") -> Fetched:
    """What is at ``url``, unpacked where it is a gzip, as large sitemaps are. Raises what the fetcher does."""
    fetched = sources.fetcher.fetch(url, is_followed=is_followed, etag=etag, modified=modified, stopped=sources.stopped)
    if not fetched.content.startswith(_GZIP):
        return fetched
    return replace(fetched, content=archives.gunzipped(fetched.content, _PACKED), content_type=_ANY)


def suffix(fetched: Fetched) -> str:
    """What a file with that answer in it would end in. Raises Refusal for what holds no article."""
    found = media.suffix(fetched.content_type, fetched.content, fetched.url.removesuffix(".gz"))
    if not found:
        raise Refusal(f"is {media.kind(fetched.content_type)}, which holds no article")
    return found


def items(name: str, fetched: Fetched, sources: Sources) -> tuple[Item, ...]:
    """The articles in the answer, live. Raises Refusal for a kind that nobody reads."""
    found = suffix(fetched)
    content = _as_utf8(fetched) if found in media.TEXTS else fetched.content
    read = tuple(sources.loader(f"page{found}").load(name, content))
    is_one = len(read) == 1 and found != media.FEED
    return tuple(_live(item, fetched.url, is_one=is_one) if isinstance(item, RawArticle) else item for item in read)


def _as_utf8(fetched: Fetched) -> bytes:
    # the server's word on the encoding is not in the bytes; without it, the page's own word is, for its loader
    charset = _charset(fetched.content_type)
    return decode.text(fetched.content, charset).encode("utf-8-sig", "replace") if charset else fetched.content


def _charset(content_type: str) -> str:
    given = content_type.lower().partition("charset=")[2]
    return given.partition(";")[0].strip("\"' ")


def _live(article: RawArticle, url: str, *, is_one: bool) -> RawArticle:
    """One article is known by its address; several of one address are not, or each would be the next's revision."""
    if not is_one:
        return replace(article, is_live=True)
    # a page may name its own canonical address, but only one of its own site: not another outlet's article
    is_own = addresses.host(article.url) == addresses.host(url)
    return replace(article, url=article.url if is_own else url, is_live=True)
