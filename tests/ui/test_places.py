"""A place in an article survives the address bar."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain import Article, ArticleId, Span
from tests import strategies
from ui import places
from ui.places import Origin, Place

ARTICLE = Article(ArticleId("a"), "One two three four.", revision=3)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda pair: Span(pair[0], sum(pair)))
PLACES = st.builds(
    Place,
    strategies.IDS.map(ArticleId),
    st.none() | st.integers(1, 10**8),
    st.lists(SPANS, unique=True).map(tuple),
    st.none() | st.integers(1, 10**8),
)
ORIGINS = st.builds(Origin, st.sampled_from(["answer", "brief"]), strategies.IDS)


@given(PLACES)
def test_an_address_leads_back_to_its_place(place: Place) -> None:
    assert places.read({name: [value] for name, value in place.query.items()}) == place


def test_the_clicked_words_come_first_and_others_of_the_same_text_follow() -> None:
    clicked, other = ARTICLE.cite(Span(8, 13)), ARTICLE.cite(Span(0, 3))
    elsewhere = Article(ArticleId("b"), "Five.").cite(Span(0, 4))
    assert places.of(clicked, (other, clicked, elsewhere)).query == {"article": "a", "revision": "3", "at": "8-13,0-3"}


def test_places_may_be_repeated_or_parted_by_commas() -> None:
    place = places.read({"article": ["a"], "at": ["0-3", "4-7,8-13"]})
    assert place == Place(ArticleId("a"), None, (Span(0, 3), Span(4, 7), Span(8, 13)))


def test_a_mistyped_address_opens_the_article() -> None:
    broken = {"article": ["a"], "revision": ["x"], "at": ["7-4,x,-1-3,1-,٣-٤", "99999999999999-3"]}
    assert places.read(broken) == Place(ArticleId("a"))


def test_no_article_is_no_place() -> None:
    assert places.read({"at": ["1-2"]}) is None
    assert places.read({"article": [""]}) is None


@given(PLACES, ORIGINS)
def test_the_way_back_survives_beside_a_place(place: Place, origin: Origin) -> None:
    query = {name: [value] for name, value in (place.query | origin.mark).items()}
    assert places.origin(query) == origin
    assert places.read(query) == place


@given(ORIGINS)
def test_a_page_knows_what_it_shows(origin: Origin) -> None:
    assert places.here(origin.query) == origin


@pytest.mark.parametrize("mark", ["", "answer", "answer-", "page-x", "brief-a b", "brief-a/../b", f"brief-{'a' * 65}"])
def test_what_no_page_wrote_leads_nowhere_back(mark: str) -> None:
    assert places.origin({"from": [mark]}) is None


def test_a_page_without_an_answer_or_a_brief_is_no_origin() -> None:
    assert places.here({}) is None
    assert places.here({"brief": "<b>"}) is None
