from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pipeline.answer import gaps
from pipeline.domain import Article, ArticleId, Evidence, Hit, Span

FERRY = Article(
    ArticleId("ferry"),
    "The ferry Orla sank off Cape Tarn on Monday. Nineteen passengers were rescued.",
    title="Ferry Orla sinks",
    outlet="Ledger",
    published=date(2025, 5, 6),
)


def missing(question: str) -> tuple[str, ...]:
    hit = Hit(FERRY.passage(Span(0, len(FERRY.text))), 1.0)
    return gaps.missing(Evidence(question, (hit,), {FERRY.id: FERRY}), frequency)


def frequency(words: Sequence[str]) -> Mapping[str, int]:
    return {word: int(word.lower() in FERRY.text.lower()) for word in words}


def test_an_outlet_that_is_asked_for_and_not_there_is_named() -> None:
    assert "No article found is from “Evening Herald”." in missing("What did the Evening Herald report on the Orla?")


def test_a_name_that_is_nowhere_is_said_whole() -> None:
    assert missing("Who is Ada Vance?") == ("Nothing in the library mentions “Ada Vance”.",)


def test_what_is_nowhere_is_told_in_one_line() -> None:
    nowhere = "Nothing in the library mentions “chess”, “tournament” or “Reykjavik”."
    assert missing("Which chess tournament was in Reykjavik?") == (nowhere,)


def test_a_time_that_no_article_is_of_is_told_with_those_that_there_are() -> None:
    (line,) = missing("Which ferry sank off Cape Tarn in March 2019?")[-1:]
    assert line == "No article found was published at the time that the question names: they are of 6 May 2025."
    assert not any("published" in line for line in missing("Which ferry sank in May 2025, and why?"))


def test_without_evidence_nothing_comes_near() -> None:
    assert gaps.missing(Evidence("Who?", (), {}), frequency) == (gaps.NOTHING,)


def test_there_is_always_something_to_say() -> None:
    assert missing("Was the ferry Orla rescued?") == (gaps.NOT_TOGETHER,)
