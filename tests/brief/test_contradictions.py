"""What may be held against what: fates, measures, times, votes, corrections, denials; and how a difference reads."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.brief import compare
from pipeline.domain import Article, ArticleId, Disagreement, DisagreementKind

DAY = date(2021, 3, 4)
NEXT = date(2021, 3, 6)
STORY = "The ferry Ada Moss sank off Arden Point in a gale. Boria Ferries runs the Ada Moss to Arden."


def told(*texts: str, days: tuple[date, ...] = (), question: str = "", outlet: str = "") -> tuple[Disagreement, ...]:
    given = [
        Article(ArticleId(f"a{n}"), text, outlet=outlet or f"Outlet {n}", published=days[n] if days else DAY)
        for n, text in enumerate(texts)
    ]
    return compare.articles(given, question=question)


def values(disagreement: Disagreement) -> list[str]:
    return [side.value for side in disagreement.sides]


def story(one: str, other: str) -> tuple[str, str]:
    """Two tellings of one story, in other words, with a sentence each to differ."""
    return f"{STORY} {one}", f"The Ada Moss, a ferry of Boria Ferries, sank in a gale off Arden Point. {other}"


def test_a_number_without_its_noun_counts_what_the_number_before_it_counts() -> None:
    one, other = story("Eleven people died and 23 are missing.", "Rescuers said 23 people were missing.")
    assert told(one, other) == ()
    (found,) = told(one, other.replace("23", "31"))
    assert values(found) == ["23 people", "31 people"]
    assert found.about.startswith("people missing")


def test_those_aboard_and_those_carried_are_the_same_people() -> None:
    (found,) = told(*story("There were 148 people aboard, 139 of them passengers.", "It was carrying 163 people."))
    assert (values(found), found.about, found.is_update) == (["148 people", "163 people"], "people aboard", False)


def test_the_votes_of_one_ballot_are_compared_as_a_pair() -> None:
    one = "The Arden Assembly approved the Boria Line on Thursday by 64 votes to 53."
    other = "The Arden Assembly voted {}, on Thursday, to build the Boria Line."
    assert told(one, other.format("64–53")) == ()
    (found,) = told(one, other.format("66–51"))
    assert values(found) == ["64 votes to 53", "66–51"]
    assert len(found.about.split()) <= 6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The yield on the Arden bond rose 0.3% in a day.", "The yield on the Arden bond was 3.4% in a day."),
        ("The Arden bank expects growth of 1.1%.", "The Arden bank expects growth to slow from 1.6% this year."),
        ("Arden normally records two cases a year.", "Arden has recorded nine cases."),
    ],
)
def test_a_change_a_rate_and_a_state_before_are_not_a_state(one: str, other: str) -> None:
    assert told(one, other) == ()


def test_a_part_and_what_was_added_are_not_the_whole() -> None:
    whole = "Twenty-six people were killed."
    assert told(*story(whole, "Fourteen of the dead lived on Arden.")) == ()
    assert told(*story(whole, "Nine bodies were found.")) == ()
    assert told(*story(whole, "Another nine people were killed on Friday.")) == ()


def test_measures_of_clearly_different_months_are_not_compared() -> None:
    texts = "The yield on the Arden bond was 3.42% on the day.", "The yield on the Arden bond was 3.18% on the day."
    assert len(told(*texts)) == 1
    assert told(*texts, days=(DAY, date(2021, 11, 4))) == ()


def test_a_growing_count_is_one_update_with_its_values_in_the_order_of_time() -> None:
    first, second = story("Officials counted 17 people killed.", "The number of people killed rose to 41.")
    third = f"{STORY} Forty-seven people have been killed, and 41 had been killed by March 6."
    (found,) = told(third, second, first, days=(date(2021, 3, 9), NEXT, DAY))
    assert found.is_update
    assert values(found) == ["17 people", "41 people", "Forty-seven people"]


def test_a_growing_count_does_not_shrink() -> None:
    texts = story("Officials counted 5,900 people killed.", "A total of 17 people were killed.")
    assert told(*texts, days=(DAY, NEXT)) == ()


def test_a_day_far_off_is_of_one_event_where_the_words_single_it_out() -> None:
    (found,) = told(
        *story("The ship was last inspected on 3 June, the operator said.", "It had last been inspected on Aug. 19.")
    )
    assert (found.kind, values(found)) == (DisagreementKind.DATE, ["3 June", "Aug. 19"])
    assert "last inspected" in found.about
    twice = "The ship was inspected and cleaned on 3 June.", "It had been inspected and cleaned on Aug. 19."
    assert told(*story(*twice)) == ()


def test_a_correction_is_an_update_of_what_it_takes_back() -> None:
    first = "The mayor of Arden gave away a dredging contract worth $24 million, papers show."
    second = (
        "Councillors asked for a review. "
        "Correction: an earlier version said the dredging contract was worth $24 million; it was $2.4 million."
    )
    (found,) = told(first, second, days=(DAY, NEXT))
    assert (values(found), found.is_update) == (["$24 million", "$2.4 million"], True)


def test_an_allegation_and_a_denial_are_two_sides() -> None:
    alleged = "The mayor of Arden, Ada Vance, allegedly steered a dredging contract to her brother."
    others = (
        "Ada Vance, the mayor of Arden, said on Friday that she would not step down over an allegation that she "
        "steered a dredging contract to her brother.",
        "Ada Vance, the mayor of Arden, denied any part in the dredging contract of her brother.",
    )
    assert told(alleged, others[0]) == ()
    (found,) = told(alleged, *others)
    assert found.kind is DisagreementKind.POSITION
    assert values(found) == [
        "allegedly steered a dredging contract to her brother",
        "denied any part in the dredging contract of her brother",
    ]


def test_what_only_follows_a_denial_is_not_denied() -> None:
    other = "Ada Vance sold the Arden steel mill."
    assert len(told("Ada Vance did not buy the Arden steel mill.", other.replace("sold", "did buy"))) == 1
    assert told("Ada Vance did not resign after she sold the Arden steel mill.", other) == ()


def test_a_question_leaves_out_what_it_does_not_ask_for() -> None:
    texts = story(
        "There were 148 people aboard, and 11 people were killed.", "It was carrying 163 people; 15 people were killed."
    )
    assert len(told(*texts)) == 2
    (found,) = told(*texts, question="How many people were aboard the Ada Moss?")
    assert found.about == "people aboard"
    assert told(*texts, question="What is the price of wheat?") == ()
