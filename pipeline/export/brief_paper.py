"""A brief to a paper: its sections, its tables, how well founded it is, and where each sentence comes from."""

from __future__ import annotations

from pipeline.domain import Brief, Event, Figure, Position, Section
from pipeline.export import days, founded, lines, provenance, wording
from pipeline.export import notes as numbering
from pipeline.export.blocks import Block, Line, Paper, Part, Table
from pipeline.export.notes import Notes
from pipeline.export.wording import shown


def paper(brief: Brief) -> Paper:
    notes = numbering.number(brief)
    made_at = brief.provenance.made_at
    title = wording.headed(brief.topic) or "Untitled"
    return Paper(
        kind="Briefing note",
        title=title,
        subject=_template(brief),
        head=f"{title} · {wording.day(made_at.date())}",
        facts=_facts(brief),
        parts=_parts(brief, notes),
        sources=lines.sources(notes),
        footnotes=lines.footnotes(notes),
        provenance=" · ".join(provenance.of_brief(brief)),
        made_at=made_at,
        version=brief.version,
    )


def _template(brief: Brief) -> str:
    return wording.template(brief.template, brief.outline.label)


def _facts(brief: Brief) -> tuple[str, ...]:
    made = brief.provenance
    facts = (
        _template(brief),
        wording.readers(brief.outline),
        wording.day(made.made_at.date()),
        wording.read_from(brief.outline),
        wording.written_by(made),
        shown(made.note),
        wording.extent(brief),
    )
    return tuple(filter(None, facts))


def _parts(brief: Brief, notes: Notes) -> tuple[Part, ...]:
    sections = [_section(section, notes) for section in brief.sections]
    events = tuple(_event(event, notes) for event in brief.timeline)
    unknowns = tuple(lines.sentence(claim, notes) for claim in brief.unknowns)
    gaps = tuple(Line(shown(gap)) for gap in brief.gaps)
    others = (
        Part("Key figures", _figures(numbering.in_rows(brief.figures), notes)),
        Part("Timeline", lines.block(events)),
        Part("Who says what", _positions(brief.positions, notes)),
        Part("What the articles say is not known", lines.block(unknowns)),
        Part("Where the articles disagree", tuple(lines.disagreement(each, notes) for each in brief.disagreements)),
        Part("What the articles do not say", lines.block(gaps)),
        Part("How well founded this is", founded.blocks(brief)),
    )
    return tuple(part for part in (*sections, *others) if part.blocks)


def _section(section: Section, notes: Notes) -> Part:
    """Its claims, and behind each the reader's own remarks, marked as what they are."""
    told: list[Line] = []
    for number in range(len(section.claims) + 1):
        told += [lines.sentence(claim, notes) for claim in section.claims[number - 1 : number] if number]
        told += [
            Line(shown(remark.text), mark=wording.REMARK)
            for remark in section.remarks
            if min(remark.after, len(section.claims)) == number
        ]
    return Part(shown(section.heading), lines.block(tuple(told)))


def _event(event: Event, notes: Notes) -> Line:
    return lines.sentence(event.claim, notes, lead=days.when(event))


def _positions(positions: tuple[Position, ...], notes: Notes) -> tuple[Block, ...]:
    rows = tuple(_position(position, notes) for position in positions)
    return (Table("", ("Who", "On", "In their words", "When"), rows),) if rows else ()


def _position(position: Position, notes: Notes) -> tuple[Line, ...]:
    return (
        Line(shown(position.actor)),
        Line(shown(position.issue)),
        lines.sentence(position.claim, notes),
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
