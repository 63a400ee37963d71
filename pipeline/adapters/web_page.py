"""HTML files and pages to articles: the body without the clutter, and what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from pipeline.adapters import web_body, web_metadata
from pipeline.domain import RawArticle, Refused
from pipeline.errors import Refusal
from pipeline.ingest import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.:-]{2,40})"
)
_HEAD = 8192
_LARGEST_PAGE = 20 * 1024 * 1024
_LARGE = 50_000
_MOST_ATTRIBUTES = 1_000
# Reading takes time by elements, about 0.1 ms each; a long live blog has 50,000
_MOST_ELEMENTS = 150_000


class WebPage:
    """An ``ArticleLoader`` of HTML."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def load(self, name: str, content: bytes) -> Iterator[RawArticle | Refused]:
        """One article, or the reason why not."""
        try:
            yield _article(name, content)
        except Refusal as refusal:
            yield Refused(name, str(refusal))


def tree(content: bytes) -> HtmlElement:
    """A page parsed, in the encoding that it names. Raises Refusal for what is none, or too large."""
    from trafilatura.utils import load_html

    if len(content) > _LARGEST_PAGE:
        raise Refusal(f"is a page of more than {_LARGEST_PAGE // 1024 // 1024} MB")
    page = decode.text(content, _charset(content))
    _refuse_wide(page)
    parsed = load_html(page)
    if parsed is None:
        raise Refusal("is not HTML")
    if parsed.xpath("count(//*)") > _MOST_ELEMENTS:
        raise Refusal(f"is a page of more than {_MOST_ELEMENTS:,} elements")
    return parsed


class _Widest:
    """Hears what lxml reads, and keeps how many attributes one tag has at most."""

    def __init__(self) -> None:
        self.most = 0

    def start(self, _tag: str, attributes: Mapping[str, str]) -> None:
        self.most = max(self.most, len(attributes))

    def close(self) -> int:
        return self.most


def _refuse_wide(page: str) -> None:
    """Building a tree takes the square of a tag's attributes in time; hearing of them does not."""
    from lxml import etree

    if len(page) < _LARGE:
        return
    widest = _Widest()
    parser = etree.HTMLParser(target=cast(Any, widest), no_network=True)
    with suppress(etree.LxmlError, ValueError):
        etree.fromstring(page.encode("utf-8", "replace"), parser)
    if widest.most > _MOST_ATTRIBUTES:
        raise Refusal(f"is a page with a tag of more than {_MOST_ATTRIBUTES:,} attributes, as no page is written")


def _article(name: str, content: bytes) -> RawArticle:
    page = tree(content)
    found = web_metadata.gather(page)
    body = web_body.text(page)
    if not body:
        raise Refusal("has no article in it that could be found")
    said = web_metadata.choose(found, body)
    return RawArticle(
        name=name,
        text="\n\n".join(body.split("\n")),
        title=said.title,
        outlet=said.outlet,
        url=said.url,
        published=said.published,
        byline=said.byline,
        language=said.language,
        published_at=said.published_at,
        updated=said.updated,
        readings=said.readings,
    )


def _charset(content: bytes) -> str:
    match = _CHARSET.search(content[:_HEAD])
    return (match[1] or match[2]).decode("ascii") if match else ""
