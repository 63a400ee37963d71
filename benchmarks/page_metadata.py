"""Measures what is read of a page's metadata, where the truth is known without having been written down.

Where two places of a page agree on a field, that is taken as true. A place is measured against what two *others* agree
on; the whole reading with those two taken away, so that it has to find the same elsewhere.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.measured import Figure
from pipeline.adapters import web_metadata, web_page
from pipeline.adapters.web_metadata import Found, Metadata

FIELDS = ("title", "outlet", "byline", "published")
DAYS = Path(__file__).with_name("published_days.json")


@dataclass(slots=True)
class Tally:
    asked: int = 0
    given: int = 0
    right: int = 0

    def add(self, given: str, true: str) -> None:
        self.asked += 1
        self.given += bool(given)
        self.right += bool(given) and given == true

    @property
    def row(self) -> str:
        shares = (self.given / self.asked, self.right / self.given) if self.given else (0.0, 0.0)
        return f"{self.asked:6}{shares[0]:10.2f}{shares[1]:10.3f}"


def report(pages: Mapping[str, bytes]) -> None:
    """Prints the tables; ``pages`` by digest."""
    found = {digest: _gathered(content) for digest, content in pages.items()}
    chosen = {digest: web_metadata.choose(one) for digest, one in found.items()}
    print("\nmetadata: pages that have it")
    for field in (*FIELDS, "published_at", "updated", "language", "url"):
        print(f"{field:26}{sum(bool(getattr(one, field)) for one in chosen.values()) / len(chosen):.2f}")
    for field in FIELDS:
        _print_field(field, list(found.values()))
    _print_days(chosen)


def figures(pages: Mapping[str, bytes]) -> Iterator[Figure]:
    """Of each field, how often what is read is right; ``pages`` by digest."""
    found = {digest: _gathered(content) for digest, content in pages.items()}
    for field in FIELDS:
        tally = _without_the_two(field, list(found.values()))
        right = tally.right / tally.given
        yield Figure(
            "extraction", "article_extraction", f"{field} right, where two other places agree", right, tally.given
        )
    read, true = _days({digest: web_metadata.choose(one) for digest, one in found.items()})
    right = sum(read[digest] == day for digest, day in true.items()) / len(true)
    yield Figure("extraction", "article_extraction", "published right, as a person read it", right, len(true))


def _gathered(content: bytes) -> Found:
    return web_metadata.gather(web_page.tree(content))


def _print_field(field: str, pages: list[Found]) -> None:
    print(f"\n{field:26}{'asked':>6}{'answered':>10}{'right':>10}")
    for place in web_metadata.ORDER[field]:
        tally = Tally()
        for found in pages:
            for true, _ in itertools.islice(_agreed(field, found, without=place), 1):
                tally.add(_value(field, {place: found[place]}, found), true)
        if tally.asked:
            print(f"{place:26}{tally.row}")
    print(f"{'without the two':26}{_without_the_two(field, pages).row}")


def _without_the_two(field: str, pages: list[Found]) -> Tally:
    """The whole reading, without the two places that agree on the truth."""
    tally = Tally()
    for found in pages:
        for true, those in _agreed(field, found):
            rest = {place: values for place, values in found.items() if place not in those}
            tally.add(_value(field, rest, found), true)
    return tally


def _agreed(field: str, found: Found, without: str = "") -> Iterator[tuple[str, tuple[str, str]]]:
    """What two places agree on, and the two; once for each such pair."""
    places = [place for place in web_metadata.ORDER[field] if place != without]
    said = {place: _value(field, {place: found[place]}, found) for place in places}
    for one, other in itertools.combinations(places, 2):
        if said[one] and said[one] == said[other]:
            yield said[one], (one, other)


def _value(field: str, places: Found, page: Found) -> str:
    """The reading of ``field`` from ``places`` alone, as it is compared; the page's outlet and address stay known."""
    known = {"outlet", "url"} - {field}
    kept = {p: {k: v for k, v in values.items() if k in known} for p, values in page.items()}
    mine = {p: kept[p] | {field: values.get(field, [])} for p, values in places.items()}
    return _plain(getattr(web_metadata.choose(kept | mine), field))


def _plain(value: object) -> str:
    return "".join(c for c in str(value or "").casefold() if c.isalnum())


def _print_days(chosen: Mapping[str, Metadata]) -> None:
    read, true = _days(chosen)
    right = sum(read[digest] == day for digest, day in true.items())
    print(f"\npublished, against {len(true)} days that a person read in the pages: {right} right")


def _days(chosen: Mapping[str, Metadata]) -> tuple[Mapping[str, date | None], Mapping[str, date]]:
    """Days as read, and as a person read them in the pages as they are shown, by the first 16 digits of the digests."""
    read = {digest[:16]: one.published for digest, one in chosen.items()}
    true = {digest: date.fromisoformat(day) for digest, day in json.loads(DAYS.read_text()).items() if digest in read}
    return read, true
