"""A library of ten thousand articles is gone through as one of twenty is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks import large_library
from pipeline import wiring
from pipeline.domain import Scope
from pipeline.settings import Settings
from tests.browser import tour
from tests.browser.conftest import Open, Served, ask, chips, serve, still
from tests.browser.test_library import READ, cell, press

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-b")]

MADE = 10_000
OUTLET = "Outlet 7"


@pytest.fixture(scope="module")
def many(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app on the samples and as many articles as stand above, made out of their paragraphs."""
    data = Path(shutil.copytree(sample_library, tmp_path_factory.mktemp("many") / "data"))
    with closing(wiring.open_desk(Settings(data=data))) as desk:
        ids = [entry.source.article_id for entry in desk.shelf.entries(Scope(), limit=MADE)]
        texts = [text for article in desk.shelf.articles(ids).values() for text in article.text.split("\n\n")]
    large_library.fill(len(ids) + MADE, data, texts, passages=1)
    with serve(data) as app:
        yield app


def listed(page: Page) -> str:
    """How many articles the list says there are, and of which kind."""
    return page.get_by_text(re.compile(r"^[\d,]+ articles?.*\. Tick")).inner_text().split(". Tick")[0]


def test_ten_thousand_articles_are_leafed_through_narrowed_searched_asked_and_deleted(
    open_page: Open, many: Served
) -> None:
    with closing(wiring.open_desk(Settings(data=many.data))) as desk:
        everything, of_outlet = desk.shelf.count(Scope()), desk.shelf.count(Scope(outlets=frozenset({OUTLET})))
        with_words = desk.shelf.count(Scope(), words="boreholes")
    assert everything > MADE > of_outlet > 0 < with_words < MADE

    page = open_page(f"{many.url}/library")
    cell(page, "Outlet").first.wait_for(state="attached")
    assert listed(page) == f"{everything:,} articles"
    first = page.get_by_test_id("stDataFrame").inner_text()
    page.get_by_test_id("stPaginationNext").click()
    expect(page.get_by_test_id("stDataFrame")).not_to_have_text(first)

    find = page.get_by_label("Find", exact=True)
    find.fill("boreholes")
    find.press("Enter")
    page.get_by_text(re.compile(rf"^{with_words:,} articles\b.*\. Tick")).wait_for()
    page.get_by_role("button", name="Clear the filters").click()
    page.get_by_text(f"{everything:,} articles. Tick").wait_for()

    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_label("Outlets").fill(OUTLET)
    page.get_by_role("option", name=re.compile(rf"^{OUTLET} ")).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name=f"Choose all {of_outlet}").click()
    page.get_by_text(f"All {of_outlet} articles chosen").wait_for()
    page.get_by_role("button", name="Delete").click()
    page.locator(".st-key-library-confirm").get_by_role("button", name="Delete").click()
    page.get_by_text(f"{everything - of_outlet:,} articles. Tick").wait_for()

    still(page)
    press(page, 1, READ)
    page.wait_for_url("**/reader?article=*")
    page.get_by_role("link", name="Ask", exact=True).click()
    ask(page, tour.QUESTION)
    chips(page).first.click()
    page.locator("#cited").wait_for()
