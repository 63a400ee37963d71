"""Compare: two articles side by side, with the sentences that tell the same in rows, and what differs marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

import streamlit as st

from pipeline.domain import AlignedRow, Article, Comparison, Scope, Tie
from pipeline.export import wording
from pipeline.language import changes
from ui import article_changes, compare_links, compare_pick, compare_text, opening, places
from ui.compare_text import Sides
from ui.places import Place
from ui.text import plain

SHEET = Path(__file__).with_suffix(".css")
COMPARISONS_KEPT = 8


class Shown(StrEnum):
    """Which rows are drawn."""

    ALL = "Everything"
    BOTH = "What both tell"
    DIFFERENT = "What differs"


_KEPT: Mapping[Shown, Callable[[AlignedRow], bool]] = {
    Shown.ALL: lambda _: True,
    Shown.BOTH: lambda row: row.is_shared,
    Shown.DIFFERENT: lambda row: bool(row.differences),
}


def draw() -> None:
    desk = opening.desk()
    left, right = compare_links.read({name: st.query_params.get_all(name) for name in st.query_params})
    if left is not None:
        # a link from this page to itself leaves the address as it was
        st.query_params.from_dict(compare_links.query(left, right))
    with st.container(key="compare-page"), opening.errors_shown():
        st.html(SHEET)
        st.title("Compare", anchor=False)
        if not desk.shelf.count(Scope()):
            st.markdown("The library is empty.")
            st.page_link("ui/library.py", label="Add articles", icon="")
        elif left is None:
            st.markdown("Two articles on one event, side by side: what both tell, and where they differ.")
            compare_pick.first(desk)
        elif right is None:
            article = desk.shelf.article(left)
            _head(article)
            compare_pick.second(desk, article)
        else:
            _compared(desk.compare(left, right))


def _compared(found: Comparison) -> None:
    for article, column in zip((found.left, found.right), st.columns(2), strict=True):
        with column:
            _head(article)
    with st.container(horizontal=True, key="compare-others"):
        compare_links.link("Compare the left one with another", found.left.id)
        compare_links.link("Compare the right one with another", found.right.id)
        compare_links.link("Change sides", found.right.id, found.left.id)
    if found.tie is Tie.COPIES:
        _copies(found)
    else:
        _rows(found)


def _head(article: Article) -> None:
    label = plain(article.label)
    place = Place(article.id)
    with st.container(gap="xxsmall", key=f"compare-head-{article.id}"):
        st.page_link(places.READER, label=f"**{label}**", icon="", query_params=place.query)
        st.caption(plain(wording.outlet_and_day(article.source)))


def _copies(found: Comparison) -> None:
    """One story in two papers has no sides: the words that differ are what is worth seeing."""
    html, counted = _differing_words(found.left.text, found.right.text)
    same = "These two are the same story, and count as one source."
    st.markdown(f"{same} From the left one to the right one: {counted or 'no word differs'}.")
    if found.left.title != found.right.title:
        st.html(article_changes.line(changes.words(found.left.title, found.right.title)))
    st.html(html)


@st.cache_data(max_entries=COMPARISONS_KEPT, show_spinner="Comparing …")
def _differing_words(left: str, right: str) -> tuple[str, str]:
    found = changes.words(left, right)
    return article_changes.page(found), article_changes.counted(found)


def _rows(found: Comparison) -> None:
    st.markdown(_summed(found))
    listed = compare_text.differences(found)
    if listed:
        st.html(listed)
    shown = _shown(found) if found.shared else Shown.ALL
    st.html(compare_text.page(found, _KEPT[shown], Sides.of(found.left, found.right)))


def _summed(found: Comparison) -> str:
    apart = "These two do not seem to be on one event."
    if not found.shared:
        return f"{apart} No sentence of the one tells what a sentence of the other tells."
    count = len(found.differences)
    differ = f"They differ on {wording.counted(count, 'thing')}:" if count else "Nothing differs that was found."
    both = f"Both tell {wording.counted(found.shared, 'thing')}. {differ}"
    return both if found.tie is Tie.EVENT else f"{apart} {both}"


def _shown(found: Comparison) -> Shown:
    options = [Shown.ALL, Shown.BOTH, *((Shown.DIFFERENT,) if found.differences else ())]
    chosen = st.segmented_control(
        "Show", options, default=Shown.ALL, key="compare-shown", label_visibility="collapsed", required=True
    )
    return Shown(chosen or Shown.ALL)


draw()
