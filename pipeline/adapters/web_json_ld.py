"""JSON-LD (schema.org) of a page to what it says of the page's one article. What is broken is passed over.

Follows https://schema.org/Article and, for ``@graph`` and references by ``@id``, https://www.w3.org/TR/json-ld11/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeAlias

from pipeline.ingest import addresses

if TYPE_CHECKING:
    from lxml.html import HtmlElement

Node: TypeAlias = Mapping[str, object]

_MOST_CHARS = 2_000_000
_DEEPEST = 4
_ARTICLE = re.compile(r"(?:\w*Article|BlogPosting|LiveBlogPosting|Report|SocialMediaPosting)")
_OUTLET = re.compile(r"(?:WebSite|\w*Organization|Periodical|Newspaper)")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")


def fields(tree: HtmlElement, address: str = "", headings: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Values by field of the one article that the page is about; of several, the one of its address or heading.

    ``address`` is canonical, ``headings`` are in lower case. Of a page that lists several articles and is about none of
    them nothing is read but who publishes the site.
    """
    nodes = [node for script in _scripts(tree) for node in _nodes(script)]
    by_id = {str(node["@id"]): node for node in reversed(nodes) if isinstance(node.get("@id"), str)}
    about = _own([node for node in nodes if _is_a(_ARTICLE, node)], address, headings)
    found = {} if about is None else _fields(about, by_id)
    return {**found, "outlet": found.get("outlet") or _sites(nodes)}


def _fields(about: Node, by_id: Mapping[str, Node]) -> dict[str, list[str]]:
    authors = _listed(about.get("author") or about.get("creator"))
    return {
        "title": list(_words(about.get("headline") or about.get("name"))),
        "outlet": [name for who in _listed(about.get("publisher")) for name in _names(who, by_id)],
        "byline": [name for who in authors for name in _names(who, by_id)],
        "published": list(_words(about.get("datePublished"))),
        "updated": list(_words(about.get("dateModified"))),
        "language": list(_language(about)),
        "url": list(_addresses(about)),
    }


def _scripts(tree: HtmlElement) -> Iterator[object]:
    for script in tree.iterfind(".//script[@type]"):
        if "ld+json" in (script.get("type") or "").lower():
            yield _parsed((script.text or "")[:_MOST_CHARS])


def _parsed(text: str) -> object:
    bare = _WRAPPING.sub("", _WRAPPING.sub("", text).strip())
    for attempt in (bare, _TRAILING_COMMA.sub("", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _nodes(value: object, depth: int = 0) -> Iterator[Node]:
    """Top-level things, also in lists, in ``@graph`` and as what a page is about: not what an article mentions."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"), depth + 1)
        if not _is_a(_ARTICLE, value):
            yield from _nodes(value.get("mainEntity"), depth + 1)
            yield from _nodes(value.get("mainEntityOfPage"), depth + 1)


def _is_a(kind: re.Pattern[str], node: Node) -> bool:
    return any(kind.fullmatch(name.rpartition("/")[2]) for name in _words(node.get("@type")))


def _own(articles: list[Node], address: str, headings: frozenset[str]) -> Node | None:
    articles = [node for node in articles if "headline" in node] or articles
    titles = {" ".join(_words(node.get("headline"))).casefold() for node in articles}
    if len(titles) == 1:
        return articles[0]
    by_address = [node for node in articles if address and address in map(addresses.canonical, _addresses(node))]
    by_heading = [node for node in articles if headings & {t.casefold() for t in _words(node.get("headline"))}]
    return next(iter(by_address or by_heading), None)


def _addresses(node: Node) -> Iterator[str]:
    for key in ("mainEntityOfPage", "url", "@id"):
        for value in _listed(node.get(key)):
            yield from _words(value.get("@id") or value.get("url") if isinstance(value, dict) else value)


def _language(node: Node) -> Iterator[str]:
    for value in _listed(node.get("inLanguage")):
        yield from _words(value.get("alternateName") or value.get("name") if isinstance(value, dict) else value)


def _sites(nodes: list[Node]) -> list[str]:
    names = [name for node in nodes if _is_a(_OUTLET, node) for name in _words(node.get("name"))]
    return names if len(set(names)) == 1 else []


def _names(who: object, by_id: Mapping[str, Node]) -> Iterator[str]:
    if isinstance(who, dict):
        known = who if "name" in who else by_id.get(str(who.get("@id")), who)
        yield from _words(known.get("name"))
    else:
        yield from _words(who)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _words(value: object) -> Iterator[str]:
    """The strings in ``value``: one, a list of them, or a thing's ``@value``."""
    for part in _listed(value):
        text = part.get("@value") if isinstance(part, dict) else part
        if isinstance(text, str) and text.strip():
            yield text
