"""How well founded: sources behind sentences, outlets and days, each counted once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pipeline.domain import Citation, Section
from pipeline.export import founded, notes, paper
from pipeline.export.blocks import Line, Lines, Table
from tests.export import briefs


def texts(blocks: tuple[paper.Block, ...]) -> list[str]:
    return [line.text for block in blocks if isinstance(block, Lines) for line in block.lines]


def table(blocks: tuple[paper.Block, ...], title: str) -> Table:
    return next(block for block in blocks if isinstance(block, Table) and block.title == title)


def cells(value: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in value.rows]


def test_sentences_on_one_source_are_counted_apart() -> None:
    lines = texts(founded.blocks(briefs.PLAIN))
    assert lines[0] == "1 of 9 sentences rests on two or more independent sources, 8 on one."
    assert "1 of 9 sentences is supported only in part, and says so." in lines
    assert lines[-1].endswith("published 9 November 2020 to 12 November 2020.")


def test_an_outlet_counts_once_a_sentence_and_a_bar_is_as_long_as_its_count() -> None:
    outlets = table(founded.blocks(briefs.PLAIN), "Whose words it rests on")
    assert cells(outlets) == [
        ("The Harbour Post", "2", "5"),
        ("Northern Ledger", "1", "4"),
        ("outlet unknown", "1", "1"),
    ]
    assert outlets.bars == (5, 4, 1)


def test_articles_are_counted_by_day_and_by_month_where_the_days_are_many() -> None:
    assert cells(table(founded.blocks(briefs.PLAIN), "When its articles appeared"))[-1] == ("undated", "1")
    claim = briefs.THIRTEEN
    first = claim.citations[0]
    many = tuple(
        Citation(
            replace(first.source, article_id=f"a{i}", published=date(2020, 1, 1) + timedelta(days=3 * i)),  # type: ignore[arg-type]
            first.span,
            first.quote,
        )
        for i in range(20)
    )
    brief = replace(briefs.empty(), sections=(Section("x", (replace(claim, citations=many),)),))
    assert cells(table(founded.blocks(brief), "When its articles appeared")) == [
        ("January 2020", "11"),
        ("February 2020", "9"),
    ]


def test_outlets_behind_the_tenth_are_one_row() -> None:
    first = briefs.THIRTEEN.citations[0]
    many = tuple(
        Citation(replace(first.source, article_id=f"a{i}", outlet=f"Outlet {i:02}"), first.span, first.quote)  # type: ignore[arg-type]
        for i in range(13)
    )
    brief = replace(briefs.empty(), sections=(Section("x", (replace(briefs.THIRTEEN, citations=many),)),))
    assert cells(table(founded.blocks(brief), "Whose words it rests on"))[-1] == ("3 other outlets", "3", "1")


def test_a_brief_without_claims_has_nothing_to_say_of_them() -> None:
    assert founded.blocks(briefs.empty()) == ()


def test_figures_of_one_row_stand_together_under_one_cell() -> None:
    thirteen, passengers = briefs.PLAIN.figures
    later = replace(
        thirteen, value="17", counts="dead", claim=briefs.SEVENTEEN, as_of=date(2020, 11, 12), is_newest=True
    )
    brief = replace(briefs.PLAIN, figures=(thirteen, passengers, later))
    assert [figure.value for figure in notes.in_rows(brief.figures)] == ["13", "17", "212"]
    figures = next(part for part in paper.paper(brief).parts if part.heading == "Key figures").blocks[0]
    assert isinstance(figures, Table)
    assert figures.groups() == (2, 0, 1)
    assert figures.rows[1][1:3] == (Line("17 (dead)", mark="(newest)"), Line("12 November 2020"))
    unknown = replace(brief, figures=(replace(thirteen, as_of=None),))
    again = next(part for part in paper.paper(unknown).parts if part.heading == "Key figures").blocks[0]
    assert isinstance(again, Table)
    assert again.rows[0][2].text == "not stated"
