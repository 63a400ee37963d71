"""Where articles differ, where they only seem to, and where one is merely later."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from pipeline.answer import corroborate
from pipeline.brief import compare
from pipeline.domain import (
    Article,
    ArticleId,
    Claim,
    Disagreement,
    DisagreementKind,
    Support,
    Verdict,
)
from pipeline.language import sentences

DATA = Path(os.environ.get("BRIEFDESK_EVAL_DATA", "../shared/data"))
DAY = date(2021, 3, 4)


def told(*texts: str, days: tuple[date | None, ...] = (), question: str = "") -> tuple[Disagreement, ...]:
    given = [
        Article(ArticleId(f"a{n}"), text, outlet=f"Outlet {n}", published=days[n] if days else DAY)
        for n, text in enumerate(texts)
    ]
    return compare.articles(given, question=question)


def values(disagreement: Disagreement) -> list[str]:
    return [side.value for side in disagreement.sides]


def test_two_counts_of_one_thing_on_one_day_are_a_conflict() -> None:
    (found,) = told(
        "The storm hit Arden at night. Police said 41 people were killed in Arden when the dam broke.",
        "Rescuers worked on. Officials said 63 people were killed in Arden after the dam broke.",
    )
    assert (found.kind, found.is_update) == (DisagreementKind.FIGURE, False)
    assert values(found) == ["41 people", "63 people"]


def test_a_later_count_is_an_update() -> None:
    (found,) = told(
        "Police said 41 people were killed in Arden when the dam broke.",
        "Officials said 63 people were killed in Arden after the dam broke.",
        days=(DAY, date(2021, 3, 6)),
    )
    assert found.is_update


def test_a_count_of_a_year_gone_by_is_no_update() -> None:
    (found,) = told(
        "In the 2016 election Ada Vance received 6,776 votes in Arden.",
        "At the 2016 election Ada Vance received 6,779 votes in Arden.",
        days=(DAY, date(2021, 5, 6)),
    )
    assert not found.is_update


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # rounding and bounds
        ("More than 100 people were killed in Arden.", "One hundred people were killed in Arden."),
        ("Nearly 2,800 soldiers were killed in Arden.", "2,783 soldiers were killed in Arden."),
        # another fate, another place, another side, another thing
        (
            "Police said 41 people were killed in the Arden fire.",
            "Police said 63 people were injured in the Arden fire.",
        ),
        ("The dam broke and 41 people were killed in Arden.", "The dam broke and 63 people were killed in Boria."),
        ("The war killed 41 Northern soldiers near Arden.", "The war killed 63 Southern soldiers near Arden."),
        ("The dam broke and 41 people were killed in Arden.", "The dam broke and 63 houses were lost in Arden."),
        ("In the 2010 census Arden had 3,171 people.", "In the 2000 census Arden had 887 people."),
        # a part and the whole, both in one of them
        (
            "41 people were killed in Arden when the dam broke.",
            "63 people were killed in Arden when the dam broke, 41 people of them in the first hour.",
        ),
        # two days of two events, and one event on one day in two spellings
        ("The talks in Arden began on March 1.", "The talks in Arden ended on March 3."),
        ("Ada Vance met the king of Boria on March 1.", "Ada Vance met the king of Boria on 1 March 2021."),
        ("Ada Vance met the king in March.", "Ada Vance met the king on March 1."),
        # affirmed of two
        ("Ada Vance tested positive on Monday.", "Bo Moss tested negative on Monday."),
        ("The mayor of Arden did not close the old bridge.", "The mayor of Boria closed the new school."),
    ],
)
def test_what_can_both_be_so_is_no_disagreement(one: str, other: str) -> None:
    assert told(one, other) == ()


def test_one_event_on_two_days_is_a_conflict() -> None:
    (found,) = told(
        "The rebels and Arden signed a ceasefire agreement on March 1 that ended the war.",
        "The war in Arden ended on March 2 when rebels signed a ceasefire agreement.",
    )
    assert found.kind is DisagreementKind.DATE
    assert values(found) == ["March 1", "March 2"]


def test_a_speaker_who_has_not_said_it_is_a_conflict() -> None:
    (found,) = told(
        "Boria announced that 2,317 of its soldiers were killed.",
        "Boria has not disclosed its losses, but a hospital doctor confirmed that 2,317 soldiers were killed.",
    )
    assert found.kind is DisagreementKind.POSITION
    assert values(found) == ["Boria announced", "a hospital doctor confirmed"]


def test_opposite_words_of_one_person_are_a_conflict() -> None:
    (found,) = told(
        "Doctors said on Friday that the singer Ada Vance tested negative for the virus.",
        "Doctors said on Friday that the singer Ada Vance tested positive for the virus.",
    )
    assert found.kind is DisagreementKind.POSITION
    assert values(found) == ["tested negative for the virus", "tested positive for the virus"]


def test_what_one_denies_and_the_other_says_is_a_conflict() -> None:
    (found,) = told(
        "Ada Vance did not sell the Arden steel mill.",
        "Ada Vance quietly sold the Arden steel mill. She sells the Arden steel mill.",
    )
    assert found.kind is DisagreementKind.POSITION


def test_copies_do_not_disagree() -> None:
    story = "The storm hit Arden at night. Roads were closed. Schools stayed shut. Trains stood still."
    one = f"{story} Police said 41 people were killed in Arden when the dam broke."
    other = f"{story} Police said 63 people were killed in Arden when the dam broke."
    assert told(one, other) == ()


def test_three_values_are_three_sides_of_one_disagreement() -> None:
    (found,) = told(
        "Police said 41 people were killed in Arden when the dam broke.",
        "Officials said 63 people were killed in Arden when the dam broke.",
        "Rescuers said 88 people were killed in Arden when the dam broke.",
    )
    assert values(found) == ["41 people", "63 people", "88 people"]


def test_every_side_is_a_sentence_that_stands_in_its_article() -> None:
    texts = (
        "It rained. Police said 41 people were killed in Arden when the dam broke.",
        "It poured. Officials said 63 people were killed in Arden when the dam broke.",
    )
    (found,) = told(*texts)
    for side, text in zip(found.sides, texts, strict=True):
        (citation,) = side.claim.citations
        assert side.claim.text == citation.quote == citation.span.of(text)


def test_what_is_asked_about_comes_first() -> None:
    texts = (
        "41 people were killed in Arden when the dam broke. Boria Steel sold 20 mills to Ada Vance in March.",
        "63 people were killed in Arden when the dam broke. Boria Steel sold 30 mills to Ada Vance in March.",
    )
    assert values(told(*texts)[0]) == ["41 people", "63 people"]
    assert values(told(*texts, question="How many mills were sold?")[0]) == ["20 mills", "30 mills"]


def test_only_the_given_sentences_are_compared() -> None:
    texts = (
        "It rained. Police said 41 people were killed in Arden when the dam broke.",
        "It poured. Officials said 63 people were killed in Arden when the dam broke.",
    )
    given = [Article(ArticleId(f"a{n}"), text, outlet=f"Outlet {n}") for n, text in enumerate(texts)]
    all_of_them = {article.id: sentences.spans(article.text) for article in given}
    first_only = {article.id: sentences.spans(article.text)[:1] for article in given}
    assert len(compare.articles(given, all_of_them)) == 1
    assert compare.articles(given, first_only) == ()


@pytest.mark.parametrize("texts", [(), ("It rained.",), ("It rained.", "It rained."), ("?", "!")])
def test_little_text_is_no_trouble(texts: tuple[str, ...]) -> None:
    assert told(*texts) == ()


@pytest.mark.data
def test_two_real_reports_differ_on_the_day_and_on_who_gave_the_figure() -> None:
    files = sorted((DATA / "seed_articles").glob("*.txt"))
    if not files:
        pytest.skip(f"no articles in {DATA / 'seed_articles'}")
    given = [Article(ArticleId(file.stem), file.read_text(encoding="utf-8"), outlet=file.stem) for file in files]
    found = compare.articles(given)
    assert [(one.kind, values(one)) for one in found] == [
        (DisagreementKind.DATE, ["November 9", "November 10"]),
        (DisagreementKind.POSITION, ["Armenia announced", "an ethnic Armenian official confirmed"]),
    ]


def reported(*texts: str) -> list[Article]:
    return [Article(ArticleId(f"a{n}"), text, outlet=f"Outlet {n}", published=DAY) for n, text in enumerate(texts)]


def claim_of(article: Article) -> Claim:
    """Its first sentence, cited."""
    citation = article.cite(sentences.spans(article.text)[0])
    return Claim(
        citation.quote, (citation,), Support(Verdict.SUPPORTED, 1.0), corroborate.corroboration((citation,), {})
    )


def test_an_answer_gets_the_differences_of_the_words_that_it_cites() -> None:
    given = reported(
        "Police said 41 people were killed in Arden when the dam broke. The dam was built of clay.",
        "Officials said 63 people were killed in Arden after the dam broke. The river rose by night.",
        "The dam in Arden had been inspected. Nobody had found a crack in it.",
    )
    toll, other = claim_of(given[0]), claim_of(given[2])
    assert compare.cited(given, [toll], "", {}) == compare.articles(given) != ()
    assert compare.cited(given, [other], "", {}) == ()
    assert compare.cited(given, [], "", {}) == ()


def test_a_difference_of_cited_words_has_the_sides_that_others_tell_of_it() -> None:
    given = reported(
        "Police said 41 people were killed in Arden when the dam broke.",
        "Officials said 63 people were killed in Arden after the dam broke.",
        "The mayor said 63 people were killed in Arden when the dam gave way.",
    )
    (found,) = compare.cited(given, [claim_of(given[1])], "", {})
    assert values(found) == ["41 people", "63 people"]
    assert [len(side.claim.citations) for side in found.sides] == [1, 2]
