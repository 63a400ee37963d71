"""What becomes of a brief's tables when its sentences change."""

from __future__ import annotations

from pipeline.answer import corroborate
from pipeline.brief import recount
from pipeline.domain import Article, ArticleId, Claim, Position, Span, Support, Verdict

TEXT = "The mayor rejected the plan, saying “it is far too dear for this town”. The plan has 12 pages."
ARTICLE = Article(ArticleId("a"), TEXT)


def claim(text: str, words: str) -> Claim:
    start = TEXT.index(words)
    citations = (ARTICLE.cite(Span(start, start + len(words))),)
    return Claim(text, citations, Support(Verdict.SUPPORTED, 1.0), corroborate.corroboration(citations, {}))


QUOTED, PAGES = TEXT[: TEXT.index(" The plan has")], "The plan has 12 pages."
POSITION = Position("the mayor", "the plan", claim(QUOTED, QUOTED))


def test_a_position_stays_while_a_claim_cites_its_words_and_says_them() -> None:
    before = [claim(QUOTED, QUOTED)]
    assert recount.is_taken(POSITION, before, [claim("The mayor rejected the plan as too dear for the town.", QUOTED)])
    assert not recount.is_taken(POSITION, before, [claim("There is a plan with 12 pages.", QUOTED)])
    assert not recount.is_taken(POSITION, before, [claim(PAGES, PAGES)])


def test_a_position_that_no_claim_had_stays() -> None:
    assert recount.is_taken(POSITION, [claim(PAGES, PAGES)], [])
