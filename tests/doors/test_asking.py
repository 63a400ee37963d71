"""search, ask, brief, verify: one question each."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline import records
from tests.doors import shell
from tests.doors.conftest import QUESTION

NOT_THERE = "Who won the chess championship in Reykjavik?"
HIT = {"rank", "article_id", "title", "outlet", "url", "published", "start", "end", "text", "found_by"}
CITATION = {"article_id", "title", "outlet", "url", "published", "start", "end", "quote"}
CLAIM = {"text", "citations", "support", "independent_sources", "articles"}
ANSWER = {"question", "abstained", "claims", "dropped", "disagreements", "gaps", "provenance", "seconds"}
BRIEF = {
    *("id", "version", "topic", "template", "sections", "figures", "timeline", "disagreements", "gaps", "sources"),
    *("provenance", "seconds"),
}


def text_of(data: Path, identity: str) -> str:
    text: str = shell.run("show", identity, "--json", "--data", data).json["text"]
    return text


def claims_of(brief: Any) -> list[Any]:
    return [claim for section in brief["sections"] for claim in section["claims"]]


def test_search_gives_passages_with_their_place(library: Path) -> None:
    ran = shell.run("search", QUESTION, "-k", 4, "--json", "--data", library)
    assert ran.status == 0
    assert ran.json["question"] == QUESTION
    assert [hit["rank"] for hit in ran.json["hits"]] == [1, 2, 3, 4]
    for hit in ran.json["hits"]:
        assert hit.keys() >= HIT
        assert hit["text"] == text_of(library, hit["article_id"])[hit["start"] : hit["end"]]
        assert hit["found_by"]


def test_search_keeps_to_its_scope(library: Path) -> None:
    words = (
        "--outlet",
        "Radio Estmere",
        "--outlet",
        "Northmark Wire",
        "--since",
        "2025-10-15",
        "--until",
        "2025-10-17",
    )
    hits = shell.run("search", QUESTION, *words, "--json", "--data", library).json["hits"]
    assert {hit["outlet"] for hit in hits} == {"Radio Estmere", "Northmark Wire"}
    assert all("2025-10-15" <= hit["published"] <= "2025-10-17" for hit in hits)


def test_a_slip_in_an_outlets_name_is_pointed_out(library: Path) -> None:
    ran = shell.run("search", QUESTION, "--outlet", "Radio Estmeer", "--json", "--data", library)
    assert (ran.status, ran.json["hits"]) == (0, [])
    assert "there is no outlet 'Radio Estmeer' in the library; did you mean 'Radio Estmere'?" in ran.err


def test_an_answer_quotes_what_stands_in_the_article(answer: Any, library: Path) -> None:
    assert answer.keys() >= ANSWER
    assert not answer["abstained"]
    for claim in answer["claims"]:
        assert claim.keys() >= CLAIM
        for citation in claim["citations"]:
            assert citation.keys() >= CITATION
            text = text_of(library, citation["article_id"])
            assert citation["quote"] == text[citation["start"] : citation["end"]]
    assert records.read_answer(answer).question == QUESTION


def test_an_answer_as_text_has_a_numbered_source_beneath_each_claim(answer: Any, answer_lines: list[str]) -> None:
    assert answer_lines[0] == QUESTION
    first = answer["claims"][0]
    at = answer_lines.index(first["text"])
    assert answer_lines[at + 1].startswith("  [1] ")
    assert first["citations"][0]["outlet"] in answer_lines[at + 1]
    assert answer_lines[at + 2].strip() == f"“{' '.join(first['citations'][0]['quote'].split())}”"
    assert answer_lines[-1] == "Quotes only, no model"


def test_what_the_articles_do_not_say_is_declined_with_what_comes_nearest(library: Path) -> None:
    ran = shell.run("ask", NOT_THERE, "--json", "--data", library)
    assert (ran.status, ran.json["abstained"], ran.json["claims"]) == (0, True, [])
    text = shell.run("ask", NOT_THERE, "--data", library).out
    assert "The articles do not say." in text
    assert ran.json["gaps"]
    assert all(gap in text for gap in ran.json["gaps"])
    assert f"[1] {ran.json['nearest'][0]['outlet']}" in text


def test_a_follow_up_is_understood_from_the_history(library: Path, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_text(json.dumps([["When did the Maren Tide ferry sink?", "On 14 October 2025."]]))
    ran = shell.run("ask", "How many were aboard?", "--history", history, "--json", "--data", library)
    assert "ferry" in ran.json["searched_for"].lower()
    assert ran.json["question"] == "How many were aboard?"


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("{", "history.json is not JSON"),
        ('{"a": 1}', "history.json must be a list"),
        ('[["one"]]', "history.json[0] must be a pair"),
        ('[["a", "b"], ["a", 2]]', "history.json[1] must be a pair"),
        ('[["\\ud800", "b"]]', "history.json[0] holds something that is no character"),
    ],
)
def test_a_broken_history_is_named(content: str, wrong: str, library: Path, tmp_path: Path) -> None:
    history = tmp_path / "history.json"
    history.write_text(content)
    ran = shell.run("ask", QUESTION, "--history", history, "--json", "--data", library)
    assert ran.status == 2
    assert wrong in ran.json["error"]


def test_an_empty_library_is_said_to_be_empty(tmp_path: Path) -> None:
    ran = shell.run("ask", QUESTION, "--json", "--data", tmp_path / "data")
    assert (ran.status, ran.json["abstained"]) == (0, True)
    assert "there are no articles" in ran.err


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize("question", ["", "?!", " "])
def test_a_question_without_a_word_is_refused(command: str, question: str, tmp_path: Path) -> None:
    ran = shell.run(command, question, "--json", "--data", tmp_path / "data")
    assert (ran.status, ran.json) == (2, {"error": "Ask a question in words."})


def test_a_brief_has_the_fields_of_the_contract(library: Path) -> None:
    ran = shell.run("brief", "the Maren Tide ferry", "--length", "short", "--json", "--data", library)
    assert ran.status == 0
    assert ran.json.keys() >= BRIEF
    assert claims_of(ran.json)
    assert records.read_brief(ran.json).topic == "the Maren Tide ferry"


def test_a_brief_as_text_numbers_its_sources(library: Path) -> None:
    text = shell.run("brief", "the Maren Tide ferry", "--length", "short", "--data", library).out
    assert text.startswith("The Maren Tide ferry\n")
    assert "\nSources\n  [1] " in text
    assert " [1]" in text.partition("\nSources\n")[0]


@pytest.mark.parametrize("suffix", [".docx", ".MD"])
def test_a_brief_is_written_by_suffix(suffix: str, library: Path, tmp_path: Path) -> None:
    file = tmp_path / f"brief{suffix}"
    ran = shell.run("brief", "the rate cut", "--length", "short", "--out", file, "--data", library)
    assert ran.status == 0
    assert f"Wrote {file}" in ran.out
    assert file.read_bytes().startswith({".docx": b"PK", ".MD": b"# The rate cut"}[suffix])
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        (["--out", "brief.odt"], "a file as .odt is not available; there are .docx, .pdf, .html, .md, .json"),
        (["--out", "brief"], "a file without a suffix is not available"),
        (["--out", "nowhere/brief.md"], "there is no folder nowhere"),
        (["--template", "poem"], "there is no template 'poem'; there are situation, summary, background, timeline"),
        (["--length", "endless"], "there is no length 'endless'"),
        (["--since", "2025-02-01", "--until", "2025-01-01"], "since 2025-02-01 is after until 2025-01-01"),
    ],
)
def test_what_is_wrong_is_found_before_the_work(words: list[str], wrong: str, tmp_path: Path) -> None:
    ran = shell.run("brief", "ferry", *words, "--json", "--data", tmp_path / "data")
    assert ran.status == 2
    assert wrong in ran.json["error"]
    assert not (tmp_path / "data").exists()


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    (tmp_path / "brief.md").mkdir()
    ran = shell.run("brief", "ferry", "--out", tmp_path / "brief.md", "--data", tmp_path / "data")
    assert ran.status == 2
    assert "cannot be written" in ran.err


def test_an_exported_brief_is_found_right_again(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    shell.run("brief", "the rate cut", "--length", "short", "--out", file, "--data", library)
    ran = shell.run("verify", file, "--json", "--data", library)
    assert ran.status == 0
    assert ran.json["problems"] == []
    assert ran.json["quotes_exact"] > 0
    assert ran.json["claims"] > 0


def test_an_answer_that_was_changed_is_found_wrong(answer: Any, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.json"
    file.write_text(json.dumps(answer))
    assert shell.run("verify", file, "--data", library).status == 0
    changed = copy.deepcopy(answer)
    citation = changed["claims"][0]["citations"][0]
    citation["quote"] = "X" * len(citation["quote"])
    file.write_text(json.dumps(changed))
    ran = shell.run("verify", file, "--json", "--data", library)
    assert ran.status == 1
    assert {"claim", "reason"} <= ran.json["problems"][0].keys()
    assert "problem: " in shell.run("verify", file, "--data", library).out


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"[]", b'{"a": 1}'])
def test_what_is_no_export_is_named(content: bytes | None, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "export.json"
    if content is not None:
        file.write_bytes(content)
    ran = shell.run("verify", file, "--json", "--data", library)
    assert ran.status == 2
    assert ran.json["error"]
