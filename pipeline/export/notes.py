"""Citations to note numbers: a number for each citation (article, revision and span), in order of first use.

Numbers are neither in the types nor in the text; every format takes them from here, so that note 3 is note 3 in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from pipeline.domain import ArticleId, Brief, Citation, Claim, Figure, Source, Span

Place: TypeAlias = tuple[ArticleId, int, Span]


@dataclass(frozen=True, slots=True)
class Note:
    number: int
    citation: Citation


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes of one brief or conversation; ``all`` is in order of their numbers."""

    all: tuple[Note, ...]
    numbers: Mapping[Place, int]

    def at(self, citation: Citation) -> int:
        """Raises KeyError for a citation that was not numbered."""
        return self.numbers[_place(citation)]

    def of(self, claim: Claim) -> tuple[int, ...]:
        """The numbers at the end of this claim, each once, in the order of its citations."""
        return tuple(dict.fromkeys(self.at(citation) for citation in claim.citations))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every article cited, in order of first use."""
        first: dict[ArticleId, Source] = {}
        for note in self.all:
            first.setdefault(note.citation.source.article_id, note.citation.source)
        return tuple(first.values())

    def citing(self, article_id: ArticleId) -> tuple[int, ...]:
        return tuple(note.number for note in self.all if note.citation.source.article_id == article_id)


def number(brief: Brief) -> Notes:
    """Numbers from 1, in the order in which a reader meets the claims."""
    claims = replace(brief, figures=in_rows(brief.figures)).claims
    return numbered(citation for claim in claims for citation in claim.citations)


def numbered(citations: Iterable[Citation]) -> Notes:
    """Numbers from 1, in the order of these citations; one that comes again has one number."""
    first: dict[Place, Citation] = {}
    for citation in citations:
        first.setdefault(_place(citation), citation)
    notes = tuple(Note(i, citation) for i, citation in enumerate(first.values(), start=1))
    return Notes(notes, {_place(note.citation): note.number for note in notes})


def in_rows(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Those of one row one after another, where the first of them stands."""
    first: dict[int, int] = {}
    for place, figure in enumerate(figures):
        first.setdefault(figure.row, place)
    return tuple(sorted(figures, key=lambda figure: first[figure.row]))


def _place(citation: Citation) -> Place:
    return citation.source.article_id, citation.source.revision, citation.span
