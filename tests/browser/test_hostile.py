"""Text that could be taken for markup is drawn as text on every page, and widens none, on a narrow screen."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from pipeline.export import wording
from tests.browser import hostile
from tests.browser.app_server import Served, serve
from tests.browser.conftest import Open, ask, chips, still

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-a")]

# all text of the page, apart from what is no text of it, and what was made of text that should not
READ = """() => {
  const whole = document.body.cloneNode(true);
  for (const each of whole.querySelectorAll('style, noscript, svg, body > script')) each.remove();
  return whole.textContent;
}"""
MADE = """() => [...document.querySelectorAll(
  'a[href^="javascript"], img[src*="outside"], .katex, b, .stMain script, em:not(:empty), code'
)].filter(each => /evil|outside/.test(each.outerHTML)).map(each => each.outerHTML.slice(0, 300))"""
WIDER = """() => [document.documentElement, ...document.querySelectorAll('.stMain, .cited-card:popover-open')]
  .map(each => each.matches('.cited-card') ? each.getBoundingClientRect().right - innerWidth
                                           : each.scrollWidth - each.clientWidth)
  .reduce((one, other) => Math.max(one, other), 0)"""


WIDTHS = (360, 1200)  # the last is left
HEIGHT = 800
LAID_OUT = 100
DRAWN = 20.0


@dataclass(frozen=True, slots=True)
class Taken:
    """What was fetched from outside, and what is wrong with the page at each place that was looked at."""

    page: Page
    host: str
    outside: list[str]
    wrong: list[str]

    def look(self, where: str, *texts: str) -> None:
        """``texts`` are what has to be read there, to the character."""
        self.read(where, *texts)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": HEIGHT})
            self.page.wait_for_timeout(LAID_OUT)
            self.fits(f"{where} at {width}")

    def read(self, where: str, *texts: str) -> None:
        still(self.page)
        until(lambda: all(wording.shown(one) in self.page.evaluate(READ) for one in texts))
        read = self.page.evaluate(READ)
        self.wrong.extend(f"{where}: {one!r} is not read" for one in texts if wording.shown(one) not in read)
        unsigned = hostile.SIGNED.sub("", read)
        if "evil" in unsigned:
            at = unsigned.index("evil")
            self.wrong.append(f"{where}: markup was made of …{unsigned[max(0, at - 80) : at + 40]!r}")
        self.wrong.extend(f"{where}: {one}" for one in self.page.evaluate(MADE))
        if "\u202e" in read:
            self.wrong.append(f"{where}: the text is turned round")

    def fits(self, where: str) -> None:
        if not until(lambda: bool(self.page.evaluate(WIDER) <= 0)):
            self.wrong.append(f"{where}: wider by {self.page.evaluate(WIDER)}")

    def fetch(self, url: str) -> None:
        if urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc != self.host:
            self.outside.append(url)


def until(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold: a run may be over before the browser has drawn and laid out all of it."""
    end = time.monotonic() + DRAWN
    while not (held := holds()) and time.monotonic() < end:
        time.sleep(0.1)
    return held


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, hostile.Library]]:
    data = tmp_path_factory.mktemp("hostile") / "data"
    library = hostile.fill(data)
    with serve(data) as served:
        yield served, library


def test_no_text_becomes_markup_or_widens_a_page(open_page: Open, app: tuple[Served, hostile.Library]) -> None:
    served, library = app
    page = open_page(served.url, width=WIDTHS[-1], height=HEIGHT)
    taken = Taken(page, urlsplit(served.url).netloc, [], [])
    page.on("request", lambda request: taken.fetch(request.url))
    for _, part in parts(taken, served.url, library):
        part()
    assert taken.wrong == []
    assert taken.outside == []
    assert page.title().endswith("Briefdesk") or "evil" not in page.title()


def parts(taken: Taken, url: str, library: hostile.Library) -> Iterator[tuple[str, Callable[[], None]]]:
    """The way through the app, in steps that begin anywhere."""
    yield "answers", lambda: _answers(taken, url)
    yield "reader", lambda: _reader(taken, url, library)
    yield "brief", lambda: _brief(taken, url, library.briefs[0])
    yield "forms", lambda: _forms(taken, url, library.briefs[1:])
    yield "briefs", lambda: _briefs(taken, url)
    yield "library", lambda: _library(taken, url)
    yield "compare", lambda: _compare(taken, url, library)
    yield "figures", lambda: _figures(taken, url)


def _figures(taken: Taken, url: str) -> None:
    page = taken.page
    for name in ("Quality", "Settings"):
        page.goto(f"{url}/{name.lower()}")
        page.get_by_role("heading", level=1, name=name).wait_for()
        _open_all(page)
        taken.look(name)


def _open_all(page: Page) -> None:
    """Every drawer that is there."""
    still(page)
    page.evaluate("() => document.querySelectorAll('details:not([open]) > summary').forEach(each => each.click())")
    still(page)


def _answers(taken: Taken, url: str) -> None:
    page = taken.page
    page.goto(url)
    page.get_by_text("Questions to begin with").wait_for()
    taken.look("Suggestions")
    ask(page, hostile.ASKED)
    taken.look("Answer", hostile.ASKED, hostile.LOST.format(5), hostile.OUTLETS[0])
    for width in WIDTHS:
        _card(taken, width)
    chips(page).first.click()
    page.locator("#cited").wait_for()
    _open_all(page)
    taken.look("Beside", hostile.SAID, *hostile.FURTHER[:1])
    page.get_by_role("button", name="Close").click()
    page.locator(".st-key-beside").wait_for(state="detached")
    page.goto(url)
    page.get_by_text("Questions to begin with").wait_for()
    taken.look("Conversations", "How much did the fund of Tovia …")
    ask(page, hostile.UNANSWERED)
    taken.look("Declined", hostile.UNANSWERED, "The articles do not say.", f"{hostile.UNANSWERED[:28]} …")


def _card(taken: Taken, width: int) -> None:
    """It is placed when it opens, so it is opened at each width."""
    page = taken.page
    page.set_viewport_size({"width": width, "height": HEIGHT})
    page.wait_for_timeout(LAID_OUT)
    chips(page).first.focus()
    page.locator(".cited-card:popover-open").wait_for()
    taken.read(f"Card at {width}")
    taken.fits(f"Card at {width}")
    chips(page).first.blur()
    page.locator(".cited-card:popover-open").wait_for(state="detached")


def _reader(taken: Taken, url: str, library: hostile.Library) -> None:
    page = taken.page
    page.goto(f"{url}/reader")
    page.get_by_text("The newest articles:").wait_for()
    taken.look("Articles to read", hostile.TITLE)
    page.goto(f"{url}/reader?article={library.left}")
    page.locator(".article-text").wait_for()
    _open_all(page)
    taken.look("Reader", hostile.ALL, hostile.SAID, *hostile.FURTHER[::2], hostile.LABEL)


def _forms(taken: Taken, url: str, briefs: Sequence[str]) -> None:
    """A brief of each other form."""
    for brief in briefs:
        _opened(taken, url, brief)


def _opened(taken: Taken, url: str, brief: str) -> None:
    taken.page.goto(f"{url}/briefs?brief={brief}")
    taken.page.get_by_text("with Briefdesk").wait_for()
    _open_all(taken.page)
    taken.look(f"Brief {brief}", hostile.TOPIC, hostile.OUTLETS[0])


def _brief(taken: Taken, url: str, brief: str) -> None:
    page = taken.page
    _opened(taken, url, brief)
    chips(page).first.click()
    page.locator("#cited").wait_for()
    taken.look("Beside a brief")
    page.get_by_role("button", name="Close").click()
    for mode, there in (("Edit", "Delete this sentence"), ("Versions", "Look at it")):
        page.locator('[class*="st-key-brief-mode-"]').get_by_text(mode, exact=True).click()
        page.get_by_role("button", name=there).first.wait_for()
        if mode == "Edit":
            page.get_by_role("button", name=there).first.click()
            page.get_by_text("Deleted “").wait_for()
        _open_all(page)
        taken.look(mode, hostile.TOPIC)
    page.locator('[class*="st-key-brief-mode-"]').get_by_text("Read", exact=True).click()
    page.get_by_role("button", name="Verify").click()
    page.get_by_text("word for word in the library").wait_for()
    taken.look("Verified")


def _briefs(taken: Taken, url: str) -> None:
    page = taken.page
    page.goto(f"{url}/briefs")
    page.get_by_text("Standing questions").wait_for()
    _open_all(page)
    taken.look("Briefs", hostile.TOPIC)
    page.get_by_role("combobox", name="Outlets").click()
    taken.look("Outlets of a brief")
    page.keyboard.press("Escape")
    page.get_by_label("Topic").fill(hostile.TOPIC)
    page.get_by_role("button", name="Plan it").click()
    page.locator('[class*="st-key-plan-heading-0"] input').wait_for()
    _open_all(page)
    taken.look("Plan", hostile.TOPIC, hostile.ALL)


def _library(taken: Taken, url: str) -> None:
    page = taken.page
    page.goto(f"{url}/library")
    page.get_by_test_id("stDataFrame").first.wait_for()
    _open_all(page)
    taken.look("Library", hostile.FILE)
    page.get_by_role("button", name="Filter", exact=True).click()
    for label in ("Outlets", "Tags", "Collections"):
        page.get_by_label(label, exact=True).click()
        page.get_by_role("option").first.wait_for()
        taken.read(label)
        page.get_by_role("option").first.click()
        page.keyboard.press("Escape")
        still(page)
    taken.look("Filtered")
    for name in ("Overview", "Add", "Feeds"):
        page.get_by_role("tab", name=name).click()
        still(page)
        _open_all(page)
        taken.look(name, *([hostile.FEED_URL, hostile.REFUSED] if name == "Feeds" else []))


def _compare(taken: Taken, url: str, library: hostile.Library) -> None:
    page = taken.page
    page.goto(f"{url}/compare?left={library.left}")
    page.get_by_text("On the same event").or_(page.get_by_text("No other article")).first.wait_for()
    taken.look("Compare with", hostile.ALL)
    page.goto(f"{url}/compare?left={library.left}&right={library.right}")
    page.get_by_text("These two are the same story").wait_for()
    taken.look("Copies", hostile.ALL, hostile.SAID)
    page.goto(f"{url}/compare?left={library.left}&right={library.other}")
    page.locator(".compared-row").first.wait_for()
    taken.look("Compare", hostile.ALL, hostile.LOST.format(5), hostile.OTHER[0])
