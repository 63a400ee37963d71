from __future__ import annotations

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
