"""One visit to the app by a new browser, from the first page to the edit of a brief: how long each thing takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from playwright.sync_api import Browser, Page, expect

from benchmarks.page_runs import Wire
from tests.browser.app_server import SECONDS
from tests.browser.conftest import chips

CLOCK = Path(__file__).with_name("page_clock.js")
VIEWPORT = {"width": 1380, "height": 800}
_ANSWERED = "Quotes only, no model|Written by"
_LISTED = re.compile(r"articles?( \(.*\))?\. Tick")

Figures: TypeAlias = dict[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Journey:
    """What a visitor does: what is asked, which two are compared, and what the library is narrowed to."""

    question: str
    left: str
    right: str
    outlet: str
    word: str


def opened(browser: Browser, url: str) -> float:
    """The milliseconds until the question box is there."""
    with _page(browser) as page:
        page.goto(url)
        return _mark(page, "box")


def visit(browser: Browser, url: str, journey: Journey) -> Figures:
    """By name and unit, in the order of the visit."""
    with _page(browser) as page:
        visitor = _Visitor(page)
        page.goto(url)
        visitor.keep("question box is there", "ms", _mark(page, "box"))
        visitor.wire.runs()
        _ask(visitor, journey)
        _read(visitor)
        _library(visitor, journey)
        _compare(visitor, journey)
        _brief(visitor)
        return visitor.figures


class _Visitor:
    """One page, the wire to it, and what was measured so far."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.wire = Wire(page)
        self.figures: Figures = {}

    def keep(self, name: str, unit: str, value: float) -> None:
        self.figures[name, unit] = value

    def does(self, name: str, act: Callable[[], object], until: Callable[[], object]) -> None:
        """Times the runs of the script that ``act`` brings about; ``until`` waits for what it leads to."""
        self.wire.clear()
        act()
        until()
        runs = self.wire.runs()
        self.keep(f"server: {name}", "ms", sum(run.seconds for run in runs) * 1000)
        self.keep(f"whole runs: {name}", "runs", sum(not run.is_part for run in runs))
        parts = sum(run.is_part for run in runs)
        if parts:
            self.keep(f"runs of a part: {name}", "runs", parts)

    def shifted(self, name: str, since: float) -> None:
        """What moved since then by itself, and within half a second after the reader pressed something."""
        shifts = self.page.evaluate("since => clock.shifts.filter(each => each[0] >= since)", since)
        self.keep(
            f"layout shift, {name}", "shift", sum(value for _, value, is_after_input in shifts if not is_after_input)
        )
        self.keep(f"layout shift right after input, {name}", "shift", sum(value for _, value, after in shifts if after))


def _ask(visitor: _Visitor, journey: Journey) -> None:
    page = visitor.page
    typing = page.get_by_placeholder("Ask the articles")
    typing.fill(journey.question)
    _watch(page, "first", ".cited-sentence")
    _watch(page, "whole", '[data-testid="stCaptionContainer"]', text=_ANSWERED)
    visitor.does("ask", lambda: typing.press("Enter"), lambda: _mark(page, "whole"))
    pressed = _pressed(page)
    visitor.keep("Enter to the first claim", "ms", _mark(page, "first") - pressed)
    visitor.keep("Enter to the whole answer", "ms", _mark(page, "whole") - pressed)
    visitor.shifted("while an answer grows", pressed)


def _read(visitor: _Visitor) -> None:
    page, beside = visitor.page, visitor.page.locator(".st-key-beside")
    _watch(page, "lit", "#cited", inView=True)
    visitor.does("chip click", chips(page).first.click, lambda: _mark(page, "lit"))
    visitor.keep("chip to the lit words", "ms", _mark(page, "lit") - _pressed(page))
    visitor.shifted("when an article opens", _pressed(page))
    count = page.locator(".beside-count")
    onward = page.get_by_role("button", name="Next citation")
    visitor.does("next citation", onward.click, lambda: expect(count).to_have_text(re.compile("^2 of")))
    close = page.get_by_role("button", name="Close")
    visitor.does("close", close.click, lambda: expect(beside).to_have_count(0))
    chips(page).first.click()
    page.locator("#cited").wait_for()
    visitor.wire.runs()
    as_page = page.get_by_role("link", name="Open as a page")
    visitor.does("open reader", as_page.click, lambda: _at(page, "reader", page.locator("#cited").wait_for))


def _library(visitor: _Visitor, journey: Journey) -> None:
    page = visitor.page
    listed = page.get_by_text(_LISTED)
    visitor.does("library page", _link(page, "Library"), listed.wait_for)
    onward = page.get_by_test_id("stPaginationNext")
    if onward.count():
        active = page.get_by_test_id("stPaginationPageActive")
        visitor.does("next page of the table", onward.click, lambda: expect(active).to_have_text("2"))
    said = listed.inner_text()
    find = page.get_by_label("Find", exact=True)
    find.fill(journey.word)
    visitor.does("search in the library", lambda: find.press("Enter"), lambda: expect(listed).not_to_have_text(said))
    page.get_by_role("button", name="Clear the filters").click()
    expect(listed).to_have_text(said)
    visitor.wire.runs()
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_label("Outlets").click()
    option = page.get_by_role("option", name=re.compile(f"^{re.escape(journey.outlet)} ")).first
    visitor.does("filter", option.click, lambda: expect(listed).not_to_have_text(said))
    page.keyboard.press("Escape")


def _compare(visitor: _Visitor, journey: Journey) -> None:
    page = visitor.page
    visitor.does("compare: page", _link(page, "Compare"), page.get_by_label("Find the first article").wait_for)
    left, right = (page.get_by_role("link", name=title).first for title in (journey.left, journey.right))
    find = page.get_by_label("Find the first article")
    find.fill(journey.left)
    visitor.does("compare: find", lambda: find.press("Enter"), left.wait_for)
    find = page.get_by_label("Find another article")
    visitor.does("compare: choose the first", left.click, find.wait_for)
    find.fill(journey.right)
    find.press("Enter")
    visitor.wire.runs()
    visitor.does("compare", right.click, lambda: page.locator('[class*="st-key-compare-others"]').wait_for())


def _brief(visitor: _Visitor) -> None:
    page = visitor.page
    open_it = page.locator('[class*="st-key-open-"] button').first  # a selectbox has a button of that name too
    visitor.does("briefs page", _link(page, "Briefs"), open_it.wait_for)
    visitor.does("brief open", open_it.click, page.get_by_text(re.compile("^Made .* with Briefdesk")).wait_for)
    sentence = page.get_by_label("Sentence 1", exact=True).first
    edit = page.locator('[class*="st-key-brief-mode-"]').get_by_text("Edit", exact=True)
    visitor.does("brief: edit mode", edit.click, sentence.wait_for)
    sentence.fill("It cost 77 million euros.")
    visitor.does("edit claim", lambda: sentence.press("Tab"), page.get_by_text("Not saved:").wait_for)


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    """Of a browser with nothing kept."""
    context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    context.set_default_timeout(SECONDS * 1000)
    context.add_init_script(path=CLOCK)
    yield context.new_page()
    context.close()


def _link(page: Page, name: str) -> Callable[[], None]:
    """A press on the way to a page, at the side."""
    return page.get_by_test_id("stSidebarNav").get_by_role("link", name=name, exact=True).click


def _at(page: Page, path: str, then: Callable[[], object]) -> None:
    page.wait_for_url(f"**/{path}*")
    then()


def _watch(page: Page, name: str, selector: str, **counts: str | bool) -> None:
    page.evaluate("([name, selector, counts]) => clock.mark(name, selector, counts)", [name, selector, counts])


def _mark(page: Page, name: str) -> float:
    return float(page.wait_for_function("name => clock.marks[name]", arg=name).json_value())


def _pressed(page: Page) -> float:
    return float(page.evaluate("clock.pressed"))
