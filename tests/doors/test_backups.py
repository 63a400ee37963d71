"""backup and restore: the whole desk as one file, made while it is in use, and proven when it is read."""

from __future__ import annotations

import json
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import wiring
from pipeline.domain import Scope
from pipeline.ingest.inputs import Pasted
from pipeline.settings import Settings
from tests.doors import shell
from tests.doors.conftest import QUESTION


@pytest.fixture(scope="module")
def saved(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("backup") / "desk.zip"
    ran = shell.run("backup", file, "--json", "--data", library)
    assert ran.status == 0
    assert ran.json["bytes"] == file.stat().st_size
    return file


def changed(saved: Path, to: Path, name: str, content: bytes) -> Path:
    """The backup with one file in it exchanged."""
    with zipfile.ZipFile(saved) as archive, zipfile.ZipFile(to, "w") as into:
        for each in archive.namelist():
            into.writestr(each, content if each == name else archive.read(each))
    return to


def test_a_restored_desk_answers_as_the_one_that_was_saved(saved: Path, library: Path, tmp_path: Path) -> None:
    data = tmp_path / "new" / "data"
    assert shell.run("restore", saved, "--json", "--data", data).json["articles"] == 20
    asked = [shell.run("ask", QUESTION, "--json", "--data", each).json["claims"] for each in (library, data)]
    assert asked[0] == asked[1]
    assert shell.run("doctor", "--json", "--data", data).json["problems"] == []
    assert not list(data.parent.glob(".*partial"))


def test_it_is_of_one_moment_while_articles_come_in(own_library: Path, tmp_path: Path) -> None:
    file, data = tmp_path / "desk.zip", tmp_path / "new"
    with closing(wiring.open_desk(Settings(data=own_library))) as desk:
        texts = [f"The council of Tovia met for the {n}th time. It closed {n} schools that day." for n in range(200)]
        adding = threading.Thread(target=lambda: desk.library.add([Pasted(text) for text in texts]))
        adding.start()
        assert shell.run("backup", file, "--data", own_library).status == 0
        adding.join()
        assert desk.shelf.count(Scope()) == 220
    shell.run("restore", file, "--data", data)
    shell.run("index", "--data", data)
    assert shell.run("doctor", "--json", "--data", data).json["problems"] == []


def test_a_folder_that_holds_something_is_left_as_it_is(saved: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    ran = shell.run("restore", saved, "--data", tmp_path)
    assert ran.status == 2
    assert "is not empty" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_a_changed_byte_is_found_and_nothing_is_made(saved: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    ran = shell.run("restore", changed(saved, tmp_path / "bad.zip", "shelf.sqlite", b"SQLite"), "--data", data)
    assert ran.status == 2
    assert "shelf.sqlite is not as it was saved" in ran.err
    assert not data.exists()


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"format": 2, "sha256": {"shelf.sqlite": ""}}, "a newer version"),
        ({"format": 1, "sha256": {"shelf.sqlite": "", "../away": ""}}, "is no backup"),
        ({"format": 1, "sha256": {}}, "is no backup"),
        ([], "is no backup"),
    ],
    ids=["newer", "outside the folder", "without a shelf", "no record"],
)
def test_what_is_no_backup_is_refused(saved: Path, tmp_path: Path, record: object, told: str) -> None:
    file = changed(saved, tmp_path / "odd.zip", "backup.json", json.dumps(record).encode())
    ran = shell.run("restore", file, "--data", tmp_path / "data")
    assert ran.status == 2
    assert told in ran.err


def test_a_file_cut_short_is_refused(saved: Path, tmp_path: Path) -> None:
    short = tmp_path / "short.zip"
    short.write_bytes(saved.read_bytes()[:5000])
    ran = shell.run("restore", short, "--data", tmp_path / "data")
    assert ran.status == 2
    assert "damaged" in ran.err


def test_where_there_is_no_library_none_is_saved(tmp_path: Path) -> None:
    ran = shell.run("backup", tmp_path / "desk.zip", "--data", tmp_path / "none")
    assert ran.status == 2
    assert "There is no library" in ran.err
    assert not (tmp_path / "desk.zip").exists()
