"""A real server and a real Chromium: one server a session on a free port, its data in a temporary folder.

A server of one's own costs eight seconds of work until its first page stands: tests that need other settings, or
change what all see, share one within their module.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from pipeline import wiring
from pipeline.ingest.load import Pasted
from pipeline.settings import Settings
from tests.browser.app_server import SECONDS, Served, serve

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
HOSTILE = "The fund of Tovia lost $5bn on :red[x] bonds -- <b>not</b> $6bn, said *Orr* at www.example.com."
HOSTILE_TITLE = "$5bn, :red[x] and :material/home: in `Tovia`"

Open: TypeAlias = Callable[..., Page]


@pytest.fixture(scope="session")
def filled(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample library and one hostile article, read once."""
    data = Path(shutil.copytree(sample_library, tmp_path_factory.mktemp("library") / "data"))
    desk = wiring.open_desk(Settings(data=data))
    hostile = f"{HOSTILE} Nobody was hurt in the fund of Tovia.\n\n<script>document.title = 'taken'</script>"
    desk.library.add([Pasted(hostile, title=HOSTILE_TITLE, outlet="*Gazette* $1")])
    desk.close()
    return data


@pytest.fixture(scope="session")
def served(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app on a copy of that folder, for every test that only reads and asks."""
    with a_copy(filled, tmp_path_factory.mktemp("served")) as app:
        yield app


expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Of one module: as long as Playwright is open its loop runs, in which no other test may run one of its own."""
    if not CHROMIUM:
        pytest.fail("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Opens an address as a new reader does: ``open_page(url, width=360, scheme="dark")``."""
    with ExitStack() as contexts:

        def opened(url: str, *, width: int = 1200, height: int = 800, scheme: str = "light") -> Page:
            context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            contexts.callback(context.close)
            context.set_default_timeout(SECONDS * 1000)
            page = context.new_page()
            page.goto(url)
            page.get_by_test_id("stApp").wait_for()
            return page

        yield opened


@contextmanager
def a_copy(filled: Path, folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[Served]:
    """The app on a copy of a data folder, to change it or with settings of its own."""
    shutil.copytree(filled, folder / "data")
    with serve(folder / "data", settings) as app:
        yield app


def still(page: Page) -> None:
    """No script is running any more: until then, what the run before drew may still stand on the page."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def ask(page: Page, question: str) -> None:
    """Types a question and waits until its answer is whole."""
    page.get_by_placeholder("Ask the articles").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator('[class*="st-key-question-"]').last).to_have_text(question)
    page.get_by_text("Quotes only, no model").or_(page.get_by_text("Written by")).last.wait_for()


def chips(page: Page) -> Locator:
    """The links to the words."""
    return page.locator("a.cited-chip:visible")


def sentence(page: Page | Locator) -> str:
    """The first that is cited, without its chips and its mark."""
    own = "each => [...each.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join('')"
    return str(page.locator(".cited-sentence").first.evaluate(own))
