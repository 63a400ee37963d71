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


@pytest.mark.parametrize(
    ("one", "other", "told_of"),
    [
        (
            "The operator said a surveyor found 61 cracks in the hull of the ferry in March.",
            "According to the operator, 94 cracks were found by a surveyor in the hull of the ferry in March.",
            ["61 cracks", "94 cracks"],
        ),
        (
            "On Tuesday, the coroner opened an inquest into the sinking at the Arden town hall.",
            "The coroner opened an inquest into the sinking at the town hall of Arden on Monday.",
            ["Monday", "Tuesday"],
        ),
        (
            "The harbour board was warned by engineers about the bow door of the ferry.",
            "The harbour board was not warned by engineers about the ferry's bow door.",
            ["was warned by engineers about the bow door", "was not warned by engineers about the ferry's bow"],
        ),
        (
            "The harbour board supported the plan to raise the wreck from the sound in spring.",
            "In spring the harbour board opposed the plan to raise the wreck from the sound.",
            ["supported the plan to raise the wreck", "opposed the plan to raise the wreck"],
        ),
        (
            "Two sailors were killed when the boiler of the tug burst, the harbour board said.",
            "Two sailors were not slain when the boiler of the tug burst, said the harbour board.",
            ["were killed", "were not slain"],
        ),
        (
            "The board gave the wreck's owner, a man of Arden aged 61, a week to answer its letter.",
            "The board gave a week to answer its letter to the wreck's owner, a man of Arden aged 47.",
            ["47", "61"],
        ),
    ],
)
def test_sentences_that_tell_the_same_are_held_against_each_other(one: str, other: str, told_of: list[str]) -> None:
    (found,) = told(*story(one, other))
    assert values(found) == told_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # as often denied, in another word
        (
            "The harbour board indicated no additional ships were involved in the sinking.",
            "The harbour board indicated no further ships were involved in the sinking.",
        ),
        # one only leaves out what is denied
        (
            "A search of the ferry found a chart, which was not identified; below lay a bag and a glove.",
            "A search of the ferry discovered a chart; below lay a bag and a glove.",
        ),
        # both begin and end
        (
            "The dredging of the sound began in August and ended in the spring of the next year.",
            "The dredging of the sound ended in the spring of the next year, having begun in August.",
        ),
        # another one of the same kind
        ("Ada Vance ended her run for mayor on Monday.", "Bo Moss ended his run for mayor on Tuesday."),
        (
            "Ferries of category 2 may carry 90 people in winter.",
            "Ferries of category 3 may carry 60 people in winter.",
        ),
        # a figure and a day: two events
        (
            "Divers brought up 14 crates from the wreck of the ferry on Monday.",
            "Divers brought up 22 crates from the wreck of the ferry on Wednesday.",
        ),
        # a day by its other name, and a weekday that may be the last or the next
        ("The inquest into the sinking opened on Tuesday.", "The inquest into the sinking opened on 2 March."),
        ("The inquest into the sinking opens on Friday.", "The inquest into the sinking will open on Friday."),
    ],
)
def test_sentences_that_only_look_as_if_they_told_the_same_are_none(one: str, other: str) -> None:
    assert told(*story(one, other)) == ()


def test_what_goes_ahead_and_is_called_off_later_is_an_update() -> None:
    one = "The mayor said the Arden Point Regatta would go ahead in spring."
    other = "He has cancelled the Arden Point Regatta, a spokesman said."
    (found,) = told(*story(one, other), days=(DAY, NEXT))
    assert (found.kind, found.is_update) == (DisagreementKind.POSITION, True)
    assert found.about == "whether the Arden Point Regatta goes ahead"
    assert told(*story(one, "The search for those missing off the Arden Point Regatta was called off.")) == ()


def test_both_sides_of_an_allegation_in_both_articles_are_no_disagreement() -> None:
    alleged = "The mayor of Arden, Ada Vance, allegedly steered a dredging contract to her brother."
    denied = "Ada Vance denied any part in the dredging contract."
    texts = story(f"{alleged} {denied}", f"{denied} On Friday {alleged[0].lower()}{alleged[1:]}")
    assert told(*texts) == ()


def test_a_wider_range_of_a_group_is_an_update() -> None:
    texts = "The patients are between 52 and 78 years old.", "The patients so far are between 44 and 81 years old."
    (found,) = told(*story(*texts), days=(DAY, NEXT))
    assert found.is_update


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        (
            "Shipyards of Arden announced 700 job cuts since November, the union said.",
            "Shipyards of Arden announced 900 job cuts since November, said the union.",
            "job cuts since November",
        ),
        (
            "Pay at Boria Ferries grew 4.8% in the year to December, the office of statistics said.",
            "Pay at Boria Ferries grew 7.2% in the year to December, said the office of statistics.",
            "Pay at Boria Ferries grew … in the year to December",
        ),
        (
            "The ship was last inspected on 3 June, the operator said.",
            "The ship was last inspected on 9 June, the operator said.",
            "when the ship was last inspected",
        ),
        (
            "The ministry confirmed the sale of the line to Boria Ferries.",
            "The ministry denied the sale of the line to Boria Ferries.",
            "whether the ministry confirmed the sale of the line",
        ),
        (
            "Police said 41 people were killed in the collapse of the pier.",
            "Police said 63 people were killed in the collapse of the pier.",
            "people killed in the collapse of the pier",
        ),
    ],
)
def test_a_difference_reads_as_the_article_says_it(one: str, other: str, about: str) -> None:
    (found,) = told(*story(one, other))
    assert found.about == about


def test_a_measure_given_again_in_another_unit_is_one_figure() -> None:
    found = told(
        *story(
            "Storm Vega had maximum sustained winds of 75 mph (120 km/h) near Arden.",
            "Storm Vega had maximum sustained winds of 120 mph (195 km/h) near Arden.",
        ),
        days=(DAY, NEXT),
    )
    assert [values(each) for each in found] == [["75 mph", "120 mph"]]
