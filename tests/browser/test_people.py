"""Several people at one desk, signed in with a provider: what an editor may, what a reader may not, and the way out."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app_server import Served, serve
from tests.browser.conftest import Open, ask, chips
from tests.servers import oidc

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-b")]

DEAD = "How many people died in the ferry accident?"
EDITORS = {"BRIEFDESK_EDITORS": "ana@desk.example", "BRIEFDESK_READERS": "ben@desk.example"}


@dataclass(frozen=True, slots=True)
class Desk:
    """An app that people sign in to, and what it wrote to its log."""

    url: str
    provider: oidc.Provider
    log: Callable[[], str]


@pytest.fixture(scope="module")
def desk(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("people")
    shutil.copytree(filled, folder / "data")
    with oidc.serve() as provider:
        secrets = oidc.secrets_file(folder, provider)
        with serve(folder / "data", EDITORS, options=(f"--secrets.files={secrets}",)) as app:
            provider.led_back_to = f"{app.url}/oauth2callback"
            log = folder / f"server-{urlsplit(app.url).port}.log"
            yield Desk(app.url, provider, log.read_text)


def sign_in(page: Page, who: str) -> None:
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=f"I am {who}").click()


def go(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebarNav").get_by_text(name).click()
    page.get_by_role("heading", level=1).first.wait_for()


def test_an_editor_adds_and_asks_and_a_reader_neither_adds_nor_sees_what_was_asked(open_page: Open, desk: Desk) -> None:
    ana = open_page(desk.url)
    sign_in(ana, "ana")
    ask(ana, DEAD)
    asked = ana.url
    expect(chips(ana).first).to_be_visible()
    go(ana, "Library")
    ana.get_by_role("tab", name="Add").click()
    expect(ana.get_by_text("By path")).to_have_count(0)
    ana.get_by_text("Text", exact=True).click()
    ana.get_by_label("The article's text").fill("The lighthouse of Skarrow was sold to a painter from Hallam Ford.")
    ana.get_by_role("button", name="Add", exact=True).click()
    ana.get_by_text("1 added").wait_for()

    ben = open_page(asked)
    sign_in(ben, "ben")
    # the way over the provider led back to what was asked for, and that is another's
    expect(ben.get_by_text("There is no conversation at this address")).to_be_visible()
    expect(ben.get_by_text(DEAD)).to_have_count(0)
    expect(chips(ben)).to_have_count(0)
    ben.goto(desk.url)
    ask(ben, "Who was the lighthouse of Skarrow sold to?")
    expect(chips(ben).first).to_be_visible()
    go(ben, "Library")
    ben.get_by_text("21 articles").or_(ben.get_by_text("22 articles")).first.wait_for()
    expect(ben.get_by_role("tab", name="Articles")).to_be_visible()
    for name in ("Add", "Feeds"):
        expect(ben.get_by_role("tab", name=name)).to_have_count(0)
    go(ben, "Settings")
    expect(ben.get_by_text("Publisher families")).to_have_count(0)


def test_who_signs_out_is_out_and_another_may_come_in(open_page: Open, desk: Desk) -> None:
    desk.provider.signed_out.clear()
    page = open_page(desk.url)
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    sign_in(page, "ana")
    ask(page, DEAD)
    page.locator(".st-key-person button").click()
    expect(page.get_by_text("ana@desk.example")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in").wait_for()
    assert desk.provider.signed_out == [oidc.CLIENT]
    page.goto(f"{desk.url}/library")
    page.get_by_role("button", name="Sign in").wait_for()
    expect(page.get_by_text(DEAD)).to_have_count(0)
    sign_in(page, "ben")
    page.get_by_role("heading", name="Library").wait_for()
    page.locator(".st-key-person button").click()
    expect(page.get_by_text("Signed in as a reader")).to_be_visible()


def test_an_address_that_nobody_looked_at_makes_no_editor_and_lets_nobody_in(open_page: Open, desk: Desk) -> None:
    page = open_page(desk.url)
    sign_in(page, "eve")
    expect(page.get_by_text("may not come in")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "ben")
    page.get_by_placeholder("Ask the articles").wait_for()


def test_no_secret_and_no_address_is_in_the_log(open_page: Open, desk: Desk) -> None:
    page = open_page(desk.url)
    sign_in(page, "ana")
    ask(page, DEAD)
    log = desk.log()
    assert "sign_in" in log
    assert not [word for word in (oidc.CLIENT_SECRET, oidc.COOKIE_SECRET, "ana@desk.example") if word in log]


def test_what_is_passed_on_from_elsewhere_is_not_taken_for_this_computer(open_page: Open, served: Served) -> None:
    page = open_page(served.url.replace("127.0.0.1", "desk.localhost"))
    expect(page.get_by_role("heading", name="Briefdesk is closed")).to_be_visible()
    page.goto(served.url.replace("127.0.0.1", "localhost"))
    page.get_by_placeholder("Ask the articles").wait_for()


def test_served_to_other_computers_without_a_sign_in_it_stays_closed(
    open_page: Open, filled: Path, tmp_path: Path
) -> None:
    shutil.copytree(filled, tmp_path / "data")
    with serve(tmp_path / "data", options=("--server.address=0.0.0.0",)) as app:
        page = open_page(app.url)
        expect(page.get_by_role("heading", name="Briefdesk is closed")).to_be_visible()
        page.goto(f"{app.url}/library")
        expect(page.get_by_role("heading", name="Briefdesk is closed")).to_be_visible()
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    with serve(tmp_path / "data", {"BRIEFDESK_OPEN": "on"}, options=("--server.address=0.0.0.0",)) as app:
        page = open_page(app.url)
        expect(page.get_by_text("Open: nobody has to sign in.")).to_be_visible()
        page.get_by_placeholder("Ask the articles").wait_for()
