"""Many questions, or many claims, a line each: a bad line is answered as one, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.doors import shell

BAD_LINES = {  # and what is said of each
    b"{bad": "line {n} is not JSON: Expecting property name enclosed in double quotes (column 2)",
    b"[1]": "line {n} must be an object with fields, not a list",
    b"\xff\xfe": "line {n} is not UTF-8",
    b'{"question": NaN}': "line {n} cannot be read: NaN is no number of JSON",
    b"[" * 100_000: "line {n} is nested too deeply",
    b'{"id": "b"}': "line {n}.question is missing",
    b'{"id": "b", "question": 7}': "line {n}.question must be text, not a number",
    b'{"id": "b", "question": "?"}': "Ask a question in words.",
    b'{"id": "b", "question": "a \\ud800"}': "line {n}.question holds something that is no character",
    b'{"id": "b", "question": "a", "since": "soon"}': "line {n}.since is not right: Invalid isoformat string: 'soon'",
    b'{"id": "b", "question": "a", "outlets": "X"}': "line {n}.outlets must be a list, not text",
    b'{"id": "b", "question": "a", "history": [[]]}': "line {n}.history[0] must be a pair of texts, [question, answer]",
    b'{"id": "b", "question": "a", "since": "2025-02-01", "until": "2025-01-01"}': "since 2025-02-01 is after until "
    "2025-01-01",
    b'{"id": {}, "question": "a"}': "line {n}.id must be text or a whole number",
}


def questions(tmp_path: Path, *lines: dict[str, Any] | bytes) -> Path:
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    return file


@pytest.mark.parametrize("command", ["ask", "search"])
def test_each_question_gets_a_line_with_its_id(command: str, library: Path, tmp_path: Path) -> None:
    file = questions(
        tmp_path,
        {"id": "a", "question": "How many people were aboard the ferry?"},
        b"",
        {"id": 2, "question": "What is the rate now?", "outlets": ["Northmark Wire"], "history": None},
    )
    ran = shell.run(command, "--questions", file, "--data", library)
    assert (ran.status, [line["id"] for line in ran.lines]) == (0, ["a", 2])
    found = "hits" if command == "search" else "claims"
    assert all(line[found] and line["seconds"] >= 0 for line in ran.lines)


def test_a_line_is_answered_as_the_same_question_alone(library: Path, tmp_path: Path) -> None:
    question = "How many people were aboard the ferry?"
    file = questions(tmp_path, {"question": question, "since": "2025-10-15", "until": "2025-10-15"})
    line = shell.run("ask", "--questions", file, "--data", library).lines[0]
    days = ("--since", "2025-10-15", "--until", "2025-10-15")
    alone = shell.run("ask", question, *days, "--json", "--data", library).json
    assert (line["claims"], line["disagreements"]) == (alone["claims"], alone["disagreements"])
    assert line.keys() == alone.keys()


def test_a_line_keeps_to_the_scope_of_the_command_unless_it_has_its_own(library: Path, tmp_path: Path) -> None:
    asked = {"question": "How many people were aboard the ferry?"}
    file = questions(tmp_path, asked, {**asked, "outlets": ["Valley Courant"]})
    words = ("--outlet", "Radio Estmere", "--data", library)
    lines = shell.run("search", "--questions", file, *words).lines
    assert [{hit["outlet"] for hit in line["hits"]} for line in lines] == [{"Radio Estmere"}, {"Valley Courant"}]


def test_one_earlier_turn_may_stand_alone(library: Path, tmp_path: Path) -> None:
    turn, asked = ["When did the Maren Tide ferry sink?", "On 14 October 2025."], {"question": "How many were aboard?"}
    file = questions(tmp_path, asked | {"history": [turn]}, asked | {"history": turn}, asked)
    pairs, alone, none = shell.run("ask", "--questions", file, "--data", library).lines
    assert alone["searched_for"] == pairs["searched_for"] != none["searched_for"]


def test_bad_lines_are_named_and_stop_nothing(library: Path, tmp_path: Path) -> None:
    good = {"id": "good", "question": "How many people were aboard the ferry?"}
    file = questions(tmp_path, *BAD_LINES, good)
    ran = shell.run("search", "--questions", file, "-k", 1, "--data", library)
    *wrong, after = ran.lines
    assert ran.status == 1
    assert after["id"] == "good"
    assert after["hits"]
    for number, (line, said) in enumerate(BAD_LINES.items(), start=1):
        identity = {"id": "b"} if b'"b"' in line else {}
        assert wrong[number - 1] == identity | {"error": said.replace("{n}", str(number))}


def test_questions_come_from_standard_input_too(library: Path) -> None:
    ran = shell.run("search", "--questions", "-", "--data", library, stdin='{"id": 1, "question": "the rate"}\n')
    assert [line["id"] for line in ran.lines] == [1]


def test_a_file_of_questions_that_is_not_there_is_named(tmp_path: Path) -> None:
    ran = shell.run("ask", "--questions", tmp_path / "no.jsonl", "--data", tmp_path / "data")
    assert (ran.status, ran.lines) == (
        2,
        [{"error": f"{tmp_path / 'no.jsonl'} cannot be read: No such file or directory"}],
    )


def test_support_is_judged_a_line_at_a_time(tmp_path: Path) -> None:
    text = "There is no evidence that profits fell, the company said."
    lines = [{"claim": text, "text": text}, {"id": 7, "claim": "Profits fell.", "text": text}]
    ran = shell.run("support", stdin="\n".join(map(json.dumps, lines)))
    assert ran.status == 0
    assert [line["verdict"] for line in ran.lines] == ["supported", "not"]
    assert ran.lines[1]["id"] == 7
    assert ran.lines[1]["reasons"]
    assert all(0 <= line["score"] <= 1 for line in ran.lines)


def test_a_bad_line_stops_no_judgement() -> None:
    ran = shell.run("support", stdin='{"claim": "a"}\nx\n{"claim": "It rained.", "text": "It rained."}\n')
    assert ran.status == 1
    assert [line.get("error", line.get("verdict")) for line in ran.lines] == [
        "line 1.text is missing",
        "line 2 is not JSON: Expecting value (column 1)",
        "supported",
    ]


def test_texts_that_differ_are_set_side_by_side() -> None:
    given = {
        "texts": [
            {"outlet": "One", "published": "2025-01-01", "text": "Eleven people died when the ferry sank on Tuesday."},
            {"outlet": "Two", "published": None, "text": "Fourteen people died when the ferry sank on Tuesday."},
        ],
        "question": "How many people died?",
    }
    ran = shell.run("disagree", stdin=json.dumps(given))
    assert ran.status == 0
    (found,) = ran.lines[0]["disagreements"]
    assert (found["kind"], found["is_update"]) == ("figure", False)
    for side, text in zip(found["sides"], given["texts"], strict=True):
        (citation,) = side["claim"]["citations"]
        assert citation["outlet"] == text["outlet"]
        assert text["text"][citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{}", "line 1.texts is missing"),
        ('{"texts": ["a"]}', "line 1.texts[0] must be an object with fields, not text"),
        ('{"texts": [{"text": " "}]}', "line 1.texts[0].text is not right: an article needs a text"),
        ('{"texts": [{"text": "a", "published": "x"}]}', "line 1.texts[0].published is not a day as in 2025-03-04"),
        ('{"texts": [{"text": "a", "outlet": 1}]}', "line 1.texts[0].outlet must be text, not a number"),
    ],
)
def test_texts_that_are_none_are_named(line: str, wrong: str) -> None:
    ran = shell.run("disagree", stdin=line)
    assert (ran.status, ran.lines) == (1, [{"error": wrong}])
