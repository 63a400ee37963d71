"""Pictures of every page: on a laptop in both themes, and on a phone.

``python -m benchmarks.screenshots`` writes ``docs/*-light.png``, ``docs/*-dark.png`` and ``docs/*-phone.png``. With
``--into`` they go elsewhere, to be looked at first.
"""

from __future__ import annotations

import argparse
import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from pipeline import wiring
from pipeline.ingest.inputs import LocalPath
from pipeline.ingest.intake import Said
from pipeline.settings import Settings
from tests.browser import tour
from tests.browser.app_server import ROOT, SECONDS, serve

DOCS = ROOT / "docs"


@dataclass(frozen=True, slots=True)
class Made:
    """One picture of each page; ``name`` is behind that of the page. Each has a desk of its own: all are alike."""

    name: str
    viewport: ViewportSize
    scheme: Literal["light", "dark"]


LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 360, "height": 740}
MADE = (Made("light", LAPTOP, "light"), Made("dark", LAPTOP, "dark"), Made("phone", PHONE, "light"))
COLOURS = 64
DRAWN = 700


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=DOCS)
    into = parser.parse_args().into
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for made in MADE:
            data = Path(folder) / made.name / "data"
            data.mkdir(parents=True)
            with serve(data) as app, _opened(browser, made) as page:
                page.goto(app.url)
                page.get_by_role("button", name="Load the sample library").wait_for()
                _take(page, into / f"welcome-{made.name}.png")
            _fill(data)
            with serve(data) as app, _opened(browser, made) as page:
                for name in tour.stops(page, app.url):
                    _take(page, into / f"{name}-{made.name}.png")
        browser.close()


def _fill(data: Path) -> None:
    desk = wiring.open_desk(Settings(data=data))
    desk.library.add([LocalPath(wiring.SAMPLES)], Said(collection="samples"))
    desk.close()


@contextmanager
def _opened(browser: Browser, made: Made) -> Iterator[Page]:
    page = browser.new_page(viewport=made.viewport, color_scheme=made.scheme)
    page.set_default_timeout(SECONDS * 1000)
    yield page
    page.close()


def _take(page: Page, path: Path) -> None:
    page.mouse.move(0, 0)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_timeout(DRAWN)
    _keep(page.screenshot(), path)


def _keep(picture: bytes, path: Path) -> None:
    """As a palette: a third of the bytes, and no difference that a reader sees."""
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(f"{path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main()
