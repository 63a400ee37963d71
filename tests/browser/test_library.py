"""The library as a person uses it: a file goes in, is found, and goes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, Served, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HEADER, ROW = 36, 35


def cell(page: Page, text: str) -> Locator:
    """A cell of the table: it is painted, and stands within the canvas for those who cannot see it."""
    return page.get_by_test_id("stDataFrame").locator('[role="gridcell"]', has_text=text)


def tick(page: Page, row: int) -> None:
    page.get_by_test_id("stDataFrame").click(position={"x": 16, "y": HEADER + ROW * row + ROW // 2})
    page.get_by_text("article ticked").wait_for()


def test_a_file_goes_in_is_listed_and_goes_out(open_page: Open, tmp_path: Path) -> None:
    story = tmp_path / "bridge.md"
    story.write_text(
        "# A $5 bridge for *Tovia*\n\nThe bridge was closed on Monday, the mayor said.\n", encoding="utf-8"
    )
    with serve(tmp_path / "data") as app:
        page = open_page(f"{app.url}/library")
        page.locator('input[type="file"]').set_input_files(story)
        page.get_by_label("Outlet, if they are all of one").fill("The Tide")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("1 added").wait_for()
        cell(page, "The Tide").wait_for(state="attached")
        cell(page, "A $5 bridge for Tovia").wait_for(state="attached")
        tick(page, 0)
        page.get_by_role("button", name="Delete").click()
        page.locator(".st-key-library-confirm").get_by_role("button", name="Delete").click()
        page.get_by_text("The library is empty.").wait_for()


def test_clearing_the_filters_empties_their_fields_too(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/library")
    everything = page.get_by_text(re.compile(r"^\d+ articles\. Tick"))
    before = everything.inner_text()
    find = page.get_by_label("Find")
    find.fill("ferry")
    find.press("Enter")
    expect(everything).not_to_have_text(before)
    page.get_by_role("button", name="Clear the filters").click()
    expect(everything).to_have_text(before)
    expect(find).to_have_value("")


def test_a_ticked_article_opens_in_the_reader(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/library")
    page.get_by_test_id("stDataFrame").wait_for()
    tick(page, 1)
    page.get_by_role("button", name="Read", exact=True).click()
    page.wait_for_url("**/reader?article=*")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Councilors Seek Outside Review of Mayor's Dredging Contract"
    )
