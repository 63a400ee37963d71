"""list, show, changes, remove, doctor, families."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.doors import shell

ENTRY = {
    *("id", "title", "outlet", "url", "published", "byline", "language", "revision", "passages", "copies_of"),
    *("published_at", "updated", "wire", "collections", "tags", "copies", "added_at"),
}
TEXT = "The harbour bridge at Estmere was closed on Monday after inspectors found a crack in its third pier.\n"


def listed(data: Path, *words: str) -> list[dict[str, object]]:
    ran = shell.run("list", "--data", data, "--json", *words)
    assert ran.status == 0
    articles: list[dict[str, object]] = ran.json["articles"]
    return articles


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


@pytest.fixture
def corrected(tmp_path: Path) -> tuple[Path, str]:
    """A data folder with one article of two revisions, and its id."""
    file, data = tmp_path / "news.jsonl", tmp_path / "data"
    for text in (TEXT, TEXT.replace("Monday", "Tuesday")):
        row = {"url": "https://example.org/bridge", "title": "Bridge", "text": text, "author": "By AP", "byline": "AP"}
        file.write_text(json.dumps(row | {"published": "2025-05-06T08:30:00+02:00", "updated": "2025-05-07"}))
        shell.run("add", file, "--data", data)
    return data, str(listed(data)[0]["id"])


def test_an_earlier_revision_can_be_shown(corrected: tuple[Path, str]) -> None:
    data, identity = corrected
    first, newest = (
        shell.run("show", identity, *words, "--json", "--data", data).json for words in (("--revision", 1), ())
    )
    assert ("Monday" in first["text"], first["revision"], first["passages"]) == (True, 1, 0)
    assert ("Tuesday" in newest["text"], newest["revision"], newest["passages"]) == (True, 2, 1)
    assert [each["number"] for each in newest["revisions"]] == [2, 1]
    assert shell.run("show", identity, "--revision", 3, "--data", data).status == 2


def test_an_article_is_shown_with_what_is_known_of_it(corrected: tuple[Path, str]) -> None:
    data, identity = corrected
    shown = shell.run("show", identity, "--json", "--data", data).json
    assert (shown["published_at"], shown["updated"], shown["wire"]) == ("2025-05-06T08:30:00+02:00", "2025-05-07", "AP")
    assert {(each["field"], each["where"]) for each in shown["readings"]} == {
        ("byline", "byline"),
        ("byline", "author"),
    }
    assert listed(data)[0]["published_at"] == shown["published_at"]
    text = shell.run("show", identity, "--data", data).out
    assert "6 May 2025, 08:30 (UTC+2), updated 7 May 2025" in text
    assert "revision: 2 of 2" in text


def test_what_changed_is_told_word_by_word(corrected: tuple[Path, str]) -> None:
    data, identity = corrected
    told = shell.run("changes", identity, "--json", "--data", data).json
    assert (told["from"], told["to"]) == (1, 2)
    assert [change for change in told["changes"] if change["kind"] != "same"] == [
        {"kind": "removed", "text": "Monday"},
        {"kind": "added", "text": "Tuesday"},
    ]
    assert "closed on [-Monday-]{+Tuesday+} after" in shell.run("changes", identity, "--data", data).out
    back = shell.run("changes", identity, "--from", 2, "--to", 1, "--data", data)
    assert "closed on [-Tuesday-]{+Monday+} after" in back.out
    alike = shell.run("changes", identity, "--from", 1, "--to", 1, "--data", data)
    assert alike.out.endswith("The texts are the same.\n")


def test_an_article_of_one_revision_has_no_changes(library: Path) -> None:
    identity = listed(library)[0]["id"]
    ran = shell.run("changes", identity, "--json", "--data", library)
    assert (ran.status, ran.json) == (
        2,
        {"error": f"Article {identity} has no revision before revision 1."},
    )


def test_the_list_is_narrowed_by_words_language_tag_and_copies(own_library: Path) -> None:
    assert {article["language"] for article in listed(own_library, "--language", "en")} == {"en"}
    assert listed(own_library, "--language", "de") == []
    assert 0 < len(listed(own_library, "--words", "Maren Tide")) < 20
    grouped, heads = listed(own_library, "--copies", "grouped"), listed(own_library, "--copies", "heads")
    assert (len(grouped), len(heads), sum(int(str(article["copies"])) for article in heads)) == (3, 18, 2)
    with closing(sqlite3.connect(own_library / "shelf.sqlite")) as db, db:
        db.execute("INSERT INTO tag SELECT key, 'to read', 0 FROM article WHERE id = ?", (heads[0]["id"],))
    assert [article["tags"] for article in listed(own_library, "--tag", "to read")] == [["to read"]]
    scoped = shell.run("search", "the ferry", "--tag", "to read", "--json", "--data", own_library)
    assert {hit["article_id"] for hit in scoped.json["hits"]} <= {heads[0]["id"]}
    assert "did you mean 'to read'?" in shell.run("list", "--tag", "toread", "--data", own_library).err


def test_families_are_set_from_a_file_and_shown(tmp_path: Path) -> None:
    data, file = tmp_path / "data", tmp_path / "families.txt"
    file.write_text("# who owns whom\nRiver Group: The Ledger, The Echo\n", encoding="utf-8")
    assert shell.run("families", "--json", "--data", data).json == {"families": []}
    told = shell.run("families", file, "--json", "--data", data)
    assert told.json == {"families": [{"name": "River Group", "outlets": ["The Ledger", "The Echo"]}]}
    assert shell.run("families", "--data", data).out == file.read_text()
    wrong = shell.run("families", "-", "--json", "--data", data, stdin="no family\n")
    assert (wrong.status, wrong.json["error"][:6]) == (2, "Line 1")
    assert shell.run("families", "--data", data).out == file.read_text()
    assert shell.run("families", "-", "--data", data, stdin=b"\xff").status == 2


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
