"""What an EPUB says of itself: its metadata, what is read in which order, and its table of contents (EPUB 2 and 3)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from pipeline.adapters.xml_tree import attribute, local, parsed
from pipeline.errors import Refusal
from pipeline.ingest import decode
from pipeline.ingest.packages import Package

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"})
_CONTENTS = "application/x-dtbncx+xml"
# scrambled fonts are no protection: EPUB 3.3 section 4.3.5, and Adobe's older way
_FONT_SCRAMBLING = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_FRONT_MATTER = frozenset({"cover", "toc", "title-page", "copyright-page", "loi", "lot"})
_LARGEST_CONTENTS = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stop:
    """One line of the table of contents: where it leads, and how deep it is set."""

    path: str
    fragment: str
    label: str
    depth: int


@dataclass(frozen=True, slots=True)
class Book:
    """``metadata`` has every value of each of its names; ``spine`` is what is read, in order, front matter left out."""

    metadata: Mapping[str, tuple[str, ...]]
    spine: tuple[str, ...]
    contents: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    path: str
    kind: str
    properties: str


def opened(package: Package) -> Book:
    """Raises Refusal when it is protected, or no book."""
    root = parsed(package.read(_CONTAINER), _CONTAINER)
    place = next(
        (path for each in root.iter() if local(each) == "rootfile" and (path := attribute(each, "full-path"))), ""
    )
    folder = posixpath.dirname(place)
    book = parsed(package.read(place), place)
    items = dict(_items(book, folder))
    spine = tuple(dict.fromkeys(_spine(book, items, _guided(book, folder))))
    _refuse_protected(package, spine)
    return Book(_metadata(book), spine, _contents(package, items))


def _items(book: _Element, folder: str) -> Iterator[tuple[str, _Item]]:
    for each in book.iter():
        if local(each) == "item":
            kind, properties = attribute(each, "media-type"), attribute(each, "properties")
            yield attribute(each, "id"), _Item(_path(folder, attribute(each, "href"))[0], kind, properties)


def _path(folder: str, href: str) -> tuple[str, str]:
    """The part that ``href`` leads to, and the place in it."""
    path, _, fragment = href.partition("#")
    return posixpath.normpath(posixpath.join(folder, unquote(path))), unquote(fragment)


def _guided(book: _Element, folder: str) -> frozenset[str]:
    """The front matter that the book's guide (EPUB 2) names."""
    guide = (each for each in book.iter() if local(each) == "reference" and attribute(each, "type") in _FRONT_MATTER)
    return frozenset(_path(folder, attribute(each, "href"))[0] for each in guide)


def _spine(book: _Element, items: Mapping[str, _Item], left_out: frozenset[str]) -> Iterator[str]:
    for each in book.iter():
        if local(each) != "itemref" or attribute(each, "linear") == "no":
            continue
        item = items.get(attribute(each, "idref"))
        if item and item.kind in _CHAPTERS and "nav" not in item.properties.split() and item.path not in left_out:
            yield item.path


def _refuse_protected(package: Package, spine: tuple[str, ...]) -> None:
    if _ENCRYPTION not in package:
        return
    for each in parsed(package.read(_ENCRYPTION), _ENCRYPTION):
        methods = [attribute(inner, "Algorithm") for inner in each.iter() if local(inner) == "EncryptionMethod"]
        places = [unquote(attribute(inner, "URI")) for inner in each.iter() if local(inner) == "CipherReference"]
        if set(places) & set(spine) and not any(method in _FONT_SCRAMBLING for method in methods):
            raise Refusal("is protected against reading by other programs (DRM): a copy without protection is needed")


def _metadata(book: _Element) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for block in book:
        if local(block) != "metadata":
            continue
        for each in block.iter():
            name = ":".join(filter(None, (local(each), attribute(each, "event") or attribute(each, "role"))))
            if value := " ".join((each.text or "").split()):
                found[name] = (*found.get(name, ()), value)
    return found


def _contents(package: Package, items: Mapping[str, _Item]) -> tuple[Stop, ...]:
    """The table of contents of EPUB 3, else that of EPUB 2; empty where neither is there, or can be read."""
    places = (
        *((item.path, _of_nav) for item in items.values() if "nav" in item.properties.split()),
        *((item.path, _of_ncx) for item in items.values() if item.kind == _CONTENTS),
    )
    for path, read in places:
        try:
            if stops := tuple(read(package.read(path), path)):
                return stops
        except Refusal:
            continue
    return ()


def _of_nav(content: bytes, path: str) -> Iterator[Stop]:
    from lxml import etree, html

    if len(content) > _LARGEST_CONTENTS:
        return
    try:
        tree = html.document_fromstring(decode.text(content).encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise Refusal("has a table of contents that cannot be read") from error
    navs = list(tree.iter("nav"))
    toc = next((nav for nav in navs if "toc" in (nav.get("epub:type") or "").split()), navs[0] if navs else None)
    for link in () if toc is None else toc.iter("a"):
        place = _path(posixpath.dirname(path), link.get("href") or "")
        label = " ".join("".join(map(str, link.itertext())).split())
        yield Stop(*place, label, sum(1 for _ in link.iterancestors("ol")))


def _of_ncx(content: bytes, path: str) -> Iterator[Stop]:
    for point in parsed(content, path).iter():
        if local(point) != "navPoint":
            continue
        label = next((each.text or "" for each in point.iter() if local(each) == "text"), "")
        source = next((attribute(each, "src") for each in point if local(each) == "content"), "")
        depth = sum(1 for each in point.iterancestors() if local(each) == "navPoint")
        yield Stop(*_path(posixpath.dirname(path), source), " ".join(label.split()), depth)
