"""The overview of the library: periods without a gap, and what the page draws of them in words."""

from __future__ import annotations

from pipeline.desk import Desk
from ui.library_overview import periods

from .conftest import Open
from .library_page import library, numbered, shelve, view


def test_few_months_are_shown_each_with_the_empty_ones() -> None:
    assert periods({"2025-11": 2, "2026-02": 1}) == (
        {"Nov 2025": 2, "Dec 2025": 0, "Jan 2026": 0, "Feb 2026": 1},
        "month",
    )
    assert periods({"2026-02": 3}) == ({"Feb 2026": 3}, "month")


def test_many_months_become_years_and_the_earliest_years_one() -> None:
    assert periods({"2023-01": 1, "2023-05": 2, "2025-01": 4}) == ({"2023": 3, "2024": 0, "2025": 4}, "year")
    numbers, _ = periods({"1950-01": 2, "1990-01": 1, "2025-01": 4})
    assert (len(numbers), numbers["before 2011"], numbers["2025"]) == (16, 3, 4)


def test_the_overview_says_its_numbers_to_who_cannot_see_them(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2, outlet="<b>Ebb</b>"), numbered(3, published=None))
    page = view(library(app), "Overview")
    said = [each.proto.alt for each in page.get("vega_lite_chart")]
    assert "Articles by month: Jan 2026 2" in said
    assert "Articles by outlet: The Tide 2, <b>Ebb</b> 1" in said
    assert "1 article without a date." in [each.value for each in page.caption]
    assert "No article is a copy of another." in [each.value for each in page.markdown]
