from __future__ import annotations

from datetime import date

import pytest

from pipeline.retrieve import periods


@pytest.mark.parametrize(
    ("question", "published", "is_meant"),
    [
        ("What fell in May 2025?", date(2025, 5, 1), True),
        ("What fell in May 2025?", date(2025, 6, 3), True),
        ("What fell in May 2025?", date(2025, 6, 20), False),
        ("What fell in May 2025?", date(2024, 5, 9), False),
        ("What fell on 5 May 2025?", date(2025, 5, 4), True),
        ("What fell on 5 May 2025?", date(2025, 5, 12), True),
        ("What fell on 5 May 2025?", date(2025, 5, 2), False),
        ("What fell in 2025?", date(2025, 11, 2), True),
        ("What fell after 5 May 2025?", date(2026, 1, 1), True),
        ("What fell after 5 May 2025?", date(2025, 4, 1), False),
        ("What fell before 5 May 2025?", date(2024, 4, 1), True),
        ("What fell before 5 May 2025?", date(2025, 6, 1), False),
        ("What fell on 30 December?", date(2024, 1, 2), True),
        ("What fell on 29 February?", date(2023, 3, 1), True),
        ("What fell on 5 May?", date(2023, 6, 5), False),
    ],
)
def test_an_article_of_the_days_named_or_soon_after_may_be_meant(
    question: str, published: date, is_meant: bool
) -> None:
    (period,) = periods.named(question)
    assert period.has(published) is is_meant


@pytest.mark.parametrize(
    "question", ["What fell on Monday?", "What fell last month?", "Why did 2015 people leave?", ""]
)
def test_what_names_no_day_of_the_calendar_is_no_period(question: str) -> None:
    assert periods.named(question) == ()
