"""The export of a library, and the library that comes of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pipeline.adapters.json_files import JsonFile, JsonLines
from pipeline.adapters.sqlite import SqliteShelf
from pipeline.domain import Added, ArticleId, Labels, RawArticle, Reading, Refused, Scope
from pipeline.ingest import canonical, transfer
from pipeline.ingest.batches import ARTICLES_A_TRANSACTION
from pipeline.ingest.inputs import Piece
from pipeline.ingest.intake import Intake, Said
from pipeline.ports import Copies, Shelf
from tests.ingest.rooms import text

NOON = datetime(2025, 5, 6, 12, tzinfo=UTC)
LEDGER = "https://ledger.example.org/"
EVERYTHING = Scope()
NOTHING = Said()


@contextmanager
def opened(folder: Path, start: datetime = NOON) -> Iterator[Intake]:
    """A library in whose clock an hour passes at each look."""
    shelf, hours = SqliteShelf(folder), count()
    try:
        yield Intake(shelf, lambda: start + timedelta(hours=next(hours)), 300)
    finally:
        shelf.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Intake]:
    """An empty library, a year later."""
    with opened(tmp_path / "other", NOON + timedelta(days=365)) as intake:
        yield intake


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Intake]:
    """One in which everything has happened: copies, corrections, edits, tags, removals."""
    with opened(tmp_path / "library") as intake:
        fill(intake)
        yield intake


def fill(intake: Intake) -> None:
    shelf = intake.shelf
    late = raw(0, published=date(2025, 5, 2), readings=(Reading("title", "og:title", "Half \ud800 a sign\n"),))
    early = replace(late, url="https://courant.example.net/0", outlet="Courant", published=date(2025, 5, 1))
    moment = datetime(2025, 5, 2, 23, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    add(intake, [late, raw(1), raw(2, url="")], Said(collection="spring"))
    add(intake, [early, raw(3, published=moment.date(), published_at=moment, updated=date(2025, 5, 4))])
    add(intake, [replace(early, url="https://echo.example.org/x", outlet="Echo", published=None), raw(4)])
    add(intake, [replace(raw(1), text=text(1).replace("Monday", "Tuesday"), title="Corrected")])
    add(intake, [replace(late, text=text(0) + " It was closed again on Friday.", byline="A. Reporter (Reuters)")])
    gone = canonical.identity(LEDGER + "4")
    shelf.remove([gone])
    one = canonical.identity(LEDGER + "1")
    shelf.describe(replace(shelf.article(one), title="As edited", url="https://elsewhere.example.org/1", language="en"))
    shelf.relabel(shelf.within(Scope(collections=("spring",))), Labels(tag=("b", "a"), collect=("best of",)))


def raw(n: int, **known: object) -> RawArticle:
    told: dict[str, Any] = {"title": f"Story {n}", "outlet": "Ledger", "url": f"{LEDGER}{n}"}
    return RawArticle(f"row {n}", text(n), **(told | known))


def add(intake: Intake, items: Sequence[RawArticle | Refused], said: Said = NOTHING, **options: Any) -> Added:
    pieces = (Piece(item, at, (at + 1) / len(items)) for at, item in enumerate(items))
    return intake.store(pieces, said, **options)


def exported(shelf: Shelf, ids: Sequence[ArticleId] | None = None) -> str:
    return "".join(f"{line}\n" for line in transfer.lines(shelf, ids))


def read(lines: str) -> list[RawArticle | Refused]:
    return list(JsonLines().load("export.jsonl", lines.encode()))


def imported(intake: Intake, lines: str, said: Said = NOTHING) -> Added:
    return add(intake, read(lines), said)


def counts(added: Added) -> tuple[int, int, int, int]:
    assert added.refused == ()
    return added.added, added.revised, added.unchanged, added.copies


def rows(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def test_the_export_of_a_library_makes_the_same_library(library: Intake, other: Intake) -> None:
    lines = exported(library.shelf)
    assert counts(imported(other, lines)) == (6, 0, 0, 2)
    assert exported(other.shelf) == lines
    for copies in Copies:
        assert other.shelf.entries(EVERYTHING, copies=copies) == library.shelf.entries(EVERYTHING, copies=copies)
    for one in library.shelf.within(EVERYTHING):
        assert other.shelf.revisions(one) == library.shelf.revisions(one)
        assert other.shelf.passages_of(one) == library.shelf.passages_of(one)
        for entry in library.shelf.revisions(one):
            assert other.shelf.article(one, entry.number) == library.shelf.article(one, entry.number)
            assert other.shelf.readings(one, entry.number) == library.shelf.readings(one, entry.number)
    assert other.shelf.problems() == ()


def test_what_the_library_held_is_what_was_meant_to_be_tested(library: Intake) -> None:
    written = rows(exported(library.shelf))
    heads = {row["copies_of"] for row in written}
    assert sorted(row["revision"] for row in written) == [1, 1, 1, 1, 2, 2]
    assert heads == {None, canonical.identity("https://courant.example.net/0")}
    assert [row["title"] for row in written if row["tags"] == ["b", "a"]] == ["Story 0", "As edited", "Story 2"]
    assert "2025-05-02T23:30:00-03:30" in {row["published_at"] for row in written}
    assert "Reuters" in {row["wire"] for row in written}


def test_a_row_is_one_that_any_tool_reads(library: Intake) -> None:
    row = next(row for row in rows(exported(library.shelf)) if row["title"] == "As edited")
    assert row["text"] == text(1).replace("Monday", "Tuesday")
    assert (row["outlet"], row["url"], row["language"]) == ("Ledger", "https://elsewhere.example.org/1", "en")
    assert (row["published"], row["collections"]) == (None, ["spring", "best of"])
    assert [each["text"] for each in row["revisions"]] == [text(1)]


def test_an_export_added_again_changes_nothing(library: Intake, other: Intake) -> None:
    lines = exported(library.shelf)
    imported(other, lines)
    assert counts(imported(other, lines)) == (0, 0, 6, 0)
    assert counts(imported(library, lines)) == (0, 0, 6, 0)
    assert exported(other.shelf) == exported(library.shelf) == lines


def test_only_the_articles_that_are_asked_for_are_exported_and_the_rest_of_a_group_may_follow(
    library: Intake, other: Intake
) -> None:
    lines = exported(library.shelf)
    head = canonical.identity("https://courant.example.net/0")
    group = [head, *library.shelf.copies(head)]
    without_head = exported(library.shelf, group[1:])
    assert [row["id"] for row in rows(without_head)] == [row["id"] for row in rows(lines) if row["id"] in group[1:]]
    assert counts(imported(other, without_head)) == (2, 0, 0, 1)
    imported(other, lines)
    assert set(other.shelf.copy_groups(group).values()) == {head}


def test_a_library_that_stopped_earlier_takes_the_revisions_that_followed(library: Intake, other: Intake) -> None:
    add(other, [raw(1)], Said(collection="mine"))
    lines = exported(library.shelf)
    assert counts(imported(other, lines)) == (5, 1, 0, 2)
    one = canonical.identity(LEDGER + "1")
    assert other.shelf.article(one).title == "As edited"
    assert other.shelf.article(one).collections == ("mine", "spring", "best of")
    assert [each.stored_at for each in other.shelf.revisions(one)][:1] == [
        each.stored_at for each in library.shelf.revisions(one)
    ][:1]


def test_a_library_that_went_another_way_loses_nothing_and_keeps_what_it_stored_last(
    library: Intake, other: Intake
) -> None:
    one = canonical.identity(LEDGER + "1")
    add(other, [raw(1)])
    add(other, [replace(raw(1), text=text(1).replace("Monday", "Sunday"))])
    added = imported(other, exported(library.shelf, [one]))
    assert counts(added) == (0, 1, 0, 0)
    days = [other.shelf.article(one, number).text.split()[6] for number in (1, 2, 3, 4)]
    assert days == ["Monday", "Sunday", "Tuesday", "Sunday"]
    assert counts(imported(other, exported(library.shelf, [one]))) == (0, 0, 1, 0)


def test_what_a_reader_called_an_article_here_stays_and_its_labels_grow(library: Intake, other: Intake) -> None:
    imported(other, exported(library.shelf))
    one = canonical.identity(LEDGER + "1")
    other.shelf.describe(replace(other.shelf.article(one), title="Here", tags=("c",)))
    library.shelf.relabel([one], Labels(tag=("d",), collect=("more",)))
    assert counts(imported(other, exported(library.shelf, [one]))) == (0, 0, 1, 0)
    article = other.shelf.article(one)
    assert (article.title, article.tags, article.collections[-1]) == ("Here", ("c", "b", "a", "d"), "more")


def test_copies_of_what_is_here_are_found(library: Intake, other: Intake) -> None:
    add(other, [raw(3, url="https://echo.example.org/3", outlet="Echo")])
    assert counts(imported(other, exported(library.shelf))) == (6, 0, 0, 3)
    three = canonical.identity(LEDGER + "3")
    assert other.shelf.copies(three) == (canonical.identity("https://echo.example.org/3"),)


def test_what_a_library_held_apart_stays_apart_also_after_a_stop(library: Intake, other: Intake) -> None:
    add(library, [raw(n) for n in range(10, 10 + ARTICLES_A_TRANSACTION)])
    apart = [row | {"copies": [], "copies_of": None} for row in rows(exported(library.shelf))]
    is_story = [row["text"].startswith(text(0)) for row in apart]
    assert sum(is_story) == 3
    ordered = sorted(range(len(apart)), key=lambda at: is_story[at] and at > is_story.index(True))
    items = read("\n".join(json.dumps(apart[at]) for at in ordered))
    add(other, items, stopped=lambda: True)
    assert add(other, items).copies == 0
    assert other.shelf.count(EVERYTHING, copies=Copies.GROUPED) == 0


def test_outlet_and_collection_can_be_said_of_an_export_too(library: Intake, other: Intake) -> None:
    imported(other, exported(library.shelf), Said("The Post", "from a friend"))
    assert other.shelf.count(Scope(outlets=("The Post",), collections=("from a friend",))) == 6


def test_an_import_that_was_broken_off_goes_on_where_it_was(library: Intake, other: Intake) -> None:
    more = [raw(n) for n in range(10, 10 + ARTICLES_A_TRANSACTION)]
    add(library, more)
    items = read(exported(library.shelf))
    job = other.shelf.queue("An import", "{}", NOON)
    add(other, items, job=job, stopped=lambda: True)
    assert other.shelf.count(EVERYTHING) == ARTICLES_A_TRANSACTION
    add(other, items, job=other.shelf.job(job.id))
    assert exported(other.shelf) == exported(library.shelf)
    assert other.shelf.job(job.id).added.added == ARTICLES_A_TRANSACTION + 6
    assert other.shelf.job(job.id).added.unchanged == 0


def test_an_import_that_died_within_an_article_makes_it_whole(library: Intake, other: Intake) -> None:
    lines = exported(library.shelf)
    first = [{**row, **row["revisions"][0], "revisions": []} if row["revisions"] else row for row in rows(lines)]
    imported(other, "\n".join(map(json.dumps, first)))
    imported(other, lines)
    assert exported(other.shelf) == lines


def test_a_json_list_of_rows_is_the_same_as_lines(library: Intake) -> None:
    lines = exported(library.shelf)
    listed = list(JsonFile().load("e.json", json.dumps(rows(lines)).encode()))
    assert [item.kept for item in listed if isinstance(item, RawArticle)] == [
        item.kept for item in read(lines) if isinstance(item, RawArticle)
    ]


def put(**values: object) -> Callable[[dict[str, Any]], object]:
    return lambda row: row.update(values)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put(briefdesk="yes"), "article.briefdesk must be a whole number, not text"),
        (put(briefdesk=2), "article.briefdesk is 2, which this version of Briefdesk does not know"),
        (put(id="../../etc/passwd"), "article.id must be 16 digits from 0 to f"),
        (put(id="0123456789ABCDEF"), "article.id must be 16 digits from 0 to f"),
        (put(text=""), "an article needs a text"),
        (put(text="one\x00two"), "article.text is not in the form in which a library keeps texts"),
        (put(text="half \ud800 a sign"), "article.text is not in the form"),
        (put(revision=7), "article.revisions must be all those before article.revision, from 1 on"),
        (put(revision=-1), "article.revision must be 0 or more"),
        (put(published="yesterday"), "article.published is not right"),
        (put(published_at="2025-05-06T12:00:00"), "article.published_at needs a time zone"),
        (put(stored_at=None), "article.stored_at must be text, not nothing"),
        (put(tags="a"), "article.tags must be a list, not text"),
        (put(copies=["x"]), "article.copies must be 16 digits from 0 to f"),
        (put(revisions=[1]), "article.revisions[0] must be an object with fields, not a number"),
        (put(readings=[{"field": 1}]), "article.readings[0].field must be text, not a number"),
        (lambda row: row.pop("wire"), "article.wire is missing"),
    ],
)
def test_a_row_that_no_library_wrote_is_refused_with_what_is_wrong(
    library: Intake, change: Callable[[dict[str, Any]], object], reason: str
) -> None:
    row = rows(exported(library.shelf))[0]
    change(row)
    (refused,) = read(json.dumps(row))
    assert isinstance(refused, Refused)
    assert refused.name == "export.jsonl line 1"
    assert refused.reason.startswith("is marked as an export of Briefdesk, and is none: article")
    assert reason in refused.reason


def test_an_export_puts_no_text_under_the_id_of_another_article(library: Intake, other: Intake) -> None:
    victim = canonical.identity(LEDGER + "3")
    before = exported(library.shelf)
    forged = {**rows(exported(library.shelf, [canonical.identity(LEDGER + "1")]))[0], "id": victim}
    added = imported(library, json.dumps(forged))
    assert (added.added, added.revised) == (0, 0)
    assert added.refused[0].reason == f"has the id of another article of the library, {victim}"
    assert exported(library.shelf) == before
    assert counts(imported(other, json.dumps(forged))) == (1, 0, 0, 0)


def test_labels_and_names_of_a_row_are_made_harmless(library: Intake, other: Intake) -> None:
    row = rows(exported(library.shelf))[0]
    row |= {"title": "a\x1b[31m\nb\u202e", "tags": ["x\n", "x", ""], "url": "javascript:alert(1)"}
    imported(other, json.dumps(row))
    article = other.shelf.article(row["id"])
    assert (article.title, article.tags, article.url) == ("a[31m b", ("x",), "")
