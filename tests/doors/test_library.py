"""add, list, show, remove, doctor."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.doors import shell

ENTRY = {"id", "title", "outlet", "url", "published", "byline", "language", "revision", "passages", "copies_of"}
TEXT = "The harbour bridge at Estmere was closed on Monday after inspectors found a crack in its third pier.\n"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def listed(data: Path, *words: str) -> list[dict[str, object]]:
    ran = shell.run("list", "--data", data, "--json", *words)
    assert ran.status == 0
    articles: list[dict[str, object]] = ran.json["articles"]
    return articles


def test_adding_tells_what_was_added_and_refused(page: Path, tmp_path: Path) -> None:
    ran = shell.run("add", page, tmp_path / "gone.txt", "--json", "--data", tmp_path / "data")
    assert ran.status == 1
    assert {"added", "revised", "unchanged", "copies", "refused", "passages", "seconds"} <= ran.json.keys()
    assert (ran.json["added"], ran.json["passages"]) == (1, 1)
    assert ran.json["refused"] == [{"name": str(tmp_path / "gone.txt"), "reason": "is not there"}]


def test_adding_twice_changes_nothing(page: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert shell.run("add", page, "--data", data).status == 0
    again = shell.run("add", page, "--data", data, "--json")
    assert (again.status, again.json["added"], again.json["unchanged"]) == (0, 0, 1)


def test_an_article_takes_the_outlet_and_collection_it_is_given(page: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shell.run("add", page, "--data", data, "--outlet", "Estmere Gazette", "--collection", "bridges")
    assert [article["outlet"] for article in listed(data, "--collection", "bridges")] == ["Estmere Gazette"]
    assert listed(data, "--collection", "tunnels") == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/news", "ftp://example.org/a.txt", "http://[::1"])
def test_an_address_that_may_not_be_read_is_refused(address: str, tmp_path: Path) -> None:
    ran = shell.run("add", address, "--json", "--data", tmp_path / "data")
    assert ran.status == 1
    assert [refused["name"] for refused in ran.json["refused"]] == [address]
    assert ran.json["refused"][0]["reason"] != "is not there"


def test_refused_files_are_named_in_text_and_the_rest_is_added(page: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    ran = shell.run("add", page, tmp_path / "empty.txt", "--data", tmp_path / "data")
    assert ran.status == 1
    assert "empty.txt: is empty" in ran.out
    assert "Added 1 article, 1 refused" in ran.out


def test_the_list_has_the_fields_of_the_contract(library: Path) -> None:
    articles = listed(library)
    assert len(articles) == 20
    assert all(article.keys() >= ENTRY for article in articles)
    assert sum(article["copies_of"] is not None for article in articles) == 2
    assert articles[0]["published"] == "2026-01-28"


def test_the_list_can_be_narrowed(library: Path) -> None:
    narrowed = listed(library, "--outlet", "Radio Estmere", "--since", "2025-09-12", "--until", "2025-10-17")
    assert {article["published"] for article in narrowed} == {"2025-09-12", "2025-10-17"}
    assert {article["outlet"] for article in narrowed} == {"Radio Estmere"}


def test_the_list_as_text_is_a_row_an_article(library: Path) -> None:
    rows = [line.split("\t") for line in shell.run("list", "--data", library).out.splitlines()]
    assert len(rows) == 21
    assert {len(row) for row in rows} == {6}
    assert rows[0][0] == "id"


def test_an_article_is_shown_as_it_is_stored(library: Path) -> None:
    entry = listed(library)[0]
    ran = shell.run("show", entry["id"], "--data", library, "--json")
    assert ran.status == 0
    assert {name: ran.json[name] for name in ENTRY} == {name: entry[name] for name in ENTRY}
    text = shell.run("show", entry["id"], "--data", library)
    assert ran.json["text"] in text.out


def test_an_earlier_revision_can_be_shown(tmp_path: Path) -> None:
    file, data = tmp_path / "news.jsonl", tmp_path / "data"
    for text in (TEXT, TEXT.replace("Monday", "Tuesday")):
        file.write_text(json.dumps({"url": "https://example.org/bridge", "title": "Bridge", "text": text}))
        shell.run("add", file, "--data", data)
    identity = listed(data)[0]["id"]
    first, newest = (
        shell.run("show", identity, *words, "--json", "--data", data).json for words in (("--revision", 1), ())
    )
    assert ("Monday" in first["text"], first["revision"], first["passages"]) == (True, 1, 0)
    assert ("Tuesday" in newest["text"], newest["revision"], newest["passages"]) == (True, 2, 1)
    assert shell.run("show", identity, "--revision", 3, "--data", data).status == 2


def test_an_unknown_article_is_said_to_be_none(library: Path) -> None:
    ran = shell.run("show", "nowhere", "--json", "--data", library)
    assert (ran.status, ran.json) == (2, {"error": "There is no article nowhere."})
    assert ran.err == "briefdesk: There is no article nowhere.\n"


def test_a_removed_article_is_gone_from_everything(own_library: Path) -> None:
    first, second = (str(article["id"]) for article in listed(own_library)[:2])
    ran = shell.run("remove", first, second, first, "--json", "--data", own_library)
    assert (ran.status, ran.json["removed"]) == (0, 2)
    assert shell.run("show", first, "--data", own_library).status == 2
    assert len(listed(own_library)) == 18
    assert shell.run("doctor", "--data", own_library).status == 0


def test_removing_what_is_not_there_is_told_and_removes_the_rest(own_library: Path) -> None:
    first = str(listed(own_library)[0]["id"])
    ran = shell.run("remove", "nowhere", first, "--json", "--data", own_library)
    assert (ran.status, ran.json) == (1, {"removed": 1, "unknown": ["nowhere"]})
    assert "there is no article nowhere" in ran.err


def test_the_doctor_finds_a_sound_library_sound(library: Path) -> None:
    ran = shell.run("doctor", "--json", "--data", library)
    assert ran.status == 0
    assert (ran.json["articles"], ran.json["problems"], ran.json["repaired"]) == (20, [], 0)
    assert ran.json["passages"] == ran.json["vectors"] > 20


def test_the_doctor_finds_and_repairs_what_does_not_agree(own_library: Path) -> None:
    with closing(sqlite3.connect(own_library / "shelf.sqlite")) as db, db:
        db.execute("DELETE FROM passage_words WHERE rowid IN (SELECT rowid FROM passage_words LIMIT 3)")
    found = shell.run("doctor", "--json", "--data", own_library)
    assert found.status == 1
    assert found.json["problems"] == found.json["remaining"] != []
    mended = shell.run("doctor", "--repair", "--json", "--data", own_library)
    assert (mended.status, mended.json["problems"], mended.json["remaining"]) == (0, found.json["problems"], [])
    assert mended.json["repaired"] > 0
    assert shell.run("doctor", "--data", own_library).status == 0
