"""A parsed page to the text of its article, one paragraph a line: trafilatura on a page cleared of what is no article.

Trafilatura alone makes two kinds of mistakes on news pages. It keeps what leads to other articles (a line "Read more",
a card, a list of links): ``_clear`` takes those out of the page before, by their structure. And it takes one part of a
body that stands in several parts of the page: where it covers too little of the running text that the page shows, it is
asked again for more, and the second answer is taken where it holds the first and more. No rule knows a site.
``benchmarks/extraction.py`` measures it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SETTINGS = {"fast": True, "include_comments": False, "with_metadata": False}
_BLOCKS = frozenset(
    "p div section article h1 h2 h3 h4 h5 h6 ul ol li table tr td blockquote figure figcaption pre".split()
)
_LISTS = ("ul", "ol")
_MAY_BE_CLUTTER = ("a", "span", *_LISTS, "p", "div")
_LONGEST_CARD = 600
_FEWEST_LINKED_WORDS = 3
_LINKED_TIMES = 4
# "Read more:", "RELATED |", or nothing
_LEAD = re.compile(r"(?:[^:|]{2,25}[:|])?\W*")
_RUNNING = 140
_WELL_COVERED = 0.5
_SHORT = 60
_HELD = 0.8
_TITLE_WITHIN = 4
_LONGEST_FOOT = 160
_FOOT = re.compile(
    r"\W*(?:©|copyright\b|all rights reserved|(?:filed under|posted in|tags?|topics?|categor(?:y|ies))\s*:"
    r"|related (?:articles|stories|topics|roundup)|(?:\d+ )?comments?$|leave a comment|share this|tell us what"
    r"|(?:follow|like) (?:us|\w+(?: \w+)?) on |subscribe to |sign up (?:for|to) |click here"
    r"|(?:read )?more:?$|advertisement$)",
    re.IGNORECASE,
)


def text(tree: HtmlElement) -> str:
    """Empty where no article is found. Changes ``tree``."""
    titles = {_shown(e).casefold() for e in tree.iter("h1", "title")}
    _clear(tree)
    running = [shown for shown, times in Counter(_running(tree)).items() if times == 1]
    found = _by_trafilatura(tree, favor_precision=True)
    if _covered(running, found) < _WELL_COVERED:
        more = _by_trafilatura(tree, favor_recall=True)
        found = more if _is_more(running, more, found) else found
    return _trimmed(found, titles)


def _is_more(running: list[str], other: str, found: str) -> bool:
    """``other`` holds nearly all of ``found``, and more of what runs on the page."""
    held = [p for p in found.split("\n") if len(p) >= _SHORT]
    return _covered(running, other) > _covered(running, found) and _covered(held, other) >= _HELD


def _by_trafilatura(tree: HtmlElement, **favor: bool) -> str:
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(tree, **_SETTINGS, **favor)
    return (found.text or "").strip() if isinstance(found, Document) else ""


def _clear(tree: HtmlElement) -> None:
    for element in [e for e in tree.iter(*_MAY_BE_CLUTTER) if _is_clutter(e)]:
        if element.getparent() is not None:
            element.drop_tree()


def _is_clutter(element: HtmlElement) -> bool:
    if element.tag == "a":
        return _is_card(element)
    if element.tag == "span":
        return _is_rollover(element)
    if element.tag in _LISTS:
        items = element.findall("./li")
        return bool(items) and all(map(_leads_elsewhere, items))
    return _leads_elsewhere(element)


def _is_card(link: HtmlElement) -> bool:
    """A teaser: a link around paragraphs or headings."""
    return (
        bool(link.get("href"))
        and any(e.tag in _BLOCKS for e in link.iterdescendants())
        and len(_words(link)) < _LONGEST_CARD
    )


def _is_rollover(span: HtmlElement) -> bool:
    """A card that opens over a name: several links and nothing else, inside of a paragraph."""
    is_inside = next(span.iterancestors("p"), None) is not None
    return is_inside and len(span.xpath(".//a[@href]")) > 1 and not _without_links(span)


def _leads_elsewhere(line: HtmlElement) -> bool:
    """A line that is a link to another page, perhaps with a few words before it: "Read more: ..."."""
    if any(e.tag in _BLOCKS for e in line.iterdescendants()):
        return False
    linked = " ".join(link.text_content() for link in line.xpath(".//a[@href]"))
    shown = _without_links(line) if linked else ""
    is_named = len(linked.split()) >= _FEWEST_LINKED_WORDS
    return is_named and (bool(_LEAD.fullmatch(shown)) or len(linked) >= _LINKED_TIMES * len(shown))


def _without_links(element: HtmlElement) -> str:
    return " ".join("".join(element.xpath(".//text()[not(ancestor::a[@href])]")).split())


def _words(element: HtmlElement) -> str:
    return "".join(element.text_content().split())


def _running(tree: HtmlElement) -> Iterator[str]:
    """The long paragraphs of the page that are mostly not links."""
    for paragraph in tree.iter("p"):
        shown = _shown(paragraph)
        linked = sum(len(_shown(link)) for link in paragraph.iterfind(".//a"))
        if len(shown) >= _RUNNING and linked * 2 < len(shown):
            yield shown


def _covered(running: list[str], found: str) -> float:
    """The share of the page's running text that is in ``found``, 0 to 1; 1 where the page has none."""
    there = "".join(found.split())
    total = sum(map(len, running))
    return sum(len(p) for p in running if "".join(p.split())[:60] in there) / total if total else 1.0


def _trimmed(found: str, titles: set[str]) -> str:
    """``found`` without the title above it and the small print below."""
    lines = found.split("\n")
    above = [at for at, line in enumerate(lines[:_TITLE_WITHIN], 1) if line.casefold() in titles]
    if above and len(lines) > above[-1] and all(len(line) < _RUNNING for line in lines[: above[-1]]):
        del lines[: above[-1]]
    while len(lines) > 1 and len(lines[-1]) <= _LONGEST_FOOT and _FOOT.match(lines[-1]):
        del lines[-1]
    return "\n".join(lines)


def _shown(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
