from __future__ import annotations

import pytest

from pipeline.adapters import web_body, web_page

STORY = [
    "The council agreed on Monday to rebuild a bridge over the river, its mayor said after a vote that took days.",
    "The work will cost five million and begin in May, when the new café at its foot is to open too, she added then.",
    "Engineers found cracks in two of its four piers last winter, and lorries have had to go around by road since.",
    "Shop owners on both banks say that they lost a third of their custom in that time, and hope for the state.",
]


def _body(*inside: str, head: str = "<title>Bridge to be rebuilt | The Daily</title>", around: str = "") -> list[str]:
    page = f"<html><head>{head}</head><body><article>{''.join(inside)}</article>{around}</body></html>"
    return web_body.text(web_page.tree(page.encode())).split("\n")


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


@pytest.mark.parametrize(
    "clutter",
    [
        "<p><b>Read more:</b> <a href='/x'>Harbour to close for the whole of the summer</a></p>",
        "<p><a href='/x'>Harbour to close for the whole of the summer</a></p>",
        "<div>RELATED | <a href='/x'>Harbour to close for the whole of the summer</a></div>",
        "<p><a href='/x'>Harbour to close for good</a> [VIDEO]<br><a href='/y'>Ten bridges that fell down</a></p>",
        "<ul><li><a href='/x'>Harbour to close for good</a></li><li><a href='/y'>Ten bridges that fell</a></li></ul>",
        "<section><a href='/x'><h3>Harbour to close</h3><p>The harbour will be closed for good.</p></a></section>",
    ],
)
def test_what_leads_to_other_articles_is_left_out(clutter: str) -> None:
    assert _body(_paragraphs(*STORY[:2]), clutter, _paragraphs(*STORY[2:])) == STORY


@pytest.mark.parametrize(
    ("kept", "text"),
    [
        (
            "<p>The <a href='/x'>report of the engineers</a> names no one.</p>",
            "The report of the engineers names no one.",
        ),
        ("<p><a href='/a'>Ann Lee</a> said so.</p>", "Ann Lee said so."),
        ("<h2><a href='#work'>What the work will be</a></h2>", "What the work will be"),
    ],
)
def test_links_that_are_part_of_the_story_stay(kept: str, text: str) -> None:
    assert text in _body(_paragraphs(*STORY[:2]), kept, _paragraphs(*STORY[2:]))


def test_a_list_in_which_not_every_point_is_a_link_stays() -> None:
    points = (
        "<ul><li><a href='/x'>The first pier of four</a></li><li>The second of four piers, which has cracks</li></ul>"
    )
    assert len(_body(_paragraphs(*STORY), points)) == 6


def test_a_card_that_opens_over_a_name_is_left_out() -> None:
    card = "<span><img src='a.jpg'><a href='/a'>Ann Lee</a><a href='/b'>Harbour to close for good</a></span>"
    assert _body(_paragraphs(*STORY[:3], f"The mayor, <a href='/a'>Ann Lee</a>{card}, was glad of it, she said."))[
        3
    ] == ("The mayor, Ann Lee, was glad of it, she said.")


def test_the_title_above_and_the_small_print_below_are_left_out() -> None:
    small = ["Filed under: Bridges", "© 2019 The Daily", "12 comments"]
    body = _body("<h1>Bridge to be rebuilt</h1><h2>Bridge to be rebuilt</h2>", _paragraphs(*STORY, *small))
    assert body == STORY


def test_a_credit_of_an_agency_stays() -> None:
    credit = "(Reporting by Jo Doe; Editing by Al Roe)"
    assert _body(_paragraphs(*STORY, credit))[-1] == credit


def test_a_page_with_nothing_in_it_has_no_text() -> None:
    assert web_body.text(web_page.tree(b"<html><body><nav><a href='/'>Home</a></nav></body></html>")) == ""
