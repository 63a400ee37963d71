"""What is a figure, of what, and which figures agree."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language import figures
from pipeline.language.figures import Bound, Mention


def only(text: str) -> Mention:
    (mention,) = figures.find(text)
    return mention


@pytest.mark.parametrize(
    ("text", "value", "counts"),
    [
        ("2,783 servicemen were killed.", 2783, "servicemen"),
        ("More than 100 of its troops were missing.", 100, "troops"),
        ("Nearly 2,000 Russian peacekeepers have arrived.", 2000, "Russian peacekeepers"),
        ("One hundred more soldiers were missing.", 100, "soldiers"),
        ("The fleet lost a dozen ships.", 12, "ships"),
        ("Nineteen miners are trapped.", 19, "miners"),
        ("Twenty-one houses burnt down.", 21, "houses"),
        ("Two hundred and fifty thousand homes have no power.", 250_000, "homes"),
        ("In all 5m people voted.", 5_000_000, "people"),
        ("Half a million voters stayed at home.", 500_000, "voters"),
    ],
)
def test_a_figure_knows_its_value_and_what_it_counts(text: str, value: int, counts: str) -> None:
    assert (only(text).low, only(text).counts) == (Decimal(value), counts)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Profit rose to $1.2bn.", "1200000000", "$"),
        ("It cost £3.5 million.", "3500000", "£"),
        ("It cost 40 euros.", "40", "€"),
        ("Prices rose 3.28 percent.", "3.28", "%"),
        ("It is a 60-kilometre road.", "60", "km"),
        ("It fell to -3 degrees.", "-3", "degree"),
        ("Winds of 111 miles per hour were measured.", "111", "mph"),
        ("The 14-year-old was unhurt.", "14", "age"),
        ("Ada Vance, 43, was unhurt.", "43", "age"),
        ("It spoke for two-thirds of voters.", "0.67", "share"),
    ],
)
def test_a_figure_knows_its_unit(text: str, value: str, unit: str) -> None:
    assert (round(only(text).low, 2), only(text).unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("at least 40 people", Bound.AT_LEAST),
        ("more than $40", Bound.AT_LEAST),
        ("no fewer than 40 people", Bound.AT_LEAST),
        ("no more than 40 people", Bound.AT_MOST),
        ("up to 40 people", Bound.AT_MOST),
        ("nearly 40 people", Bound.NEARLY),
        ("about 40 people", Bound.ABOUT),
        ("some 40 people", Bound.ABOUT),
        ("40 people", Bound.EXACT),
    ],
)
def test_a_figure_knows_how_exactly_it_is_given(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


@pytest.mark.parametrize(
    "text",
    [
        "They met on November 9, 2020.",
        "It began in 1992 and ended in the 1990s.",
        "The doors opened at 10:30, or 5 p.m. for some.",
        "They won 3-2 after a 1-2 start.",
        "The G7 spoke of COVID-19 and Covid-19.",
        "A Boeing 737 flew.",
        "Section 5 and Category 3 apply to flight 370.",
        "He came 5th in the 21st century.",
        "No one of them, and one of us, knew one another.",
    ],
)
def test_dates_times_scores_and_names_are_no_figures(text: str) -> None:
    assert figures.find(text) == ()


def test_a_range_is_one_figure() -> None:
    for text in ("10-15 people", "between 10 and 15 people", "10 to 15 people"):
        assert (only(text).low, only(text).high) == (10, 15)


def test_two_figures_share_the_noun_after_the_second() -> None:
    found = figures.find("It killed at least 93 Northern and 50 Southern civilians.")
    assert [(m.low, m.counts) for m in found] == [(93, "Northern civilians"), (50, "Southern civilians")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nearly 2,800 soldiers", "2,783 soldiers"),
        ("more than 100 troops", "103 troops"),
        ("at least 40 people", "41 people"),
        ("one hundred troops", "more than 100 troops"),
        ("$1.2bn", "$1.23 billion"),
        ("2,800 soldiers", "2,783 soldiers"),
        ("dozens of people", "43 people"),
        ("3.3%", "3.28 percent"),
        ("two-thirds of voters", "two thirds of the voters"),
    ],
)
def test_rounded_and_bounded_figures_agree(one: str, other: str) -> None:
    assert figures.compatible(only(one), only(other))
    assert figures.compatible(only(other), only(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("41 people", "43 people"),
        ("at least 40 people", "31 people"),
        ("3.28%", "3.27%"),
        ("6,776 votes", "6,777 votes"),
        ("at least 813 people", "more than 1,000 people"),
        ("$5m", "£5m"),
        ("5 km", "5 miles"),
        ("nearly 40 people", "52 people"),
    ],
)
def test_different_figures_do_not_agree(one: str, other: str) -> None:
    assert not figures.compatible(only(one), only(other))
    assert not figures.compatible(only(other), only(one))


def test_a_bound_follows_from_a_count_but_a_count_not_from_a_bound() -> None:
    assert figures.entails(only("52 people"), only("more than 50 people"))
    assert not figures.entails(only("more than 50 people"), only("52 people"))


@given(st.text(max_size=200))
def test_any_text_has_figures_in_order_and_inside_it(text: str) -> None:
    spans = [mention.span for mention in figures.find(text)]
    assert spans == sorted(spans)
    assert all(span.end <= len(text) for span in spans)
