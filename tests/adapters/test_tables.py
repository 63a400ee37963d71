from __future__ import annotations

import codecs
import time
import tracemalloc
from datetime import date

import pytest

from pipeline.adapters.tables import Tables
from pipeline.domain import RawArticle, Refused


def _load(content: str) -> list[RawArticle | Refused]:
    return list(Tables().load("a.csv", content.encode()))


def _refused(content: str) -> list[tuple[str, str]]:
    return [(read.name, read.reason) for read in _load(content) if isinstance(read, Refused)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_sense_of_the_header(delimiter: str) -> None:
    rows = (
        ("Headline", "Full Text", "pub_date", "Publisher"),
        ("A; b, c|d", "Words\n\nmore, words", "4 Jan 2019", "X"),
    )
    content = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert _load(content) == [
        RawArticle("a.csv row 2", "Words\n\nmore, words", "A; b, c|d", "X", published=date(2019, 1, 4))
    ]


def test_an_ambiguous_date_is_unknown() -> None:
    [article] = _load("text,date\nwords,03/04/2020\n")
    assert isinstance(article, RawArticle)
    assert article.published is None


def test_a_row_without_text_is_refused_by_its_number() -> None:
    assert _refused("text,title\none,a\n,b\n\n  ,c\ntwo,d\n") == [
        ("a.csv row 3", "has no text"),
        ("a.csv row 5", "has no text"),
    ]


def test_a_row_that_does_not_fit_its_header_is_refused_alone() -> None:
    content = 'text,title\none, two,three\n"four" five,b\nsix,c\n"seven,d\neight,e\n'
    assert [name for name, _ in _refused(content)] == ["a.csv row 2", "a.csv row 3", "a.csv row 5"]
    assert [read.text for read in _load(content) if isinstance(read, RawArticle)] == ["six"]


def test_a_table_without_a_column_of_text_is_refused_and_its_columns_named() -> None:
    [(name, reason)] = _refused("name,size\na,1\n")
    assert name == "a.csv"
    assert "text, body, content" in reason
    assert reason.endswith("name, size")


def test_a_header_alone_is_refused() -> None:
    assert _refused("text,title\n") == [("a.csv", "holds no rows below its header")]


def test_a_very_long_article_is_read_whole() -> None:
    [article] = _load("text\n" + "word " * 100_000)
    assert isinstance(article, RawArticle)
    assert len(article.text) == 500_000


ROWS = "title;text\r\n“A”;Größe, déjà vu – “so”\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_exports_are_read_in_the_encoding_and_with_the_newlines_that_they_have(encoding: str, newline: str) -> None:
    content = ROWS.replace("\r\n", newline).encode(encoding)
    assert list(Tables().load("a.csv", content)) == [RawArticle("a.csv row 2", "Größe, déjà vu – “so”", "“A”")]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(encoding: str) -> None:
    content = ("title,text\n" + "A,Some words of the article\n" * 3).encode(encoding)
    assert not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    assert [read.name for read in Tables().load("a.csv", content)] == ["a.csv row 2", "a.csv row 3", "a.csv row 4"]


def test_an_accent_far_into_a_file_still_tells_its_encoding() -> None:
    content = b"text\n" + b"plain words\n" * 20_000 + "“Déjà vu” he said in the café".encode("cp1252")
    *_, last = Tables().load("a.csv", content)
    assert isinstance(last, RawArticle)
    assert last.text == "“Déjà vu” he said in the café"


def test_the_line_in_which_excel_names_its_separator_is_no_header() -> None:
    assert _load("sep=|\ntext|title\nwords, more|A\n") == [RawArticle("a.csv row 2", "words, more", "A")]


def test_a_stray_zero_in_a_field_does_not_make_a_table_binary() -> None:
    [read] = _load("text,title\n" + "words " * 300 + "\0,A\n")
    assert isinstance(read, RawArticle)
    assert read.title == "A"


def test_a_table_of_first_paragraphs_is_read() -> None:
    assert _load("headline.main,lead_paragraph\nA,words\n") == [RawArticle("a.csv row 2", "words", "A")]


def test_rows_that_are_all_refused_end_the_reading() -> None:
    reads = _load("text,title\n" + ",a\n" * 30_000)
    assert len(reads) == 10_001
    assert reads[-1] == Refused("a.csv", "holds no article in 10,000 rows one after the other: the rest was left out")


def test_a_table_is_not_held_twice_while_it_is_read() -> None:
    content = b"text,title\n" + b"words of an article and more of them " * 100 + b",A\n"
    content += content[11:] * 3000
    tracemalloc.start()
    assert sum(isinstance(read, RawArticle) for read in Tables().load("a.csv", content)) == 3001
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(content) / 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"text,title\n" + b"x" * 33_000_000, "is a table with a line of more than 32,000,000 characters"),
        (b'text,title\n"' + b"x y\n" * 4_001_000, "has a field of more than 16,000,000 characters"),
        (b"text" + b",a" * 3000 + b"\nx", "is a table of more than 2,000 columns"),
        (b"text\n" + b"\n" * 20_000_001, "has more than 20,000,000 lines: split it"),
    ],
)
def test_a_hostile_table_is_refused_within_seconds(content: bytes, reason: str) -> None:
    started = time.process_time()
    reasons = [read.reason for read in Tables().load("a.csv", content) if isinstance(read, Refused)]
    assert any(each.startswith(reason) for each in reasons)
    assert time.process_time() - started < 15
