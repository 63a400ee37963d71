"""The balance of a brief: whose articles it rests on, of when, and what a reader is warned of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.brief import balance
from pipeline.domain import Article, ArticleId, Balance, Brief, Claim, Corroboration, Section, Span, Support, Verdict
from tests.export import briefs

MADE = briefs.PLAIN.provenance.made_at.date()


def brief(*given: tuple[str, date | None]) -> Brief:
    """A brief with a claim of an article of each outlet and day."""
    claims = tuple(claim(article(n, *each)) for n, each in enumerate(given))
    bare = replace(briefs.PLAIN, figures=(), timeline=(), disagreements=(), positions=(), unknowns=())
    return replace(bare, sections=(Section("All", claims),))


def article(number: int, outlet: str, published: date | None) -> Article:
    name = ArticleId(f"a{number}")
    return Article(name, f"Sentence {number}.", outlet=outlet, published=published, wire="Wire" if number else "")


def claim(told: Article, independent: int = 1) -> Claim:
    citation = told.cite(Span(0, len(told.text)))
    return Claim(told.text, (citation,), Support(Verdict.SUPPORTED, 1.0), Corroboration(independent, independent))


def test_independent_sources_and_agencies_are_counted() -> None:
    days = (date(2020, 10, 30), date(2020, 11, 2), date(2020, 11, 2))
    given = brief(*zip(("Ledger", "Post", "Post"), days, strict=True), ("", None))
    articles = {
        source.article_id: article(n, source.outlet, source.published) for n, source in enumerate(given.sources)
    }
    found = balance.of(given, articles)
    assert (found.independent, found.by_wire) == (3, (("Wire", 3),))


@pytest.mark.parametrize(
    ("outlets", "warning"),
    [
        (("Ledger",), "All of it comes from one article."),
        (("Ledger", "Ledger"), "All of it comes from one outlet, Ledger."),
        (("", ""), "All of it comes from outlets that are not known."),
        (("Ledger", "Ledger", "Ledger", "Post"), "3 of 4 articles are from Ledger."),
    ],
)
def test_what_is_one_sided_is_said(outlets: tuple[str, ...], warning: str) -> None:
    assert warning in balance.of(brief(*((outlet, MADE) for outlet in outlets))).warnings


def test_articles_of_one_story_are_one_independent_source() -> None:
    given = brief(("Ledger", MADE), ("Post", MADE))
    ties = {source.article_id: ("story a0",) for source in given.sources}
    assert balance.of(given, ties=ties).warnings == (
        "All of it comes from one independent source: the articles are copies or of one agency.",
    )


def test_what_is_old_or_undated_is_said() -> None:
    old = balance.of(brief(("Ledger", MADE - timedelta(days=100)), ("Post", None))).warnings
    assert old == (
        "1 of 2 articles have no date.",
        "The newest article is of 5 August 2020, months before this was written.",
    )


def test_an_empty_brief_has_nothing_to_weigh_and_no_warning() -> None:
    assert balance.of(brief()) == Balance()
