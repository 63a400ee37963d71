"""The page of briefs in a test: opened, driven by the keys of its widgets, read."""

from __future__ import annotations

import time

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Node

from . import drawn
from .conftest import SECONDS, Open, run

TOPIC = "The sinking of the ferry Maren Tide"


def briefs(app: Open, **query: str) -> AppTest:
    page = app().switch_page("ui/briefs.py")
    for name, value in query.items():
        page.query_params[name] = value
    return run(page)


def click(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return run(page)


def mode(page: AppTest, name: str) -> AppTest:
    """To read, to edit, or the versions."""
    page.segmented_control[0].set_value(name)
    return run(page)


def written(page: AppTest) -> AppTest:
    """The page when nothing is being written."""
    until = time.monotonic() + SECONDS
    while any(str(button.key).startswith("stop-") for button in page.button):
        assert time.monotonic() < until, "the brief is still being written"
        time.sleep(0.1)
        run(page)
    return page


def markdown(page: AppTest) -> str:
    """As Markdown, in the order of the page; the sentences with chips as they are."""
    return "\n".join(_read(element) for element in page.main)


def headings(page: AppTest) -> list[str]:
    return [each.value for each in page.subheader]


def captions(page: AppTest) -> list[str]:
    return [each.value for each in page.caption]


def _read(element: Node) -> str:
    if element.type == "bidi_component":
        return "\n".join(drawn.sentences_of(element))
    return str(element.value) if element.type == "markdown" else ""
