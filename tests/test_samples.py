"""The sample library holds what its README and its truth files say of it."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import trafilatura
import yaml
from lxml import html

SAMPLES = Path(__file__).parent.parent / "samples"
ARTICLES = SAMPLES / "articles"
TRUTH = SAMPLES / "truth"

Row = dict[str, Any]


def _lines(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _from_text(path: Path) -> Row:
    title, blank, *body, note, source = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert blank == ""
    assert source.startswith("Source: ")
    return {"title": title, "text": "\n".join(body), "outlet": source.removeprefix("Source: "), "note": note}


def _from_markdown(path: Path) -> Row:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    row: Row = yaml.safe_load(front)
    return {**row, "text": body, "published": str(row["date"])}


def _from_page(path: Path) -> Row:
    page = path.read_text(encoding="utf-8")
    tree = html.fromstring(page.encode())
    return {
        "title": tree.findtext(".//h1"),
        "text": "\n".join(p.text_content() for p in tree.xpath("//div[contains(@class, '-body')]/p")),
        "outlet": tree.xpath("string(//meta[@property='og:site_name']/@content)"),
        "published": tree.xpath("string(//time/@datetime)")[:10],
        "byline": tree.xpath("string(//article//*[@rel='author'])"),
        "language": tree.get("lang")[:2],
        "url": tree.xpath("string(//link[@rel='canonical']/@href)"),
        "note": tree.xpath("string(//body/footer)").strip(),
    }


def _rows() -> list[Row]:
    with (ARTICLES / "archive.csv").open(encoding="utf-8", newline="") as file:
        return [*_lines(ARTICLES / "newsroom.jsonl"), *csv.DictReader(file)]


def _library() -> dict[str, Row]:
    """Every article by the name that the truth files use."""
    files = [
        (path.name, read(path))
        for suffix, read in ((".txt", _from_text), (".md", _from_markdown), (".html", _from_page))
        for path in sorted(ARTICLES.glob(f"*{suffix}"))
    ]
    return {**{row["url"]: row for row in _rows()}, **dict(files)}


LIBRARY = _library()
QUESTIONS = _lines(TRUTH / "questions.jsonl")
DISAGREEMENTS = _lines(TRUTH / "disagreements.jsonl")
PAGES = sorted(ARTICLES.glob("*.html"))
DECLINED = "not in the library"


def _words(text: str) -> int:
    return len(text.split())


def _by_name(path: Path) -> str:
    return path.name


def test_there_are_twenty_articles_from_eight_outlets_in_five_kinds_of_file() -> None:
    assert len(LIBRARY) == 20
    assert len({row["outlet"] for row in LIBRARY.values()}) == 8
    assert {path.suffix for path in ARTICLES.iterdir()} == {".jsonl", ".csv", ".txt", ".md", ".html"}


@pytest.mark.parametrize("name", LIBRARY)
def test_an_article_is_short_and_has_a_title_and_an_outlet(name: str) -> None:
    row = LIBRARY[name]
    assert row["title"].strip()
    assert row["outlet"].strip()
    assert 150 <= _words(row["text"]) <= 400


@pytest.mark.parametrize("name", LIBRARY)
def test_an_article_says_that_it_is_fiction_and_the_readme_names_its_outlet(name: str) -> None:
    row = LIBRARY[name]
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert re.search(r"fiction.*outlet (is|are) invented", row["note"], re.IGNORECASE | re.DOTALL)
    assert f"*{row['outlet']}*" in readme
    assert name in readme or f"| {row['published']} | {row['outlet']}" in readme


def test_no_two_articles_have_one_address_and_no_address_leads_anywhere() -> None:
    urls = [row["url"] for row in [*_rows(), *map(_from_page, PAGES)]]
    assert len(urls) == len(set(urls)) == 16
    assert {urlsplit(url).hostname for url in urls} == {"example.com", "example.org", "example.net"}


def test_dates_are_real_days_of_the_two_years_and_agree_with_the_address() -> None:
    dated = [row for row in LIBRARY.values() if "published" in row]
    assert len(dated) == 17
    for row in dated:
        assert date(2025, 1, 1) <= date.fromisoformat(row["published"]) <= date(2026, 3, 31)
        assert row["published"].replace("-", "/") in row.get("url", row["published"].replace("-", "/"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question["id"])
def test_a_question_names_the_articles_that_hold_its_quotes(question: Row) -> None:
    assert question["articles"] == [quote["article"] for quote in question["quotes"]]
    assert bool(question["answer"]) == bool(question["quotes"]) == (question["kind"] != DECLINED)
    for quote in question["quotes"]:
        assert LIBRARY[quote["article"]]["text"].count(quote["quote"]) == 1
    assert (question["kind"] == "follow-up") == ("history" in question)


def test_the_questions_are_of_every_kind() -> None:
    kinds = [question["kind"] for question in QUESTIONS]
    assert {"who", "when", "where", "how many", "why", "yes or no", "two sources", "follow-up"} <= set(kinds)
    assert kinds.count(DECLINED) == 6
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS) >= 25


def test_a_follow_up_has_the_question_and_answer_that_stand_before_it() -> None:
    asked = {question["question"]: question["answer"] for question in QUESTIONS}
    for question in QUESTIONS:
        for before, answer in question.get("history", ()):
            assert asked[before] == answer


@pytest.mark.parametrize("disagreement", DISAGREEMENTS, ids=lambda disagreement: disagreement["about"])
def test_the_sides_of_a_disagreement_differ_and_are_quoted_word_for_word(disagreement: Row) -> None:
    sides = disagreement["sides"]
    assert len({side["quote"] for side in sides}) == len({side["value"] for side in sides}) == len(sides) >= 2
    for side in sides:
        article = LIBRARY[side["article"]]
        assert side["quote"] in article["text"]
        assert side["outlet"] == article["outlet"]
        assert side["published"] == article.get("published", side["article"][:10])


@pytest.mark.parametrize("disagreement", DISAGREEMENTS, ids=lambda disagreement: disagreement["about"])
def test_an_update_comes_from_later_days_and_a_correction_from_the_same_outlet(disagreement: Row) -> None:
    assert disagreement["kind"] in {"figure", "date", "position"}
    assert disagreement["is_update"] == (disagreement["reason"] != "conflict")
    days = [side["published"] for side in disagreement["sides"]]
    assert days == sorted(days)
    if disagreement["is_update"]:
        assert len(set(days)) == len(days)
    if disagreement["reason"] == "correction":
        assert len({side["outlet"] for side in disagreement["sides"]}) == 1


def test_the_copies_of_the_wire_story_are_its_first_paragraphs_under_another_title_and_byline() -> None:
    for group in _lines(TRUTH / "copies.jsonl"):
        original = LIBRARY[group["original"]]
        paragraphs = original["text"].split("\n\n")
        for copy in (LIBRARY[name] for name in group["copies"]):
            kept = copy["text"].strip().split("\n\n")
            same = [a == b for a, b in zip(kept, paragraphs, strict=False)]
            assert len(kept) < len(paragraphs)
            assert sum(same) >= len(kept) - 1
            assert "(Northmark Wire) - " in kept[0]
            assert copy["title"] != original["title"]
            assert copy.get("byline") != original["byline"]


@pytest.mark.parametrize("path", PAGES, ids=_by_name)
def test_the_article_comes_out_of_its_cluttered_page_clean(path: Path) -> None:
    row = _from_page(path)
    found = trafilatura.bare_extraction(path.read_text(encoding="utf-8"), include_comments=False, with_metadata=True)
    assert found is not None
    assert (found.title, found.author, found.date) == (row["title"], row["byline"], row["published"])
    assert (found.sitename, found.url) == (row["outlet"], row["url"])
    headings = re.findall(r"<h[12]>(.+?)</h[12]>", path.read_text(encoding="utf-8"))
    lines = str(found.text).splitlines()
    assert [line for line in lines if line not in headings] == row["text"].splitlines()
    assert not {"Related stories", "Comments (2)", "Most read"} & set(lines)


def test_the_typography_that_software_trips_over_is_there() -> None:
    everything = "\n".join(row["text"] for row in LIBRARY.values())
    for awkward in ("$5bn*", "\n* In", "U.S. ", "Mr. ", " a.m.", '."', ".”", "66–51", "6.4°C", "Zdeňka", "€620m"):
        assert awkward in everything
    assert "PORT ESTMERE, March 3 (Northmark Wire) - " in everything
