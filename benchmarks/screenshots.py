"""The README's pictures: a question asked of the sample library, and the words that its first claim rests on.

``python -m benchmarks.screenshots`` writes ``docs/ask-*.png`` and ``docs/reader-*.png``, light and dark.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from pipeline import wiring
from pipeline.ingest.inputs import LocalPath
from pipeline.ingest.intake import Said
from pipeline.settings import Settings
from tests.browser.app_server import ROOT, SECONDS, serve

DOCS = ROOT / "docs"
QUESTION = "How many people died in the ferry accident?"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
COLOURS = 96


def main() -> None:
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        desk = wiring.open_desk(Settings(data=data))
        desk.library.add([LocalPath(wiring.SAMPLES)], Said(collection="samples"))
        desk.close()
        with serve(data) as app, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for scheme in SCHEMES:
                _take(browser, app.url, scheme)
            browser.close()


def _take(browser: Browser, url: str, scheme: Literal["light", "dark"]) -> None:
    """Each in a browser of its own; conversations of the first are deleted so that both pictures are alike."""
    page = browser.new_page(viewport={"width": 1100, "height": 700}, color_scheme=scheme)
    page.set_default_timeout(SECONDS * 1000)
    page.goto(url)
    page.get_by_placeholder("Ask the articles").fill(QUESTION)
    page.keyboard.press("Enter")
    page.get_by_text("Quotes only, no model").wait_for()
    page.mouse.move(0, 0)
    page.wait_for_timeout(800)
    _keep(page.screenshot(), f"ask-{scheme}")
    page.locator('[class*="st-key-sources-"] a:visible').first.click()
    page.locator("#cited").wait_for()
    page.mouse.move(0, 0)
    page.wait_for_timeout(800)
    _keep(page.screenshot(), f"reader-{scheme}")
    page.get_by_role("link", name="Ask", exact=True).click()
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Delete this conversation").click()
    page.get_by_text("Questions to begin with").wait_for()
    page.close()


def _keep(picture: bytes, name: str) -> None:
    """As a palette: a third of the bytes, and no difference that a reader sees."""
    path = DOCS / f"{name}.png"
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
