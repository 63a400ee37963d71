"""A brief as a person gets it: written, opened by its address, and really downloaded."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open, Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TOPIC = "The sinking of the ferry Maren Tide"


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", level=1, name=name, exact=True)


def write(page: Page) -> str:
    """Writes a brief; its first sentence."""
    page.get_by_label("Topic").fill(TOPIC)
    page.get_by_role("button", name="Write the brief").click()
    heading(page, TOPIC).wait_for()
    return page.locator('[class*="st-key-claim-section-"] p').first.inner_text()


def footnotes(word_file: Path) -> str:
    with zipfile.ZipFile(word_file) as parts:
        return unescape(re.sub(r"<[^>]+>", "", parts.read("word/footnotes.xml").decode()))


def test_a_brief_is_written_and_its_word_file_holds_the_quotations(
    open_page: Open, served: Served, tmp_path: Path
) -> None:
    page = open_page(f"{served.url}/briefs")
    sentence = write(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Word").click()
    file = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(file)
    assert file.name == "The-sinking-of-the-ferry-Maren-Tide.docx"
    assert sentence in footnotes(file)
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("word for word in the library").wait_for()


def test_the_address_of_a_brief_is_its_own(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/briefs")
    sentence = write(page)
    assert parse_qs(urlsplit(page.url).query).keys() == {"brief"}
    other = open_page(page.url, width=360, scheme="dark")
    heading(other, TOPIC).wait_for()
    assert other.locator('[class*="st-key-claim-section-"] p').first.inner_text() == sentence
    other.get_by_role("button", name="All briefs").click()
    heading(other, "Briefs").wait_for()
    assert "brief=" not in other.url


def test_a_source_of_a_brief_opens_in_the_reader(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/briefs")
    write(page)
    claim = page.locator('[class*="st-key-claim-section-"]').first
    sentence = claim.locator("p").first.inner_text()
    claim.locator("a").first.click()
    page.locator("#cited").wait_for()
    assert page.locator("#cited").inner_text() == sentence
