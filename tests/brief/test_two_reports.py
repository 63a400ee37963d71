"""A brief of two real reports of one war: its figures with who gave them, where they differ, and the days, either way.

The reports are read from BRIEFDESK_EVAL_DATA (or ../shared/data), and left out where they are absent.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.brief import figures
from pipeline.domain import Brief
from pipeline.ingest.inputs import LocalPath
from pipeline.settings import Settings
from tests.servers.chat_server import ChatServer

FOLDER = Path(os.environ.get("BRIEFDESK_EVAL_DATA", "../shared/data")) / "seed_articles"
TOPIC = "the war over Nagorno-Karabakh and its ceasefire"
MINISTRY, OFFICIAL = "Azerbaijan’s defense ministry", "an ethnic Armenian official"
GIVEN = {
    ("103", "fallen soldiers not identified", MINISTRY),
    ("one hundred", "Azerbaijani troops missing", MINISTRY),
    ("more than 100", "troops missing", "Azerbaijan"),
    ("2,317", "soldiers killed during the war", "Armenia"),
    ("2,317", "soldiers killed", OFFICIAL),
    ("at least 93", "Azerbaijani civilians killed", "Armenia"),
    ("50", "Armenian civilians killed", "Armenia"),
}

pytestmark = [pytest.mark.data, pytest.mark.skipif(not FOLDER.is_dir(), reason=f"there is no data in {FOLDER}")]


@pytest.fixture(scope="module", params=["by quotes", "by a model"])
def brief(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Brief]:
    data = tmp_path_factory.mktemp("library")
    with ChatServer() if request.param == "by a model" else nullcontext() as server:
        address = {"openai_url": server.url, "model": "scripted-1"} if server else {}
        desk = wiring.open_desk(Settings(data=data, **address))
        assert desk.library.add([LocalPath(FOLDER)]).added == 2
        yield desk.brief(TOPIC)
        desk.close()


def test_each_figure_has_who_gave_it_and_leads_to_its_words(brief: Brief) -> None:
    found = {(figure.value, figure.counts, figure.said_by) for figure in brief.figures}
    assert found >= GIVEN
    assert any(figure.value == "nearly 2,000" and "peacekeepers" in figure.counts for figure in brief.figures)
    for figure in brief.figures:
        assert any(figure.value in citation.quote for citation in figure.claim.citations)


def test_what_a_country_and_its_ministry_give_alike_is_given_once_and_cites_both(brief: Brief) -> None:
    (losses,) = [figure for figure in brief.figures if figure.value == "2,783"]
    assert sorted(losses.said_by.split(figures.AND_BY)) == ["Azerbaijan", MINISTRY]
    assert len({citation.source.article_id for citation in losses.claim.citations}) > 1


def test_no_figure_is_told_twice_of_one_giver_or_of_nobody(brief: Brief) -> None:
    given = [(figure.value, figure.counts) for figure in brief.figures]
    assert len(given) == len(set(given))


def test_the_reports_differ_on_the_day_and_on_who_gave_the_losses(brief: Brief) -> None:
    values = [{side.value for side in each.sides} for each in brief.disagreements]
    assert {"November 9", "November 10"} in values
    assert {"Armenia announced", "an ethnic Armenian official confirmed"} in values


def test_the_visit_is_on_both_days_and_yet_to_come(brief: Brief) -> None:
    (visit,) = [event for event in brief.timeline if event.written == "December 9 and 10"]
    assert visit.is_planned
    assert all("December 9 and 10" in citation.quote for citation in visit.claim.citations)
    assert len({citation.source.article_id for citation in visit.claim.citations}) == len(visit.claim.citations) > 1
