"""Every page, in both themes, as axe-core judges it: nothing serious, nothing critical."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import tour
from tests.browser.app_server import Served, serve
from tests.browser.conftest import Open
from tests.servers import oidc

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-a")]

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
GRAVE = frozenset({"serious", "critical"})
# what a page is made of is the same in both themes; its colours are not
RULES = {
    "light": "{resultTypes: ['violations']}",
    "dark": "{resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block']}",
}
REPAINTED = 150
# a busy machine takes seconds to paint all of a page in the other theme
LOOKS, BETWEEN = 12, 500


def faults(page: Page, rules: str) -> list[str]:
    """One line for each element that breaks a rule of weight, with the rule."""
    found: list[dict[str, Any]] = page.evaluate(f"axe.run(document, {rules})")["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {[each['message'] for each in node['any'] + node['all']][:1]}"
        for rule in found
        if rule["impact"] in GRAVE
        for node in rule["nodes"]
    ]


def lasting(page: Page, rules: str) -> list[str]:
    """The faults that are still there when a page had time to be painted: what is half painted is no fault."""
    for _ in range(LOOKS):
        seen = faults(page, rules)
        if not seen:
            break
        page.wait_for_timeout(BETWEEN)
    return seen


def in_both_themes(page: Page, name: str) -> dict[str, list[str]]:
    """The faults by theme; the page follows the theme of the system while it is open."""
    if page.evaluate("() => typeof axe") == "undefined":
        page.evaluate(AXE)
    found = {}
    for theme, rules in RULES.items():
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.wait_for_timeout(REPAINTED)
        if seen := lasting(page, rules):
            found[f"{name}, {theme}"] = seen
    return found


def test_no_page_has_a_serious_fault(open_page: Open, served: Served) -> None:
    page = open_page(served.url, width=1280)
    found: dict[str, list[str]] = {}
    for name in tour.stops(page, served.url):
        found |= in_both_themes(page, name)
    assert found == {}


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Served]:
    """An empty desk that people sign in to."""
    with oidc.serve() as provider:
        secrets = oidc.secrets_file(tmp_path, provider)
        settings = {"BRIEFDESK_EDITORS": "ana@desk.example"}
        with serve(tmp_path / "data", settings, options=(f"--secrets.files={secrets}",)) as app:
            provider.led_back_to = f"{app.url}/oauth2callback"
            yield app


def test_neither_has_the_door_nor_an_empty_desk(open_page: Open, empty: Served) -> None:
    page = open_page(empty.url)
    page.get_by_role("button", name="Sign in").wait_for()
    found = in_both_themes(page, "sign in")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="I am ana").click()
    page.get_by_role("button", name="Load the sample library").wait_for()
    found |= in_both_themes(page, "an empty desk")
    assert found == {}
