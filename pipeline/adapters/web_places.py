"""Where a page may say what it is: each place of it to the values that stand there, by field, as written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
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
    "headline": "title",
    "author": "byline",
    "datePublished": "published",
    "dateModified": "updated",
    "inLanguage": "language",
    "publisher": "outlet",
}
_KEYS = ("property", "name", "http-equiv")
_OF_OTHERS = re.compile(
    r"(?:^|[\s/])(?:comments?|related|recommend\w*|promo|teaser|footer|sidebar|popular)(?=$|[\s_-])", re.IGNORECASE
)
_WHOLE = frozenset({"html", "body", "main"})
_BYLINES = (
    "//*[contains(concat(' ', @rel, ' '), ' author ')]",
    "//*[contains(translate(@class, 'BYLINE', 'byline'), 'byline')]",
    "//*[contains(concat(' ', translate(@class, '-_', '  '), ' '), ' author ')]",
)
_TIMES = (
    "//*[@pubdate]",
    "//*[self::time or contains(@class, 'publish')]",
    "//*[contains(@class, 'date') or contains(@class, 'byline') or contains(@class, 'author')]",
    "//*[contains(@class, 'meta')]",
)
_PUBLISHED = re.compile(
    r"\s*(?:(?:first )?published|posted|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", re.IGNORECASE
)
_BY = re.compile(r"\s*By\s", re.IGNORECASE)
_LONGEST_BYLINE = 120
_LONGEST_WORDS = 200
_MOST_AUTHORS = 4
_MOST_MARKS = 300  # of one kind: no page has more about itself


def open_graph(tree: HtmlElement) -> Values:
    return _of_meta(tree, _OPEN_GRAPH)


def meta(tree: HtmlElement) -> Values:
    return _of_meta(tree, _META)


def microdata(tree: HtmlElement) -> Values:
    """By https://html.spec.whatwg.org/multipage/microdata.html; nothing where several headlines stand in the page."""
    found: Values = {}
    for element in islice(tree.xpath("//*[@itemprop]"), _MOST_MARKS):
        for name in element.get("itemprop").split():
            if name in _ITEMS and not _is_of_others(element):
                found.setdefault(_ITEMS[name], []).append(_said(element))
    return {} if len({" ".join(title.split()) for title in found.get("title", ())}) > 1 else found


def shown(tree: HtmlElement) -> Values:
    """What a reader of the page sees marked as such."""
    headings = [_words(e) for e in tree.iter("h1")]
    return {
        "title": headings if len(headings) == 1 else [],
        "byline": _bylines(tree),
        "published": [_said(e) for e in _times(tree)],
    }


def document(tree: HtmlElement) -> Values:
    """What HTML itself has a place for."""
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return {
        "title": [_words(e) for e in tree.iterfind(".//head/title")],
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
    for element in islice(tree.iter("meta"), _MOST_MARKS):
        for key in dict.fromkeys((element.get(k) or "").strip().lower() for k in _KEYS):
            said.setdefault(key, []).append(element.get("content") or "")
    return {field: [value for key in keys for value in said.get(key, ())] for field, keys in names.items()}


def _said(element: HtmlElement) -> str:
    """The name of a thing, the value of a mark, or the words."""
    if named := element.xpath(".//*[@itemprop='name']"):
        return _said(named[0])
    return element.get("datetime") or element.get("content") or _words(element)[:_LONGEST_WORDS]


def _words(element: HtmlElement) -> str:
    return " ".join(" ".join(element.xpath(".//text()")).split())


def _times(tree: HtmlElement) -> list[HtmlElement]:
    """The first kind of mark that is there: a time, a class named for dates, a line "Published ..."."""
    for marked in (*map(tree.xpath, _TIMES), _lines(tree, _PUBLISHED)):
        if own := [e for e in islice(marked, _MOST_MARKS) if _is_time(e)]:
            return own
    return []


def _is_time(element: HtmlElement) -> bool:
    said = _said(element)
    return len(said) <= _LONGEST_BYLINE and dates.day(said) is not None and not _is_of_others(element)


def _bylines(tree: HtmlElement) -> list[str]:
    """The first kind of mark that is there: a link to the author, a byline, an author, a line "By ..."."""
    for elements in (*map(tree.xpath, _BYLINES), _lines(tree, _BY)):
        marked = (_words(e) for e in islice(elements, _MOST_MARKS) if not _is_of_others(e))
        names = list(dict.fromkeys(words for words in marked if _is_byline(words)))
        if names:
            return names if len(names) <= _MOST_AUTHORS else []
    return []


def _lines(tree: HtmlElement, opening: re.Pattern[str]) -> Iterator[HtmlElement]:
    for element in tree.iter("p", "div", "span", "li"):
        if element.text and opening.match(element.text) and len(element.text_content()) <= _LONGEST_WORDS:
            yield element


def _is_byline(words: str) -> bool:
    cased = [word for word in words.split() if word[0].lower() != word[0].upper()]
    return 0 < len(words) <= _LONGEST_BYLINE and sum(word[0].isupper() for word in cased) * 2 >= len(cased)


def _is_of_others(element: HtmlElement) -> bool:
    """Stands in what belongs to another article, to the site or to its readers."""
    return any(
        above.tag in {"footer", "aside", "nav"}
        or _OF_OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''} {above.get('itemtype') or ''}")
        for above in (element, *element.iterancestors())
        if above.tag not in _WHOLE
    )
