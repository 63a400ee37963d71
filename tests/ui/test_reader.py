"""The Reader: the words of an address, lit in the text as it is stored."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Article, Scope
from pipeline.ingest.load import Pasted
from tests.ui.conftest import Open, run

URL = "https://example.org/news/1"
OLD = "The harbour closed on Monday. Two ships were turned away."
NEW = "The harbour closed on Monday. Three ships were turned away, the port said later."


def opened(app: AppTest, **query: str) -> AppTest:
    app.switch_page("ui/reader.py")
    for name, value in query.items():
        app.query_params[name] = value
    return run(app)


def added(desk: Desk, *texts: Pasted) -> Article:
    for text in texts:
        desk.add([text])
    (entry,) = desk.shelf.entries(Scope())
    return desk.shelf.article(entry.source.article_id)


def text_of(app: AppTest) -> str:
    return next(each.value for each in app.get("html") if "article-text" in each.value)


def all_text(app: AppTest) -> str:
    return "\n".join(each.value for each in (*app.title, *app.markdown, *app.caption, *app.info, *app.subheader))


def test_the_words_of_the_address_are_lit(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, title="Harbour closed", outlet="The Ledger", url=URL))
    page = opened(app(), article=article.id, at="4-11,30-39")
    assert '<mark id="cited" tabindex="-1">harbour</mark>' in text_of(page)
    assert "<mark>Two ships</mark>" in text_of(page)
    assert [title.value for title in page.title] == ["Harbour closed"]
    assert [button.proto.url for button in page.get("link_button")] == [URL]


def test_what_is_not_known_is_said(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD))
    drawn = all_text(opened(app(), article=article.id))
    assert "Outlet unknown · date unknown · author unknown" in drawn
    assert "Address of the original unknown" in drawn


def test_an_address_that_is_no_web_page_is_no_link(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD))
    desk.shelf.describe(Article(article.id, article.text, url="javascript:alert(1)", revision=article.revision))
    assert not opened(app(), article=article.id).get("link_button")


def test_markup_in_an_article_stays_text(app: Open, desk: Desk) -> None:
    hostile = "A fund lost $5bn on :red[x] <script>alert(1)</script> and <img src=x onerror=alert(1)> on Monday."
    article = added(desk, Pasted(hostile, title="<b>$5bn</b> :red[x]"))
    page = opened(app(), article=article.id, at="0-6")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text_of(page)
    assert [each.value for each in page.get("html") if "<img" in each.value] == []
    assert page.title[0].value == r"\<b\>\$5bn\<\/b\> \:red\[x\]"


def test_an_older_revision_is_kept_and_leads_to_the_newest(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, url=URL), Pasted(NEW, url=URL))
    assert article.revision == 2
    page = opened(app(), article=article.id, revision="1", at="30-39")
    assert "Two ships</mark>" in text_of(page)
    assert "revision 1 of 2" in page.info[0].value
    assert [link.proto.query_string for link in page.get("page_link")] == [f"article={article.id}"]


def test_a_place_that_is_not_in_the_text_is_said(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD))
    page = opened(app(), article=article.id, at="0-3,5000-6000")
    assert "not in this text" in page.warning[0].value
    assert "The</mark>" in text_of(page)


def test_an_unknown_article_is_an_error_in_words(app: Open, desk: Desk) -> None:
    page = opened(app(), article="0123456789abcdef")
    assert len(page.error) == 1
    assert "0123456789abcdef" in page.error[0].value


@pytest.mark.usefixtures("samples")
def test_copies_of_the_story_are_named(app: Open, desk: Desk) -> None:
    entries = desk.shelf.entries(Scope())
    copy = next(entry for entry in entries if entry.copies_of)
    of_copy = [link.proto.query_string for link in opened(app(), article=copy.source.article_id).get("page_link")]
    of_head = [link.proto.query_string for link in opened(app(), article=str(copy.copies_of)).get("page_link")]
    assert f"article={copy.copies_of}" in of_copy
    assert f"article={copy.source.article_id}" in of_head
    assert f"article={copy.source.article_id}" not in of_copy


@pytest.mark.usefixtures("samples")
def test_without_an_article_the_newest_are_offered(app: Open, desk: Desk) -> None:
    page = opened(app())
    newest = desk.shelf.entries(Scope(), limit=15)
    assert [link.proto.query_string for link in page.get("page_link")] == [
        f"article={entry.source.article_id}" for entry in newest
    ]


def test_an_empty_library_leads_to_adding(app: Open) -> None:
    (link,) = opened(app()).get("page_link")
    assert link.value == "Add articles"
