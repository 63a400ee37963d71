"""A claim that says an older count is told the newest one, and no other claim is."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.answer import later
from pipeline.domain import (
    Article,
    ArticleId,
    Claim,
    Corroboration,
    Disagreement,
    DisagreementKind,
    Side,
    Span,
    Support,
    Verdict,
)
from pipeline.export import wording

OLD, NEW = "Eleven people died on the ferry.", "Twenty-six people died on the ferry."


def side(text: str, value: str, day: int | None) -> Side:
    published = date(2025, 10, day) if day else None
    article = Article(ArticleId(value), f"{text} Nobody else did.", outlet="The Tide", published=published)
    citation = article.cite(Span(0, len(text)))
    return Side(value, Claim(text, (citation,), Support(Verdict.SUPPORTED, 1.0), Corroboration(1, 1)))


def differing(*sides: Side, is_update: bool = True) -> Disagreement:
    return Disagreement("people killed", DisagreementKind.FIGURE, sides, is_update)


ELEVEN, TWENTY_SIX = side(OLD, "eleven people", 15), side(NEW, "Twenty-six people", 24)


def test_an_older_count_is_told_the_newest() -> None:
    middle = side("Seventeen died.", "17", 17)
    assert later.reported(ELEVEN.claim, [differing(ELEVEN, middle, TWENTY_SIX)]) == TWENTY_SIX
    assert wording.later(TWENTY_SIX) == "later reported: Twenty-six people (The Tide, 24 October 2025)"


@pytest.mark.parametrize(
    ("claim", "disagreements"),
    [
        (TWENTY_SIX.claim, [differing(ELEVEN, TWENTY_SIX)]),
        (ELEVEN.claim, [differing(ELEVEN, TWENTY_SIX, is_update=False)]),
        (ELEVEN.claim, [differing(ELEVEN, side(NEW, "26", None))]),
        (side("Two people fled.", "two", 12).claim, [differing(ELEVEN, TWENTY_SIX)]),
        (ELEVEN.claim, []),
    ],
    ids=["the newest", "no update", "undated", "of something else", "nothing differs"],
)
def test_no_other_claim_is(claim: Claim, disagreements: list[Disagreement]) -> None:
    assert later.reported(claim, disagreements) is None
