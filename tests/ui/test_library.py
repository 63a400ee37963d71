from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Article, ArticleId, Scope
from pipeline.ingest import chunk
from pipeline.ingest.load import Input, Pasted
from pipeline.ports import Shelved
from ui.library_list import ROWS, UNKNOWN

from .conftest import Open, run

LIST = "The articles on this page"
REFUSED = "What was refused, and why"


class Held(list[Input]):
    """Inputs that come when the test lets them."""

    def __init__(self, *inputs: Input) -> None:
        super().__init__(inputs)
        self.is_free = threading.Event()

    def __iter__(self) -> Iterator[Input]:
        assert self.is_free.wait(20)
        yield from super().__iter__()


def library(app: Open) -> AppTest:
    return run(app().switch_page("ui/library.py"))


def finished(page: AppTest, desk: Desk) -> AppTest:
    """The page when every job is over."""
    for job in desk.jobs():
        job.result()
    return run(page)


def table(page: AppTest, alt: str) -> dict[str, list[object]]:
    """The columns of the table of this name; none where there is no such table."""
    found = [each.value.to_dict("list") for each in page.dataframe if each.proto.alt == alt]
    return found[0] if found else {}


def titles(page: AppTest) -> list[object]:
    return table(page, LIST).get("Title", [])


def tick(page: AppTest, *wanted: str) -> AppTest:
    """Ticks the rows of these titles, as a click on their boxes does."""
    rows = [titles(page).index(title) for title in wanted]
    key = next(each.key for each in page.dataframe if each.proto.alt == LIST)
    page.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    return run(page)


def click(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click()
    return run(page)


def pick(page: AppTest, given: str) -> AppTest:
    """Chooses what to add."""
    page.segmented_control(key="add-given").set_value(given)
    return run(page)


def shelve(desk: Desk, *articles: Article) -> None:
    """Straight onto the shelf: what the list shows needs no vectors."""
    desk.shelf.keep([Shelved(each, chunk.passages(each, 700)) for each in articles], datetime.now(UTC))


def numbered(number: int, **known: object) -> Article:
    defaults: dict[str, object] = {"title": f"Title {number:05}", "outlet": "The Tide", "published": date(2026, 1, 1)}
    return Article(ArticleId(f"{number:016x}"), f"The text of number {number}.", **{**defaults, **known})  # type: ignore[arg-type]


def test_an_empty_library_offers_the_samples_in_one_click(app: Open, desk: Desk) -> None:
    page = library(app)
    page = finished(click(page, "library-samples"), desk)
    assert len(titles(page)) == 20
    assert any("20 added" in each.value for each in page.markdown)


def test_a_pasted_text_is_listed_with_what_the_reader_says_of_it(app: Open, desk: Desk) -> None:
    page = pick(library(app), "Text")
    page.text_area(key="add-text").set_value("The harbour froze over on Monday, the mayor said.")
    page.text_input(key="add-title").set_value("Harbour freezes")
    page.text_input(key="add-text-outlet").set_value("The Tide")
    page.text_input(key="add-collection").set_value("winter")
    page.date_input(key="add-published").set_value(date(2026, 1, 5))
    page = finished(click(page, "add-submit"), desk)
    row = {name: values[0] for name, values in table(page, LIST).items()}
    assert row["Title"] == "Harbour freezes"
    assert row["Outlet"] == "The Tide"
    assert row["Collection"] == "winter"
    assert row["Date"] == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("given", "message"),
    [("Files", "Choose a file"), ("Text", "Paste a text"), ("Web addresses", "an address"), ("Folder", "a folder")],
)
def test_adding_nothing_says_what_to_give(app: Open, desk: Desk, given: str, message: str) -> None:
    page = click(pick(library(app), given), "add-submit")
    assert [message in each.value for each in page.warning] == [True]
    assert not desk.jobs()


def test_files_and_zips_are_added_and_what_cannot_be_is_refused_by_name(app: Open, desk: Desk) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "The first story is about a bridge that was closed.")
        archive.writestr("two.txt", "The second story is about a ferry that came late.")
    page = library(app)
    page.file_uploader(key="add-files").set_value(
        [
            ("both.zip", packed.getvalue(), "application/zip"),
            ("empty.txt", b"", "text/plain"),
            ("photo.jpg", b"\xff\xd8\xff", "image/jpeg"),
        ]
    )
    page.text_input(key="add-outlet").set_value("The Tide")
    page = finished(click(page, "add-submit"), desk)
    assert table(page, LIST)["Outlet"] == ["The Tide", "The Tide"]
    assert table(page, REFUSED)["Name"] == ["empty.txt", "photo.jpg"]
    assert "is empty" in str(table(page, REFUSED)["Reason"][0])
    page = click(page, f"close-{id(desk.jobs()[0])}")
    assert not table(page, REFUSED)


def test_a_folder_of_this_machine_is_read(app: Open, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "story.txt").write_text("A story about a bridge that was closed for the winter.", encoding="utf-8")
    page = pick(library(app), "Folder")
    page.text_input(key="add-folder").set_value(str(folder))
    page = finished(click(page, "add-submit"), desk)
    assert len(titles(page)) == 1


def test_each_line_is_an_address_and_one_of_this_machine_is_refused(app: Open, desk: Desk) -> None:
    page = pick(library(app), "Web addresses")
    page.text_area(key="add-addresses").set_value("http://127.0.0.1:1/a\n\n  http://localhost:1/b\n")
    page = finished(click(page, "add-submit"), desk)
    assert table(page, REFUSED)["Name"] == ["http://127.0.0.1:1/a", "http://localhost:1/b"]


def test_a_running_job_shows_how_far_it_is_and_can_be_stopped(app: Open, desk: Desk) -> None:
    inputs = Held(Pasted("The ferry sank on Monday, the wire said."))
    job = desk.start("Held back", inputs)
    try:
        page = library(app)
        assert "Held back: reading" in [each.proto.text for each in page.get("progress")]  # type: ignore[attr-defined]
        page = click(page, f"stop-{id(job)}")
        assert page.button(key=f"stop-{id(job)}").label == "Stopping …"
    finally:
        inputs.is_free.set()
    page = finished(page, desk)
    assert not page.get("progress")
    assert titles(page) == ["The ferry sank on Monday, the wire said."]


def test_the_list_can_be_used_while_articles_are_added(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2))
    inputs = Held(Pasted("Something to add later."))
    desk.start("Held back", inputs)
    try:
        page = tick(library(app), "Title 00001")
        page = click(page, "library-delete")
        page = click(page, "library-delete-yes")
        assert titles(page) == ["Title 00002"]
    finally:
        inputs.is_free.set()


def test_what_is_not_known_is_a_dash(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1, outlet="", published=None))
    page = library(app)
    shown = next(each for each in page.dataframe if each.proto.alt == LIST)
    assert shown.proto.placeholder == UNKNOWN
    for column in ("Outlet", "Date", "Language", "Collection", "Copy of"):
        assert shown.value[column].isna().all(), column


@pytest.mark.usefixtures("samples")
def test_a_copy_names_the_story_that_it_is_a_copy_of(app: Open) -> None:
    page = library(app)
    rows = table(page, LIST)
    copies = {title: head for title, head in zip(rows["Title"], rows["Copy of"], strict=True) if head == head and head}
    assert len(copies) == 2
    (head,) = set(copies.values())
    outlet, _, title = str(head).partition(": ")
    assert (outlet, title) in set(zip(rows["Outlet"], rows["Title"], strict=True))
    assert title not in copies


@pytest.mark.usefixtures("samples")
def test_the_list_is_filtered_by_words_outlet_days_and_language(app: Open) -> None:
    page = library(app)
    page.text_input(key="library-words").set_value("ferry skarrow")
    assert 0 < len(titles(run(page))) < 20
    page.multiselect(key="library-outlets").set_value(["Radio Estmere"])
    assert titles(run(page)) == ["Divers find six bodies in ferry as toll rises to 17"]
    page.date_input(key="library-since").set_value(date(2025, 11, 1))
    assert titles(run(page)) == []
    page = click(page, "library-clear")
    assert len(titles(page)) == 20
    page.date_input(key="library-until").set_value(date(2025, 3, 3))
    assert titles(run(page)) == ["Bank of Northmark cuts rate to 3.75%, trims growth forecast"]


def test_filters_stay_while_the_reader_is_on_another_page(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2, outlet="The Ebb"))
    page = library(app)
    page.multiselect(key="library-outlets").set_value(["The Ebb"])
    run(page)
    run(page.switch_page("ui/briefs.py"))
    assert titles(run(page.switch_page("ui/library.py"))) == ["Title 00002"]


def test_a_filter_whose_last_article_is_deleted_lets_go(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2, outlet="The Ebb"))
    page = library(app)
    page.multiselect(key="library-outlets").set_value(["The Ebb"])
    page = tick(run(page), "Title 00002")
    page = click(click(page, "library-delete"), "library-delete-yes")
    assert titles(page) == ["Title 00001"]


@pytest.mark.parametrize(
    ("order", "first"),
    [("newest", "Title 00003"), ("oldest", "Title 00001"), ("title", "Title 00001"), ("outlet", "Title 00002")],
)
def test_the_list_is_sorted(app: Open, desk: Desk, order: str, first: str) -> None:
    days = {n: date(2026, 1, n) for n in (1, 2, 3)}
    shelve(desk, *(numbered(n, published=days[n], outlet="The Ebb" if n == 2 else "The Tide") for n in days))
    page = library(app)
    page.selectbox(key="library-order").set_value(order)
    assert titles(run(page))[0] == first


def test_however_many_articles_there_are_one_page_of_them_is_sent(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n) for n in range(1_000)))
    page = library(app)
    page.selectbox(key="library-order").set_value("title")
    assert len(titles(run(page))) == ROWS
    page.pagination[0].set_value(40)
    last = titles(run(page))
    assert (last[0], last[-1]) == ("Title 00975", "Title 00999")
    page.text_input(key="library-words").set_value("99")  # fewer pages than the one that is open
    assert titles(run(page)) == ["Title 00099", *(f"Title {n:05}" for n in range(990, 1_000))]


def test_ticks_stay_with_their_articles_when_the_order_changes(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n, published=date(2026, 1, n)) for n in (1, 2, 3)))
    page = tick(library(app), "Title 00003")
    page.selectbox(key="library-order").set_value("oldest")
    page = click(run(page), "library-delete")
    page = click(page, "library-delete-yes")
    assert titles(page) == ["Title 00001", "Title 00002"]


def test_what_is_known_of_an_article_can_be_edited(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(7))
    page = click(tick(library(app), "Title 00007"), "library-edit")
    field = f"-{7:016x}"
    page.text_input(key="edit-title" + field).set_value("  A better   title ")
    page.text_input(key="edit-outlet" + field).set_value("The Ebb")
    page.text_input(key="edit-url" + field).set_value("https://example.org/better")
    page.date_input(key="edit-published" + field).set_value(None)
    page.text_input(key="edit-language" + field).set_value("en")
    page.multiselect(key="edit-collections" + field).set_value([])
    page = click(page, "edit-save")
    assert titles(page) == ["A better title"]
    article = desk.shelf.article(ArticleId(f"{7:016x}"))
    assert (article.outlet, article.url, article.published) == ("The Ebb", "https://example.org/better", None)
    assert article.language == "en"


def test_an_address_that_is_none_is_not_saved(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(7))
    page = click(tick(library(app), "Title 00007"), "library-edit")
    page.text_input(key=f"edit-url-{7:016x}").set_value("javascript:alert(1)")
    page = click(page, "edit-save")
    assert "http" in page.error[0].value
    assert desk.shelf.article(ArticleId(f"{7:016x}")).url == ""


def test_nothing_is_deleted_before_the_reader_confirms(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2))
    page = click(tick(library(app), "Title 00001"), "library-delete")
    page = click(page, "library-delete-no")
    assert desk.shelf.count(Scope()) == 2
    page = click(page, "library-delete")
    page = click(page, "library-delete-yes")
    assert titles(page) == ["Title 00002"]


def test_several_articles_are_deleted_at_once_but_not_edited(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n) for n in range(8)))
    page = tick(library(app), *(f"Title {n:05}" for n in range(7)))
    assert page.button(key="library-edit").disabled
    page = click(page, "library-delete")
    assert any("and 2 more" in each.value for each in page.markdown)
    assert titles(click(page, "library-delete-yes")) == ["Title 00007"]


def test_a_title_is_drawn_as_text_whatever_is_in_it(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1, title="[$5bn](http://evil.example) **now** :red[x]"))
    page = click(tick(library(app), "[$5bn](http://evil.example) **now** :red[x]"), "library-delete")
    named = next(each.value for each in page.markdown if "evil" in each.value)
    assert r"\[\$5bn\]" in named
    assert r"\*\*now\*\*" in named
