"""Figures, dates, names and roles that a passage has otherwise: a fault, and its neighbour that is none."""

from __future__ import annotations

import pytest

from pipeline.answer import faults
from pipeline.answer.fault import CONTRADICTS, Kind
from tests.answer.found_faults import found


@pytest.mark.parametrize(
    ("claim", "text", "there", "here"),
    [
        ("43 miners died.", "41 miners died.", "41 miners", "43 miners"),
        ("Four miners died.", "In all, 3 miners died.", "3 miners", "Four miners"),
        ("A dozen houses burned.", "Two dozen houses burned.", "Two dozen houses", "A dozen houses"),
        ("The bank paid $5bn.", "The bank paid $5 million.", "$5 million", "$5bn"),
        ("The bank paid £5 million.", "The bank paid $5 million.", "$5 million", "£5 million"),
        ("The tunnel is 5 km long.", "The tunnel is 5 miles long.", "5 miles", "5 km"),
        ("Turnout rose to 45 percent.", "Turnout rose to 40%.", "40%", "45 percent"),
        ("About 4,000 people marched.", "Police counted 2,983 people.", "2,983 people", "4,000 people"),
        ("More than 3,000 people marched.", "Police counted 2,983 people.", "2,983 people", "3,000 people"),
    ],
)
def test_another_figure_for_the_same_thing_is_shown_beside_the_passages_own(
    claim: str, text: str, there: str, here: str
) -> None:
    assert found(claim, text)[Kind.FIGURE] == [f"the passage says {there}, the claim says {here}"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Three miners died.", "The company said 3 miners died."),
        ("A dozen houses burned.", "In all 12 houses burned."),
        ("The bank paid $5m.", "The bank paid $5 million."),
        ("Turnout rose to 40 percent.", "Turnout rose to 40%."),
        ("About 3,000 people marched.", "Police counted 2,983 people."),
        ("More than 2,900 people marched.", "Police counted 2,983 people."),
        ("The fund holds $4 million.", "The fund owes €3 million and holds $4 million."),
        ("The 5 km road closed.", "5% of drivers use the 5 km road."),
    ],
)
def test_a_figure_said_otherwise_or_rounded_is_no_fault(claim: str, text: str) -> None:
    assert not {Kind.FIGURE, Kind.FIGURE_MISSING} & found(claim, text).keys()


@pytest.mark.parametrize(
    ("claim", "text", "said"),
    [
        ("12 boats sank in the harbour.", "Boats sank in the harbour.", "12"),
        ("The tunnel is 8 km long.", "The tunnel is 5 miles long.", "8 km"),
    ],
)
def test_a_figure_that_the_passage_does_not_give_is_missing_rather_than_contradicted(
    claim: str, text: str, said: str
) -> None:
    reasons = found(claim, text)
    assert reasons[Kind.FIGURE_MISSING] == [f"{said} is not in the passage"]
    assert Kind.FIGURE not in reasons


@pytest.mark.parametrize(
    ("claim", "text", "there", "here"),
    [
        ("It closed on 10 November.", "It closed on November 9, 2020.", "November 9, 2020", "10 November"),
        ("It closed on Tuesday.", "It closed on Monday.", "Monday", "Tuesday"),
        ("It closed in March.", "It closed in April.", "April", "March"),
    ],
)
def test_another_day_or_month_is_shown_beside_the_passages_own(claim: str, text: str, there: str, here: str) -> None:
    assert found(claim, text)[Kind.DATE] == [f"the passage says {there}, the claim says {here}"]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("It closed on 9 November.", "It closed on November 9, 2020."),
        ("It closed on Monday.", "It closed on Monday, November 9."),
        ("It closed in November 2020.", "It closed on 9 November 2020."),
    ],
)
def test_a_date_said_in_part_or_in_another_order_is_no_fault(claim: str, text: str) -> None:
    assert not {Kind.DATE, Kind.DATE_MISSING} & found(claim, text).keys()


def test_a_year_beside_another_year_is_missing_since_the_other_may_be_of_something_else() -> None:
    reasons = found("The bridge closed in 2019.", "The bridge, built in 1990, closed.")
    assert reasons[Kind.DATE_MISSING] == ["the passage does not give the date 2019"]
    assert Kind.DATE not in reasons


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("On Friday Orlova opened the school.", "On Friday President Irina Orlova opened the school."),
        ("Doctors of the WHO arrived.", "The World Health Organization sent doctors."),
        ("Schools of the UK closed.", "Officials in London closed schools."),
        ("Then the French troops left.", "The troops of France left."),
    ],
)
def test_a_name_in_another_form_is_the_same_name(claim: str, text: str) -> None:
    assert not {Kind.NAME_MISSING, Kind.CONTRAST} & found(claim, text).keys()


def test_a_figure_about_something_else_further_on_is_no_rival() -> None:
    text = "The game was funded with the help of players. The baker slept twelve hours a day."
    assert found("The game was funded with 17 hours left.", text) == {
        Kind.FIGURE_MISSING: ["17 hours is not in the passage"]
    }


def test_the_amount_of_the_same_digits_is_shown_before_any_other() -> None:
    text = "The company had sales of $5.1bn last year and expects sales of $5bn this year."
    assert found("The company expects sales of $5m.", text)[Kind.FIGURE] == [
        "the passage says $5bn, the claim says $5m"
    ]


def test_a_day_of_something_else_further_on_is_no_rival() -> None:
    text = "The game was funded by players. The baker was born on 3 April 1981."
    assert found("The game was funded on 22 May 2014.", text) == {
        Kind.DATE_MISSING: ["the passage does not give the date 22 May 2014"]
    }


def test_an_alleged_assault_is_nobodys_words() -> None:
    assert found("A student accused him.", "A student sued him and the school over an alleged assault.") == {}


def test_a_name_that_the_passage_has_in_no_form_is_missing() -> None:
    reasons = found("The bridge near Arden closed.", "The bridge closed.")
    assert reasons == {Kind.NAME_MISSING: ["Arden is not in the passage"]}


def test_another_name_in_the_same_place_is_a_contrast() -> None:
    reasons = found("Petrov opened the new school.", "Orlova opened the new school.")
    assert reasons[Kind.CONTRAST] == ["the passage says “Orlova”, the claim says “Petrov”"]


def test_a_name_in_the_place_of_another_is_given_whole_and_once() -> None:
    reasons = found("The seats of Waddell Avenue were lost.", "The seats of Liberal Democrats were lost.")
    assert reasons[Kind.CONTRAST] == ["the passage says “Liberal Democrats”, the claim says “Waddell Avenue”"]


def test_the_country_of_a_city_in_its_place_is_no_contrast() -> None:
    assert Kind.CONTRAST not in found("The UK closed schools.", "Officials in London closed schools.")


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The port sued the union.", "The union sued the port."),
        ("Arden beat Linden in the final.", "Linden beat Arden in the final."),
        ("The union was sued by the port.", "The union sued the port."),
        ("The union sued the port.", "The union was sued by the port."),
        ("The crowd was driven back by the police.", "The crowd drove the police back."),
    ],
)
def test_who_did_it_and_to_whom_may_not_change_places(claim: str, text: str) -> None:
    assert Kind.ROLES in found(claim, text)


def test_swapped_roles_are_told_by_who_comes_first_or_who_did_it() -> None:
    assert found("The port sued the union.", "The union sued the port.")[Kind.ROLES] == [
        "the claim has “port” before “sued” and “union” after it, the passage the other way round"
    ]
    assert found("The union was sued by the port.", "The union sued the port.")[Kind.ROLES] == [
        "by the passage “union” did it (“sued”), by the claim “port”"
    ]
    assert found("The union sued the port.", "The union was sued by the port.")[Kind.ROLES] == [
        "by the passage “port” did it (“sued”), by the claim “union”"
    ]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The port was sued by the union.", "The union sued the port."),
        ("The union sued the port.", "The port was sued by the union."),
        ("The port and the union met.", "The union and the port met."),
        ("The crowd was driven back by the police.", "The police drove the crowd back."),
        ("The mine was sold by the owner.", "The mine was sold on Monday by the owner."),
        ("The union was sued by the port.", "The union sued the owner."),
    ],
)
def test_the_passive_and_an_even_pair_swap_no_roles(claim: str, text: str) -> None:
    assert Kind.ROLES not in found(claim, text)


def test_a_sentence_has_no_fault_against_itself() -> None:
    for text in (
        "On Monday, November 9, all 41 sailors of the Arden fleet were freed after the vote, the ministry said.",
        "The bank denied that it may close some of its 40 branches before March 2021.",
        "Few schools were closed by the mayor, who allegedly paid £5 million.",
    ):
        assert faults.find(text, (text,), (text,)) == ()


def test_what_a_passage_says_otherwise_is_told_from_what_it_does_not_say() -> None:
    assert {kind for kind in Kind if "missing" in kind.value}.isdisjoint(CONTRADICTS)
    assert {Kind.HEDGE, Kind.ALLEGED}.isdisjoint(CONTRADICTS)
