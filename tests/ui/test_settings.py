"""Settings: what is running, and never a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.settings import VARIABLES
from tests.ui.conftest import Open, run
from ui.text import plain

KEY = "sk-this-is-a-secret-1234"


def opened(app: AppTest) -> AppTest:
    return run(app.switch_page("ui/settings.py"))


def drawn(app: AppTest) -> str:
    everything = (*app.markdown, *app.caption, *app.code, *app.success, *app.warning, *app.error)
    return "\n".join(each.value for each in everything)


def test_every_setting_is_there(app: Open) -> None:
    text = drawn(opened(app()))
    assert all(f"`{variable.name}`" in text and variable.meaning in text for variable in VARIABLES)


def test_without_a_model_it_says_so_and_how_to_get_one(app: Open, tmp_path: Path) -> None:
    page = opened(app())
    assert "**Written by:** quotes only, no model" in drawn(page)
    assert "**Key:** not set" in drawn(page)
    assert "export OPENAI_API_KEY" in drawn(page)
    assert plain(str(tmp_path / "data")) in drawn(page)


def test_a_key_is_said_to_be_set_and_never_shown(app: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    page = opened(app())
    assert "**Key:** set" in drawn(page)
    assert "`OPENAI_API_KEY` set" in drawn(page)
    assert plain("127.0.0.1:9") in drawn(page)
    assert KEY not in str(page.main)


@pytest.mark.usefixtures("samples")
def test_the_check_says_that_all_is_well(app: Open) -> None:
    page = opened(app())
    assert "20 articles" in drawn(page)
    run(page.button(key="check").click())
    assert "All is well: 20 articles" in page.success[0].value


@pytest.mark.usefixtures("samples")
def test_the_check_finds_what_is_lost_and_repair_mends_it(app: Open, desk: Desk) -> None:
    page = opened(app())
    store = desk._parts.library.store
    lost = next(iter(store.ids()))
    store.discard([lost])
    run(page.button(key="check").click())
    assert "60 passages, 59 vectors" in page.warning[0].value
    run(page.button(key="repair").click())
    assert page.success
    run(page.button(key="check").click())
    assert "All is well" in page.success[0].value


def test_families_are_kept_as_they_were_written_and_a_line_that_is_none_is_named(app: Open, desk: Desk) -> None:
    page = opened(app())
    page.text_area(key="families").set_value("Harbour Group: The Ledger, Radio Tide\nno family")
    page = run(page.button(key="families-save").click())
    assert "Line 2" in page.error[0].value
    assert desk.shelf.families() == ""
    page.text_area(key="families").set_value("# ours\nHarbour Group: The Ledger, Radio Tide")
    page = run(page.button(key="families-save").click())
    assert page.success[0].value == "Saved: 2 outlets in 1 family."
    assert desk.shelf.families().startswith("# ours")
