"""Where a page may say what it is: each place of it to the values that stand there, by field, as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from pipeline.ingest import dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Values: TypeAlias = dict[str, list[str]]

_OPEN_GRAPH = {
    "title": ("og:title",),
    "outlet": ("og:site_name",),
    "byline": ("article:author", "og:article:author", "book:author"),
    "published": ("article:published_time", "og:article:published_time", "og:published_time", "article:published"),
    "updated": ("article:modified_time", "og:article:modified_time", "og:updated_time", "article:modified"),
    "language": ("og:locale",),
    "url": ("og:url",),
}
_META = {
    "title": (
        *("twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "citation_title"),
        *("headline", "hdl"),
    ),
    "outlet": (
        *("application-name", "dc.publisher", "dcterms.publisher", "publisher", "parsely-site"),
        *("apple-mobile-web-app-title", "cre"),
    ),
    "byline": (
        *("author", "authors", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author"),
        *("byl", "cxenseparse:author", "dc.contributor"),
    ),
    "published": (
        *("datepublished", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date"),
        *("parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date"),
        *("dcterms.created", "cxenseparse:recs:publishtime", "date.issued", "citation_publication_date"),
        *("date", "created", "pdate", "dat"),
    ),
    "updated": ("datemodified", "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "article.updated"),
    "language": ("content-language", "language", "dc.language", "dcterms.language"),
}
_ITEMS = {
    "title": "headline",
    "byline": "author",
    "published": "datePublished",
    "updated": "dateModified",
    "language": "inLanguage",
    "outlet": "publisher",
}
_KEYS = ("property", "name", "http-equiv")
_OF_OTHERS = re.compile(r"\b(?:comments?|related|recommend\w*|promo|teaser|footer|sidebar|popular)\b", re.IGNORECASE)
_BYLINES = (
    ".//*[contains(concat(' ', @rel, ' '), ' author ')]",
    ".//*[contains(translate(@class, 'BYLINE', 'byline'), 'byline')]",
    ".//*[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' author ')]",
)
_TIMES = (
    ".//*[@pubdate]",
    ".//*[self::time or contains(@class, 'publish')]",
    ".//*[contains(@class, 'date') or contains(@class, 'byline') or contains(@class, 'author')]",
)
_LONGEST_BYLINE = 120
_LONGEST_WORDS = 200
_MOST_AUTHORS = 4


def open_graph(tree: HtmlElement) -> Values:
    return _of_meta(tree, _OPEN_GRAPH)


def meta(tree: HtmlElement) -> Values:
    return _of_meta(tree, _META)


def microdata(tree: HtmlElement) -> Values:
    """By https://html.spec.whatwg.org/multipage/microdata.html; nothing where several headlines stand in the page."""
    found = {field: [_said(e) for e in _items(tree, name)] for field, name in _ITEMS.items()}
    return {} if len({" ".join(title.split()) for title in found["title"]}) > 1 else found


def shown(tree: HtmlElement) -> Values:
    """What a reader of the page sees marked as such."""
    headings = [" ".join(e.itertext()) for e in tree.iter("h1")]
    return {
        "title": headings if len(headings) == 1 else [],
        "byline": _bylines(tree),
        "published": [_said(e) for e in _times(tree)],
    }


def document(tree: HtmlElement) -> Values:
    """What HTML itself has a place for."""
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return {
        "title": [" ".join(e.itertext()) for e in tree.iterfind(".//head/title")],
        "url": [link.get("href") or "" for link in links],
        "language": [value for key in ("lang", "xml:lang") if (value := tree.get(key))],
    }


PLACES: Mapping[str, Callable[[HtmlElement], Values]] = {
    "Open Graph": open_graph,
    "meta": meta,
    "microdata": microdata,
    "page": shown,
    "HTML": document,
}


def _of_meta(tree: HtmlElement, names: Mapping[str, tuple[str, ...]]) -> Values:
    said: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        for key in dict.fromkeys((element.get(k) or "").strip().lower() for k in _KEYS):
            said.setdefault(key, []).append(element.get("content") or "")
    return {field: [value for key in keys for value in said.get(key, ())] for field, keys in names.items()}


def _items(tree: HtmlElement, name: str) -> Iterator[HtmlElement]:
    for element in tree.iterfind(".//*[@itemprop]"):
        if name in element.get("itemprop", "").split() and not _is_of_others(element):
            yield element


def _said(element: HtmlElement) -> str:
    """The name of a thing, the value of a mark, or the words."""
    named = element.find(".//*[@itemprop='name']")
    if named is not None:
        return _said(named)
    return element.get("datetime") or element.get("content") or " ".join(element.itertext())[:_LONGEST_WORDS]


def _times(tree: HtmlElement) -> list[HtmlElement]:
    for mark in _TIMES:
        if own := [e for e in tree.xpath(mark) if not _is_of_others(e) and dates.day(_said(e))]:
            return own
    return []


def _bylines(tree: HtmlElement) -> list[str]:
    """The first kind of mark that is there: a link to the author, a byline, an author."""
    for mark in _BYLINES:
        marked = (" ".join(" ".join(e.itertext()).split()) for e in tree.xpath(mark) if not _is_of_others(e))
        names = list(dict.fromkeys(words for words in marked if _is_byline(words)))
        if names:
            return names if len(names) <= _MOST_AUTHORS else []
    return []


def _is_byline(words: str) -> bool:
    cased = [word for word in words.split() if word[0].lower() != word[0].upper()]
    return 0 < len(words) <= _LONGEST_BYLINE and sum(word[0].isupper() for word in cased) * 2 >= len(cased)


def _is_of_others(element: HtmlElement) -> bool:
    """Stands in what belongs to another article, to the site or to its readers."""
    return any(
        above.tag in {"footer", "aside", "nav"}
        or _OF_OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''} {above.get('itemtype') or ''}")
        for above in (element, *element.iterancestors())
    )
