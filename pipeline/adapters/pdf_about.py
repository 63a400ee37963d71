"""What a PDF says of itself, each value with where it says so: document information, XMP metadata, its first page.

The day on which a file was made is the day of printing, never that of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from pipeline.domain import Reading
from pipeline.ingest import dates

_PACKET = re.compile(rb"<rdf:RDF\b.{1,200000}?</rdf:RDF>", re.DOTALL)
_EMBEDDED = b"http://ns.adobe.com/xap/"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PRISM = re.compile(r"\{http://prismstandard\.org/namespaces/[^}]*\}(.*)")
_FIELD_OF = {
    f"{_DC}publisher": "outlet",
    f"{_DC}title": "title",
    f"{_DC}creator": "byline",
    f"{_DC}language": "language",
    "publicationName": "outlet",
    "publicationDate": "published",
    "coverDate": "published",
    "url": "url",
}
_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|sans titre|sin título|scan|(?:microsoft|libreoffice|openoffice)\b|about:|https?:).*"
    r"|(?:document|dokument|slide|layout|page|seite) ?\d*|no title|print(?:ing|out)?|[\W\d_]*|\S*[_\d]\S*|\S*\\.*"
    r"|.*\.(?:pdf|docx?|odt|rtf|txt|md|indd|qx[pd]|pmd|fm|tex|dvi|html?|aspx?|php|pptx?|xlsx?|pub|tiff?|jpe?g|png|tmp|eml|msg)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"anonymous|unspecified|unknown|user|owner|admin(?:istrator)?|author|default|root|n/a|none|\S*[\d_@\\]\S*|[\W\d_]*",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|von|par|por|door) (?P<names>[^\W\d_].{2,80})", re.IGNORECASE)
_SMALL = frozenset("and und et y e en de del la van von der den di da bin al".split())
_MOST_NAME_WORDS = 12
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d")
# an address that ends in dots was cut off by the browser; one without a path is a site's, not a page's
_ADDRESS = re.compile(r"https?://[^\s/]+/\S*[^\s/….]\S*(?<![….])")
_LONGEST = 300


def readings(facts: Mapping[str, str], language: str, content: bytes) -> Iterator[Reading]:
    """What its metadata says, whether it can be believed or not; ``believable`` tells."""
    where = "document information"
    for name, field in (("Title", "title"), ("Author", "byline"), ("CreationDate", "created"), ("ModDate", "modified")):
        if value := " ".join(facts.get(name, "").split())[:_LONGEST]:
            yield Reading(field, where, value)
    yield from _of_xmp(content)
    if language.strip():
        yield Reading("language", "document catalogue", language.strip())


def _of_xmp(content: bytes) -> Iterator[Reading]:
    """The last packet that speaks of a PDF and not of a picture in it. Nothing where it is packed or broken."""
    packets = [match for match in _PACKET.finditer(content) if not _is_of_picture(content, match.start())]
    own = [match for match in packets if b"/pdf/" in match.group()] or packets
    for field, value in _rdf(own[-1].group()) if own else ():
        yield Reading(field, "XMP metadata", value)


def _is_of_picture(content: bytes, at: int) -> bool:
    return _EMBEDDED in content[max(at - 600, 0) : at]


def _rdf(packet: bytes) -> Iterator[tuple[str, str]]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.fromstring(packet, parser)
    except etree.XMLSyntaxError:
        return
    for description in tree.iter(f"{_RDF}Description") if tree is not None else ():
        for name, value in description.attrib.items():
            yield from _field(str(name), [str(value)])
        for child in description.iterchildren("*"):
            items = list(child.iter(f"{_RDF}li")) or [child]
            yield from _field(str(child.tag), [str(item.text or "") for item in items])


def _field(name: str, values: list[str]) -> Iterator[tuple[str, str]]:
    prism = _PRISM.fullmatch(name)
    field = _FIELD_OF.get(prism[1] if prism else name)
    texts = [text for value in values if (text := " ".join(value.split())[:_LONGEST])]
    if field and texts:
        yield field, ", ".join(texts) if field == "byline" else texts[0]


def of_first_page(opening: Sequence[str]) -> Iterator[Reading]:
    """Its byline, where one stands in the first paragraphs of the text."""
    for paragraph in opening:
        for line in paragraph.split("\n"):
            match = _BY.fullmatch(line)
            if match and _are_names(match["names"]):
                yield Reading("byline", "first page", match["names"])


def _are_names(text: str) -> bool:
    words = text.replace(",", " ").split()
    are_capital = all(word[0].isupper() or word.lower() in _SMALL for word in words)
    return 1 < len(words) <= _MOST_NAME_WORDS and are_capital and not text.endswith(".") and dates.day(text) is None


def of_furniture(texts: Sequence[str], *, is_printed: bool) -> Iterator[Reading]:
    """The day that running heads state, and where a browser printed a page (``is_printed``), that page's address.

    A day with a clock's time beside it is a browser's: the day of printing.
    """
    for text in texts:
        if (found := dates.of_header(text)) is not None and not _CLOCK.search(text):
            yield Reading("published", "running head", found.isoformat())
        if is_printed and _ADDRESS.fullmatch(text):
            yield Reading("url", "running foot", text)


def title(given: Iterable[Reading], heading: str, name: str) -> str:
    """The first title that is none of a file, shortened to the heading that it holds; else the heading."""
    stem = PurePath(name).stem.casefold()
    titles = [reading.value for reading in given if reading.field == "title"]
    real = [text for text in titles if not _NO_TITLE.fullmatch(text) and text.casefold() != stem]
    if not real or (heading and _plain(heading) in _plain(real[0])):
        return heading
    return real[0]


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def byline(given: Iterable[Reading]) -> str:
    """What the first page says, else the first author who is a name."""
    found = [reading for reading in given if reading.field == "byline"]
    printed = [reading.value for reading in found if reading.where == "first page"]
    return next((text for text in (*printed, *(r.value for r in found)) if not _NOBODY.fullmatch(text)), "")


def first(given: Iterable[Reading], field: str) -> str:
    return next((reading.value for reading in given if reading.field == field), "")
