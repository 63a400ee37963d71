from __future__ import annotations

from datetime import date

import pytest

from pipeline.brief import order, sort
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Sort, Span, Support, Verdict


def claim(text: str, day: int | None, *, before: str = "", independent: int = 1) -> Claim:
    article = Article(ArticleId(text), f"{before}{text}", published=date(2025, 10, day) if day else None)
    citation = article.cite(Span(len(before), len(before) + len(text)))
    return Claim(text, (citation,), Support(Verdict.SUPPORTED, 1.0), Corroboration(independent, independent))


def texts(*claims: Claim, limit: int = 5) -> list[str]:
    return [one.text for one in order.led(claims, limit)]


def test_the_newest_of_the_important_leads_and_the_rest_goes_by_time() -> None:
    sank, toll, ended = claim("It sank.", 15), claim("Seventeen died.", 17), claim("The search ended.", 24)
    assert texts(sank, ended, toll) == ["The search ended.", "It sank.", "Seventeen died."]


def test_what_stands_deep_in_an_article_does_not_lead_for_being_new() -> None:
    sank, aside = claim("It sank.", 15), claim("A vigil was held.", 24, before="x" * 3000)
    assert texts(sank, aside) == ["It sank.", "A vigil was held."]


def test_undated_claims_come_last_and_few_are_the_best() -> None:
    undated, sank, toll = claim("They met.", None), claim("It sank.", 15), claim("Seventeen died.", 17)
    assert texts(sank, undated, toll)[-1] == "They met."
    assert "Seventeen died." not in texts(sank, undated, toll, limit=2)
    assert texts() == []


BANK = "the rate cut by the Bank of Northmark"
CUT = "The Bank of Northmark cut its main rate to 3.75% on Monday."


@pytest.mark.parametrize(
    "feature",
    [
        "A household with a mortgage saves $37 a month after the Bank of Northmark cut its rate.",
        "The bells rang for ten minutes after the Bank of Northmark cut its rate.",
        "“The Bank of Northmark has cut its rate too late,” said Ada Vance.",
        "Ada Vance, 34, heard of the rate cut by the Bank of Northmark at work.",
    ],
)
def test_a_feature_or_a_quotation_does_not_lead(feature: str) -> None:
    claims = (claim(feature, 4), claim(CUT, 3))
    assert order.led(claims, 2, BANK)[0].text == CUT


def test_a_claim_has_the_day_of_the_first_article_that_is_dated() -> None:
    undated, dated = claim(CUT, None), claim(CUT, 3)
    both = Claim(CUT, (*undated.citations, *dated.citations), dated.support, dated.corroboration)
    old = claim("It will meet again.", 1)
    assert [one.text for one in order.led((old, both), 2)] == [CUT, old.text]


def test_what_the_same_article_tells_follows_the_lead() -> None:
    first, second = (
        Claim(one, (source.cite(Span(at, at + len(one))),), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))
        for source in (Article(ArticleId("a"), "It ended. Nine died.", published=date(2025, 10, 24)),)
        for at, one in ((0, "It ended."), (10, "Nine died."))
    )
    sank = claim("It sank.", 15)
    assert order.led((first, sank, second), 3) == (first, second, sank)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A retired judge, Ottilie Marchetti, will lead the inquiry.", Sort.AHEAD),
        ("Northmark State Ferries said it would inspect all six ferries.", Sort.AHEAD),
        ("Work is to begin in April 2026.", Sort.AHEAD),
        ("The mayor told the council that the fair would go ahead.", Sort.AHEAD),
        ("The Assembly approved a line that will link two towns.", Sort.NEWS),
        ("The ferry, which was to sail on Monday, sank.", Sort.NEWS),
        ("The bank cut its rate on Monday and said the economy would grow.", Sort.NEWS),
        ("The captain was questioned and went home.", Sort.NEWS),
        ("It is not yet known who opened the door.", Sort.UNKNOWN),
        ("The minister rejected the findings.", Sort.POSITION),
        ("The line was closed in 1961.", Sort.BACKGROUND),
    ],
)
def test_a_sentence_belongs_to_one_part(sentence: str, expected: Sort) -> None:
    assert sort.of(sentence, date(2025, 11, 20)) is expected


def test_the_article_that_is_about_the_topic_leads() -> None:
    topic = "Hurricane Anselm"
    made = [
        Article(ArticleId(title), text, title=title, published=date(2025, 10, day))
        for title, text, day in (
            ("Hurricane Anselm nears the coast", "Hurricane Anselm grew in the night.", 15),
            ("Hurricane Brita forms", "Hurricane Brita formed and followed Hurricane Anselm.", 19),
        )
    ]
    told = [
        Claim(one.text, (one.cite(Span(0, len(one.text))),), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))
        for one in made
    ]
    assert order.led(told, 2, topic)[0] == told[0]
