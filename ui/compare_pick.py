"""Which articles are compared: found by their titles, or those on the same event as the first."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pipeline.brief.comparing import related
from pipeline.desk import Desk
from pipeline.domain import Article, ArticleId
from ui import compare_links

FOUND = 8
SUGGESTED = 6


def first(desk: Desk) -> None:
    """The left article."""
    found = _search(desk, "Find the first article", "compare-find-left")
    for article in found:
        compare_links.link(compare_links.named(article), article.id)


def second(desk: Desk, left: Article) -> None:
    """The right article: those on the same event, or any other."""
    others = desk.related(left.id, SUGGESTED)
    if others:
        st.markdown("**On the same event**")
        _choices(left.id, others)
    else:
        st.markdown("No other article seems to be on this event.")
    copies = desk.shelf.articles(desk.shelf.copies(left.id)[:SUGGESTED])
    if copies:
        st.markdown("**The same story elsewhere**")
        _choices(left.id, tuple(copies.values()))
    found = _search(desk, "Find another article", "compare-find-right")
    _choices(left.id, [article for article in found if article.id != left.id])


def _choices(left: ArticleId, articles: Sequence[Article]) -> None:
    for article in articles:
        compare_links.link(compare_links.named(article), left, article.id)


def _search(desk: Desk, label: str, key: str) -> tuple[Article, ...]:
    asked = st.text_input(label, key=key, placeholder="words of its title").strip()
    found = related.called(asked, desk.shelf, FOUND) if asked else ()
    if asked and not found:
        st.markdown("No article has these words.")
    return found
