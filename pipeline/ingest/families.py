"""Which outlets are of one publisher, as a person writes it, and what ties an article to others.

Lines are ``Family: outlet, outlet``. None ships: who owns what changes, and differs between countries. An outlet's name
is compared without case, spaces and a "The" before it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.domain import Article, ArticleId
from pipeline.errors import UserError
from pipeline.ingest import wires

_THE = re.compile(r"^the\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Families:
    """``outlets`` has each family with its outlets, as written; made by ``parse``. No outlet is in two families."""

    outlets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of(self, outlet: str) -> str:
        """The family of an outlet; empty when it is in none."""
        wanted = _folded(outlet)
        return next((family for family, name in self._pairs() if _folded(name) == wanted), "")

    def _pairs(self) -> Iterator[tuple[str, str]]:
        return ((family, outlet) for family, outlets in self.outlets.items() for outlet in outlets)


def parse(lines: str) -> Families:
    """Empty lines and those that begin with ``#`` are passed over; a family on two lines has the outlets of both.

    Raises UserError that names the line where it is no such line, or puts an outlet into a second family.
    """
    outlets: dict[str, tuple[str, ...]] = {}
    taken: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for number, line in enumerate(lines.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        family, names = _read(number, line)
        family = spelt.setdefault(_folded(family), family)
        for name in names:
            if taken.setdefault(_folded(name), family) != family:
                raise UserError(
                    f"Line {number}: {name} is of {taken[_folded(name)]} already; an outlet has one family."
                )
        outlets[family] = _once((*outlets.get(family, ()), *names))
    return Families(outlets)


def written(families: Families) -> str:
    """The lines that ``parse`` reads as these families."""
    return "".join(f"{family}: {', '.join(outlets)}\n" for family, outlets in families.outlets.items())


def ties(*, head: str, outlet: str, wire: str = "", families: Families | None = None) -> tuple[str, ...]:
    """What an article shares with every other that is not independent of it.

    First its group of copies, by the ``head`` (itself where it has none); then the family of its outlet, else the
    outlet (articles of unknown outlets may all be of one, so they share one tie); then the agency that it is from, or
    that its outlet is.
    """
    family = families.of(outlet) if families is not None else ""
    agency = wire or wires.read(outlet, "")
    return (
        f"story {head}",
        f"family {_folded(family)}" if family else f"outlet {_folded(outlet)}",
        *((f"wire {agency}",) if agency else ()),
    )


def ties_of(
    articles: Mapping[ArticleId, Article], heads: Mapping[ArticleId, ArticleId], families: Families
) -> Mapping[ArticleId, tuple[str, ...]]:
    """The ties of each article; one that is not in ``heads`` is its own head."""
    return {
        key: ties(head=heads.get(key, key), outlet=article.outlet, wire=article.wire, families=families)
        for key, article in articles.items()
    }


def _read(number: int, line: str) -> tuple[str, tuple[str, ...]]:
    family, colon, rest = line.partition(":")
    names = tuple(name for part in rest.split(",") if (name := " ".join(part.split())))
    if not colon or not family.strip() or not names:
        raise UserError(f"Line {number} must be “Family: outlet, outlet”, not “{line.strip()}”.")
    return " ".join(family.split()), names


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(_folded(name), name)
    return tuple(first.values())


def _folded(name: str) -> str:
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return "".join(_THE.sub("", folded).split())
