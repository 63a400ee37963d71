"""What a reader pinned or left out in the plan holds for all that is written of it later, also by a model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.brief.editing import Place
from pipeline.desk import Desk
from pipeline.domain import Brief, Claim, Outline, Passage, Sort
from pipeline.errors import UserError
from pipeline.ingest.inputs import LocalPath
from pipeline.settings import Settings
from tests.brief import event
from tests.brief.conftest import Add
from tests.servers.behaviours import grounded
from tests.servers.chat_server import ChatServer

KILLED, BEGAN, STORED = "killed 41 people", "began in a drying tower", "9,000 tonnes"


@pytest.fixture(params=["quotes", "model"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """By quotes, and with a model behind a real server."""
    with ChatServer(grounded) as server:
        by_model = request.param == "model"
        settings = Settings(data=tmp_path / "library")
        if by_model:
            settings = replace(settings, openai_url=server.url, model="scripted-1")
        desk = wiring.open_desk(settings)
        desk.library.add([LocalPath(event.files(tmp_path / "first", event.FIRST))])
        yield desk
        assert bool(server.asked) == by_model
        desk.close()


def passage(desk: Desk, words: str) -> Passage:
    hits = desk.search(f"Kelby grain depot {words}").hits
    return next(hit.passage for hit in hits if words in hit.passage.text)


def everything(brief: Brief) -> str:
    """All words that a brief cites, in its sections and in its tables."""
    return "\n".join(citation.quote for claim in brief.claims for citation in claim.citations)


def quotes(claims: tuple[Claim, ...]) -> str:
    return "\n".join(citation.quote for claim in claims for citation in claim.citations)


def pinning(outline: Outline, number: int, found: Passage) -> Outline:
    sections = list(outline.sections)
    sections[number] = replace(sections[number], pinned=(found.id,))
    return replace(outline, sections=tuple(sections))


def test_what_is_left_out_is_in_no_section_and_in_no_table(desk: Desk) -> None:
    outline = desk.briefs.outline(event.TOPIC)
    assert KILLED in everything(desk.briefs.write(outline))
    without = desk.briefs.write(replace(outline, excluded_passages=(passage(desk, KILLED).id,)))
    assert without.claims
    assert KILLED not in everything(without)


def test_what_is_pinned_to_a_section_is_in_it_and_in_no_other(desk: Desk) -> None:
    outline = desk.briefs.outline(event.TOPIC)
    number = next(n for n, each in enumerate(outline.sections) if Sort.AHEAD in each.takes)
    brief = desk.briefs.write(pinning(outline, number, passage(desk, STORED)))
    having = [each.heading for each in brief.sections if STORED in quotes(each.claims)]
    assert having == [outline.sections[number].heading]


def test_what_is_left_out_does_not_come_back_when_a_part_is_written_again(desk: Desk) -> None:
    out = (passage(desk, KILLED).id,)
    brief = desk.briefs.write(replace(desk.briefs.outline(event.TOPIC), excluded_passages=out))
    for section in range(len(brief.sections)):
        for again in (desk.editing.regenerate_section, lambda of, at: desk.editing.regenerate_claim(of, Place(at, 0))):
            try:
                brief = again(brief, section)
            except UserError:
                continue  # there is no other sentence
            assert KILLED not in everything(brief)


def test_what_is_pinned_elsewhere_does_not_come_when_a_part_is_written_again(desk: Desk) -> None:
    outline = desk.briefs.outline(event.TOPIC)
    last = len(outline.sections) - 1
    brief = desk.briefs.write(pinning(outline, last, passage(desk, STORED)))
    at = next(n for n, each in enumerate(brief.sections) if STORED in quotes(each.claims))
    gone = next(n for n, claim in enumerate(brief.sections[at].claims) if STORED in quotes((claim,)))
    brief = desk.editing.delete_claim(brief, Place(at, gone))
    for section in range(len(brief.sections)):
        if brief.sections[section].heading == outline.sections[last].heading:
            continue
        try:
            again = desk.editing.regenerate_section(brief, section)
        except UserError:
            continue
        assert STORED not in quotes(again.sections[section].claims)


def test_what_is_pinned_stays_when_its_section_is_written_again(desk: Desk, add: Add) -> None:
    outline = desk.briefs.outline(event.TOPIC, length="short")
    brief = desk.briefs.write(pinning(outline, 0, passage(desk, BEGAN)))
    assert BEGAN in quotes(brief.sections[0].claims)
    add(event.LATER)
    again = desk.editing.regenerate_section(brief, 0)
    assert again.sections[0] != brief.sections[0]
    assert BEGAN in quotes(again.sections[0].claims)


def test_what_is_left_out_disputes_nothing_that_comes_later(desk: Desk, add: Add) -> None:
    outline = desk.briefs.outline(event.TOPIC)
    whole = desk.briefs.write(outline)
    without = desk.briefs.write(replace(outline, excluded_passages=(passage(desk, KILLED).id,)))
    add({"disputing": event.LATER_COUNT.replace("2026-03-05", "2026-03-02").replace(" on Thursday", "")})
    assert KILLED in everything(desk.refresh.refresh(whole)[0])
    newer, _ = desk.refresh.refresh(without)
    assert KILLED not in everything(newer)
    assert all(KILLED not in quotes((side.claim,)) for each in newer.disagreements for side in each.sides)
