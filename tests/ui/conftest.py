"""The app in this process, with the real desk under ``tmp_path``; a library read once is copied for each test."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Widget

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.domain import Brief, RawArticle
from pipeline.settings import Settings
from ui import opening

ROOT = Path(__file__).parents[2]
SECONDS = 30

Open: TypeAlias = Callable[[], AppTest]


@pytest.fixture(scope="session", autouse=True)
def scanned_once() -> Iterator[None]:
    """What Streamlit finds of components in installed packages: it reads all of them anew for each AppTest."""
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture
def samples(sample_library: Path, tmp_path: Path) -> None:
    """The sample library is in the library of this test."""
    shutil.copytree(sample_library, tmp_path / "data")


@pytest.fixture
def app() -> Iterator[Open]:
    """Opens the app as a new reader does; twice gives two readers of one desk."""
    yield lambda: run(AppTest.from_file(ROOT / "app.py", default_timeout=SECONDS))
    st.cache_resource.clear()


@pytest.fixture
def desk(app: Open) -> Desk:
    """The desk that the pages use."""
    return opening.desk()


@pytest.fixture(scope="session")
def written_once(sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Brief:
    folder = shutil.copytree(sample_library, tmp_path_factory.mktemp("briefs") / "data")
    desk = wiring.open_desk(Settings(data=folder))
    brief = desk.brief("The sinking of the ferry Maren Tide")
    desk.close()
    return brief


@pytest.fixture
def brief(written_once: Brief, desk: Desk) -> Brief:
    """A brief on the sample library, saved in the library of this test."""
    desk.shelf.save_brief(written_once)
    return written_once


def run(what: AppTest | Widget) -> AppTest:
    """Runs the page, or what was done to a widget of it."""
    app = what.run()
    assert not app.exception, [each.value for each in app.exception]
    return app


def ask(app: AppTest, question: str) -> AppTest:
    """Types a question, and runs the page until its answer is whole."""
    app.chat_input(key="question").set_value(question)
    return settled(run(app))


def settled(app: AppTest) -> AppTest:
    """Runs the page until nothing is being written."""
    until = time.monotonic() + SECONDS
    while any(button.key == "stop" for button in app.button):
        assert time.monotonic() < until, "the answer is still being written"
        time.sleep(0.1)
        run(app)
    return app


def article(text: str, **known: object) -> RawArticle:
    return RawArticle(name="test", text=text, **known)  # type: ignore[arg-type]  # each is a field of it
