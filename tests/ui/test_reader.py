"""The Reader: the words of an address, lit in the text as it is stored."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.desk import Desk
from pipeline.domain import Article, Brief, Conversation, Reading, Scope, Span
from pipeline.ingest.load import Pasted
from pipeline.ports import Shelved
from tests.ui import drawn
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
        desk.library.add([text])
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


def links(app: AppTest) -> dict[str, str]:
    """The address of each link in the page, by its words."""
    return {link.value: unquote(link.proto.query_string) for link in app.get("page_link")}


def test_of_words_that_changed_since_the_older_revision_says_so(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, url=URL), Pasted(NEW, url=URL))
    assert article.revision == 2
    page = opened(app(), article=article.id, revision="1", at="30-39")
    assert "Two ships</mark>" in text_of(page)
    assert "revision 1 of 2" in page.warning[0].value
    assert "no longer stand" in page.warning[0].value
    assert links(page)["Read the newest text"] == f"article={article.id}"
    assert links(page)["What changed since revision 1"] == f"article={article.id}&since=1"


def test_words_that_still_stand_lead_to_where_they_stand_now(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, url=URL), Pasted(f"An update at noon. {NEW}", url=URL))
    page = opened(app(), article=article.id, revision="1", at="4-28")
    assert "still stand" in page.info[0].value
    assert not page.warning
    assert links(page)["Read them in the newest text"] == f"article={article.id}&at=23-47"
    assert article.text[23:47] == OLD[4:28]


def test_a_revision_can_be_picked_and_leaves_the_places_of_the_other_text(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, url=URL), Pasted(NEW, url=URL))
    page = opened(app(), article=article.id, at="30-41")
    (revision, _) = page.selectbox
    assert [option[:6] for option in revision.options] == ["2 of 2", "1 of 2"]
    page = run(revision.set_value(1))
    assert page.query_params["revision"] == "1"
    assert "at" not in page.query_params
    assert "Two ships" in text_of(page)
    assert [each.label for each in page.selectbox] == ["Revision"]


def test_what_changed_is_shown_in_words(app: Open, desk: Desk) -> None:
    article = added(
        desk, Pasted(OLD, url=URL, title="Two ships turned away"), Pasted(NEW, url=URL, title="Ships turned away")
    )
    page = opened(app(), article=article.id)
    page = run(page.selectbox[1].set_value(1))
    assert page.query_params["since"] == "1"
    assert "<del>Two</del><ins>Three</ins> ships were turned away<ins>, the port said later</ins>." in text_of(page)
    assert "Since revision 1: 5 words added, 1 word removed." in all_text(page)
    assert any("<del>Two ships</del><ins>Ships</ins> turned away" in each.value for each in page.get("html"))
    assert "<del>" not in text_of(run(page.selectbox[1].set_value(0)))


def test_markup_in_what_changed_stays_text(app: Open, desk: Desk) -> None:
    hostile = "<script>alert(1)</script> and <img src=x onerror=alert(1)>"
    article = added(desk, Pasted(f"{OLD} {hostile}", url=URL), Pasted(f"{NEW} {hostile}</ins>", url=URL))
    drawn = text_of(opened(app(), article=article.id, since="1"))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in drawn
    assert "<script" not in drawn
    assert "<img" not in drawn


@pytest.mark.parametrize("since", ["2", "9"])
def test_a_revision_that_is_no_earlier_one_is_compared_with_nothing(app: Open, desk: Desk, since: str) -> None:
    article = added(desk, Pasted(OLD, url=URL), Pasted(NEW, url=URL))
    page = opened(app(), article=article.id, revision="2", since=since)
    assert not page.error
    assert "<ins>" not in text_of(page)


def test_one_revision_leaves_nothing_to_pick(app: Open, desk: Desk) -> None:
    assert not opened(app(), article=added(desk, Pasted(OLD)).id).selectbox


def test_the_way_back_leads_to_the_answer_and_is_kept_from_place_to_place(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, url=URL), Pasted(NEW, url=URL))
    desk.shelf.save_conversation(Conversation("c1", "Ships", (), datetime.now(UTC)))
    page = opened(app(), article=article.id, revision="1", **{"from": "answer-c1"})
    assert links(page)["Back to the answer"] == "conversation=c1"
    assert links(page)["Read the newest text"].endswith("&from=answer-c1")


@pytest.mark.parametrize(
    "origin", ["answer-gone", "brief-gone", "answer-", "library-x", "answer-<b>", "https://evil.example"]
)
def test_there_is_no_way_back_to_what_is_not_there(app: Open, desk: Desk, origin: str) -> None:
    page = opened(app(), article=added(desk, Pasted(OLD)).id, **{"from": origin})
    assert not [label for label in links(page) if label.startswith("Back")]


def test_where_it_comes_from_is_told_with_what_is_not_known(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, outlet="The Ledger", url=URL))
    at = datetime(2025, 3, 4, 14, 5, tzinfo=timezone(timedelta(hours=1)))
    desk.shelf.describe(replace(article, published_at=at, published=at.date(), wire="AP", tags=("port", "sea")))
    page = opened(app(), article=article.id)
    told = {name["text"]: value["text"] for name, value in drawn.tables(page)[0]["rows"]}
    assert told["Published"] == "4 March 2025, 14:05 (UTC+1)"
    assert (told["Outlet"], told["Author"], told["Updated"]) == ("The Ledger", "unknown", "unknown")
    assert (told["Wire"], told["Tags"], told["Revision"]) == ("AP", "port, sea", "1")
    assert "Collections" not in told


def test_what_the_source_said_is_told_place_by_place_with_the_one_that_was_taken(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD, url=URL))
    readings = (
        Reading("published", "JSON-LD", "2025-03-04"),
        Reading("title", "og:title", "<b>Harbour</b> $5"),
        Reading("published", "meta date", "2025-03-05"),
    )
    desk.shelf.keep([Shelved(replace(article, revision=2), (), readings=readings)], datetime.now(UTC))
    rows = drawn.tables(opened(app(), article=article.id))[1]["rows"]
    assert [(field["text"], field["sort"]) for field, _, _ in rows] == [
        ("Published", "strong"),
        ("Published", ""),
        ("Title", "strong"),
    ]
    assert [where["text"] for _, where, _ in rows] == ["JSON-LD", "meta date", "og:title"]
    assert rows[2][2]["text"] == "<b>Harbour</b> $5"


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


def test_lit_words_go_into_the_brief_that_led_here_in_one_click(
    samples: None, app: Open, desk: Desk, brief: Brief
) -> None:
    article = added_to(desk)
    page = opened(app(), article=article.id, at="0-10", **{"from": f"brief-{brief.id}"})
    page = run(page.button(key="add-lit").click())
    after = desk.shelf.brief(brief.id)
    assert after.sections[0].claims[-1].text == "The harbour of Port Alder closed on Monday."
    assert after.change == page.success[0].value.replace("\\", "")
    assert any(link.label == "Open the brief" for link in page.get("page_link"))
    page = run(page.button(key="add-lit").click())
    assert "in the brief already" in page.error[0].value


def test_any_sentence_goes_into_any_section_of_any_brief(samples: None, app: Open, desk: Desk, brief: Brief) -> None:
    other = desk.editing.rename_section(replace(brief, id=brief.id), 1, "The $5 *views*")
    article = added_to(desk)
    page = opened(app(), article=article.id)
    assert not [button for button in page.button if button.key == "add-lit"]
    box = page.selectbox(key=f"add-{article.id}")
    run(box.set_value(Span(44, len(article.text))))
    run(page.selectbox(key=f"add-section-{other.id}").set_value(1))
    run(page.button(key="add-now").click())
    assert desk.shelf.brief(brief.id).sections[1].claims[-1].text == "Two ships were turned away from Port Alder."
    page = opened(page, article=article.id, at="0-10")
    assert "views" in page.button(key="add-lit").help


def test_without_a_brief_there_is_nothing_to_add_to(app: Open, desk: Desk) -> None:
    article = added(desk, Pasted(OLD))
    page = opened(app(), article=article.id, at="0-3")
    assert not [button for button in page.button if str(button.key).startswith("add-")]


def added_to(desk: Desk) -> Article:
    """An article beside the sample library."""
    before = desk.shelf.within(Scope())
    text = "The harbour of Port Alder closed on Monday. Two ships were turned away from Port Alder."
    desk.library.add([Pasted(text, "Harbour closed", "The Ledger")])
    (article_id,) = desk.shelf.within(Scope()) - before
    return desk.shelf.article(article_id)
