"""A brief to a paper: what stands where, in which words, with which note numbers; the formats only draw it.

Every text in a paper is one line of plain text, however hostile the article it comes from.
"""

from __future__ import annotations

from pipeline.domain import Brief, Claim, Disagreement, Event, Figure, Position, Section, Side
from pipeline.export import days, founded, wording
from pipeline.export import notes as numbering
from pipeline.export.blocks import Block, Footnote, Line, Lines, Listed, Paper, Part, Table
from pipeline.export.notes import Notes
from pipeline.export.wording import shown

__all__ = ["Block", "Footnote", "Line", "Lines", "Listed", "Paper", "Part", "Table", "paper"]


def paper(brief: Brief) -> Paper:
    """Parts in reading order; those with nothing in them are left out."""
    notes = numbering.number(brief)
    return Paper(
        title=shown(brief.topic) or "Untitled",
        head=f"{shown(brief.topic) or 'Untitled'} · {wording.day(brief.provenance.made_at.date())}",
        facts=_facts(brief),
        parts=_parts(brief, notes),
        sources=_sources(brief, notes),
        footnotes=_footnotes(notes),
        provenance=" · ".join(wording.provenance(brief)),
    )


def _facts(brief: Brief) -> tuple[str, ...]:
    made = brief.provenance
    return tuple(
        fact
        for fact in (
            wording.template(brief.template),
            wording.day(made.made_at.date()),
            wording.scope(brief.scope),
            wording.written_by(made),
            shown(made.note),
            wording.extent(brief),
        )
        if fact
    )


def _parts(brief: Brief, notes: Notes) -> tuple[Part, ...]:
    sections = [_section(section, notes) for section in brief.sections]
    gaps = tuple(Line(shown(gap)) for gap in brief.gaps)
    others = (
        Part("Key figures", _figures(numbering.in_rows(brief.figures), notes)),
        Part("Timeline", _lines(tuple(_event(event, notes) for event in brief.timeline))),
        Part("Who says what", _positions(brief.positions, notes)),
        Part("What the articles say is not known", _lines(tuple(_sentence(claim, notes) for claim in brief.unknowns))),
        Part("Where the articles disagree", tuple(_disagreement(each, notes) for each in brief.disagreements)),
        Part("What the articles do not say", _lines(gaps)),
        Part("How well founded this is", founded.blocks(brief)),
    )
    return tuple(part for part in (*sections, *others) if part.blocks)


def _section(section: Section, notes: Notes) -> Part:
    """Its claims, and behind each the reader's own remarks, marked as what they are."""
    lines: list[Line] = []
    for number in range(len(section.claims) + 1):
        lines += [_sentence(claim, notes) for claim in section.claims[number - 1 : number] if number]
        lines += [
            Line(shown(remark.text), mark=wording.REMARK)
            for remark in section.remarks
            if min(remark.after, len(section.claims)) == number
        ]
    return Part(shown(section.heading), _lines(tuple(lines)))


def _lines(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    return (Lines(lines),) if lines else ()


def _sentence(claim: Claim, notes: Notes, lead: str = "") -> Line:
    return Line(shown(claim.text), notes.of(claim), wording.mark(claim), lead)


def _event(event: Event, notes: Notes) -> Line:
    return _sentence(event.claim, notes, lead=days.when(event))


def _positions(positions: tuple[Position, ...], notes: Notes) -> tuple[Block, ...]:
    rows = tuple(_position(position, notes) for position in positions)
    return (Table("", ("Who", "On", "In their words", "When"), rows),) if rows else ()


def _position(position: Position, notes: Notes) -> tuple[Line, ...]:
    return (
        Line(shown(position.actor)),
        Line(shown(position.issue)),
        _sentence(position.claim, notes),
        Line(wording.day(position.said_on) if position.said_on else "not stated"),
    )


def _figures(figures: tuple[Figure, ...], notes: Notes) -> tuple[Block, ...]:
    what: dict[int, str] = {}
    for figure in figures:
        what.setdefault(figure.row, wording.counts(figure))
    rows = tuple(_figure(figure, what[figure.row], notes) for figure in figures)
    columns = ("What it counts", "Figure", "As of", "Said by", "Source")
    return (Table("", columns, rows, is_grouped=True),) if rows else ()


def _figure(figure: Figure, what: str, notes: Notes) -> tuple[Line, ...]:
    """``what`` the figures of its row count; in other words of its own, it has them with it."""
    own = wording.counts(figure)
    value = shown(figure.value) if own.casefold() == what.casefold() else f"{shown(figure.value)} ({own})"
    sources = dict.fromkeys(wording.outlet_and_day(citation.source) for citation in figure.claim.citations)
    return (
        Line(what),
        Line(value, mark=wording.NEWEST if figure.is_newest else ""),
        Line(wording.day(figure.as_of) if figure.as_of else "not stated"),
        Line(shown(figure.said_by) or "not stated"),
        Line("; ".join(sources), notes.of(figure.claim), wording.mark(figure.claim)),
    )


def _disagreement(value: Disagreement, notes: Notes) -> Table:
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


def _footnotes(notes: Notes) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(
            note.number,
            shown(note.citation.quote),
            f"{wording.outlet(source)}, {wording.title(source)}, {wording.day(source.published)}.",
            wording.link(source.url),
        )
        for note in notes.all
        for source in (note.citation.source,)
    )


def _sources(brief: Brief, notes: Notes) -> tuple[Listed, ...]:
    return tuple(
        Listed(
            wording.outlet(source),
            wording.title(source),
            wording.day(source.published),
            shown(source.url),
            wording.link(source.url),
            notes.citing(source.article_id),
        )
        for source in brief.sources
    )
