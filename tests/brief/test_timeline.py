"""The timeline: the day that the text gives comes first, that of publication only where it gives none."""

from __future__ import annotations

from datetime import date

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
