"""Through every page of the app as a person goes, with a stop at each thing that there is to see.

For what is done at each of them: a scan, a picture. The desk has the sample library; a brief is written on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.browser.conftest import ask, chips, still

QUESTION = "How many people died in the ferry accident?"
UNANSWERED = "Who won the chess tournament in Reykjavik?"
TOPIC = "The sinking of the ferry Maren Tide"


def stops(page: Page, url: str) -> Iterator[str]:
    """The name of each stop, when everything of it is drawn."""
    yield from _asking(page, url)
    yield from _briefs(page, url)
    yield from _library(page, url)
    yield from _comparing(page, url)
    for name in ("Quality", "Settings"):
        page.goto(f"{url}/{name.lower()}")
        page.get_by_role("heading", level=1, name=name).wait_for()
        still(page)
        yield name.lower()


def _asking(page: Page, url: str) -> Iterator[str]:
    page.goto(url)
    page.get_by_text("Questions to begin with").wait_for()
    yield "desk"
    ask(page, QUESTION)
    still(page)
    yield "ask"
    chips(page).first.click()
    page.locator("#cited").wait_for()
    still(page)
    yield "beside"
    address = page.get_by_role("link", name="Open as a page").get_attribute("href")
    page.goto(url)
    page.get_by_text("Questions to begin with").wait_for()
    ask(page, UNANSWERED)
    still(page)
    yield "declined"
    page.goto(f"{url}/{address}")
    page.locator("#cited").wait_for()
    still(page)
    yield "reader"


def _briefs(page: Page, url: str) -> Iterator[str]:
    page.goto(f"{url}/briefs")
    page.get_by_label("Topic").fill(TOPIC)
    page.get_by_role("button", name="Plan it").click()
    page.locator('[class*="st-key-plan-heading-0"] input').wait_for()
    still(page)
    yield "brief-plan"
    page.get_by_role("button", name="Write", exact=True).click()
    page.get_by_text(re.compile("^Made .* with Briefdesk")).wait_for()
    still(page)
    yield "brief"
    _mode(page, "Edit")
    page.get_by_role("button", name="Delete this sentence").first.click()
    page.get_by_text("Deleted “").wait_for()
    still(page)
    yield "brief-edit"
    _mode(page, "Versions")
    page.get_by_role("button", name="Look at it").last.wait_for()
    still(page)
    yield "brief-versions"
    page.goto(f"{url}/briefs")
    page.get_by_role("button", name="Open", exact=True).first.wait_for()
    still(page)
    yield "briefs"


def _library(page: Page, url: str) -> Iterator[str]:
    page.goto(f"{url}/library")
    page.get_by_test_id("stDataFrame").first.wait_for()
    still(page)
    yield "library"
    page.get_by_role("tab", name="Overview").click()
    page.get_by_text("Articles over time").wait_for()
    still(page)
    yield "library-overview"
    page.get_by_role("tab", name="Add").click()
    page.get_by_test_id("stFileUploaderDropzone").first.wait_for()
    yield "library-add"
    page.get_by_role("tab", name="Feeds").click()
    page.get_by_label("Address of the feed").wait_for()
    yield "library-feeds"


def _comparing(page: Page, url: str) -> Iterator[str]:
    page.goto(f"{url}/compare")
    page.get_by_label("Find the first article").fill("Two Valley Sisters")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Two Valley Sisters").click()
    page.get_by_text("On the same event").wait_for()
    yield "compare-pick"
    page.get_by_role("link", name="Rescue boats steered").click()
    page.locator(".compared-row").first.wait_for()
    yield "compare"


def _mode(page: Page, name: str) -> None:
    page.locator('[class*="st-key-brief-mode-"]').get_by_text(name, exact=True).click()
