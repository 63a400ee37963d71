from __future__ import annotations

from datetime import date

import pytest

from pipeline.brief import figures, timeline
from pipeline.domain import Article, ArticleId, Claim, Corroboration, Span, Support, Verdict


def claim(text: str, published: date | None = date(2025, 10, 17)) -> Claim:
    article = Article(ArticleId("a"), text, outlet="Ledger", published=published)
    citation = article.cite(Span(0, len(text)))
    return Claim(text, (citation,), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1))


@pytest.mark.parametrize(
    ("text", "value", "counts", "said_by"),
    [
        ("The ministry said more than 100 soldiers were missing.", "more than 100", "soldiers", "The ministry"),
        ("Nearly 2,000 peacekeepers are in the valley.", "Nearly 2,000", "peacekeepers", ""),
        ("The line will cost $5bn, the minister said.", "$5bn", "The line will cost", "the minister"),
    ],
)
def test_a_figure_is_given_as_it_is_written(text: str, value: str, counts: str, said_by: str) -> None:
    (figure,) = figures.key_figures([claim(text)])
    assert (figure.value, figure.counts, figure.said_by) == (value, counts, said_by)


@pytest.mark.parametrize(
    "text", ["He waited two hours.", "She owns two cars.", "The nurse, 38, agreed.", "It was built in 1994."]
)
def test_what_is_no_key_figure_is_left_out(text: str) -> None:
    assert figures.key_figures([claim(text)]) == ()


def test_the_same_figure_of_one_outlet_stands_once() -> None:
    told = [claim("41 people died."), claim("In all, 41 people have died.")]
    assert len(figures.key_figures(told)) == 1


def test_an_event_has_the_day_that_the_text_gives() -> None:
    (event,) = timeline.events([claim("The ship sank on Tuesday, police said.")])
    assert (event.day, event.is_publication_day) == (date(2025, 10, 14), False)


def test_an_event_without_a_day_has_the_day_of_publication() -> None:
    (event,) = timeline.events([claim("Divers reached the wreck.")])
    assert (event.day, event.is_publication_day) == (date(2025, 10, 17), True)


def test_without_any_day_there_is_no_event() -> None:
    assert timeline.events([claim("Divers reached the wreck.", published=None)]) == ()


def test_an_opinion_is_no_event_of_the_day_it_was_printed() -> None:
    assert timeline.events([claim("“It was a disgrace,” Mayor Lo Brand said.")]) == ()
