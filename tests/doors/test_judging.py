"""extract: what a page or a file says, without a library."""

from __future__ import annotations

from pathlib import Path

from tests.doors import shell

PAGE = shell.SAMPLES / "2025-10-15-harbour-ledger-ferry.html"


def test_a_page_becomes_an_article_and_no_library_is_made(tmp_path: Path) -> None:
    ran = shell.run("extract", PAGE, "--json", "--data", tmp_path / "data")
    assert ran.status == 0
    assert ran.json.keys() >= {"title", "text", "byline", "outlet", "published", "language", "url"}
    assert (ran.json["outlet"], ran.json["published"]) == ("The Harbour Ledger", "2025-10-15")
    assert "148 people aboard" in ran.json["text"]
    assert "cookie" not in ran.json["text"]
    assert not (tmp_path / "data").exists()


def test_a_page_as_text_says_who_published_it_when() -> None:
    title, facts, *_ = shell.run("extract", PAGE).out.splitlines()
    assert title == "Rescue boats steered by the shouting as ferry sank off Skarrow"
    assert facts.startswith("The Harbour Ledger, 15 October 2025")


def test_of_a_file_of_many_the_first_that_is_an_article_is_given(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": ""}\n{"text": "It rained on Monday."}\n{"text": "It rained on Tuesday."}\n')
    ran = shell.run("extract", rows, "--json")
    assert (ran.status, ran.json["text"]) == (0, "It rained on Monday.")


def test_what_is_no_article_is_refused_with_a_reason(tmp_path: Path) -> None:
    binary = tmp_path / "picture.txt"
    binary.write_bytes(bytes(range(256)) * 40)
    for source in (binary, tmp_path / "gone.html", "http://127.0.0.1:9/a"):
        ran = shell.run("extract", source, "--json")
        assert ran.status == 1
        (refused,) = ran.json["refused"]
        assert refused["name"] == str(source)
        assert ran.err == f"briefdesk: refused: {source}: {refused['reason']}\n"
