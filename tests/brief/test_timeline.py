"""The timeline: the day that the text gives comes first, that of publication only where it gives none."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.brief import timeline
from tests.brief.test_figures import claim


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


def test_two_days_of_one_expression_are_one_event() -> None:
    (event,) = timeline.events([claim("The president will visit Arden on December 9 and 10.")])
    assert (event.day, event.until, event.is_planned) == (date(2025, 12, 9), date(2025, 12, 10), True)


def test_a_day_without_a_year_stands_as_it_is_written_and_after_the_longest_time_without_one() -> None:
    told = [
        claim("The president said she would visit on January 4 and 5.", published=None),
        claim("The war broke out on September 27.", published=None),
        claim("The war ended on November 10.", published=None),
    ]
    found = timeline.events(told)
    assert [(event.day, event.written) for event in found] == [
        (None, "September 27"),
        (None, "November 10"),
        (None, "January 4 and 5"),
    ]
    assert [event.is_planned for event in found] == [False, False, True]
    assert "January 4 and 5" in timeline.unplaced(told)[0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The tower was last cleaned on 14 June.", date(2025, 6, 14)),
        ("The tower had last been cleaned on 14 March.", date(2025, 3, 14)),
        ("A vigil will be held at St. Orla's at 8 p.m. on Thursday.", date(2025, 10, 23)),
        ("The council met on 2 October, the mayor said on Friday.", date(2025, 10, 2)),
        ("On Thursday the council began a planned closure of the bridge.", date(2025, 10, 16)),
        ("The port, which was planning to reopen on Tuesday, stayed shut.", date(2025, 10, 14)),
        ("The storm was forecast to reach the United States on Monday.", date(2025, 10, 20)),
        ("The county rescheduled its vote to 2 February.", date(2026, 2, 2)),
        ("In 2025 the first case was found on 6 May.", date(2025, 5, 6)),
        ("The militia was banned last December.", date(2024, 12, 1)),
        ("Students marched in November of last year.", date(2024, 11, 1)),
    ],
)
def test_a_day_is_that_of_what_happened(text: str, day: date) -> None:
    assert [event.day for event in timeline.events([claim(text)])] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "Norland had until Thursday not given any figures.",
        "As of Tuesday 14 October the dam was closed.",
        "An earlier version of this article, published on Oct. 13, was wrong.",
        "The company has had the same owner since 2001.",
        "Inflation slowed to 2.3% in January.",
        "Walter Oyelaran said that did not surprise him.",
        "“The bridge will not be opened today,” the mayor of Weston said.",
        "The race was originally planned for 28 September.",
        "The fever is a form of pneumonia caught by breathing in droplets.",
    ],
)
def test_a_bound_a_measure_and_what_is_merely_said_are_no_events(text: str) -> None:
    assert timeline.events([claim(text)]) == ()


def test_a_month_is_an_event_where_no_day_is_told() -> None:
    (event,) = timeline.events([claim("The dredging began in August 2024.")])
    assert (event.day, event.until) == (date(2024, 8, 1), date(2024, 8, 31))


def test_one_event_told_twice_stands_once_and_cites_both() -> None:
    (event,) = timeline.events(
        [
            claim("The ferry Maren Tide capsized in a gale on Tuesday and eleven people died."),
            claim("Eleven people died when the ferry Maren Tide capsized in a gale on 14 October.", outlet="Wire"),
        ]
    )
    assert [citation.source.outlet for citation in event.claim.citations] == ["Ledger", "Wire"]


def test_two_events_of_one_day_stay_two() -> None:
    told = ["The ferry Maren Tide capsized in a gale on Tuesday.", "The council of Weston chose a mayor on Tuesday."]
    assert len(timeline.events(map(claim, told))) == 2


def test_few_events_are_shown_for_the_day_of_publication() -> None:
    told = [
        claim(f"Divers {word} the wreck.")
        for word in "reached found saw left searched raised opened lit sank cut".split()
    ]
    assert 0 < len(timeline.events(told)) < len(told)


@pytest.mark.parametrize(
    ("lesser", "better"),
    [
        (
            "The mayor said she would leave office on 20 October.",
            "The mayor left office on 20 October, her deputy said.",
        ),
        (
            "On Friday a court ruled on the suit that the senate filed on 13 October.",
            "The senate filed a suit on 13 October.",
        ),
    ],
)
def test_a_plan_and_a_day_in_passing_make_way_for_what_happened_then(lesser: str, better: str) -> None:
    later = date(2025, 10, 24)
    found = timeline.events([claim(lesser), claim(better, published=later, outlet="Wire")])
    told = next(event for event in found if event.claim.text == better)
    assert not any(event.day == told.day and event.claim.text == lesser for event in found)


def test_the_more_days_there_are_the_fewer_events_are_only_reported() -> None:
    reported = [claim(f"Divers {word} the wreck.") for word in "reached found saw left searched raised".split()]
    dated = [claim(f"The council {word} on {day} October.") for day, word in enumerate("met sat rose chose".split(), 2)]
    alone = [event for event in timeline.events(reported) if event.is_publication_day]
    beside = [event for event in timeline.events([*reported, *dated]) if event.is_publication_day]
    assert 0 < len(beside) < len(alone)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Cases were declared in Weston on 2 October, Marl on 5 October and Skarrow on 9 October.", date(2025, 10, 2)),
        (
            "The closure was expected to end on 10 October, but on 8 October it was extended by a week.",
            date(2025, 10, 8),
        ),
        ("The council met on Monday and will vote on 20 October.", date(2025, 10, 13)),
    ],
)
def test_a_sentence_of_several_days_stands_once_and_on_one_on_which_something_happened(text: str, day: date) -> None:
    assert [event.day for event in timeline.events([claim(text)])] == [day]


def test_a_sentence_of_several_days_stands_on_that_which_nothing_else_tells_of() -> None:
    both = "The number of cases reached 41 on 8 October, when three people had died; a fourth died on 11 October."
    other = "The number of cases has risen to 41 and three people have died, the health office said on 8 October."
    found = timeline.events([claim(both), claim(other, outlet="Wire")])
    assert [(event.day, event.claim.text) for event in found if event.claim.text == both] == [
        (date(2025, 10, 11), both)
    ]


def test_what_was_being_planned_for_a_day_was_planned_for_one_that_is_over() -> None:
    told = "Weston, which was planning to hold its vote on Tuesday, postponed it."
    assert [event.day for event in timeline.events([claim(told)])] == [date(2025, 10, 14)]


def test_an_event_cites_the_wider_evidence_that_tells_it_with_its_figures_and_no_other() -> None:
    told = claim("Two sisters from Weston are among 23 missing since the ferry Maren Tide capsized on Tuesday.")
    plan = claim("The president of Norland will visit Arden on December 9, her office said.")
    more = [
        claim("The ferry Maren Tide capsized on Tuesday; eleven died and 23 are missing.", outlet="Wire"),
        claim("On December 9 the president of Norland will visit Arden.", outlet="Wire"),
    ]
    cited = {event.claim.text: len(event.claim.citations) for event in timeline.events([told, plan], {}, more)}
    assert cited == {told.text: 1, plan.text: 2}
