"""What a reader gives the Library, and how it arrives."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline import wiring
from pipeline.desk import Desk
from pipeline.ingest.inputs import Input, LocalPath, Upload, WebPage
from ui import library_add
from ui.library_done import REFUSED
from ui.library_list import TABLE

from .conftest import Open, run
from .library_page import (
    click,
    finished,
    labels,
    library,
    numbered,
    shelve,
    table,
    titles,
    view,
)


def pick(page: AppTest, given: str) -> AppTest:
    """Chooses what to add."""
    page.segmented_control(key="add-given").set_value(given)
    return run(page)


def test_an_empty_library_offers_the_samples_in_one_click(app: Open, desk: Desk) -> None:
    page = library(app)
    assert [tab.label for tab in page.tabs] == ["Add", "Feeds"]
    page = finished(click(page, "library-samples"), desk)
    assert len(titles(page)) == 20
    assert any("20 added" in each.value for each in page.markdown)


def test_a_pasted_text_is_listed_with_what_the_reader_says_of_it(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1, collections=("winter",)))
    page = pick(view(library(app), "Add"), "Text")
    page.text_area(key="add-text").set_value("The harbour froze over on Monday, the mayor said.")
    page.text_input(key="add-title").set_value("Harbour freezes")
    page.text_input(key="add-text-outlet").set_value("The Tide")
    page.selectbox(key="add-collection").set_value("winter")
    page.date_input(key="add-published").set_value(date(2026, 1, 5))
    page = view(finished(click(page, "add-submit"), desk), "Articles")
    row = {name: values[0] for name, values in table(page, TABLE).items()}
    assert row["Title"] == "Harbour freezes"
    assert row["Outlet"] == "The Tide"
    assert labels(page) == [["winter"], ["winter"]]
    assert row["Date"] == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("given", "message"),
    [("Files", "Choose a file"), ("Text", "Paste a text"), ("Web addresses", "an address"), ("By path", "a folder")],
)
def test_adding_nothing_says_what_to_give(app: Open, desk: Desk, given: str, message: str) -> None:
    page = click(pick(library(app), given), "add-submit")
    assert [message in each.value for each in page.warning] == [True]
    assert not desk.library.jobs.all()


def test_files_and_zips_are_added_and_what_cannot_be_is_refused_by_name(app: Open, desk: Desk) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", "The first story is about a bridge that was closed.")
        archive.writestr("two.txt", "The second story is about a ferry that came late.")
    shelve(desk, numbered(1))
    page = view(library(app), "Add")
    page.file_uploader(key="add-files").set_value(
        [
            ("both.zip", packed.getvalue(), "application/zip"),
            ("empty.txt", b"", "text/plain"),
            ("photo.jpg", b"\xff\xd8\xff", "image/jpeg"),
        ]
    )
    page.selectbox(key="add-outlet").set_value("The Tide")
    page = finished(click(page, "add-submit"), desk)
    assert desk.shelf.facets()["outlet"] == {"The Tide": 3}
    assert table(page, REFUSED)["Name"] == ["empty.txt", "photo.jpg"]
    assert "Is empty" in str(table(page, REFUSED)["Reason"][0])
    page = click(page, f"close-{desk.library.jobs.all()[0].id}")
    assert not table(page, REFUSED)


def test_a_whole_folder_can_be_chosen(app: Open) -> None:
    page = library(app)
    page.toggle(key="add-is-folder").set_value(True)
    page = run(page)
    assert [each.proto.accept_directory for each in page.file_uploader] == [True]


def test_a_folder_of_this_machine_is_read(app: Open, desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "story.txt").write_text("A story about a bridge that was closed for the winter.", encoding="utf-8")
    page = pick(library(app), "By path")
    page.text_input(key="add-path").set_value(str(folder))
    page = finished(click(page, "add-submit"), desk)
    assert len(titles(page)) == 1


def test_many_addresses_are_read_and_one_of_this_machine_is_refused(app: Open, desk: Desk) -> None:
    page = pick(library(app), "Web addresses")
    page.text_area(key="add-addresses").set_value(
        "http://127.0.0.1:1/a\n\n  <http://localhost:1/b>, http://127.0.0.1:1/a"
    )
    page.toggle(key="add-follow").set_value(True)
    page = finished(click(page, "add-submit"), desk)
    assert table(page, REFUSED)["Name"] == ["http://127.0.0.1:1/a", "http://localhost:1/b"]
    (job,) = desk.library.jobs.all()
    assert '"follow": true' in desk.shelf.job(job.id).plan


def test_every_kind_of_file_that_can_be_read_is_named() -> None:
    assert set(wiring.loaders()) <= frozenset().union(*library_add.KINDS.values())


@pytest.mark.parametrize(
    ("inputs", "name"),
    [
        ([Upload("a.txt", b"")], "a.txt"),
        ([Upload("a.txt", b""), Upload("b.txt", b"")], "2 files"),
        ([Upload("press/a.txt", b""), Upload("press/b/c.txt", b"")], "press: 2 files"),
        ([WebPage("https://example.org/a"), WebPage("https://example.org/b")], "2 web addresses"),
        ([LocalPath(Path("/press"))], "/press"),
    ],
)
def test_a_job_is_called_what_was_given(inputs: list[Input], name: str) -> None:
    given = library_add.Given.ADDRESSES if isinstance(inputs[0], WebPage) else library_add.Given.FILES
    assert library_add.name(given, inputs) == name
