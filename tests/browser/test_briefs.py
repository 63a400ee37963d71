"""A brief as a person gets it: planned, written, edited, opened by its address, and really downloaded."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import conftest
from tests.browser.conftest import Open, Served

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-b")]

TOPIC = "The sinking of the ferry Maren Tide"
HEADING = "The $5 facts, *as told*"
SECTION_CLAIMS = '[class*="st-key-cited-section-"]'


def heading(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", level=1, name=name, exact=True)


def whole(page: Page) -> None:
    """The brief is drawn to its last line."""
    heading(page, TOPIC).wait_for()
    page.get_by_text(re.compile("^Made .* with Briefdesk")).wait_for()


def write(page: Page) -> str:
    """Writes a brief; its first sentence."""
    page.get_by_label("Topic").fill(TOPIC)
    page.get_by_role("button", name="Write at once").click()
    whole(page)
    return first_sentence(page)


def first_sentence(page: Page) -> str:
    return conftest.sentence(page.locator(SECTION_CLAIMS).first)


def mode(page: Page, name: str) -> None:
    page.locator('[class*="st-key-brief-mode-"]').get_by_text(name, exact=True).click()


def download(page: Page, name: str, folder: Path) -> Path:
    page.locator(".st-key-brief-files button").click()
    with page.expect_download() as downloading:
        page.get_by_role("button", name=name, exact=True).click()
    file = folder / downloading.value.suggested_filename
    downloading.value.save_as(file)
    return file


def footnotes(word_file: Path) -> str:
    return text_of(word_file, "word/footnotes.xml")


def text_of(word_file: Path, part: str) -> str:
    with zipfile.ZipFile(word_file) as parts:
        return unescape(re.sub(r"<[^>]+>", "", parts.read(part).decode()))


def is_wider(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_a_brief_is_planned_written_edited_checked_again_and_downloaded(
    open_page: Open, served: Served, tmp_path: Path
) -> None:
    page = open_page(f"{served.url}/briefs", width=360, scheme="dark")
    page.get_by_label("Topic").fill(TOPIC)
    page.get_by_role("button", name="Plan it").click()
    first = page.locator('[class*="st-key-plan-heading-0"] input')
    expect(first).to_have_value("What happened")
    first.fill(HEADING)
    first.press("Tab")
    left_out = page.locator('[class*="st-key-plan-article-"]').first
    title = left_out.get_by_role("link").first.inner_text()
    left_out.get_by_text("Leave out").click()
    page.get_by_text("1 left out").wait_for()
    assert not is_wider(page)
    left_out.get_by_role("link").first.click()
    heading(page, title).wait_for()
    page.go_back()
    expect(page.locator('[class*="st-key-plan-heading-0"] input')).to_have_value(HEADING)
    page.get_by_role("button", name="Write", exact=True).click()
    whole(page)
    expect(page.get_by_role("heading", name=HEADING)).to_be_visible()
    assert not is_wider(page)
    assert title not in page.get_by_test_id("stMain").inner_text()

    mode(page, "Edit")
    box = page.get_by_label("Sentence 1", exact=True).first
    expect(box).not_to_have_value("")
    sentence = box.input_value()
    box.fill("It cost 77 million euros.")
    box.press("Tab")
    page.get_by_text("Not saved:").wait_for()
    assert not is_wider(page)
    page.get_by_role("button", name="Keep as a remark").click()
    expect(page.get_by_label("Remark", exact=True)).to_have_value("It cost 77 million euros.")
    expect(page.get_by_label("Sentence 1", exact=True).first).to_have_value(sentence)
    page.get_by_role("button", name="Delete this sentence").nth(1).click()
    page.get_by_text("Deleted “").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Back to version 2.").wait_for()

    mode(page, "Read")
    whole(page)
    expect(page.locator('[class*="st-key-remark-"]').first).to_contain_text("without a source")
    file = download(page, "Word", tmp_path)
    assert file.name == "The-sinking-of-the-ferry-Maren-Tide.docx"
    assert HEADING in text_of(file, "word/document.xml")
    assert "It cost 77 million euros." in text_of(file, "word/document.xml")
    assert sentence in footnotes(file)
    assert "77 million" not in footnotes(file)


def test_a_brief_is_written_at_once_and_verified(open_page: Open, served: Served, tmp_path: Path) -> None:
    page = open_page(f"{served.url}/briefs")
    sentence = write(page)
    assert sentence in footnotes(download(page, "Word", tmp_path))
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("word for word in the library").wait_for()


def test_the_address_of_a_brief_is_its_own(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/briefs")
    sentence = write(page)
    assert parse_qs(urlsplit(page.url).query).keys() == {"brief"}
    other = open_page(page.url, width=360, scheme="dark")
    whole(other)
    assert first_sentence(other) == sentence
    other.get_by_role("button", name="All briefs").click()
    heading(other, "Briefs").wait_for()
    assert "brief=" not in other.url


def test_a_source_of_a_brief_opens_in_the_reader_and_its_words_go_into_a_brief(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/briefs")
    sentence = write(page)
    page.locator(SECTION_CLAIMS).first.locator("a.cited-chip").first.click()
    page.locator("#cited").wait_for()
    assert page.locator("#cited").inner_text() == sentence
    page.get_by_role("button", name=f"Add to “{TOPIC}”").click()
    page.get_by_text("This sentence is in the brief already.").wait_for()


def test_the_plot_of_the_timeline_is_drawn(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/briefs")
    write(page)
    plot = page.get_by_test_id("stVegaLiteChart").first
    plot.scroll_into_view_if_needed()
    expect(plot.locator("canvas, svg").first).to_be_visible()
    expect(plot.get_by_text("Error")).to_have_count(0)


A_LINE = 30
MAIN = "document.querySelector('[data-testid=stMain]')"


def scrolled(page: Page) -> int:
    """How far down the page is, in pixels."""
    return int(page.evaluate(f"() => Math.round({MAIN}.scrollTop)"))


def at_head(page: Page) -> None:
    page.wait_for_function(f"() => {MAIN}.scrollTop === 0")
    page.wait_for_timeout(300)  # nothing that is drawn late moves it
    assert scrolled(page) == 0


def place(shown: Locator) -> float:
    """How far down the window it is seen, in pixels."""
    box = shown.bounding_box()
    assert box
    return box["y"]


def press(button: Locator) -> None:
    """Without what Playwright scrolls by itself before it clicks."""
    button.evaluate("each => each.click()")


def test_what_is_opened_opens_at_its_head_and_an_edit_stays_where_it_is(open_page: Open, served: Served) -> None:
    page = open_page(f"{served.url}/briefs", width=360)
    page.get_by_label("Topic").fill(TOPIC)
    page.get_by_role("button", name="Plan it").click()
    page.locator('[class*="st-key-plan-heading-0"] input').wait_for()
    at_head(page)
    written = page.get_by_role("button", name="Write", exact=True)
    written.scroll_into_view_if_needed()
    assert scrolled(page) > 0
    written.click()
    whole(page)
    at_head(page)

    mode(page, "Edit")
    deleted = page.get_by_role("button", name="Delete this sentence").nth(6)
    page.get_by_role("button", name="Change the plan and write again").wait_for()
    page.wait_for_timeout(1500)  # chips and boxes get their height once they are drawn
    deleted.scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert scrolled(page) > 0
    before = place(deleted)
    press(deleted)
    page.get_by_text("Deleted “").wait_for()
    press(page.get_by_role("button", name="Undo"))
    page.get_by_text(re.compile("^Back to version")).wait_for()
    page.wait_for_timeout(1000)
    assert abs(place(deleted) - before) <= A_LINE

    page.evaluate(f"() => {MAIN}.scrollTo(0, 0)")
    mode(page, "Versions")
    page.get_by_role("button", name="Look at it").last.click()
    page.get_by_text("This is version 1 of").wait_for()
    at_head(page)
    assert parse_qs(urlsplit(page.url).query)["version"] == ["1"]
