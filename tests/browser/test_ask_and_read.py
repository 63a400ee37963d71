"""From a first start to the lit words, as a person does it: what only a browser can see."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser import drawn
from tests.browser.app_server import Served, serve
from tests.browser.conftest import HOSTILE, HOSTILE_TITLE, Open, a_copy, ask, chips, sentence, still
from tests.servers.behaviours import Hang, by_task
from tests.servers.chat_server import ChatServer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-a")]

DEAD = "How many people died in the ferry accident?"
TOVIA = "How much did the fund of Tovia lost on bonds?"


def lit(page: Page) -> str:
    page.locator("#cited").wait_for()
    return page.locator("#cited").inner_text()


def is_in_view(page: Page) -> bool:
    return bool(
        page.locator("#cited").evaluate(
            "mark => { const box = mark.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
        )
    )


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window; the main part scrolls by itself."""
    return int(
        page.evaluate(
            """() => Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')]
                 .map(each => each.scrollWidth - each.clientWidth))"""
        )
    )


def test_from_a_fresh_start_to_the_very_words(open_page: Open, tmp_path: Path) -> None:
    with serve(tmp_path / "data") as app:
        page = open_page(app.url)
        page.get_by_role("button", name="Load the sample library").click()
        suggested = page.get_by_role("button", name="What do the articles say about").first
        suggested.wait_for()
        expect(page.get_by_test_id("stProgress")).to_have_count(0)
        suggested.click()
        page.get_by_text("Quotes only, no model").wait_for()
        page.get_by_role("button", name="New conversation").click()
        page.get_by_text("Questions to begin with").wait_for()
        ask(page, DEAD)
        claim = sentence(page)
        chips(page).first.click()
        assert lit(page) == claim
        assert is_in_view(page)
        assert sentence(page) == claim


def test_an_answer_waits_while_its_source_is_read(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, DEAD)
    chips(page).first.click()
    page.locator("#cited").wait_for()
    page.get_by_role("link", name="Open as a page").click()
    page.wait_for_url("**/reader?**")
    page.get_by_role("link", name="Ask", exact=True).click()
    expect(chips(page).first).to_be_visible()
    expect(page.locator('[class*="st-key-question-"]')).to_have_text(DEAD)


def test_a_link_of_its_own_opens_the_same_words(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, DEAD)
    address = chips(page).nth(1).get_attribute("href")
    assert address
    assert {"article", "revision", "at", "from"} == set(parse_qs(urlsplit(address).query))
    chips(page).nth(1).click()
    words = lit(page)
    other = open_page(f"{served.url}/{address}", height=420)
    assert lit(other) == words
    expect(other.locator("#cited")).to_be_in_viewport()


def test_words_far_down_are_scrolled_to(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, "Who was the captain of the Maren Tide?")
    chips(page).first.click()
    page.wait_for_url("**at=**")
    small = open_page(page.url, width=360, height=400)
    lit(small)
    expect(small.locator("#cited")).to_be_in_viewport()


def test_claims_labels_and_articles_are_drawn_exactly_as_written(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, TOVIA)
    assert sentence(page) == HOSTILE
    assert page.locator(".cited-sentence").first.locator("a:not(.cited-chip), b, em, code").count() == 0
    expect(chips(page).first).to_contain_text("*Gazette* $1, undated")
    chips(page).first.hover()
    expect(page.locator(".cited-card:popover-open .card-title")).to_have_text(f"“{HOSTILE_TITLE}”")
    expect(page.locator(".cited-card:popover-open mark")).to_have_text(HOSTILE)
    chips(page).first.click()
    assert lit(page) == HOSTILE
    assert page.locator(".st-key-beside h3").inner_text() == HOSTILE_TITLE
    expect(page.locator(".article-text")).to_contain_text("<script>document.title = 'taken'</script>")
    assert page.title() == "Briefdesk"


def test_any_text_is_drawn_as_it_is_in_paragraphs_captions_and_labels(open_page: Open, tmp_path: Path) -> None:
    with serve(tmp_path / "data", script="tests/browser/drawn.py") as app:
        page = open_page(app.url)
        wanted = drawn.texts()
        page.locator(f".st-key-label-{len(wanted) - 1} p").wait_for()
        seen = page.evaluate(
            """count => Array.from({length: count}, (_, n) => ["text", "caption", "label"].map(kind =>
                 document.querySelector(`.st-key-${kind}-${n} p`)?.textContent ?? null))""",
            len(wanted),
        )
        assert [row for row in zip(wanted, *zip(*seen, strict=True), strict=True) if len(set(row)) > 1] == []
        assert page.locator('[class*="st-key-text-"] p :not(span)').count() == 0


def test_what_the_articles_do_not_say_leads_to_the_nearest_passages(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, "Who won the chess tournament in Reykjavik?")
    expect(page.get_by_text("The articles do not say.")).to_be_visible()
    chips(page).first.click()
    assert lit(page)


def test_nothing_is_wider_than_a_narrow_screen(open_page: Open, served: Served) -> None:
    page = open_page(served.url, width=360, height=740)
    ask(page, DEAD)
    assert overflow(page) == 0
    chips(page).first.click()
    page.locator("#cited").wait_for()
    assert overflow(page) == 0
    for path in ("settings", "library", "briefs"):
        page.goto(f"{served.url}/{path}")
        page.locator("h1").wait_for()
        still(page)
        assert overflow(page) == 0, path


def test_the_keyboard_is_enough(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, DEAD)
    chip = chips(page).first
    words = sentence(page)
    page.keyboard.press("Shift+Tab")
    for _ in range(80):
        if chip.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("Shift+Tab")
    assert chip.evaluate("each => each === document.activeElement")
    assert chip.evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert lit(page) == words


def test_a_question_asked_before_anything_is_suggested_is_answered_and_survives_a_restart_of_the_server(
    open_page: Open, filled: Path, tmp_path: Path
) -> None:
    with a_copy(filled, tmp_path) as app:
        page = open_page(app.url)
        page.get_by_text("Looking for questions").wait_for()
        ask(page, DEAD)
        claim = sentence(page)
    with serve(tmp_path / "data") as app:
        page = open_page(app.url)
        page.get_by_role("button", name=DEAD[:20]).click()
        page.locator(".cited-sentence").first.wait_for()
        assert sentence(page) == claim


def test_a_model_that_falls_silent_leaves_quotes_labelled_so(open_page: Open, filled: Path, tmp_path: Path) -> None:
    words = "Eleven people died and 23 are missing after the Maren Tide"
    claim = {"text": f"{words}.", "quotes": [{"passage": f"p{number}", "words": words} for number in (1, 2, 3)]}
    begun = json.dumps({"claims": [claim]}).removesuffix("]}") + ", "
    with ChatServer(by_task(claims=Hang(20.0, begun))) as model:
        settings = {"OPENAI_BASE_URL": model.url, "BRIEFDESK_TIMEOUT_SECONDS": "4", "BRIEFDESK_RETRIES": "0"}
        with a_copy(filled, tmp_path, settings) as app:
            page = open_page(app.url)
            page.get_by_placeholder("Ask the articles").fill(DEAD)
            page.keyboard.press("Enter")
            expect(page.locator(".cited-sentence").first).to_contain_text(f"{words}.")
            expect(page.get_by_text("chosen without the model")).to_be_visible()
            expect(page.get_by_text("Quotes only, no model")).to_be_visible()
            chips(page).first.click()
            assert lit(page)


def test_the_question_that_was_just_asked_is_in_view_and_nothing_is_fetched_from_outside(
    open_page: Open, served: Served
) -> None:
    page = open_page(served.url)
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if _is_outside(request.url, served.url) else None)
    page.reload()
    questions = (DEAD, "Who was the captain of the Maren Tide?", "What did the Bank of Northmark do?")
    for answered, question in enumerate(questions, start=1):
        ask(page, question)
        expect(page.get_by_text("Quotes only, no model")).to_have_count(answered)
    expect(page.locator('[class*="st-key-question-"]').last).to_be_in_viewport()
    for name in ("Briefs", "Library", "Reader", "Settings"):
        page.get_by_test_id("stSidebarNav").get_by_text(name).click()
        page.get_by_role("heading").first.wait_for()
    assert outside == []


def _is_outside(url: str, served: str) -> bool:
    return urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != urlsplit(served).netloc
