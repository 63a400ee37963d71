"""Checking a sentence as a person does it: the card, the article beside the page, from one citation to the next."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import Served
from tests.browser.conftest import Open, ask, chips, sentence

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-b")]

DEAD = "How many people died in the ferry accident?"
CARD = ".cited-card:popover-open"
BESIDE = ".st-key-beside"


def height(page: Page) -> float:
    """Of the first chip, in the window."""
    return float(chips(page).first.evaluate("chip => chip.getBoundingClientRect().top"))


def test_a_card_opens_on_hover_and_on_focus_and_goes_by_escape(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, DEAD)
    chips(page).first.hover()
    expect(page.locator(f"{CARD} mark")).to_have_text(sentence(page))
    expect(page.locator(CARD)).to_contain_text("The Harbour Ledger · 15 October 2025")
    expect(page.locator(CARD)).to_contain_text("Supported")
    page.mouse.move(0, 0)
    expect(page.locator(CARD)).to_have_count(0)
    chips(page).first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(CARD)).to_contain_text("Northmark Wire")
    described = page.evaluate("() => document.activeElement.getAttribute('aria-describedby')")
    assert page.locator(CARD).get_attribute("id") == described
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_have_count(0)


def test_the_article_opens_beside_at_the_words_and_nothing_moves(open_page: Open, served: Served) -> None:
    page = open_page(served.url, width=1380, height=700)
    ask(page, DEAD)
    before = height(page)
    chips(page).first.click()
    expect(page.locator("#cited")).to_have_text(sentence(page))
    expect(page.locator("#cited")).to_be_in_viewport()
    expect(page.locator(".beside-count")).to_have_text("1 of 5")
    assert abs(height(page) - before) < 3
    assert page.get_by_placeholder("Ask the articles").is_visible()
    page.get_by_role("button", name="Next citation").click()
    expect(page.locator(".beside-count")).to_have_text("2 of 5")
    expect(page.locator(f"{BESIDE} .article-text")).to_contain_text("Northmark Wire")
    expect(chips(page).nth(1)).to_have_attribute("aria-current", "location")
    page.reload()
    expect(page.locator(".beside-count")).to_have_text("2 of 5")
    page.get_by_role("button", name="Close").click()
    expect(page.locator(BESIDE)).to_have_count(0)
    assert "article=" not in page.url


def test_arrows_go_through_the_citations_and_escape_closes(open_page: Open, served: Served) -> None:
    page = open_page(served.url, width=1380)
    ask(page, DEAD)
    chips(page).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".beside-count")).to_have_text("1 of 5")
    for number in (2, 3, 4):
        page.keyboard.press("ArrowRight")
        expect(page.locator(".beside-count")).to_have_text(f"{number} of 5")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".beside-count")).to_have_text("3 of 5")
    page.get_by_placeholder("Ask the articles").fill("half a question")
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(300)
    expect(page.locator(".beside-count")).to_have_text("3 of 5")
    chips(page).first.focus()
    page.keyboard.press("Escape")  # the card of the chip
    page.keyboard.press("Escape")
    expect(page.locator(BESIDE)).to_have_count(0)


def test_on_a_phone_the_article_covers_the_page_and_closing_leads_back(open_page: Open, served: Served) -> None:
    page = open_page(served.url, width=360, height=740)
    ask(page, DEAD)
    chips(page).first.click()
    page.locator("#cited").wait_for()
    box = page.locator(BESIDE).bounding_box()
    assert box is not None
    assert box["x"] < 30
    assert box["x"] + box["width"] > 330
    page.get_by_role("button", name="Close").click()
    expect(page.locator(BESIDE)).to_have_count(0)
    expect(chips(page).first).to_be_visible()
