"""The Compare page: two articles by their address, chosen one after the other, copies, and what is not there."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.answer import corroborate
from pipeline.desk import Desk
from pipeline.domain import (
    Article,
    ArticleId,
    Claim,
    Disagreement,
    DisagreementKind,
    Scope,
    Side,
    Span,
    Support,
    Verdict,
)
from ui import compare_links

from .conftest import Open, run

pytestmark = pytest.mark.usefixtures("samples")


def titled(desk: Desk, beginning: str) -> ArticleId:
    return next(e.source.article_id for e in desk.shelf.entries(Scope()) if e.source.title.startswith(beginning))


def compare(app: Open, left: str = "", right: str = "") -> AppTest:
    page = app().switch_page("ui/compare.py")
    for name, value in (("left", left), ("right", right)):
        if value:
            page.query_params[name] = value
    return run(page)


def drawn(page: AppTest) -> str:
    return "\n".join([*(each.value for each in page.markdown), *(each.proto.body for each in page.get("html"))])


def links(page: AppTest) -> list[str]:
    return [each.proto.label for each in page.get("page_link")]


def test_two_articles_stand_side_by_side_with_what_differs(app: Open, desk: Desk) -> None:
    page = compare(app, titled(desk, "Two Valley Sisters"), titled(desk, "Rescue boats"))
    shown = drawn(page)
    assert "<b>Figure</b>, people aboard: 163 people / 148 people" in shown
    assert "carrying <mark>163</mark> people" in shown
    assert "There were <mark>148</mark> people aboard" in shown
    assert "Only Valley Courant" in shown
    page.segmented_control(key="compare-shown").set_value("What differs")
    assert "Only Valley Courant" not in drawn(run(page))


def test_an_article_alone_offers_others_on_its_event_and_a_search(app: Open, desk: Desk) -> None:
    ferry = titled(desk, "Two Valley Sisters")
    page = compare(app, ferry)
    assert any(label.startswith("Rescue boats steered") for label in links(page))
    page.text_input(key="compare-find-right").set_value("mortgage")
    assert any("mortgage" in label for label in links(run(page)))
    page.text_input(key="compare-find-right").set_value("zebra")
    assert "No article has these words." in drawn(run(page))


def test_the_first_article_is_found_by_its_title(app: Open) -> None:
    page = compare(app)
    page.text_input(key="compare-find-left").set_value("Legionn")
    found = [label for label in links(run(page)) if "Legionn" in label]
    assert len(found) > 1


def test_copies_show_the_words_that_differ(app: Open, desk: Desk) -> None:
    copied = titled(desk, "Bank of Northmark cuts rate")
    page = compare(app, copied, desk.shelf.copies(copied)[0])
    assert "These two are the same story, and count as one source." in drawn(page)
    assert 'class="article-text changes"' in drawn(page)


def test_an_address_that_names_nothing_says_so(app: Open, desk: Desk) -> None:
    ferry = titled(desk, "Two Valley Sisters")
    assert len(compare(app, ferry, "gone").error) == 1
    assert "one and the same article" in compare(app, ferry, ferry).error[0].value


def test_a_disagreement_leads_to_its_articles(desk: Desk) -> None:
    left, right = (desk.shelf.article(titled(desk, each)) for each in ("Two Valley Sisters", "Rescue boats"))
    sides = [Side(each.id, claim(each)) for each in (left, right)]
    found = Disagreement("people aboard", DisagreementKind.FIGURE, tuple(sides))
    assert compare_links.between(found) == (left.id, right.id)
    told_by_one = Disagreement("people aboard", DisagreementKind.FIGURE, (sides[0], sides[0]))
    assert compare_links.between(told_by_one) is None


def claim(article: Article) -> Claim:
    citation = article.cite(Span(0, 9))
    support = Support(Verdict.SUPPORTED, 1.0)
    return Claim(citation.quote, (citation,), support, corroborate.corroboration((citation,), {}))


def test_an_address_of_two_articles_is_read_as_it_was_made(desk: Desk) -> None:
    left, right = ArticleId("a"), ArticleId("b")
    query = compare_links.query(left, right)
    assert compare_links.read({name: [value] for name, value in query.items()}) == (left, right)
    assert compare_links.read({}) == (None, None)
