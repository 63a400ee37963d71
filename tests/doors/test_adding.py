"""add, index, export: what goes into a library, and out of it into another."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.adapters.file_turn import FileTurn
from tests.doors import shell
from tests.doors.test_library import TEXT, listed
from tests.ingest.rooms import text

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Estmere Today</title>
<item><title>Bridge closed</title><link>http://127.0.0.1:9/bridge</link></item>
</channel></rss>"""


@pytest.fixture
def bridge(tmp_path: Path) -> Path:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_adding_tells_what_was_added_and_refused(bridge: Path, tmp_path: Path) -> None:
    ran = shell.run("add", bridge, tmp_path / "gone.txt", "--json", "--data", tmp_path / "data")
    assert ran.status == 1
    assert {"added", "revised", "unchanged", "copies", "refused", "passages", "seconds"} <= ran.json.keys()
    assert (ran.json["added"], ran.json["passages"]) == (1, 1)
    assert ran.json["refused"] == [{"name": str(tmp_path / "gone.txt"), "reason": "is not there"}]


def test_adding_twice_changes_nothing(bridge: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert shell.run("add", bridge, "--data", data).status == 0
    again = shell.run("add", bridge, "--data", data, "--json")
    assert (again.status, again.json["added"], again.json["unchanged"]) == (0, 0, 1)


def test_an_article_takes_the_outlet_and_collection_it_is_given(bridge: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shell.run("add", bridge, "--data", data, "--outlet", "Estmere Gazette", "--collection", "bridges")
    assert [article["outlet"] for article in listed(data, "--collection", "bridges")] == ["Estmere Gazette"]
    assert listed(data, "--collection", "tunnels") == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/news", "ftp://example.org/a.txt", "http://[::1"])
def test_an_address_that_may_not_be_read_is_refused(address: str, tmp_path: Path) -> None:
    ran = shell.run("add", address, "--json", "--data", tmp_path / "data")
    assert ran.status == 1
    assert [refused["name"] for refused in ran.json["refused"]] == [address]
    assert ran.json["refused"][0]["reason"] != "is not there"


def test_refused_files_are_named_in_text_and_the_rest_is_added(bridge: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = shell.run("add", bridge, tmp_path / "empty.txt", "--data", tmp_path / "data")
    assert ran.status == 1
    assert "empty.txt: is empty" in ran.out
    assert "Added 1 article, 1 refused" in ran.out


def test_a_feed_is_read_and_followed_where_it_may_be(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED)
    headline, followed = (
        shell.run("add", feed, *words, "--json", "--data", tmp_path / "data").json["refused"][0]
        for words in ((), ("--follow",))
    )
    assert headline["reason"] == "is only a headline: follow the feed to read the page behind it"
    assert followed["name"] == "http://127.0.0.1:9/bridge"
    assert followed["reason"] != headline["reason"]


def rows(file: Path, count: int) -> Path:
    lines = [json.dumps({"url": f"https://example.org/{n}", "text": text(n)}) for n in range(count)]
    file.write_text("\n".join(lines))
    return file


def test_vectors_can_be_made_later(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ran = shell.run("add", rows(tmp_path / "rows.jsonl", 70), "--later", "--json", "--data", data)
    assert (ran.status, ran.json["added"], ran.json["waiting"]) == (0, 70, ran.json["passages"])
    assert "passages are found by their words only, so far; finish with: index" in ran.err
    assert shell.run("doctor", "--data", data).status == 1
    made = shell.run("index", "--json", "--data", data)
    assert made.json == {"passages": ran.json["passages"], "waiting": 0}
    assert shell.run("doctor", "--data", data).status == 0


def test_adding_waits_for_another_that_adds_and_says_so_once(bridge: Path, tmp_path: Path) -> None:
    data, held = tmp_path / "data", threading.Event()
    shell.run("list", "--data", data)
    done: list[shell.Ran] = []
    adding = threading.Thread(target=lambda: done.append(shell.run("add", bridge, "--json", "--data", data)))
    with FileTurn(data / "intake.lock").taken(0) as is_mine:
        assert is_mine
        adding.start()
        held.wait(1.5)
        assert done == []
    adding.join(30)
    assert (done[0].status, done[0].json["added"]) == (0, 1)
    assert done[0].err == "briefdesk: another process puts articles in; waiting until it is done\n"


def test_the_export_of_a_library_makes_the_same_library(own_library: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(own_library / "shelf.sqlite")) as db, db:
        db.execute("INSERT INTO tag SELECT key, 'to read', 0 FROM article WHERE id < '8'")
    export, again, other = tmp_path / "export.jsonl", tmp_path / "again.jsonl", tmp_path / "other"
    written = shell.run("export", export, "--json", "--data", own_library)
    assert (written.status, written.json["articles"]) == (0, 20)
    added = shell.run("add", export, "--json", "--data", other).json
    assert (added["added"], added["copies"], added["refused"]) == (20, 2, [])
    shell.run("export", again, "--data", other)
    assert again.read_bytes() == export.read_bytes()
    assert listed(other) == listed(own_library)
    for article in (entry for entry in listed(other) if entry["copies_of"] or entry["copies"]):
        first, second = (shell.run("show", article["id"], "--json", "--data", d).out for d in (own_library, other))
        assert first == second
    assert shell.run("doctor", "--data", other).status == 0


def test_a_part_of_the_library_is_exported_to_a_pipe(library: Path) -> None:
    ran = shell.run("export", "-", "--outlet", "Radio Estmere", "--data", library)
    assert ran.status == 0
    assert {line["outlet"] for line in ran.lines} == {"Radio Estmere"}
    assert len(ran.lines) == len(listed(library, "--outlet", "Radio Estmere"))


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["export", "-", "--json"], "leave --json out"),
        (["export", "library.csv"], "a file as .csv is not available; there are .jsonl, .ndjson"),
        (["export", "/nowhere/at/all/e.jsonl"], "there is no folder /nowhere/at/all"),
    ],
)
def test_an_export_that_cannot_be_is_named(words: list[str], wrong: str, tmp_path: Path) -> None:
    ran = shell.run(*words, "--data", tmp_path / "data")
    assert ran.status == 2
    assert wrong in ran.err


def test_a_row_that_only_looks_like_an_export_is_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "forged.jsonl"
    file.write_text(json.dumps({"briefdesk": 1, "id": "nonsense", "text": TEXT, "revisions": []}))
    ran = shell.run("add", file, "--json", "--data", tmp_path / "data")
    assert ran.status == 1
    assert ran.json["refused"][0]["reason"].startswith("is marked as an export of Briefdesk, and is none: article.")
