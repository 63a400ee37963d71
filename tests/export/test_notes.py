"""Notes: one number for one citation, in order of first use."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from pipeline.domain import Brief, Citation
from pipeline.export import notes, paper
from tests import strategies
from tests.export import briefs

QUICK = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def test_a_citation_used_again_keeps_its_number() -> None:
    numbered = notes.number(briefs.PLAIN)
    assert numbered.of(briefs.COLLIDED) == (1, 2)
    assert numbered.of(briefs.THIRTEEN) == (3,)
    assert [note.number for note in numbered.all] == list(range(1, 11))


def test_an_article_is_cited_by_all_its_notes() -> None:
    assert notes.number(briefs.PLAIN).citing(briefs.LEDGER.id) == (2, 4, 7, 9)


def test_two_revisions_are_two_citations() -> None:
    first = briefs.THIRTEEN.citations[0]
    second = Citation(replace(first.source, revision=2), first.span, first.quote)
    both = replace(briefs.THIRTEEN, citations=(first, second, first))
    brief = replace(briefs.PLAIN, sections=(replace(briefs.PLAIN.sections[0], claims=(both,)),))
    assert notes.number(brief).of(both) == (1, 2)


@QUICK
@given(strategies.BRIEFS)
def test_a_reader_meets_new_numbers_in_order(brief: Brief) -> None:
    met = [number for line in lines(paper.paper(brief)) for number in line.notes]
    assert list(dict.fromkeys(met)) == [note.number for note in paper.paper(brief).footnotes]


def lines(value: paper.Paper) -> list[paper.Line]:
    blocks = [block for part in value.parts for block in part.blocks]
    return [
        line
        for block in blocks
        for line in (block.lines if isinstance(block, paper.Lines) else [cell for row in block.rows for cell in row])
    ]
