"""What the browser is given to draw sentences with chips: texts as data, and addresses that lead back."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest

from pipeline.desk import Desk
from pipeline.domain import Article, ArticleId, Citation, Claim, Corroboration, Span, Support, Verdict
from ui import claims, numbers, places

from . import drawn
from .brief_page import briefs
from .conftest import Open, ask, run

DEAD = "How many people died in the ferry accident?"


def article(identity: str, text: str) -> Article:
    return Article(ArticleId(identity), text)


def citation(of: Article, words: str) -> Citation:
    start = of.text.index(words)
    return of.cite(Span(start, start + len(words)))


def test_an_article_keeps_its_number_however_often_it_is_cited() -> None:
    one, two = article("a", "One two three."), article("b", "Four five.")
    numbered = numbers.of_citations([citation(one, "One"), citation(two, "Four"), citation(one, "three")])
    assert [numbered.at(citation(each, words)) for each, words in ((one, "two"), (two, "five"))] == [1, 2]


def test_a_later_answer_adds_numbers_and_changes_none(samples: None, desk: Desk) -> None:
    first, second = desk.ask(DEAD), desk.ask("Who will be the next mayor?")
    before, after = numbers.of_answers([first]), numbers.of_answers([first, second])
    assert before.of
    assert before.of.items() <= after.of.items()


@pytest.mark.usefixtures("samples")
def test_what_is_cited_of_one_article_in_one_place_is_one_chip_that_lights_it_all(desk: Desk) -> None:
    stored = desk.shelf.article(next(iter(desk.search("ferry").articles)))
    words = stored.text.split()[:6]
    cited = tuple(citation(stored, word) for word in dict.fromkeys(words))
    claim = Claim("A sentence.", cited, Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))
    (chip,) = claims.places_of(claim)
    assert set(chip.place.spans) == {each.span for each in cited}


@pytest.mark.usefixtures("samples")
def test_a_card_tells_the_words_their_place_and_how_far_to_trust_them(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    (turn,) = desk.shelf.conversation(str(page.session_state["conversation"])).turns
    claim, line = turn.answer.claims[0], drawn.lines(page)[0]
    for cited, chip in zip(claim.citations, line["chips"], strict=True):
        text = desk.shelf.article(cited.source.article_id, cited.source.revision).text
        assert chip["quote"] == cited.quote
        assert chip["before"] + chip["quote"] + chip["after"] in text
        assert (chip["outlet"], chip["date"]) == (cited.source.outlet, "15 October 2025")
        assert chip["verdict"] == claims.verdict(claim.support)
        assert places.read(parse_qs(chip["place"])) == places.of(cited, claim.citations)


@pytest.mark.usefixtures("samples")
def test_the_address_opens_an_article_beside_an_answer_and_beside_a_brief(app: Open, desk: Desk) -> None:
    page = ask(app(), DEAD)
    place = drawn.chips(page)[0]["place"]
    assert not page.subheader
    for name, values in parse_qs(place).items():
        page.query_params[name] = values[0]
    page.run()
    title = desk.shelf.article(ArticleId(parse_qs(place)["article"][0])).title
    assert title in [each.value for each in page.subheader]
    assert {data["open"] for data in drawn.mounted(page)} == {place}
    brief = desk.brief("The sinking of the ferry Maren Tide", length="short")
    beside = briefs(app, brief=brief.id, article=parse_qs(place)["article"][0])
    assert title in [each.value for each in beside.subheader]


@pytest.mark.usefixtures("samples")
def test_an_article_that_is_not_there_is_said_beside_the_page_and_the_answer_stays(app: Open) -> None:
    page = ask(app(), DEAD)
    page.query_params["article"] = "gone"
    page.run()
    assert "gone" in page.error[0].value
    assert drawn.sentences(page)


@pytest.mark.usefixtures("samples")
def test_another_conversation_opens_without_the_article_that_was_beside_the_last(app: Open) -> None:
    page = ask(app(), DEAD)
    for name, values in parse_qs(drawn.chips(page)[0]["place"]).items():
        page.query_params[name] = values[0]
    run(page)
    run(page.button(key="new").click())
    assert "article" not in page.query_params


@pytest.mark.usefixtures("samples")
def test_the_shortest_address_opens_a_brief_too(app: Open, desk: Desk) -> None:
    brief = desk.brief("The sinking of the ferry Maren Tide", length="short")
    page = app()
    page.query_params["brief"] = brief.id
    assert run(page).title[0].value == brief.topic
