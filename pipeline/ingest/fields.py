"""One row of a table or one JSON object to a ``RawArticle``, by the names that such fields usually have."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from pipeline.domain import RawArticle
from pipeline.errors import Refusal
from pipeline.ingest import dates

# in order of preference; compared without case, spaces, dashes and underscores
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "fulltext", "body", "content", "articlebody", "articletext", "maintext", "bodytext", "article"),
        *("articlecontent", "newstext", "story"),
    ),
    "title": ("title", "headline", "articletitle", "heading"),
    "outlet": (
        *("outlet", "publisher", "publication", "newspaper", "sitename", "site", "source", "sourcename", "newsoutlet"),
        *("publishername", "publicationname"),
    ),
    "url": ("url", "link", "articleurl", "canonicalurl", "weburl", "permalink"),
    "published": (
        *(
            "published",
            "publishedat",
            "publisheddate",
            "publishedon",
            "datepublished",
            "publicationdate",
            "publishdate",
        ),
        *("pubdate", "articledate", "releasedate", "date", "datetime", "timestamp", "time"),
    ),
    "byline": ("byline", "author", "authors", "authorname", "writer"),
    "language": ("language", "lang", "inlanguage", "languagecode"),
}
_KIND_OF = {name: kind for kind, names in NAMES.items() for name in names}

AsText = Callable[[str], str]


def kind(name: str) -> str:
    """Which field ``name`` is a usual name of, or empty."""
    return _KIND_OF.get(_plain(name), "")


def raw_article(where: str, row: Mapping[str, object], as_text: AsText) -> RawArticle:
    """The article in ``row``; ``as_text`` makes text of what may be markup. Raises Refusal when there is no text."""
    by_name = {_plain(str(name)): value for name, value in row.items()}
    found = {kind: _first(by_name, names) for kind, names in NAMES.items()}
    body = as_text(found["text"])
    if not body.strip():
        has_field = any(kind(str(name)) == "text" for name in row)
        raise Refusal("has no text" if has_field else f"has no text: none of {_listed(NAMES['text'][:5])} is there")
    return RawArticle(
        name=where,
        text=body,
        title=as_text(found["title"]),
        outlet=found["outlet"],
        url=found["url"],
        published=_day(found["published"]),
        byline=found["byline"],
        language=found["language"],
    )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _first(by_name: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _text(by_name.get(name), names[0])).strip()), "")


def _text(value: object, field: str) -> str:
    """A string; the paragraphs or names of a list; the name in an object such as ``{"name": "The Daily"}``."""
    match value:
        case str():
            return value
        case bool():
            return ""
        case int() | float():
            return str(value) if field in {"title", "published"} else ""
        case list():
            parts = (_text(part, field) if not isinstance(part, list) else "" for part in value)
            return ("\n\n" if field == "text" else ", ").join(part for part in parts if part.strip())
        case dict():
            return str(next((value[key] for key in ("name", "title") if isinstance(value.get(key), str)), ""))
    return ""


def _day(given: str) -> date | None:
    return dates.day(given) if given else None


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
