"""The Library page in a test: opened, ticked, clicked, waited for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import cast

from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Article, ArticleId
from pipeline.ingest import chunk
from pipeline.ports import Shelved
from ui.library_list import TABLE

from .conftest import Open, run


def library(app: Open) -> AppTest:
    return run(app().switch_page("ui/library.py"))


def finished(page: AppTest, desk: Desk) -> AppTest:
    """The page when every job is over."""
    for job in desk.library.jobs.all():
        desk.library.jobs.wait(job)
    return run(page)


def table(page: AppTest, alt: str) -> dict[str, list[object]]:
    """The columns of the table of this name; none where there is no such table."""
    found = [each.value.to_dict("list") for each in page.dataframe if each.proto.alt == alt]
    return found[0] if found else {}


def titles(page: AppTest) -> list[object]:
    return table(page, TABLE).get("Title", [])


def labels(page: AppTest) -> list[list[str]]:
    """The collections and tags of each row."""
    return [[str(name) for name in cast("Iterable[str]", each)] for each in table(page, TABLE)["Labels"]]


def tick(page: AppTest, *wanted: str) -> AppTest:
    """Ticks the rows of these titles, as a click on their boxes does."""
    rows = [titles(page).index(title) for title in wanted]
    key = next(str(each.key) for each in page.dataframe if each.proto.alt == TABLE)
    page.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return run(page)


def click(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return run(page)


def view(page: AppTest, name: str) -> AppTest:
    """Opens the tab of this name."""
    page.session_state["library-view"] = name
    return run(page)


def shelve(desk: Desk, *articles: Article) -> None:
    """Straight onto the shelf: what the list shows needs no vectors."""
    desk.shelf.keep([Shelved(each, chunk.passages(each, 700)) for each in articles], datetime.now(UTC))


def numbered(number: int, **known: object) -> Article:
    defaults: dict[str, object] = {"title": f"Title {number:05}", "outlet": "The Tide", "published": date(2026, 1, 1)}
    return Article(ArticleId(f"{number:016x}"), f"The text of number {number}.", **{**defaults, **known})  # type: ignore[arg-type]
