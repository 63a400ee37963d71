"""Two articles side by side as a person meets them: found by title, aligned, led from a difference to its words."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline import wiring
from pipeline.ingest.load import Input, Pasted
from pipeline.settings import Settings
from tests.browser.app_server import Served, serve
from tests.browser.conftest import Open, still

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-a")]

BOARD = "The board of the fund met on {} March 2026 in Tovia."
LOSS = "The fund of Tovia lost ${}bn on :red[x] bonds -- <b>not</b> $6bn, said *Orr* at www.example.com."


@pytest.fixture(scope="module")
def app(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = Path(shutil.copytree(sample_library, tmp_path_factory.mktemp("compare") / "data"))
    desk = wiring.open_desk(Settings(data=data))
    inputs: list[Input] = [
        Pasted(
            f"{LOSS.format(5)} {BOARD.format(3)} Nobody else was asked.", title="$5bn lost in `Tovia`", outlet="*Gaz*"
        ),
        Pasted(f"{LOSS.format(7)} {BOARD.format(5)}", title="<b>Tovia</b> fund $7bn", outlet="<i>Tide</i>"),
    ]
    desk.library.add(inputs)
    desk.close()
    with serve(data) as served:
        yield served


def is_wider(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def second_step(page: Page) -> None:
    """What the first step found is gone: until then a title may stand on the page twice."""
    page.get_by_text("On the same event").wait_for()
    expect(page.get_by_label("Find the first article")).to_have_count(0)


def test_from_a_title_to_the_words_that_differ(open_page: Open, app: Served) -> None:
    page = open_page(f"{app.url}/compare")
    page.get_by_label("Find the first article").fill("Two Valley Sisters")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Two Valley Sisters").click()
    second_step(page)
    page.get_by_role("link", name="Rescue boats steered").click()
    expect(page).to_have_url(re.compile(r"left=\w+&right=\w+"))
    still(page)  # once the script has ended the address is not set any more
    page.get_by_role("link", name="people aboard: 163 people / 148 people").click()
    row = page.locator(".compared-row:target")
    expect(row).to_be_in_viewport()
    expect(row.locator("mark").first).to_have_text("163")
    with page.context.expect_page() as opened:
        row.get_by_role("link", name="148 people").click()
    expect(opened.value.locator("#cited")).to_have_text("148")


def test_on_a_narrow_screen_the_two_stand_one_under_another_as_they_are_written(open_page: Open, app: Served) -> None:
    page = open_page(f"{app.url}/compare", width=360)
    page.get_by_label("Find the first article").fill("5bn lost")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="$5bn lost in `Tovia`").click()
    second_step(page)
    page.get_by_role("link", name="<b>Tovia</b> fund $7bn").click()
    cells = page.locator(".compared-row").first.locator(".compared-cell")
    expect(cells.nth(0)).to_contain_text(LOSS.format(5))
    expect(cells.nth(1)).to_contain_text(LOSS.format(7))
    above, beneath = (cells.nth(n).bounding_box() for n in (0, 1))
    assert above
    assert beneath
    assert beneath["y"] >= above["y"] + above["height"]
    expect(cells.nth(1).get_by_text("<i>Tide</i>")).to_be_visible()
    expect(page.get_by_text("$5bn / $7bn").first).to_be_visible()
    assert not is_wider(page)
