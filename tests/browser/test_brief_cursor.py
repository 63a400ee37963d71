"""A brief by keyboard: the cursor goes to what was worked on, and the switch to editing stays in reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.app_server import SECONDS, Served
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-b")]

FERRY = "The sinking of the ferry Maren Tide"


@pytest.fixture(scope="module")
def address(chromium: Browser, served: Served) -> str:
    """Of a written brief, which these tests change."""
    page = chromium.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{served.url}/briefs")
    page.get_by_label("Topic").fill(FERRY)
    page.get_by_role("button", name="Write at once").click()
    page.get_by_text("with Briefdesk").wait_for()
    url = page.url
    page.close()
    return url


def editing(page: Page) -> Locator:
    """The box of the first sentence; while a run draws it anew, the one from before stands behind it."""
    page.get_by_role("radio", name="Edit").click()
    box = page.locator(".st-key-edit-claim-0-0 textarea").first
    expect(box).not_to_have_value("")
    return box


def remark(page: Page) -> None:
    """Opens the box for a remark behind the first sentence."""
    page.locator(".st-key-edit-claim-0-0").get_by_role("button", name="More for this sentence").click()
    page.get_by_role("menuitem", name="Add a remark behind it").click()
    page.get_by_label("A remark of your own").fill("See the map.")


def reach(shown: Locator) -> tuple[float, float]:
    """From where to where down the window it is seen, in pixels."""
    box = shown.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def test_the_cursor_stays_with_the_part_that_is_worked_on(open_page: Open, address: str) -> None:
    page = open_page(address)
    box = editing(page)
    saved = box.input_value()
    box.fill("Nine hundred dragons were seen.")
    box.press("Control+Enter")
    page.get_by_text("Not saved:").wait_for()
    expect(box).to_be_focused()
    page.get_by_role("button", name="Put back").press("Enter")
    expect(box).to_have_value(saved)
    expect(box).to_be_focused()

    remark(page)
    page.get_by_role("button", name="Cancel").press("Enter")
    expect(page.get_by_label("A remark of your own")).to_have_count(0)
    expect(box).to_be_focused()
    remark(page)
    page.get_by_role("button", name="Add the remark").press("Enter")
    added = page.locator(".st-key-edit-remark-0-0 textarea")
    expect(added).to_have_value("See the map.")
    expect(added).to_be_focused()

    box.fill(saved.removesuffix("."))
    box.press("Control+Enter")
    page.get_by_text("Checked again and saved.").wait_for()
    expect(box).to_be_focused()


def test_who_goes_on_to_another_box_while_the_edit_is_saved_stays_there(open_page: Open, address: str) -> None:
    page = open_page(address)
    box, other = editing(page), page.locator(".st-key-edit-claim-0-1 textarea")
    before = box.input_value()
    box.fill(before.removesuffix(".") if before.endswith(".") else f"{before}.")
    other.click()
    page.get_by_text("Checked again and saved.").wait_for()
    expect(other).to_be_focused()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_the_switch_stays_in_sight(open_page: Open, address: str, width: int, scheme: str) -> None:
    page = open_page(address, width=width, scheme=scheme)
    page.get_by_text("with Briefdesk").scroll_into_view_if_needed()
    switch, undo = page.locator(".st-key-brief-mode"), page.locator(".st-key-edit-undo")
    header = page.get_by_test_id("stHeader")
    expect(switch).to_be_in_viewport(ratio=1)
    assert reach(header)[1] <= reach(switch)[0]
    editing(page)
    page.get_by_role("button", name="Change the plan and write again").scroll_into_view_if_needed()
    expect(switch).to_be_in_viewport(ratio=1)
    expect(undo).to_be_in_viewport(ratio=1)
    assert reach(header)[1] <= reach(switch)[0] < reach(switch)[1] <= reach(undo)[0]
