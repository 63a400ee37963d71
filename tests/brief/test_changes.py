"""Two versions of a brief, or two answers, claim by claim."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pipeline.answer.stale import StaleCitation
from pipeline.brief import changes, updates
from pipeline.domain import (
    Answer,
    Article,
    ArticleId,
    Brief,
    Claim,
    Corroboration,
    Disagreement,
    DisagreementKind,
    Form,
    News,
    Outline,
    Provenance,
    Section,
    Side,
    Span,
    Support,
    Verdict,
)

KILLED = "The fire at the Halden mill killed 41 people, police said."
MADE = Provenance(datetime(2026, 3, 1, tzinfo=UTC), "quotes only", "", "space")


def claim(text: str, outlet: str = "Post", day: int = 2, independent: int = 1) -> Claim:
    """One that cites all of an article that says no more."""
    article = Article(ArticleId(f"{outlet}-{text[:20]}"), text, "", outlet, published=date(2026, 3, day))
    citation = article.cite(Span(0, len(text)))
    return Claim(text, (citation,), Support(Verdict.SUPPORTED, 1.0), Corroboration(independent, independent))


def brief(claims: Sequence[Claim], disagreements: tuple[Disagreement, ...] = ()) -> Brief:
    outline = Outline("Mill fire", "situation", "short", Form.SORTS, ())
    return Brief("a", 1, outline, (Section("News", tuple(claims)),), (), (), disagreements, (), (), MADE)


def answer(*claims: Claim) -> Answer:
    return Answer("What burned?", "What burned?", claims, (), (), (), (), MADE)


def told(old: Sequence[Claim], new: Sequence[Claim]) -> list[News]:
    return [change.news for change in changes.between(brief(old), brief(new))]


def test_the_same_claims_in_another_order_are_the_same() -> None:
    one, other = claim(KILLED), claim("Two firemen were hurt.")
    assert told([one, other], [other, one]) == [News.SAME, News.SAME]


def test_what_came_and_what_went() -> None:
    assert told([claim(KILLED)], [claim("The mill made felt for hats.")]) == [News.NEW, News.GONE]


@pytest.mark.parametrize(
    ("before", "after", "values"),
    [
        (KILLED, "The fire at the Halden mill killed 43 people, police said.", (("41", "43"),)),
        (KILLED, "The death toll of the fire at the Halden mill has risen to 43.", (("41", "43"),)),
        (
            "At least 41 people died when the Halden mill burned, police said.",
            "Police said 43 people died when the Halden mill burned.",
            (("At least 41", "43"),),
        ),
        (
            "The mill in Halden will open again on 4 May, the mayor said.",
            "The mill in Halden will open again on 11 May, the mayor said.",
            (("4 May", "11 May"),),
        ),
        (
            "Repairs to the Halden mill will cost $12 million, its owner said.",
            "Repairs to the Halden mill will cost $14 million, its owner said.",
            (("$12 million", "$14 million"),),
        ),
    ],
    ids=["count", "toll", "bound", "day", "money"],
)
def test_another_figure_for_the_same_is_a_change(before: str, after: str, values: tuple[tuple[str, str], ...]) -> None:
    (change,) = changes.between(brief([claim(before)]), brief([claim(after, "Courier", 4)]))
    assert (change.news, change.values) == (News.CHANGED, values)


@pytest.mark.parametrize(
    "other",
    [
        "The flood in Lowmere killed 3 people, police said.",
        "The fire at the Halden mill injured 60 people, police said.",
        "The fire at the Halden mill in 1911 killed 12 people.",
        "The Halden mill employed 300 people.",
    ],
)
def test_a_figure_of_something_else_is_no_change(other: str) -> None:
    assert told([claim(KILLED)], [claim(other, "Courier", 4)]) == [News.NEW, News.GONE]


def test_one_more_independent_source_corroborates() -> None:
    one = claim(KILLED)
    more = replace(
        one, citations=(*one.citations, *claim(KILLED, "Courier").citations), corroboration=Corroboration(2, 2)
    )
    (change,) = changes.between(brief([one]), brief([more]))
    assert (change.news, change.reason) == (News.CORROBORATED, "2 independent sources, 1 before.")
    copied = replace(more, corroboration=Corroboration(1, 2))
    assert told([one], [copied]) == [News.SAME]


def test_a_disagreement_that_was_not_there_disputes_an_update_does_not() -> None:
    one, other = claim(KILLED), claim(KILLED.replace("41", "39"), "Courier")
    differing = Disagreement(
        "people killed", DisagreementKind.FIGURE, (Side("41 people", one), Side("39 people", other))
    )
    disputed = brief([one], (differing,))
    (change,) = changes.between(brief([one]), disputed)
    assert (change.news, change.reason) == (News.DISPUTED, "41 people against 39 people")
    assert changes.news(changes.between(disputed, disputed)) == ()
    assert changes.news(changes.between(brief([one]), brief([one], (replace(differing, is_update=True),)))) == ()


def test_a_claim_of_which_no_cited_words_stand_is_stale() -> None:
    one = claim(KILLED)
    stale = {one: (StaleCitation(one.citations[0], None),)}
    (change,) = changes.between(brief([one]), brief([one]), stale)
    assert change.news is News.STALE


def test_other_words_for_the_same_are_a_change_of_a_brief_and_none_of_an_answer() -> None:
    one = claim(KILLED)
    other = replace(one, text="Police said that 41 people died in the fire at the Halden mill.")
    (change,) = changes.between(brief([one]), brief([other]))
    assert (change.news, change.values) == (News.CHANGED, ())
    assert [each.news for each in changes.between(answer(one), answer(other), rewording=False)] == [News.SAME]


def test_an_update_asks_for_the_same_kind_of_figure() -> None:
    dead, hurt = updates.statement(claim(KILLED)), updates.statement(claim("The Halden mill fire hurt 43 people."))
    assert updates.find(dead, hurt) is None
    assert updates.find(dead, dead) is None
