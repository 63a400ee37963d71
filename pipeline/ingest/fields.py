"""One row of a table or one JSON object to a ``RawArticle``, by the names that such fields usually have.

A name may stand in an object or behind dots: ``{"fields": {"bodyText": ...}}`` and a column ``fields.bodyText`` are the
same, and so are ``{"headline": {"main": ...}}`` and ``headline.main``. What stands nearer to the top is preferred.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from pipeline.domain import RawArticle, Reading
from pipeline.errors import Refusal
from pipeline.ingest import dates

# in order of preference; compared without case, accents, spaces, dashes and underscores
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        *("text", "fulltext", "bodytext", "body", "content", "articlebody", "articletext", "maintext", "article"),
        *("articlecontent", "contenttext", "contenthtml", "newstext", "story", "td", "texte", "texto", "inhalt"),
    ),
    # the first paragraph, where the rest is a field of its own
    "lead": ("leadparagraph", "lp"),
    "title": ("title", "headline", "articletitle", "webtitle", "heading", "hd", "titel", "titre", "titulo"),
    "outlet": (
        *("outlet", "publisher", "publication", "newspaper", "sitename", "site", "source", "sourcename", "newsoutlet"),
        *("publishername", "publicationname", "sn", "quelle", "fuente", "medium"),
    ),
    "url": ("url", "link", "articleurl", "canonicalurl", "weburl", "permalink"),
    "published": (
        *("published", "publishedat", "publisheddate", "publishedon", "publishedtime", "datepublished"),
        *("publicationdate", "publicationdatetime", "webpublicationdate", "firstpublicationdate", "publishdate"),
        *("pubdate", "datetimepub", "articledate", "releasedate", "date", "dategmt", "datetime", "timestamp", "time"),
        *("pd", "datum", "fecha"),
    ),
    "updated": (
        *("updated", "updatedat", "updateddate", "updatedon", "dateupdated", "lastupdated", "lastupdate"),
        *("modified", "modifiedat", "modifiedtime", "modifieddate", "datemodified", "lastmodified", "lastmodifieddate"),
        *("modificationdate", "modificationdatetime"),
    ),
    "byline": ("byline", "author", "authors", "authorname", "writer", "by", "creator", "autor", "auteur"),
    "language": ("language", "lang", "inlanguage", "languagecode", "la", "sprache"),
}
TEXT_KINDS = frozenset({"text", "lead"})
_KIND_OF = {name: (kind, rank) for kind, names in NAMES.items() for rank, name in enumerate(names)}
# objects that only hold the article's fields, and so say nothing of what is in them
_WRAPPERS = frozenset(
    "article attributes content data dc dcterms doc document fields item meta metadata newsitem node og properties "
    "record response result _source story".split()
)
# where a field is an object: what in it is the field's value, by field, and for those that are not named here
_VALUES = {
    "text": ("rendered", "value", "text", "plain", "plaintext", "html", "main", "body", "content"),
    "title": ("main", "rendered", "value", "text", "title", "name"),
    "": ("name", "title", "original", "value", "text", "displayname", "full"),
}
_TAILS = frozenset({"main", "original", "rendered", "value", "name", "text"})
_DEEPEST_OBJECT, _DEEPEST_LIST = 3, 2
_LONGEST_NAME = 100
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d{1,6})?")
_OF_DAYS = {"published", "updated"}

AsText = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Found:
    where: str
    value: str


def kind(name: str) -> str:
    """Which field ``name`` is a usual name of, or empty."""
    return _known_as(name[:_LONGEST_NAME])[0]


def raw_article(where: str, row: Mapping[str, object], as_text: AsText) -> RawArticle:
    """The article in ``row``; ``as_text`` makes text of what may be markup. Raises Refusal when there is no text.

    ``readings`` are given for a field of which the row says several things, and for a date that could not be read.
    """
    found = _found(row)
    body = _body(found, as_text)
    if not body.strip():
        has_field = any(kind(str(name)) in TEXT_KINDS for name in row) or bool(TEXT_KINDS & found.keys())
        raise Refusal("has no text" if has_field else f"has no text: none of {_listed(NAMES['text'][:5])} is there")
    published, moment = _published(found["published"])
    return RawArticle(
        name=where,
        text=body,
        title=as_text(_first(found["title"])),
        outlet=_first(found["outlet"]),
        url=_first(found["url"]),
        published=published,
        byline=_first(found["byline"]),
        language=_first(found["language"]),
        published_at=moment,
        updated=next((on for each in found["updated"] if (on := _day(each.value))), None),
        readings=tuple(_readings(found)),
    )


@lru_cache(maxsize=4096)
def _known_as(name: str) -> tuple[str, int]:
    """The field and the rank among its names; without what only wraps it or is in it, where it is known only so."""
    parts = [part for part in re.split(r"[./:]", name.strip().casefold()) if part]
    head = next((at for at, part in enumerate(parts) if part not in _WRAPPERS), 0)
    tail = len(parts) - (len(parts) > 1 and parts[-1] in _TAILS)
    readings = (parts, parts[head:], parts[:tail], parts[head:tail])
    return next((known for some in readings if (known := _KIND_OF.get(_bare("".join(some))))), ("", -1))


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKD", name)).casefold()


def _found(row: Mapping[str, object]) -> Mapping[str, Sequence[_Found]]:
    """Every value that is not blank by its field: from the top down, and in order of preference on one level."""
    found: defaultdict[str, list[_Found]] = defaultdict(list)
    for level in _levels(row):
        for _, field, path, value in sorted(_known(level), key=lambda known: known[0]):
            if (text := _text(value, field)).strip():
                found[field].append(_Found(path, text))
    return found


def _levels(row: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    level = {str(name): value for name, value in row.items()}
    for _ in range(_DEEPEST_OBJECT):
        yield level
        level = {
            f"{name}.{key}": inner
            for name, value in level.items()
            if isinstance(value, dict) and _last(name) in _WRAPPERS
            for key, inner in value.items()
        }


def _last(path: str) -> str:
    return path.rpartition(".")[2].casefold()


def _known(level: Mapping[str, object]) -> Iterator[tuple[int, str, str, object]]:
    for path, value in level.items():
        field, rank = _known_as(path[:_LONGEST_NAME])
        if field:
            yield rank, field, path, value


def _text(value: object, field: str, depth: int = 0) -> str:
    """A string; the paragraphs or names of a list; the name in an object such as ``{"name": "The Daily"}``."""
    match value:
        case str():
            return value
        case bool():
            return ""
        case int() | float():
            return str(value) if field == "title" or field in _OF_DAYS else ""
        case list() if depth < _DEEPEST_LIST:
            parts = (_text(part, field, depth + 1) for part in value)
            return ("\n\n" if field in TEXT_KINDS else ", ").join(part for part in parts if part.strip())
        case dict():
            return _value(value, field)
    return ""


def _value(given: Mapping[str, object], field: str) -> str:
    keys = _VALUES.get("text" if field in TEXT_KINDS else field, _VALUES[""])
    plain = {_bare(key): value for key, value in given.items() if isinstance(value, str)}
    return next((plain[key] for key in keys if plain.get(key, "").strip()), "")


def _first(found: Sequence[_Found]) -> str:
    return found[0].value if found else ""


def _body(found: Mapping[str, Sequence[_Found]], as_text: AsText) -> str:
    lead, rest = (
        next((text for each in found.get(field, ()) if (text := as_text(each.value)).strip()), "")
        for field in ("lead", "text")
    )
    is_there = " ".join(lead.split()) in " ".join(rest[: 2 * len(lead) + 100].split())
    return rest if is_there else f"{lead}\n\n{rest}".strip()


def _published(found: Sequence[_Found]) -> tuple[date | None, datetime | None]:
    """The first day that can be read; the moment is of that day, but may be given by another name."""
    on = next((day for each in found if (day := _day(each.value))), None)
    moments = (moment for each in found if (moment := _moment(each.value)))
    return on, next((moment for moment in moments if moment.date() == on), None)


def _day(given: str) -> date | None:
    epoch = _of_epoch(given)
    return epoch.date() if epoch else dates.day(given)


def _moment(given: str) -> datetime | None:
    return _of_epoch(given) or dates.moment(given)


def _of_epoch(given: str) -> datetime | None:
    """Seconds or milliseconds since 1970, from 2001 to 2033: numbers that cannot be a day written without dashes."""
    if not _EPOCH.fullmatch(given.strip()):
        return None
    number = float(given)
    return datetime.fromtimestamp(number / 1000 if number > 1e11 else number, UTC)  # noqa: PLR2004


def _readings(found: Mapping[str, Sequence[_Found]]) -> Iterator[Reading]:
    for field, values in found.items():
        if field in TEXT_KINDS or not _is_doubtful(field, values):
            continue
        taken_first = sorted(values, key=lambda each: field in _OF_DAYS and _day(each.value) is None)
        yield from (Reading(field, each.where, each.value) for each in taken_first)


def _is_doubtful(field: str, values: Sequence[_Found]) -> bool:
    if field not in _OF_DAYS:
        return len({each.value for each in values}) > 1
    days = {_day(each.value) for each in values}
    return len(days) > 1 or days == {None}


def _listed(names: tuple[str, ...]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
