from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from pipeline.desk import Desk
from pipeline.domain import ArticleId, Scope
from pipeline.ports import Copies
from ui import library_export
from ui.library_chosen import Chosen
from ui.library_columns import CHANGES, UNKNOWN
from ui.library_list import ROWS, TABLE

from .conftest import Open, run
from .library_page import click, labels, library, numbered, shelve, table, tick, titles


def test_what_is_not_known_is_a_dash(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1, outlet="", published=None))
    page = library(app)
    shown = next(each for each in page.dataframe if each.proto.alt == TABLE)
    assert shown.proto.placeholder == UNKNOWN
    for column in ("Outlet", "Date", "Language"):
        assert shown.value[column].isna().all(), column
    assert not {"Story", "Labels", "Changes"} & set(shown.value), "what no article of the page has needs no column"


@pytest.mark.usefixtures("samples")
def test_a_copy_names_its_story_and_the_story_counts_its_copies(app: Open) -> None:
    page = library(app)
    rows = table(page, TABLE)
    stories = dict(zip(rows["Title"], (str(each or "") for each in rows["Story"]), strict=True))
    heads = {story.partition("copy of ")[2] for story in stories.values() if "copy of" in story}
    (head,) = heads
    title = head.partition(": ")[2]
    assert stories[title].endswith("2 copies")
    page.selectbox(key="library-copies").set_value(Copies.GROUPED)
    assert len(titles(run(page))) == 3
    page.selectbox(key="library-copies").set_value(Copies.HEADS)
    assert len(titles(run(page))) == 18


@pytest.mark.usefixtures("samples")
def test_the_list_is_filtered_by_words_outlet_days_and_language(app: Open) -> None:
    page = library(app)
    page.text_input(key="library-words").set_value("ferry skarrow")
    assert 0 < len(titles(run(page))) < 20
    page.multiselect(key="library-outlets").set_value(["Radio Estmere"])
    assert titles(run(page)) == ["Divers find six bodies in ferry as toll rises to 17"]
    page.date_input(key="library-since").set_value(date(2025, 11, 1))
    assert titles(run(page)) == []
    page = click(page, "library-clear")
    assert len(titles(page)) == 20
    page.date_input(key="library-until").set_value(date(2025, 3, 3))
    assert titles(run(page)) == ["Bank of Northmark cuts rate to 3.75%, trims growth forecast"]


def test_filters_stay_while_the_reader_is_on_another_page(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2, outlet="The Ebb"))
    page = library(app)
    page.multiselect(key="library-outlets").set_value(["The Ebb"])
    run(page)
    run(page.switch_page("ui/briefs.py"))
    assert titles(run(page.switch_page("ui/library.py"))) == ["Title 00002"]


def test_a_filter_whose_last_article_is_deleted_lets_go(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2, outlet="The Ebb"))
    page = library(app)
    page.multiselect(key="library-outlets").set_value(["The Ebb"])
    page = tick(run(page), "Title 00002")
    page = click(click(page, "library-delete"), "library-delete-yes")
    assert titles(page) == ["Title 00001"]


@pytest.mark.parametrize(
    ("order", "first"),
    [("newest", "Title 00003"), ("oldest", "Title 00001"), ("title", "Title 00001"), ("outlet", "Title 00002")],
)
def test_the_list_is_sorted(app: Open, desk: Desk, order: str, first: str) -> None:
    days = {n: date(2026, 1, n) for n in (1, 2, 3)}
    shelve(desk, *(numbered(n, published=days[n], outlet="The Ebb" if n == 2 else "The Tide") for n in days))
    page = library(app)
    page.selectbox(key="library-order").set_value(order)
    assert titles(run(page))[0] == first


def test_however_many_articles_there_are_one_page_of_them_is_sent(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n) for n in range(1_000)))
    page = library(app)
    page.selectbox(key="library-order").set_value("title")
    assert len(titles(run(page))) == ROWS
    page.pagination[0].set_value(40)
    last = titles(run(page))
    assert (last[0], last[-1]) == ("Title 00975", "Title 00999")
    page.text_input(key="library-words").set_value("99")  # fewer pages than the one that is open
    assert titles(run(page)) == ["Title 00099", *(f"Title {n:05}" for n in range(990, 1_000))]


def test_ticks_stay_with_their_articles_when_the_order_changes(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n, published=date(2026, 1, n)) for n in (1, 2, 3)))
    page = tick(library(app), "Title 00003")
    page.selectbox(key="library-order").set_value("oldest")
    page = click(run(page), "library-delete")
    page = click(page, "library-delete-yes")
    assert titles(page) == ["Title 00001", "Title 00002"]


def test_what_is_known_of_an_article_can_be_edited(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(7))
    page = click(tick(library(app), "Title 00007"), "library-edit")
    field = f"-{7:016x}"
    page.text_input(key="edit-title" + field).set_value("  A better   title ")
    page.text_input(key="edit-outlet" + field).set_value("The Ebb")
    page.text_input(key="edit-url" + field).set_value("https://example.org/better")
    page.date_input(key="edit-published" + field).set_value(None)
    page.text_input(key="edit-language" + field).set_value("en")
    page.multiselect(key="edit-collections" + field).set_value([])
    page = click(page, "edit-save")
    assert titles(page) == ["A better title"]
    article = desk.shelf.article(ArticleId(f"{7:016x}"))
    assert (article.outlet, article.url, article.published) == ("The Ebb", "https://example.org/better", None)
    assert article.language == "en"


def test_an_address_that_is_none_is_not_saved(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(7))
    page = click(tick(library(app), "Title 00007"), "library-edit")
    page.text_input(key=f"edit-url-{7:016x}").set_value("javascript:alert(1)")
    page = click(page, "edit-save")
    assert "http" in page.error[0].value
    assert desk.shelf.article(ArticleId(f"{7:016x}")).url == ""


def test_nothing_is_deleted_before_the_reader_confirms(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2))
    page = click(tick(library(app), "Title 00001"), "library-delete")
    page = click(page, "library-delete-no")
    assert desk.shelf.count(Scope()) == 2
    page = click(page, "library-delete")
    page = click(page, "library-delete-yes")
    assert titles(page) == ["Title 00002"]


def test_several_articles_are_deleted_at_once(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n) for n in range(8)))
    page = tick(library(app), *(f"Title {n:05}" for n in range(7)))
    page = click(page, "library-delete")
    assert any("and 2 more" in each.value for each in page.markdown)
    assert titles(click(page, "library-delete-yes")) == ["Title 00007"]


def test_ticked_articles_are_labelled_together(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n, collections=("old",), tags=("dull",)) for n in range(3)))
    page = click(tick(library(app), "Title 00000", "Title 00002"), "library-edit")
    page.multiselect(key="bulk-collect").set_value(["old"])
    page.multiselect(key="bulk-untag").set_value(["dull"])
    page.selectbox(key="bulk-outlet").set_value("The Tide")
    page = click(page, "bulk-save")
    assert labels(page) == [["old"], ["old", "#dull"], ["old"]]
    assert desk.shelf.facets()["tag"] == {"dull": 1}
    page.multiselect(key="library-tags").set_value(["dull"])
    assert titles(run(page)) == ["Title 00001"]


def test_all_that_the_filter_finds_are_chosen_on_every_page_of_the_list(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n, outlet="The Ebb" if n < 30 else "The Tide") for n in range(40)))
    page = library(app)
    page.multiselect(key="library-outlets").set_value(["The Ebb"])
    page = click(run(page), "library-all-found")
    assert any("All 30 articles chosen" in each.value for each in page.markdown)
    page = click(page, "library-delete")
    assert any("Delete 30 articles?" in each.value for each in page.markdown)
    page = click(page, "library-delete-yes")
    assert len(titles(page)) == 10


def test_another_filter_lets_go_of_all_that_were_chosen(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n) for n in range(3)))
    page = click(library(app), "library-all-found")
    page.text_input(key="library-words").set_value("00001")
    page = run(page)
    assert "library-delete" not in {each.key for each in page.button}
    page.text_input(key="library-words").set_value("")
    assert "library-delete" not in {each.key for each in run(page).button}


def test_a_language_that_is_no_code_is_not_saved(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1), numbered(2))
    page = click(tick(library(app), "Title 00001"), "library-edit")
    page.text_input(key=f"edit-language-{1:016x}").set_value("English")
    page = click(page, "edit-save")
    assert "code" in page.error[0].value
    assert desk.shelf.article(ArticleId(f"{1:016x}")).language == ""


def test_a_time_is_kept_to_the_second_until_it_is_edited(app: Open, desk: Desk) -> None:
    zone = timezone(timedelta(hours=5, minutes=30))
    moment = datetime(2026, 1, 1, 23, 15, 42, tzinfo=zone)
    shelve(desk, numbered(1, published_at=moment))
    identity = ArticleId(f"{1:016x}")
    page = click(tick(library(app), "Title 00001"), "library-edit")
    page.text_input(key=f"edit-title-{identity}").set_value("Another title")
    page = click(page, "edit-save")
    assert desk.shelf.article(identity).published_at == moment
    page = click(tick(page, "Another title"), "library-edit")
    page.time_input(key=f"edit-time-{identity}").set_value(time(6, 0))
    page.selectbox(key=f"edit-zone-{identity}").set_value(60)
    page.date_input(key=f"edit-updated-{identity}").set_value(date(2026, 1, 2))
    click(page, "edit-save")
    article = desk.shelf.article(identity)
    assert article.published_at == datetime(2026, 1, 1, 6, 0, tzinfo=timezone(timedelta(hours=1)))
    assert article.updated == date(2026, 1, 2)


def test_a_row_leads_to_its_article_and_to_what_changed_in_it(app: Open, desk: Desk) -> None:
    first = numbered(1)
    shelve(desk, first, numbered(2))
    shelve(desk, replace(first, text="Another text of number 1.", revision=2))
    page = library(app)
    assert table(page, TABLE)["Changes"][0] == "Revision 2"
    page.session_state[CHANGES] = {"row": 0, "label": "Revision 2"}
    page.run()
    assert page.query_params["since"] == "1"


def test_few_articles_are_exported_as_they_are(app: Open, desk: Desk) -> None:
    shelve(desk, *(numbered(n) for n in range(3)))
    chosen = Chosen(desk.shelf.entries(Scope())[:2], None, 3)
    lines = library_export.lines_of(desk, chosen)().decode().splitlines()
    assert {json.loads(line)["title"] for line in lines} == {entry.label for entry in chosen.entries}
    assert [each.proto.label for each in library(app).get("download_button")] == ["Export all 3"]


def test_a_title_is_drawn_as_text_whatever_is_in_it(app: Open, desk: Desk) -> None:
    shelve(desk, numbered(1, title="[$5bn](http://evil.example) **now** :red[x]"))
    page = click(tick(library(app), "[$5bn](http://evil.example) **now** :red[x]"), "library-delete")
    named = next(each.value for each in page.markdown if "evil" in each.value)
    assert r"\[\$5bn\]" in named
    assert r"\*\*now\*\*" in named
