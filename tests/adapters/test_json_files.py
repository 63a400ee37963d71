from __future__ import annotations

import json
import time
import tracemalloc
from datetime import UTC, date, datetime

import pytest

from pipeline.adapters.json_files import JsonFile, JsonLines
from pipeline.domain import RawArticle, Refused


def _load(value: object) -> list[RawArticle | Refused]:
    return list(JsonFile().load("a.json", json.dumps(value).encode()))


def test_broken_json_on_a_line_refuses_this_line_only() -> None:
    content = "\n".join(['{"text": "good words"}'] * 6 + ['{"text": "bro'] + ['{"text": "good words"}'])
    read = list(JsonLines().load("a.jsonl", content.encode()))
    assert [type(item) for item in read] == [*[RawArticle] * 6, Refused, RawArticle]
    refused = read[6]
    assert isinstance(refused, Refused)
    assert refused.name == "a.jsonl line 7"
    assert refused.reason.startswith("is not JSON: Unterminated string")


def test_lines_count_the_blank_ones_and_only_newlines_end_them() -> None:
    read = list(JsonLines().load("a.jsonl", '\n{"text": "one\u2028two"}\r\n\n[]\n"x"\n'.encode()))
    assert read == [
        RawArticle("a.jsonl line 2", "one\u2028two"),
        Refused("a.jsonl line 4", "is not an object with named fields"),
        Refused("a.jsonl line 5", "is not an object with named fields"),
    ]


@pytest.mark.parametrize("wrap", [lambda row: [row], lambda row: {"status": "ok", "articles": [row]}])
def test_a_list_of_articles_is_read_item_by_item(wrap: object) -> None:
    assert callable(wrap)
    assert _load(wrap({"body": "words"})) == [RawArticle("a.json item 1", "words")]


def test_the_usual_names_of_fields_are_known_however_they_are_written() -> None:
    row = {
        "Headline": "A",
        "articleBody": ["One.", "Two."],
        "source": {"id": None, "name": "The Daily"},
        "publishedAt": "2019-01-04T10:00:00Z",
        "Authors": [{"name": "Jo Doe"}, "Al Roe"],
        "LINK": "https://a.example/",
        "lang": "en",
        "views": 12,
    }
    assert _load(row) == [
        RawArticle(
            "a.json",
            "One.\n\nTwo.",
            "A",
            "The Daily",
            "https://a.example/",
            date(2019, 1, 4),
            "Jo Doe, Al Roe",
            "en",
            published_at=datetime(2019, 1, 4, 10, tzinfo=UTC),
        )
    ]


def test_fields_of_an_unexpected_kind_are_unknown() -> None:
    row = {"text": "words", "title": True, "outlet": 7, "date": None, "author": [[["x"]]], "url": {"a": 1}}
    assert _load(row) == [RawArticle("a.json", "words")]


@pytest.mark.parametrize(
    "row", [{}, {"title": "A"}, {"text": None}, {"text": ["", []]}, {"text": 5}, {"text": "<p></p><br>"}]
)
def test_an_object_without_text_is_refused(row: object) -> None:
    [refused] = _load(row)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("has no text")


def test_a_json_file_that_holds_lines_is_read_as_lines() -> None:
    read = list(JsonFile().load("a.json", b'{"text": "one"}\n{"text": "two"}\n'))
    assert [item.name for item in read] == ["a.json line 1", "a.json line 2"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[" * 100_000, "is not JSON that can be read: it is nested too deeply"),
        (b'{"text": ' + b"9" * 5000 + b"}", "is not JSON that can be read: a number in it is too long"),
        (b'{\n"text": }', "is not JSON: Expecting value at line 2, character 9"),
        (b"[]", "holds no articles"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    assert list(JsonFile().load("a.json", content)) == [Refused("a.json", reason)]


@pytest.mark.parametrize(
    "value",
    [
        {"status": "ok", "response": {"results": [{"body": "words"}]}},
        {"response": {"docs": [{"body": "words"}], "meta": {"hits": 1}}},
        {"hits": {"total": 1, "hits": [{"_source": {"body": "words"}}]}},
        {"value": [{"body": "words"}]},
        {"version": "1", "title": "A feed", "items": [{"content_text": "words"}]},
    ],
)
def test_the_list_in_the_answer_of_a_service_is_found(value: object) -> None:
    assert _load(value) == [RawArticle("a.json item 1", "words")]


def test_bare_tabs_and_line_breaks_in_a_string_are_read() -> None:
    assert list(JsonFile().load("a.json", b'{"text": "one\ttwo\nthree"}')) == [RawArticle("a.json", "one\ttwo\nthree")]


def _large(rows: list[object], around: str = '{"total": [1, {"a": "]"}], "response": {"articles": [%s]}}') -> bytes:
    """A file beyond the size that is read at once: the same rows, and blanks after the first."""
    written = [json.dumps(row) for row in rows]
    written[0] += " " * 34_000_000
    return (around % ",\n".join(written)).encode()


def test_a_large_list_is_read_item_by_item_wherever_it_is() -> None:
    rows: list[object] = [{"text": f'words {at} \\ "quoted" ]'} for at in range(300)]
    whole = [RawArticle(f"a.json item {at + 1}", f'words {at} \\ "quoted" ]') for at in range(300)]
    assert list(JsonFile().load("a.json", _large(rows))) == whole
    assert list(JsonFile().load("a.json", _large(rows, "[%s]"))) == whole


def test_a_large_list_that_breaks_off_gives_the_articles_before_that() -> None:
    content = _large([{"text": "one"}, {"text": "two"}, {"text": "three"}])
    [one, two, refused] = JsonFile().load("a.json", content[:-12])
    assert [one, two] == [RawArticle("a.json item 1", "one"), RawArticle("a.json item 2", "two")]
    assert isinstance(refused, Refused)
    assert (refused.name, refused.reason[:11]) == ("a.json", "is not JSON")


def test_a_large_file_of_lines_and_one_without_a_list_are_told_apart() -> None:
    lines = (b'{"text": "words"}' + b" " * 9_000_000 + b"\n") * 4
    assert [read.name for read in JsonFile().load("a.json", lines)] == [f"a.json line {at}" for at in (1, 2, 3, 4)]
    one = b'{"title": "a"' + b" " * 34_000_000 + b"}"
    reason = "is large, and no list of articles: save it as JSON lines (.jsonl)"
    assert list(JsonFile().load("a.json", one)) == [Refused("a.json", reason)]


def test_a_line_that_is_too_long_is_refused_alone() -> None:
    content = b'{"text": "one"}\n{"text": "' + b"x" * 40_000_000 + b'"}\n{"text": "two"}\n'
    tracemalloc.start()
    [one, refused, two] = JsonLines().load("a.jsonl", content)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (one.name, two.name) == ("a.jsonl line 1", "a.jsonl line 3")
    assert refused == Refused("a.jsonl line 2", "is a line of more than 16,000,000 characters")
    assert peak < 80_000_000


@pytest.mark.parametrize(
    "content",
    [
        b"[" + b"[]," * 12_000_000 + b"[]]",
        b"[" * 34_000_000,
        b'["' + b'\\"' * 17_000_000,
        b"[" + b"1" * 34_000_000,
        b"\n" * 20_000_001 + b"x",
        b"x\n" * 50_000,
    ],
)
def test_a_hostile_file_is_refused_within_seconds(content: bytes) -> None:
    started = time.process_time()
    reads = [*JsonFile().load("a.json", content), *JsonLines().load("a.jsonl", content)]
    assert all(isinstance(read, Refused) for read in reads)
    assert len(reads) <= 20_002
    assert time.process_time() - started < 15
