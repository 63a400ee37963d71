from __future__ import annotations

import pytest

from pipeline.brief import somebody, speakers, voices
from pipeline.brief.statements import Statement
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Span, Support, Verdict


@pytest.mark.parametrize(
    ("who", "called"),
    [
        ("CNN who reported that over the last century", "CNN"),
        ("Harbour officials subsequently", "Harbour officials"),
        ("the government of Norland on Tuesday", "the government of Norland"),
        ("data from the statistics office", "the statistics office"),
        ("figures released by the ministry of health", "the ministry of health"),
        ("Ada Vance, the mayor", "Ada Vance, the mayor"),
        ("the list kept by the operator", "the list kept by the operator"),
        ("police", "police"),
    ],
)
def test_of_a_speaker_only_what_calls_them_is_told(who: str, called: str) -> None:
    assert somebody.called(who) == called


@pytest.mark.parametrize(
    "who",
    [
        "In an advisory",
        "the virus",
        "on Sunday",
        "a March 14",
        "audibly",
        "although some people",
        "data collected by one of the Administration's",
        "the incident occurred",
        "the army freed ten hostages and",
        "recovered ten survivors",
        "an earlier version of this article",
        "what he",
        "",
    ],
)
def test_a_thing_a_time_and_half_a_clause_are_nobody(who: str) -> None:
    assert not somebody.called(who)


def test_a_place_behind_a_body_is_no_name_of_its_own() -> None:
    assert somebody.name("the harbour police in Port Estmere") == ""
    assert somebody.name("Mr. Oskar Lind") == "Oskar Lind"


def spoken(text: str) -> list[str]:
    article = Article(ArticleId("a"), text)
    start = text.rindex("\n") + 1
    return [one.who for one in voices.find(Statement(article, Span(start, len(text))))]


def test_a_bare_body_is_called_as_its_article_introduced_it_where_that_is_sure() -> None:
    one = "The national audit office warned of the cost.\nEight boreholes hit rock, the office said."
    assert spoken(one) == ["the national audit office"]
    two = "The national audit office and the land office met.\nEight boreholes hit rock, the office said."
    assert spoken(two) == ["the office"]


def test_the_outlet_is_no_speaker_of_its_own_article() -> None:
    text = "The award was not fair, according to e-mails seen by The Kestrel Post. The ruling party said it was."
    article = Article(ArticleId("a"), text, outlet="The Kestrel Post")
    claim = Claim(text, (article.cite(Span(0, len(text))),), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))
    assert "Kestrel Post" not in {one.name for one in speakers.find([claim], 6)}
    assert "ruling party" in {one.name for one in speakers.find([claim], 6)}
