"""What the first and last lines of a plain text say of it: its title, its date, its outlet. Given metadata comes first.

Only the title leaves the text; a date line and a "Source:" line stay where they are.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.domain import RawArticle
from pipeline.ingest import dates

_LONGEST_TITLE = 160
_FEWEST_WORDS = 2
_HEADER_LINES = 4
_NO_HEADLINE = re.compile(r"(?:by|from|sources?|photo|image|credit|caption|published|posted|updated|date)\b|[#*•·>|-]")
_SENTENCE_ENDS = tuple(".!?…:;,。！？")
_CLOSERS = "\"'”’»)]"
_SOURCE = re.compile(
    r"Sources?: ?(?P<outlet>\S.{0,80}?)"
    r"(?:,? (?:and|&|with) (?:other )?(?:(?:news|wire) )?(?:agencies|wires))?\.?"
)
_NOBODY = re.compile(
    r"(?:(?:news|wire|press|various|other|local|foreign) )*(?:agencies|agency|wires|media|sources)", re.IGNORECASE
)


def read(raw: RawArticle) -> RawArticle:
    """``raw`` (canonical text, one-line title) with what its own lines say filled in where nothing is known."""
    raw = _titled(raw)
    raw = replace(raw, outlet=raw.outlet or _outlet(raw.text))
    return raw if raw.published else _dated(raw)


def _titled(raw: RawArticle) -> RawArticle:
    first, gap, rest = raw.text.partition("\n\n")
    if not gap or not any(c.isalpha() for c in rest):
        return raw
    if raw.title and " ".join(first.split()).casefold() == raw.title.casefold():
        return replace(raw, text=rest)
    if raw.title or not _is_headline(first):
        return raw
    return replace(raw, title=first, text=rest)


def _is_headline(line: str) -> bool:
    letters = sum(c.isalpha() for c in line)
    return (
        "\n" not in line
        and len(line) <= _LONGEST_TITLE
        and len(line.split()) >= _FEWEST_WORDS
        and letters * 2 > len(line)
        and not line.rstrip(_CLOSERS).endswith(_SENTENCE_ENDS)
        and not _NO_HEADLINE.match(line.lower())
        and dates.of_header(line) is None
    )


def _dated(raw: RawArticle) -> RawArticle:
    lines = [line for line in raw.text.split("\n", 2 * _HEADER_LINES) if line][:_HEADER_LINES]
    for line in lines:
        if day := dates.of_header(line):
            at = dates.moment(line)
            return replace(raw, published=day, published_at=at if at and at.date() == day else None)
        if day := dates.of_dateline(line):
            return replace(raw, published=day)
    return raw


def _outlet(text: str) -> str:
    match = _SOURCE.fullmatch(text.rpartition("\n")[2])
    name = match["outlet"].rstrip(" ,") if match else ""
    # several names are no one outlet, and an address is none
    is_one = not re.search(r",|;|/| and | & ", name)
    return name if is_one and not _NOBODY.fullmatch(name) else ""
