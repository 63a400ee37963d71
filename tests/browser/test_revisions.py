"""A story that changed after it was cited, as a person meets it: the mark, the way to what changed, the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipeline import wiring
from pipeline.ingest.load import Pasted
from pipeline.settings import Settings
from tests.browser.app_server import Served, serve
from tests.browser.conftest import Open, ask, chips

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-a")]

URL = "https://example.org/port-alder/1"
OLD = "Two ships were turned away from Port Alder on Monday."
NEW = "Three ships were turned away from Port Alder on Monday."
REST = "\n\n".join(f"The harbour master read out the name of berth {berth} to the crews." for berth in range(1, 9))


def add(data: Path, opening: str) -> None:
    """The story as its address has it now."""
    desk = wiring.open_desk(Settings(data=data))
    desk.library.add([Pasted(f"{opening}\n\n{REST}", title="Ships turned away", outlet="The Ledger", url=URL)])
    desk.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Served]:
    add(tmp_path / "data", OLD)
    with serve(tmp_path / "data") as served:
        yield served


def is_wider(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_a_cited_passage_that_changed_is_marked_shown_and_left_again(open_page: Open, app: Served) -> None:
    page = open_page(app.url, width=360)
    ask(page, "How many ships were turned away from Port Alder?")
    add(app.data, NEW)
    page.reload()
    mark = page.locator(".cited-stale").first
    expect(mark).to_contain_text(f"The Ledger changed this passage; it now says: “{NEW}”")
    mark.get_by_role("link", name="What changed").click()
    shown = page.locator(".article-text.changes")
    expect(shown.locator("del")).to_have_text("Two")
    expect(shown.locator("ins")).to_have_text("Three")
    struck = shown.locator("del").evaluate("each => getComputedStyle(each).textDecorationLine")
    said = shown.locator("ins").evaluate("each => getComputedStyle(each, '::before').content")
    assert (struck, said) == ("line-through", '" [added: "')
    folded = shown.get_by_text("… 7 paragraphs unchanged …")
    expect(shown.get_by_text("berth 8")).to_be_hidden()
    folded.click()
    expect(shown.get_by_text("berth 8")).to_be_visible()
    assert not is_wider(page)
    page.get_by_role("link", name="Back to the answer").click()
    expect(chips(page).first).to_be_visible()
    chips(page).first.click()
    expect(page.locator("#cited")).to_have_text(OLD)
    expect(page.get_by_text("The cited words no longer stand in the newest text.")).to_be_visible()
