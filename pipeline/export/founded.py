"""A brief to the part that says how well founded it is: sources behind its sentences, and the balance of outlets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pipeline.domain import Brief, Claim, Verdict
from pipeline.export import wording
from pipeline.export.blocks import Block, Line, Lines, Table

MOST_OUTLETS = 10
MOST_DAYS = 14


def blocks(brief: Brief) -> tuple[Block, ...]:
    """Nothing where nothing is claimed; a table of one row, which would say nothing, is left out."""
    claims = tuple(dict.fromkeys(brief.claims))
    if not claims:
        return ()
    lines = Lines(tuple(Line(text) for text in _lines(brief, claims)))
    tables = (_outlets(brief, claims), _days(brief))
    return (lines, *(table for table in tables if len(table.rows) > 1), *_wires(brief))


def _lines(brief: Brief, claims: tuple[Claim, ...]) -> Iterator[str]:
    thin = sum(claim.corroboration.independent <= 1 for claim in claims)
    partly = sum(claim.support.verdict is Verdict.PARTLY for claim in claims)
    firm = len(claims) - thin
    rest = "rests" if firm == 1 else "rest"
    yield f"{_of(firm, len(claims))} {rest} on two or more independent sources, {_many(thin)} on one."
    if partly:
        told = "is supported only in part, and says so" if partly == 1 else "are supported only in part, and say so"
        yield f"{_of(partly, len(claims))} {told}."
    if brief.dropped:
        yield f"{wording.counted(len(brief.dropped), 'drafted sentence')} left out for want of support."
    days = sorted(source.published for source in brief.sources if source.published)
    if days:
        span = wording.day(days[0]) if days[0] == days[-1] else f"{wording.day(days[0])} to {wording.day(days[-1])}"
        yield f"Articles cited: {wording.extent(brief)}, published {span}."
    yield from map(wording.shown, brief.balance.warnings)


def _of(number: int, whole: int) -> str:
    return f"{_many(number).capitalize()} of {wording.counted(whole, 'sentence')}"


def _many(number: int) -> str:
    return f"{number:,}" if number else "none"


def _outlets(brief: Brief, claims: tuple[Claim, ...]) -> Table:
    """By sentences that cite them; the outlets behind the tenth in one row."""
    articles = Counter(wording.outlet(source) for source in brief.sources)
    sentences = Counter(
        name for claim in claims for name in {wording.outlet(citation.source) for citation in claim.citations}
    )
    ranked = sorted(articles, key=lambda name: (-sentences[name], name))
    shown, others = ranked[:MOST_OUTLETS], ranked[MOST_OUTLETS:]
    rows = [(name, articles[name], sentences[name]) for name in shown]
    if others:
        cited = sum(any(wording.outlet(c.source) in others for c in claim.citations) for claim in claims)
        rows.append((wording.counted(len(others), "other outlet"), sum(articles[name] for name in others), cited))
    return Table(
        "Whose words it rests on",
        ("Outlet", "Articles", "Sentences"),
        tuple((Line(name), Line(f"{number:,}"), Line(f"{cited:,}")) for name, number, cited in rows),
        bars=tuple(cited for _, _, cited in rows),
    )


def _days(brief: Brief) -> Table:
    """Articles by day of publication, by month where the days are too many, then by year; undated ones at the end."""
    known = sorted(source.published for source in brief.sources if source.published)
    days, months, years = _named(known)
    names = next((each for each in (days, months) if len(set(each)) <= MOST_DAYS), years)
    counted = Counter(names)
    undated = len(brief.sources) - len(known)
    rows = [*counted.items(), *([("undated", undated)] if undated else [])]
    return Table(
        "When its articles appeared",
        ("Published", "Articles"),
        tuple((Line(name), Line(f"{number:,}")) for name, number in rows),
        bars=tuple(number for _, number in rows),
    )


def _wires(brief: Brief) -> Iterator[Table]:
    """What agencies wrote, whoever printed it."""
    if brief.balance.by_wire:
        rows = tuple((Line(wording.shown(wire)), Line(f"{number:,}")) for wire, number in brief.balance.by_wire)
        bars = tuple(number for _, number in brief.balance.by_wire)
        yield Table("Agencies whose reports it cites", ("Agency", "Articles"), rows, bars=bars)


def _named(days: list[date]) -> tuple[list[str], list[str], list[str]]:
    return (
        [wording.day(day) for day in days],
        [f"{wording.MONTHS[day.month - 1]} {day.year}" for day in days],
        [str(day.year) for day in days],
    )
