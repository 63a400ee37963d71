"""Claims, disagreements, footnotes and sources to lines of a paper, the same in a brief and in a conversation."""

from __future__ import annotations

from pipeline.domain import Claim, Disagreement, Side
from pipeline.export import wording
from pipeline.export.blocks import Block, Footnote, Line, Lines, Listed, Table
from pipeline.export.notes import Notes
from pipeline.export.wording import shown


def block(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """Nothing where there are none."""
    return (Lines(lines),) if lines else ()


def sentence(claim: Claim, notes: Notes, lead: str = "") -> Line:
    return Line(shown(claim.text), notes.of(claim), wording.mark(claim), lead)


def disagreement(value: Disagreement, notes: Notes) -> Table:
    kind = "an update over time, not a contradiction" if value.is_update else wording.KINDS[value.kind]
    rows = tuple(row for side in value.sides for row in _side(side, notes))
    return Table(f"{wording.headed(value.about)}: {kind}", ("Says", "Outlet", "Date", "In its words"), rows)


def _side(side: Side, notes: Notes) -> tuple[tuple[Line, ...], ...]:
    """A row for each citation, so that each outlet stands beside its own words."""
    return tuple(
        (
            Line(shown(side.value)),
            Line(wording.outlet(citation.source)),
            Line(wording.day(citation.source.published)),
            Line(wording.quoted(shown(citation.quote)), (notes.at(citation),), wording.mark(side.claim)),
        )
        for citation in side.claim.citations
    )


def footnotes(notes: Notes) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(note.number, shown(note.citation.quote), f"{wording.place(source)}.", wording.link(source.url))
        for note in notes.all
        for source in (note.citation.source,)
    )


def sources(notes: Notes) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            wording.outlet(source),
            wording.title(source),
            wording.day(source.published),
            shown(source.url),
            wording.link(source.url),
            notes.citing(source.article_id),
        )
        for source in notes.sources
    )
