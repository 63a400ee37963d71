"""The library as a person uses it: a file goes in, is found, is labelled, and goes out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, Served, serve

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-b")]

HEADER, ROW = 36, 35
READ = 60


def cell(page: Page, text: str) -> Locator:
    """A cell of the table: it is painted, and stands within the canvas for those who cannot see it."""
    return page.get_by_test_id("stDataFrame").locator('[role="gridcell"]', has_text=text)


def press(page: Page, row: int, x: int) -> None:
    page.get_by_test_id("stDataFrame").click(position={"x": x, "y": HEADER + ROW * row + ROW // 2})


def tick(page: Page, row: int) -> None:
    press(page, row, 16)
    page.get_by_text(re.compile(r"^\d+ of \d+ articles? chosen$")).wait_for()


def new_name(page: Page, label: str, name: str) -> None:
    """Types a name that is in no list yet."""
    page.get_by_label(label, exact=True).fill(name)
    page.get_by_role("option", name=re.compile(f"Add: {name}|{name}")).first.click()


def test_a_dropped_folder_goes_in_is_labelled_exported_and_goes_out(open_page: Open, tmp_path: Path) -> None:
    folder = tmp_path / "press"
    (folder / "monday").mkdir(parents=True)
    story = "# A $5 bridge for *Tovia*\n\nThe bridge was closed on Monday, the mayor said.\n"
    (folder / "monday" / "bridge.md").write_text(story, encoding="utf-8")
    with serve(tmp_path / "data") as app:
        page = open_page(f"{app.url}/library")
        drop(page, page.get_by_test_id("stFileUploaderDropzone"), folder)
        page.get_by_text("bridge.md").wait_for()
        new_name(page, "Outlet, if they are all of one", "The Tide")
        page.get_by_role("button", name="Add", exact=True).click()
        page.get_by_text("1 added").wait_for()
        cell(page, "The Tide").wait_for(state="attached")
        cell(page, "A $5 bridge for Tovia").wait_for(state="attached")
        page.get_by_role("button", name="Choose all 1").click()
        page.get_by_role("button", name="Edit").click()
        new_name(page, "Add tags", "urgent")
        page.keyboard.press("Tab")  # shuts the list of names, which hides all else from those who cannot see
        page.get_by_role("button", name="Save").click()
        cell(page, "#urgent").wait_for(state="attached")
        with page.expect_download() as downloading:
            page.get_by_role("button", name="Export").click()
        downloading.value.save_as(tmp_path / "export.jsonl")
        (row,) = (tmp_path / "export.jsonl").read_text(encoding="utf-8").splitlines()
        assert json.loads(row)["tags"] == ["urgent"]
        page.get_by_role("button", name="Delete").click()
        page.locator(".st-key-library-confirm").get_by_role("button", name="Delete").click()
        page.get_by_text("The library is empty.").wait_for()


def drop(page: Page, onto: Locator, path: Path) -> None:
    """As a person drops a file or folder from the desktop."""
    box = onto.bounding_box()
    assert box
    session = page.context.new_cdp_session(page)
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send(
            "Input.dispatchDragEvent",
            {"type": kind, "x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "data": data},
        )


def test_filters_narrow_the_list_are_said_and_are_taken_off(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/library")
    everything = page.get_by_text(re.compile(r"^\d+ articles\. Tick"))
    page.get_by_test_id("stDataFrame").first.wait_for()
    before, width = everything.inner_text(), page.locator("h1").evaluate("each => each.clientWidth")
    find = page.get_by_label("Find")
    find.fill("ferry")
    find.press("Enter")
    expect(everything).not_to_have_text(before)
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_label("Copies of one story").click()
    page.get_by_role("option", name="Stories with copies").click()
    page.get_by_text("(stories with copies)").wait_for()
    assert page.locator("h1").evaluate("each => each.clientWidth") == width
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear the filters").click()
    expect(everything).to_have_text(before)
    expect(find).to_have_value("")


def test_a_row_opens_in_the_reader_and_the_tab_is_kept_meanwhile(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/library")
    page.get_by_test_id("stDataFrame").wait_for()
    press(page, 1, READ)
    page.wait_for_url("**/reader?article=*")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Councilors Seek Outside Review of Mayor's Dredging Contract"
    )
    page.get_by_role("link", name="Library", exact=True).click()
    page.get_by_role("tab", name="Feeds").click()
    page.get_by_label("Address of the feed").wait_for()
    page.get_by_role("link", name="Settings", exact=True).click()
    page.get_by_role("heading", level=1, name="Settings").wait_for()
    page.get_by_role("link", name="Library", exact=True).click()
    page.get_by_label("Address of the feed").wait_for()


def test_each_click_on_a_tab_opens_it(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/library")
    words = {"Overview": "Articles over time", "Add": "Choose a whole folder", "Articles": "Tick some to edit"}
    for name in ("Articles", "Overview", "Add", "Articles", "Overview"):
        page.get_by_role("tab", name=name).click()
        expect(page.get_by_text(words[name])).to_be_visible()
