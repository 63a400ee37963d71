"""Verify, of what the tables of a brief say: who, what, when and how many sources, in every kind of file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from pipeline.domain import Balance, Brief, Claim, Corroboration, Event, Figure, Position, Section
from tests.export import briefs
from tests.verify.test_verify import EXPORTERS, changed, check, reasons

SUFFIXES = [".json", ".html", ".docx"]
FIGURE, EVENT = briefs.PLAIN.figures[0], briefs.PLAIN.timeline[1]
SPOKEN = briefs.claim(
    "“We asked for lights on the pier for years,” said Mayor Ada Brandt.",
    (briefs.LATER, "“We asked for lights on the pier for years,” said Mayor Ada Brandt."),
)
POSITION = Position("Mayor Ada Brandt", "the pier", SPOKEN, date(2020, 11, 12))


def told(figure: Figure = FIGURE, event: Event = EVENT, position: Position = POSITION) -> Brief:
    return replace(briefs.PLAIN, figures=(figure,), timeline=(event,), positions=(position,))


def said(suffix: str, brief: Brief) -> str:
    return reasons(check(EXPORTERS[suffix].export(brief)))


def counted(claim: Claim, independent: int, articles: int) -> Brief:
    return replace(
        briefs.empty(),
        sections=(Section("Told", (replace(claim, corroboration=Corroboration(independent, articles)),)),),
    )


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_tables_that_say_what_their_words_say_stand(suffix: str) -> None:
    assert said(suffix, told()) == ""


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("forged", "says"),
    [
        (replace(FIGURE, said_by="Alder Lines"), "is given there by “the coast guard”, not by “Alder Lines”"),
        (replace(FIGURE, said_by="the ministry"), "not by “the ministry”"),
        (replace(FIGURE, counts="people missing"), "counts “people killed”, not “people missing”"),
        (replace(FIGURE, as_of=date(2020, 11, 12)), "is given there as of 9 November 2020, not of 12 November 2020"),
        (replace(FIGURE, as_of=None), "not of no day"),
        (replace(FIGURE, value="18"), "the figure '18' does not stand in it"),
        (replace(FIGURE, unit="%"), "do not give '13' as a figure"),
    ],
)
def test_a_figure_that_is_told_otherwise_than_by_its_words_is_found(suffix: str, forged: Figure, says: str) -> None:
    assert says in said(suffix, told(figure=forged))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("forged", "stands"),
    [
        (replace(EVENT, day=date(2020, 11, 12)), "12 November 2020 (planned)"),
        (replace(EVENT, is_planned=False), "11 November 2020"),
        (replace(EVENT, until=date(2020, 11, 14)), "11–14 November 2020 (planned)"),
        (replace(EVENT, day=None, written="Wednesday"), "Wednesday (year not given) (planned)"),
        (Event(date(2020, 11, 10), briefs.REOPENING, is_publication_day=True), "Reported on 10 November 2020"),
    ],
)
def test_an_event_on_another_day_than_its_words_give_is_found(suffix: str, forged: Event, stands: str) -> None:
    found = said(suffix, told(event=forged))
    assert f"it stands under “{stands}”; its words give “11 November 2020 (planned)”" in found


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(
    ("forged", "says"),
    [
        (
            replace(POSITION, actor="The coast guard"),
            "given as said by “The coast guard”; its words give “Mayor Ada Brandt”",
        ),
        (replace(POSITION, said_on=date(2020, 11, 30)), "given as said on 30 November 2020, which neither"),
    ],
)
def test_a_position_of_another_or_of_another_day_is_found(suffix: str, forged: Position, says: str) -> None:
    assert says in said(suffix, told(position=forged))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("claim", [briefs.COLLIDED, briefs.THIRTEEN])
def test_more_independent_sources_than_there_are_is_found(suffix: str, claim: Claim) -> None:
    is_so = claim.corroboration
    assert said(suffix, counted(claim, is_so.independent, is_so.articles)) == ""
    for independent, articles in ((3, is_so.articles), (is_so.independent, 9), (0, 0)):
        found = said(suffix, counted(claim, independent, articles))
        assert f"given as told by {independent} independent of {articles} article" in found
        assert f"what it cites is {is_so.independent} of {is_so.articles}" in found


def test_a_balance_of_more_sources_than_are_cited_is_found() -> None:
    assert said(".json", replace(told(), balance=Balance(3))) == ""
    assert "counts 7 independent sources; the library has 3" in said(".json", replace(told(), balance=Balance(7)))
    assert "for each agency" in said(".json", replace(told(), balance=Balance(3, (("Reuters", 2),))))


@pytest.mark.parametrize(("name", "value"), [("topic", "Another topic"), ("template", "timeline"), ("length", "long")])
def test_what_the_json_says_twice_must_be_one(name: str, value: str) -> None:
    assert f"its “{name}” does not follow" in reasons(changed(lambda record: record.update({name: value})))


def test_a_source_that_no_claim_cites_is_found_in_the_json() -> None:
    found = changed(lambda record: record["sources"].append({**record["sources"][0], "outlet": "The Ministry Gazette"}))
    assert "its “sources” does not follow from the rest of it" in reasons(found)


def test_a_file_of_an_earlier_release_may_lack_what_is_written_today() -> None:
    record = json.loads(EXPORTERS[".json"].export(briefs.PLAIN))
    for name in ("digest", "balance", "change", "positions", "unknowns"):
        del record[name]
    del record["scope"]["tags"]
    assert reasons(check(json.dumps(record).encode())) == ""


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("value", ["13 million", "-13", "13%", "more than 13"])
def test_a_figure_with_another_scale_or_sign_is_found(suffix: str, value: str) -> None:
    assert f"the figure {value!r} is written there as “13”" in said(suffix, told(replace(FIGURE, value=value)))
