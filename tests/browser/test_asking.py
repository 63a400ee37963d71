"""Asking as a person does it: what stays in its place, what the keyboard does, and what is really copied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import Served
from tests.browser.conftest import Open, a_copy, ask
from tests.servers.behaviours import Reply, grounded, wanted
from tests.servers.chat_server import ChatServer

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-b")]

DEAD = "How many people died in the ferry accident?"
CAPTAIN = "Who was the captain of the Maren Tide?"
# notes where the last question and the first sentence below it stand, each time one of them is elsewhere
WATCH = """() => {
  window.seen = [];
  const main = document.querySelector('[data-testid=stMain]');
  const top = (each) => Math.round(each.getBoundingClientRect().top + main.scrollTop);
  const look = () => {
    const asked = [...document.querySelectorAll('[class*="st-key-question-"]')].pop();
    const said = asked && [...document.querySelectorAll('.cited')].find((each) => top(each) > top(asked));
    const now = said && `${top(asked)} ${top(said)}`;
    if (now && window.seen.at(-1) !== now) window.seen.push(now);
    requestAnimationFrame(look);
  };
  look();
}"""


def slowly(body: Mapping[str, object]) -> Reply | str:
    said = grounded(body)
    return Reply(said, piece=100, pause=0.1) if wanted(body) == "claims" else said


@pytest.fixture(scope="module")
def slow(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app with a model that takes its time."""
    folder = tmp_path_factory.mktemp("slow")
    with ChatServer(slowly) as model, a_copy(filled, folder, {"OPENAI_BASE_URL": model.url}) as app:
        yield app


def box(page: Page) -> str:
    return page.get_by_placeholder("Ask the articles").input_value()


def test_nothing_moves_while_an_answer_grows_and_what_is_typed_stays(open_page: Open, slow: Served) -> None:
    page = open_page(slow.url)
    typing = page.get_by_placeholder("Ask the articles")
    for question in (DEAD, "And how many are missing?"):
        before = page.locator('[class*="st-key-acts-"]').count()
        typing.fill(question)
        page.keyboard.press("Enter")
        expect(page.locator('[class*="st-key-question-"]').last).to_have_text(question)
        page.locator(".st-key-stop").wait_for()
        page.evaluate(WATCH)
        typing.fill("half a question")
        expect(page.locator('[class*="st-key-acts-"]')).to_have_count(before + 1)
        page.locator('[class*="st-key-follow-up-"]').first.wait_for()
        assert len(page.evaluate("window.seen")) == 1, page.evaluate("window.seen")
        assert box(page) == "half a question"


def test_a_question_asked_while_another_is_answered_is_not_lost(open_page: Open, slow: Served) -> None:
    page = open_page(slow.url)
    for question in (DEAD, CAPTAIN):
        page.get_by_placeholder("Ask the articles").fill(question)
        page.keyboard.press("Enter")
        page.locator(".st-key-stop").wait_for()
    page.locator('[class*="st-key-follow-up-"]').first.wait_for()
    assert page.locator('[class*="st-key-question-"]').all_inner_texts() == [DEAD, CAPTAIN]
    expect(page.get_by_text("Stopped.").first).to_be_visible()


def test_an_answer_is_copied_with_its_footnotes(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, DEAD)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(page.locator(".cited-sentence").first.evaluate("each => each.firstChild.textContent"))
    assert "\n[1] " in copied


def test_a_slash_leads_to_the_box_but_not_from_where_somebody_types(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    typing = page.get_by_placeholder("Ask the articles")
    typing.wait_for()
    page.locator("h1").wait_for()
    # what listens to the key comes with a file of its own, and until then a slash goes nowhere
    while not typing.evaluate("each => each === document.activeElement"):
        page.keyboard.press("/")
    page.keyboard.type("and/or")
    assert box(page) == "and/or"


def test_a_question_taken_back_is_in_the_box_ready_to_be_changed(open_page: Open, served: Served) -> None:
    page = open_page(served.url)
    ask(page, DEAD)
    page.get_by_role("button", name="Edit and ask again").click()
    page.get_by_text("Question 1 again").wait_for()
    expect(page.get_by_placeholder("Ask the articles")).to_be_focused()
    assert box(page) == DEAD
    page.keyboard.type(" Really?")
    page.keyboard.press("Enter")
    expect(page.locator('[class*="st-key-question-"]')).to_have_text(f"{DEAD} Really?")
    expect(page.get_by_text("Question 1 again")).to_have_count(0)
    assert box(page) == ""
